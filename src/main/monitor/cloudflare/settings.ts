import { z } from 'zod'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { CloudflareDesk } from './desk.ts'
import type { Dataset, TrafficDataset } from './queries.ts'
import { sampleField, settingsQuery, trafficDatasets } from './queries.ts'
import type { Span } from './rows.ts'
import { cloudflareRights } from './refusals.ts'

/** The dataset a token may read, how much of it at once, and whether it says how much it was estimated from. */
export type ChosenDataset = { readonly dataset: TrafficDataset; readonly span: Span; readonly samples: boolean }

const settingShape = z
  .object({
    enabled: z.boolean(),
    maxDuration: z.number().positive().nullish(),
    maxPageSize: z.number().positive().nullish(),
    notOlderThan: z.number().positive().nullish(),
    availableFields: z.array(z.string()).nullish(),
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
  const together = await firstEnabled(desk, trafficDatasets, { right: cloudflareRights.analytics, signal })
  if (together.ok || together.refusal.code !== 'cloudflare-refused') return together
  // a dataset that this zone's schema does not have fails the whole question: each by itself then
  for (const dataset of trafficDatasets) {
    const alone = await firstEnabled(desk, [dataset], { right: cloudflareRights.analytics, signal })
    if (alone.ok) return alone
  }
  return together
}

/** How much of one dataset a query of this token may read; each dataset has limits of its own ("Node limits and availability"). */
export const spanFor = async (
  desk: CloudflareDesk,
  dataset: Dataset,
  right: string,
  signal?: AbortSignal,
): Promise<Result<Span>> => {
  const chosen = await firstEnabled(desk, [dataset], { right, signal })
  return chosen.ok ? done(chosen.value.span) : chosen
}

type About = { readonly right: string; readonly signal: AbortSignal | undefined }
type Enabled<Name> = { readonly dataset: Name; readonly span: Span; readonly samples: boolean }

const firstEnabled = async <Name extends Dataset>(
  desk: CloudflareDesk,
  datasets: readonly Name[],
  { right, signal }: About,
): Promise<Result<Enabled<Name>>> => {
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
    if (setting?.enabled)
      return done({ dataset, span: spanOf(setting), samples: setting.availableFields?.includes(sampleField) ?? false })
  }
  return refused('cloudflare-forbidden', { right })
}

const spanOf = ({ maxDuration, maxPageSize, notOlderThan }: Setting): Span => ({
  mostMs: Math.min(maxDuration ?? usualSeconds, mostSeconds) * 1000,
  mostRows: maxPageSize ?? usualRows,
  notOlderThanMs: notOlderThan ? notOlderThan * 1000 : Number.POSITIVE_INFINITY,
})
