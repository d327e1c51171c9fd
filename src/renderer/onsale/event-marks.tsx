import { DoorOpen, EyeOff, Flag, MessageSquare, Server, ServerCrash, TriangleAlert, LockOpen } from 'lucide-react'
import type { Mark, OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { findingSentence } from '#words/finding-words'
import { ruleNumbers } from '#contract/onsale-finding'
import { number } from '#words/format'
import type { Say } from '#words/say'
import { settingOf } from './cockpit-words.ts'
import { iconCounts, labelSides } from './mark-labels.ts'
import styles from './lanes.module.css'
import type { TimeWindow } from './time-window.ts'
import { placeIn } from './time-window.ts'
import { useRoom } from './use-room.ts'

const icons = {
  start: Flag,
  end: Flag,
  'watch-ended': EyeOff,
  'servers-asked': Server,
  'servers-ready': Server,
  'servers-failed': ServerCrash,
  inlet: DoorOpen,
  'inlet-bites': DoorOpen,
  finding: TriangleAlert,
  note: MessageSquare,
  armed: LockOpen,
} as const satisfies Readonly<Record<Mark['kind'], unknown>>

/** The row of what happened over all lanes; each mark has a line down to the axis. Names that would run into each other give way to their icons. */
export const EventMarks = (props: { readonly face: OnsaleFace; readonly window: TimeWindow; readonly far: boolean }) => {
  const { face, window, far } = props
  const say = useSay()
  const { place: row, room } = useRoom<HTMLOListElement>()
  const shown = face.marks
    .filter(mark => mark.kind !== 'armed')
    .map((mark): Shown => {
      const words = markWords(mark, face, say)
      return { mark, place: placeIn(window, mark.at), words, all: words }
    })
    .filter(({ place }) => place >= 0 && place <= 1)
    .toSorted((one, other) => one.place - other.place)
  const counts = iconCounts(
    shown.map(({ place }) => place),
    room,
  )
  const seen = shown.map((each, index) => groupOf(shown, counts, index) ?? each)
  const leaders = seen.filter((_, index) => (counts[index] ?? 0) > 0)
  const sides = labelSides(leaders, room, far)
  return (
    <ol ref={row} className={classes(styles.marks)} aria-label={say('onsale.marks')}>
      {shown.map(({ mark, place, words }, index) => {
        const led = leaders.findIndex(leader => leader === seen[index])
        const group = leaders[led]
        if (!group)
          return (
            <li
              key={mark.id}
              className={classes(styles.mark, styles[toneOf(mark)])}
              style={{ insetInlineStart: `${place * 100}%` }}
            >
              <span className={classes(styles.hidden)}>{words}</span>
            </li>
          )
        const Icon = icons[group.mark.kind]
        const side = sides[led] ?? 'none'
        const told = group.words === words
        return (
          <li
            key={mark.id}
            className={classes(styles.mark, styles[toneOf(group.mark)], side === 'left' && styles.markLeft)}
            style={{ insetInlineStart: `${place * 100}%`, maxInlineSize: roomFor(side, place, leaders[led + 1]?.place) }}
            title={group.all}
          >
            <Icon size={14} aria-hidden="true" />
            <span className={classes(side === 'none' && styles.hidden)} aria-hidden={told ? undefined : 'true'}>
              {group.words}
            </span>
            {told ? null : <span className={classes(styles.hidden)}>{words}</span>}
          </li>
        )
      })}
    </ol>
  )
}

type Shown = { readonly mark: Mark; readonly place: number; readonly words: string; readonly all: string }

/** Of several marks behind one icon the start and the end of the sale are still named; of the others it says how many there are. Null: it stands alone, or behind another. */
const groupOf = (shown: readonly Shown[], counts: readonly number[], index: number): Shown | null => {
  const count = counts[index] ?? 0
  const [first] = shown.slice(index)
  if (count < 2 || !first) return null
  const group = shown.slice(index, index + count)
  const chief =
    group.find(({ mark }) => mark.kind === 'start' || mark.kind === 'end') ??
    group.find(({ mark }) => toneOf(mark) === 'markWarn') ??
    first
  const named = chief.mark.kind === 'start' || chief.mark.kind === 'end'
  return {
    mark: chief.mark,
    place: first.place,
    words: named ? `${chief.words} · ${count}` : String(count),
    all: group.map(({ words }) => words).join('\n'),
  }
}

/** Up to the next mark, or to the end of the row, in shares of the row. */
const roomFor = (side: 'left' | 'right' | 'none', place: number, next: number | undefined): string =>
  side === 'right' ? `${((next ?? 1) - place) * 100}%` : 'none'

const toneOf = ({ kind }: Mark): 'markStart' | 'markWarn' | 'markReady' | 'markPlain' => {
  if (kind === 'start' || kind === 'end') return 'markStart'
  if (kind === 'finding' || kind === 'servers-failed') return 'markWarn'
  return kind === 'servers-ready' || kind === 'inlet-bites' ? 'markReady' : 'markPlain'
}

const markWords = (mark: Mark, face: OnsaleFace, say: Say): string => {
  const { figures, by } = mark
  const counted = (name: string): number => (typeof figures[name] === 'number' ? figures[name] : 0)
  const figure = (name: string): string => number(counted(name), say.language)
  const who = by === null ? '' : `, ${by}`
  switch (mark.kind) {
    case 'start':
      return say('onsale.markStart')
    case 'end':
      return say('onsale.markEnd')
    case 'watch-ended':
      return say('onsale.markWatchEnded')
    case 'servers-asked':
      return `${say('onsale.markServers', { count: counted('toServers') - counted('fromServers') })}${who}`
    case 'servers-ready':
      return say('onsale.markReady', { count: counted('readyServers') })
    case 'servers-failed':
      return say('onsale.markFailed', { count: 1 })
    case 'inlet':
      return `${say('onsale.markInlet', { from: figure('fromPerMinute'), to: figure('toPerMinute') })}${who}`
    case 'inlet-bites':
      return say('onsale.markInletBites', {
        figure: figure('toPerMinute'),
        seconds: Math.round(Number(figures.leadMs ?? 0) / 1000),
      })
    case 'note':
      return `${String(figures.noteText ?? say('onsale.note'))}${who}`
    case 'armed':
      return `${say('onsale.markArmed')}${who}`
    case 'finding': {
      const rule = ruleNumbers.find(number => number === figures.rule)
      const title = rule
        ? findingSentence({ rule, variant: String(figures.variantText ?? 'plain'), figures }, 'title', settingOf(face, say))
        : ''
      return say('onsale.markFinding', { title: title || say('onsale.rule', { rule: Number(figures.rule ?? 0) }) })
    }
  }
}
