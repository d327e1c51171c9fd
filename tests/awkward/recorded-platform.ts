import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Platform } from '#sync/platform-answer'
import type { PlatformDesk } from './platform-desk.ts'

const recordingShape = z.object({
  recordedAt: z.string(),
  answers: z.record(z.string(), z.union([z.array(z.unknown()), z.looseObject({})])),
  orders: z.array(z.looseObject({ code: z.string() })),
  prices: z.array(z.object({ item: z.int(), variation: z.int().nullish(), subevent: z.int().nullable(), total: z.string() })),
})
const folder = join(import.meta.dirname, 'recorded')

/** What a real pretix once answered about its awkward organizer; written by record.ts. */
export const readRecordings = () => {
  const recordings = readdirSync(folder).map(name => ({
    event: name.replace(/\.json$/, ''),
    ...recordingShape.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
  }))
  const answers = new Map(recordings.flatMap(({ answers }) => Object.entries(answers)))
  answers.set(
    'events/',
    recordings.map(({ event }) => answers.get(`events/${event}/`)),
  )
  answers.set(
    'orders/',
    recordings.flatMap(({ orders }) => orders),
  )
  return { recordings, answers, recordedAt: Math.min(...recordings.map(({ recordedAt }) => Date.parse(recordedAt))) }
}

type Answers = ReturnType<typeof readRecordings>['answers']

/** The recording as the download asks it: every list on one page. */
export const recordedPlatform = (answers: Answers, recordedAt: number): Platform => ({
  organizer: 'dziwny',
  get: async path => {
    const found = answers.get(path)
    if (found === undefined) return { kind: 'refused', status: 404, body: { detail: 'Not found.' } }
    const body = Array.isArray(found) ? { count: found.length, next: null, previous: null, results: found } : found
    return { kind: 'ok', status: 200, body, headers: { 'x-page-generated': new Date(recordedAt).toISOString() } }
  },
  send: async () => {
    throw new Error('a recording takes nothing')
  },
})

/** The same as the back office sees it. */
export const recordedDesk = (answers: Answers): Pick<PlatformDesk, 'list'> => ({
  list: async (path, shape) => z.array(shape).parse(answers.get(path.replace(/\?.*/, '')) ?? []),
})
