import { describe, expect, test } from 'vitest'
import { emptyMetric, ownMetricOf } from '../../../../src/renderer/onsale/own-metric-draft.ts'

describe('a metric typed in by hand', () => {
  test('is kept as CloudWatch knows it, with the statistic of what it counts', () => {
    const typed = { ...emptyMetric, metricName: ' mysql_connections ', dimensions: 'InstanceId = i-1, host=db=1,' }
    expect(ownMetricOf(typed)).toEqual({
      resource: {
        kind: 'custom',
        name: 'mysql_connections i-1 db=1',
        dimensions: { InstanceId: 'i-1', host: 'db=1' },
        metric: { namespace: 'CWAgent', metricName: 'mysql_connections', statistic: 'Maximum', role: 'database.connections' },
      },
    })
    expect(ownMetricOf({ ...typed, dimensions: '', role: 'database.io-balance' })).toMatchObject({
      resource: { dimensions: {}, metric: { statistic: 'Minimum' } },
    })
  })
  test.each([
    [{ namespace: ' ' }, ['namespace']],
    [{ metricName: '' }, ['metricName']],
    [{ dimensions: 'i-1' }, ['dimensions']],
    [{ dimensions: 'host=' }, ['dimensions']],
    [{ dimensions: `host=${'x'.repeat(301)}` }, ['dimensions']],
  ])('%o names the field that cannot be taken', (changes, fields) => {
    const read = ownMetricOf({ ...emptyMetric, metricName: 'connections', dimensions: 'host=db', ...changes })
    expect('wrong' in read ? [...read.wrong] : []).toEqual(fields)
  })
})
