import type { OnsalePlan } from '#contract/onsale-plan'
import { minuteMs } from './scene.ts'

/** What a group of servers is set to. */
export type GroupSizes = { readonly minimum: number; readonly maximum: number; readonly desired: number }
/** One change of a group that is scheduled; null: stays as it is. */
export type SizeChange = {
  readonly name: string
  readonly at: number
  readonly minimum: number | null
  readonly maximum: number | null
  readonly desired: number | null
}
/** What a group will be set to from a moment on. */
export type CourseStep = GroupSizes & { readonly at: number }

/** "the actual scaling might be delayed for up to two minutes" (Amazon EC2 Auto Scaling, "Scheduled scaling"). */
const scheduledLateMs = 2 * minuteMs

/** How a group will change by itself, step by step. A change whose sizes contradict each other is refused by Amazon and changes nothing; a size asked for lies within the bounds. */
export const courseOf = (now: GroupSizes, changes: readonly SizeChange[]): readonly CourseStep[] => {
  const steps: CourseStep[] = []
  let sizes = now
  for (const change of changes.toSorted((one, other) => one.at - other.at)) {
    const next = sizesAfter(sizes, change)
    if (!next) continue
    sizes = next
    steps.push({ ...next, at: change.at })
  }
  return steps
}

const sizesAfter = (sizes: GroupSizes, change: SizeChange): GroupSizes | null => {
  const [minimum, maximum] = [change.minimum ?? sizes.minimum, change.maximum ?? sizes.maximum]
  if (minimum > maximum) return null
  const desired = change.desired ?? Math.max(minimum, Math.min(maximum, sizes.desired))
  return desired < minimum || desired > maximum ? null : { minimum, maximum, desired }
}

/**
 * What is scheduled for a sale. `growing`: more servers come in time; `late`: they would come after the start; `shrinks`: servers go while the sale is on; `there`: the servers of the sale run already and
 * their minimum is released after it; `none`: nothing is scheduled. `heldUntil`: until when the minimum holds all of them, null: without an end, 0: it does not hold them.
 */
export type Growth =
  | (Grown & { readonly kind: 'growing' | 'late'; readonly at: number; readonly readyAt: number })
  | { readonly kind: 'shrinks'; readonly servers: number; readonly at: number }
  | (Grown & { readonly kind: 'there' })
  | (Grown & { readonly kind: 'none' })
type Grown = { readonly servers: number; readonly minimum: number; readonly heldUntil: number | null }

export type GrowthQuestion = {
  readonly now: number
  readonly sizes: GroupSizes
  readonly changes: readonly SizeChange[]
  readonly sale: Pick<OnsalePlan, 'startsAt' | 'plannedEndAt'>
  /** From asking for a server to its first request. */
  readonly leadMs: number
}

/** How a group will stand when a sale begins, and whether it stays so until its end. */
export const growthOf = ({ now, sizes, changes, sale, leadMs }: GrowthQuestion): Growth => {
  const course = courseOf(
    sizes,
    changes.filter(({ at }) => at > now),
  )
  const atStart = course.findLast(({ at }) => at <= sale.startsAt) ?? { ...sizes, at: now }
  const after = course.filter(({ at }) => at > sale.startsAt)
  const shrunk = after.find(step => step.at < sale.plannedEndAt && step.desired < atStart.desired)
  if (shrunk) return { kind: 'shrinks', servers: shrunk.desired, at: shrunk.at }
  const grown = { servers: atStart.desired, minimum: atStart.minimum, heldUntil: heldUntil(atStart, after) }
  if (atStart.desired > sizes.desired)
    return timed(grown, firstWith(course, atStart.desired)?.at ?? atStart.at, sale.startsAt, leadMs)
  const belated = after.find(step => step.at < sale.plannedEndAt && step.desired > atStart.desired)
  if (belated) return timed({ ...grown, servers: belated.desired, minimum: belated.minimum }, belated.at, sale.startsAt, leadMs)
  const released = after.some(step => step.at >= sale.plannedEndAt && step.minimum < atStart.minimum)
  return { ...grown, kind: released && grown.heldUntil !== 0 ? 'there' : 'none' }
}

const timed = (grown: Grown, at: number, startsAt: number, leadMs: number): Growth => {
  const readyAt = at + scheduledLateMs + leadMs
  return { ...grown, kind: readyAt <= startsAt ? 'growing' : 'late', at, readyAt }
}

const firstWith = (course: readonly CourseStep[], desired: number): CourseStep | undefined =>
  course.find(step => step.desired >= desired)

const heldUntil = ({ minimum, desired }: CourseStep, after: readonly CourseStep[]): number | null =>
  minimum < desired ? 0 : (after.find(step => step.minimum < desired)?.at ?? null)
