import type { Body } from './body-fields.ts'
import { listIn, momentIn, recordOf } from './body-fields.ts'
import type { ShowingFacts } from './products.ts'

/** Whether what time decides is at a moment still as it was at another. */
export type Steady = (now: number) => boolean

/** Every moment at which the time of something sold for a showing begins or ends, Unix milliseconds; the only thing about an offer that hangs on the clock. */
export const windowEdges = ({ date, items, variations }: ShowingFacts): readonly number[] =>
  [
    ...[...items, ...variations].map(({ body }) => body),
    ...['item', 'variation'].flatMap(kind => listIn(date?.body ?? {}, `${kind}_price_overrides`).map(recordOf)),
  ].flatMap(edgesOf)

const edgesOf = (body: Body): readonly number[] =>
  ['available_from', 'available_until'].map(key => momentIn(body, key)).filter(at => at !== null)

/** No edge lies between `now` and any moment this is true for. An edge itself is a moment of its own: time begins with it and ends behind it. */
export const steadyAt = (now: number, edges: readonly number[]): Steady => {
  const before = Math.max(Number.NEGATIVE_INFINITY, ...edges.filter(edge => edge <= now))
  const after = Math.min(Number.POSITIVE_INFINITY, ...edges.filter(edge => edge >= now))
  return later => later === now || (before < later && later < after)
}
