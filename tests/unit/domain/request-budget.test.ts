import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterTooMany, fullBucket, hostedAllowance, isHosted, openAllowance, takeRequest } from '#domain/request-budget'

describe('the request budget', () => {
  it('never lets more than 360 requests go to the hosted platform within any minute', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 900, maxLength: 1500 })
    fc.assert(
      fc.property(gaps, fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }), (gapsMs, urgency) => {
        let bucket = fullBucket(hostedAllowance, 0)
        let now = 0
        const sent: number[] = []
        for (const [index, gapMs] of gapsMs.entries()) {
          now += gapMs
          const taken = takeRequest(bucket, urgency[index % 10] ?? false, now)
          bucket = taken.bucket
          if (taken.go) sent.push(now)
        }
        for (const [index, at] of sent.entries())
          expect(sent.findLastIndex(later => later < at + 60_000) - index + 1).toBeLessThanOrEqual(360)
      }),
      { numRuns: 30 },
    )
  })
  it('keeps a share for those who wait at the counter', () => {
    let bucket = fullBucket(hostedAllowance, 0)
    for (let taken = takeRequest(bucket, false, 0); taken.go; taken = takeRequest(bucket, false, 0)) bucket = taken.bucket
    expect(takeRequest(bucket, false, 0).go).toBe(false)
    expect(takeRequest(bucket, true, 0).go).toBe(true)
  })
  it('says how long to wait, and is right about it', () => {
    let bucket = fullBucket(hostedAllowance, 0)
    for (let taken = takeRequest(bucket, true, 0); taken.go; taken = takeRequest(bucket, true, 0)) bucket = taken.bucket
    const refused = takeRequest(bucket, true, 0)
    const waitMs = refused.go ? 0 : refused.waitMs
    expect(waitMs).toBeGreaterThan(0)
    expect(takeRequest(refused.bucket, true, waitMs).go).toBe(true)
  })
  it('lets nobody pass while a platform that answered 429 wants quiet, and treats it as hosted for a while', () => {
    const bucket = afterTooMany(fullBucket(openAllowance, 0), 5000, 0)
    expect(takeRequest(bucket, true, 4999).go).toBe(false)
    const later = takeRequest(bucket, true, 5000)
    expect(later.go).toBe(true)
    expect(later.bucket.allowance).toEqual(hostedAllowance)
    expect(takeRequest(later.bucket, true, 3_600_000).bucket.allowance).toEqual(openAllowance)
  })
  it.each([
    ['https://pretix.eu', true],
    ['https://shop.pretix.eu/x', true],
    ['https://notpretix.eu', false],
    ['http://127.0.0.1:8345', false],
    ['nonsense', false],
  ])('knows the hosted platform by its name: %s %s', (url, hosted) => expect(isHosted(url)).toBe(hosted))
})
