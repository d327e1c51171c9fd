import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordTexts } from '#sync/record-texts'

const nasty = fc.constantFrom('},{"code":"', '"results":[', '\\', '"', ']}', '}]}', 'ł', '\u2028', '{"code":"A"')
const words = fc.array(fc.oneof(nasty, fc.string({ maxLength: 4 })), { maxLength: 4 }).map(parts => parts.join(''))
const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  any: fc.oneof(
    { depthSize: 'small' },
    words,
    fc.integer(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom('code', 'results', 'url'), words), tie('any'), { maxKeys: 3 }),
  ),
})).any
const record = fc
  .tuple(fc.oneof(words, fc.constantFrom('A', 'B')), fc.dictionary(fc.constantFrom('event', 'url', 'plugin_data'), value))
  .map(([code, rest]) => ({ code, ...rest }))
const page = (records: readonly unknown[]) => ({ count: records.length, next: null, previous: null, results: records })

describe("each order's own text", () => {
  it('is never anything but that order, whatever stands in it and around it', () => {
    const pages = fc.tuple(
      fc.array(fc.oneof({ weight: 5, arbitrary: record }, value), { maxLength: 5 }),
      fc.dictionary(fc.constantFrom('count', 'next', 'results', 'extra'), value),
      fc.dictionary(fc.constantFrom('more', 'extra'), value),
      fc.constantFrom(undefined, 0, 1),
    )
    fc.assert(
      fc.property(pages, ([records, before, after, indent]) => {
        const text = JSON.stringify({ ...before, results: records, ...after }, null, indent)
        const texts = recordTexts(text, records)
        if (texts) expect(texts.map(each => JSON.parse(each) as unknown)).toEqual(JSON.parse(JSON.stringify(records)))
      }),
      { numRuns: 3000 },
    )
  })

  it('is found in a page as the platform writes it', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[A-Z0-9]{5}$/), words), { minLength: 1, maxLength: 8 }), rows => {
        const records = rows.map(([code, comment]) => ({ code, comment, positions: [{ order: code, answers: [] }] }))
        expect(recordTexts(JSON.stringify(page(records)), records)).toEqual(records.map(each => JSON.stringify(each)))
      }),
    )
  })

  it('is not looked for among records of another page', () => {
    const [one, other] = [
      { code: 'A', n: 1 },
      { code: 'B', n: 2 },
    ]
    expect(recordTexts(JSON.stringify(page([other])), [one])).toBe(null)
    expect(recordTexts(JSON.stringify(page([other])), [one, other])).toBe(null)
    expect(recordTexts('', [one])).toBe(null)
  })
})
