import type { ServersFace } from '#contract/onsale-face'
import type { Figures } from '#contract/onsale-finding'
import type { KeptMark } from '#store/onsale-mark'

/** A step of servers that was asked for and has not come yet. */
export type Coming = { readonly from: number; readonly to: number; readonly askedAt: number; readonly group: string }

/** A group may be read as it was a moment before it was asked for more. */
const oldReadingMs = 60_000

/** The step on its way, however late, until it is in service or somebody has taken it back, as a reading of the group says; null: none. Marks are in order of time. */
export const comingOf = (marks: readonly KeptMark[], group: Pick<ServersFace, 'desired' | 'readAt'> | null): Coming | null => {
  const asked = marks.findLast(({ kind }) => kind === 'servers-asked')
  if (!asked) return null
  if (marks.some(({ kind, at }) => kind === 'servers-ready' && at >= asked.at)) return null
  const [from, wished] = [figure(asked, 'fromServers'), figure(asked, 'toServers')]
  const to = group && group.readAt > asked.at + oldReadingMs ? Math.min(wished, group.desired) : wished
  return to <= from ? null : { from, to, askedAt: asked.at, group: asked.subject }
}

/** From asking to service, as the newest step that came has measured it; null: none has come. */
export const measuredLeadOf = (marks: readonly KeptMark[]): number | null => {
  const ready = marks.findLast(({ kind, figures }) => kind === 'servers-ready' && typeof figures['leadMs'] === 'number')
  return ready ? figure(ready, 'leadMs') : null
}

export type StepNews = { readonly kind: 'servers-ready' | 'servers-failed'; readonly at: number; readonly figures: Figures }

/** What a reading of the group says about the step on its way: that it is in service, or that a server did not come and why. */
export const newsOf = (coming: Coming, servers: Omit<ServersFace, 'coming'>, marks: readonly KeptMark[]): readonly StepNews[] => {
  const { failure, inService, readAt } = servers
  const told = (at: number): boolean => marks.some(mark => mark.kind === 'servers-failed' && mark.figures['failedAt'] === at)
  const failed: readonly StepNews[] =
    failure && failure.at >= coming.askedAt && !told(failure.at)
      ? [{ kind: 'servers-failed', at: failure.at, figures: { failureText: failure.text, failedAt: failure.at } }]
      : []
  if (inService < coming.to) return failed
  const figures = { readyServers: coming.to - coming.from, leadMs: readAt - coming.askedAt }
  return [...failed, { kind: 'servers-ready', at: readAt, figures }]
}

const figure = (mark: KeptMark, name: string): number => {
  const value = mark.figures[name]
  return typeof value === 'number' ? value : 0
}
