import { afterEach, expect, test } from 'vitest'
import { readKnowledge } from '#store/knowledge'
import { freshFile, insert } from '../print/sold-file.ts'

const opened: (() => void)[] = []
afterEach(() => opened.splice(0).forEach(close => close()))
const withNotes = (notes: Readonly<Record<string, unknown>>) => {
  const { database, read, close } = freshFile()
  opened.push(close)
  insert(
    database,
    'sync_cursor',
    Object.entries(notes).map(([name, value]) => ({ name, value: JSON.stringify(value), changed_at: 0 })),
  )
  return readKnowledge(read)
}

test('totals of a first copy that still runs are a floor', () =>
  expect(withNotes({ history: { complete: false, startedAt: 5 }, deltas: { doneAt: 9 } })).toEqual({
    ordersAt: 9,
    refundsAt: null,
    complete: false,
  }))
test('refunds are known as of the start of the first copy, later as of the last second look', () => {
  const history = { complete: true, startedAt: 5 }
  expect(withNotes({ history, deltas: { doneAt: 9 } })).toEqual({ ordersAt: 9, refundsAt: 5, complete: true })
  expect(withNotes({ history, deltas: { doneAt: 9 }, 'second-look': { provenAt: 7 } }).refundsAt).toBe(7)
})
