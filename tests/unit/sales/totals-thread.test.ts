import { afterEach, expect, test } from 'vitest'
import { startTotalsReader } from '#host/totals-thread'
import { createTotals } from '#sales/totals'
import { freshFile } from '../print/sold-file.ts'
import { insertProgramme } from './programme-rows.ts'

const ends: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})
const stocked = () => {
  const file = freshFile()
  ends.push(file.close)
  insertProgramme(file.database)
  return file
}

test('the thread gives the same totals as the function, also while the selling connection writes', async () => {
  const { file, database, read } = stocked()
  const reader = startTotalsReader(file)
  ends.push(reader.close)
  database.exec('BEGIN IMMEDIATE')
  const [all, one] = await Promise.all([reader.totals(null), reader.totals('klub')])
  database.exec('ROLLBACK')
  const here = createTotals({ read })
  expect(all).toEqual(here(null))
  expect(one).toEqual(here('klub'))
})

test('a file that is not there is said to who asked, and the next question gets a fresh thread', async () => {
  const { file, read } = stocked()
  const missing = startTotalsReader(`${file}.none`)
  ends.push(missing.close)
  await expect(missing.totals(null)).rejects.toThrow()
  await expect(missing.totals(null)).rejects.toThrow()
  const reader = startTotalsReader(file)
  await reader.close()
  ends.push(reader.close)
  expect(await reader.totals('hala')).toEqual(createTotals({ read })('hala'))
})
