import { describe, expect, it } from 'vitest'
import type { Page, Reading } from '#sync/decode-page'
import { pagesAhead } from '#sync/pages-ahead'

const came = (number: number): Reading<Page> => ({
  kind: 'read',
  value: { count: 0, last: false, records: [number], text: '', generated: 0, headers: {} },
})
const failed: Reading<Page> = { kind: 'failed', answer: { kind: 'refused', status: 400, body: {} } }

/** A platform that answers when it is told to. */
const slowPlatform = () => {
  const waiting = new Map<number, (reading: Reading<Page>) => void>()
  const asked: number[] = []
  return {
    asked,
    read: (number: number): Promise<Reading<Page>> => {
      asked.push(number)
      return new Promise(resolve => waiting.set(number, resolve))
    },
    answer: async (number: number, reading = came(number)): Promise<void> => {
      waiting.get(number)?.(reading)
      await new Promise(resolve => setImmediate(resolve))
    },
  }
}

describe('pages asked for before they are needed', () => {
  it('keep four under way: whenever one has come, the next is asked for, stored or not', async () => {
    const platform = slowPlatform()
    const ahead = pagesAhead(platform.read, { guess: 100, most: 40 })
    const first = ahead.page(1)
    expect(platform.asked).toEqual([1, 2, 3, 4])
    await platform.answer(3)
    expect(platform.asked).toEqual([1, 2, 3, 4, 5])
    await platform.answer(1)
    expect(await first).toEqual(came(1))
    expect(platform.asked).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('never run further ahead than eight of what is stored', async () => {
    const platform = slowPlatform()
    const ahead = pagesAhead(platform.read, { guess: 100, most: 40 })
    void ahead.page(1)
    for (let number = 1; number <= 8; number += 1) await platform.answer(number)
    expect(platform.asked).toHaveLength(8)
    expect(await ahead.page(2)).toEqual(came(2))
    expect(platform.asked.at(-1)).toBe(9)
  })

  it('end where the list ends, and at the last page of a base; a page beyond is asked for when it is needed', async () => {
    const platform = slowPlatform()
    const ahead = pagesAhead(platform.read, { guess: 1, most: 3 })
    void ahead.page(1)
    expect(platform.asked).toEqual([1])
    ahead.endsAt(10)
    expect(platform.asked).toEqual([1, 2, 3])
    for (const number of [1, 2, 3]) await platform.answer(number)
    void ahead.page(4)
    expect(platform.asked).toEqual([1, 2, 3, 4])
  })

  it('are asked for no more once one failed to come or nobody needs them', async () => {
    const platform = slowPlatform()
    const ahead = pagesAhead(platform.read, { guess: 100, most: 40 })
    const first = ahead.page(1)
    await platform.answer(1, failed)
    expect(await first).toEqual(failed)
    ahead.stop()
    for (const number of [2, 3, 4]) await platform.answer(number)
    expect(platform.asked).toEqual([1, 2, 3, 4])
  })
})
