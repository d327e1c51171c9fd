import { readyOf } from '#contract/onsale-step'
import type { Mark, OnsaleFace } from '#contract/onsale-face'
import type { RehearsalDeed } from '#contract/rehearsal'

const minuteMs = 60_000

/** What was done in a rehearsal, and how long each step of servers took: marks of the axis are in order of time. */
export const deedsOf = ({ marks, plan }: Pick<OnsaleFace, 'marks' | 'plan'>): readonly RehearsalDeed[] =>
  marks.flatMap(mark => {
    const kind = kinds[mark.kind]
    if (!kind) return []
    const { figures, by, at } = mark
    const followed = kind === 'servers' ? followedUp(mark, marks) : nothingFollowed
    const common = { kind, minute: (at - plan.startsAt) / minuteMs, by, ...followed }
    if (kind === 'note') return [{ ...common, from: null, to: null, text: textOf(figures, 'noteText') }]
    const unit = kind === 'servers' ? 'Servers' : 'PerMinute'
    const [from, to] = [numberOf(figures, `from${unit}`), numberOf(figures, `to${unit}`)]
    return [{ ...common, from, to, text: textOf(figures, 'reasonText') }]
  })

const kinds: Readonly<Partial<Record<Mark['kind'], RehearsalDeed['kind']>>> = {
  'servers-asked': 'servers',
  inlet: 'inlet',
  note: 'note',
}

type Followed = Pick<RehearsalDeed, 'readyAfterMs' | 'failure'>
const nothingFollowed: Followed = { readyAfterMs: null, failure: '' }

/** What came of one step: that its servers served, and what failed until the next was asked for. */
const followedUp = (asked: Mark, marks: readonly Mark[]): Followed => {
  const later = marks.slice(marks.indexOf(asked) + 1)
  const next = later.findIndex(({ kind }) => kind === 'servers-asked')
  const own = next < 0 ? later : later.slice(0, next)
  const ready = readyOf(asked, marks)
  const failed = own.find(({ kind }) => kind === 'servers-failed')
  return {
    readyAfterMs: ready ? (numberOf(ready.figures, 'leadMs') ?? ready.at - asked.at) : null,
    failure: failed ? textOf(failed.figures, 'failureText') : '',
  }
}

const numberOf = (figures: Mark['figures'], name: string): number | null =>
  typeof figures[name] === 'number' ? figures[name] : null
const textOf = (figures: Mark['figures'], name: string): string => (typeof figures[name] === 'string' ? figures[name] : '')
