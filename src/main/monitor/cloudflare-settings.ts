import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { CloudflareDesk } from './cloudflare-desk.ts'
import type { TrafficDataset } from './cloudflare-queries.ts'
import { settingsQuery, trafficDatasets } from './cloudflare-queries.ts'
import type { Span } from './cloudflare-rows.ts'
import { cloudflareRights } from './cloudflare-refusals.ts'

/** The dataset a token may read, and how much of it at once. */
export type ChosenDataset = { readonly dataset: TrafficDataset; readonly span: Span }

const settingShape = z
  .object({
    enabled: z.boolean(),
    maxDuration: z.number().positive().nullish(),
    maxPageSize: z.number().positive().nullish(),
    notOlderThan: z.number().positive().nullish(),
  })
  .nullish()
const answerShape = z.object({
  viewer: z.object({ zones: z.array(z.object({ settings: z.record(z.string(), settingShape) })) }),
})
type Setting = NonNullable<z.output<typeof settingShape>>

/** What one query reads where Cloudflare names no limit of its own: its documented maximum of rows, and an hour. */
const usualRows = 10_000
const usualSeconds = 3_600
/** More in one answer than could be read in time. */
const mostSeconds = 86_400

/** Asks what this token may read of the zone, and takes the best of it: every request before estimates from samples. */
export const chooseDataset = async (desk: CloudflareDesk, signal?: AbortSignal): Promise<Result<ChosenDataset>> => {
  const together = await askSettings(desk, trafficDatasets, signal)
  if (together.ok || together.refusal.code !== 'cloudflare-refused') return together
  // a dataset that this zone's schema does not have fails the whole question: each by itself then
  for (const dataset of trafficDatasets) {
    const alone = await askSettings(desk, [dataset], signal)
    if (alone.ok) return alone
  }
  return together
}

const askSettings = async (
  desk: CloudflareDesk,
  datasets: readonly TrafficDataset[],
  signal: AbortSignal | undefined,
): Promise<Result<ChosenDataset>> => {
  const right = cloudflareRights.analytics
  const said = await desk.query(
    settingsQuery(datasets),
    { zone: desk.zone },
    { right, source: 'cloudflare', ...(signal ? { signal } : {}) },
  )
  if (!said.ok) return said
  const parsed = answerShape.safeParse(said.value.data)
  if (!parsed.success) return refused('cloudflare-answer-unreadable')
  const [zone] = parsed.data.viewer.zones
  if (!zone) return refused('cloudflare-zone-unknown', { zone: desk.zone })
  for (const dataset of datasets) {
    const setting = zone.settings[dataset]
    if (setting?.enabled) return done({ dataset, span: spanOf(setting) })
  }
  return refused('cloudflare-forbidden', { right })
}

const spanOf = ({ maxDuration, maxPageSize, notOlderThan }: Setting): Span => ({
  mostMs: Math.min(maxDuration ?? usualSeconds, mostSeconds) * 1000,
  mostRows: maxPageSize ?? usualRows,
  notOlderThanMs: notOlderThan ? notOlderThan * 1000 : Number.POSITIVE_INFINITY,
})

/** Of datasets whose settings are not asked: an hour a query, as far back as is needed. */
export const usualSpan: Span = { mostMs: usualSeconds * 1000, mostRows: usualRows, notOlderThanMs: Number.POSITIVE_INFINITY }
