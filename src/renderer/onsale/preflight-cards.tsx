import { LogIn, OctagonAlert, ServerCog, ShieldCheck, SquarePen, TriangleAlert } from 'lucide-react'
import type { Check, OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { checkWords } from '#words/finding-words'
import { refusalSentence } from '#words/refusal-sentence'
import type { WordKey } from '#words/say'
import styles from './advice.module.css'
import { saleTime, settingOf } from './cockpit-words.ts'
import type { CheckCard } from './preflight-order.ts'
import { confirmed } from './preflight-order.ts'

/** What a person can press on a card of the checklist. */
export type CheckDeeds = {
  readonly confirm: (check: Check) => void
  readonly lowerCeiling: () => void
  readonly signIn: () => void
  readonly addServers: () => void
  /** Opens the plan of the sale. */
  readonly plan: () => void
}

/** The cards of what has not passed before the sale: what it is, what was measured, how it is put right. */
export const PreflightCards = (props: {
  readonly face: OnsaleFace
  readonly cards: readonly CheckCard[]
  readonly deeds: CheckDeeds
  /** The check whose card has the focus; null: none has. */
  readonly focused: string | null
}) => {
  const heard = confirmed(props.cards, props.focused)?.check
  return props.cards.map(card => (
    <PreflightCard key={card.check.check} card={card} face={props.face} deeds={props.deeds} hears={card.check.check === heard} />
  ))
}

const looks = {
  failed: { word: 'preflight.cardFailed', mark: OctagonAlert, tone: 'critical' },
  warning: { word: 'preflight.cardWarning', mark: TriangleAlert, tone: 'warning' },
  waiting: { word: 'preflight.cardWaiting', mark: TriangleAlert, tone: 'warning' },
} as const satisfies Readonly<Record<string, { readonly word: WordKey; readonly mark: unknown; readonly tone: string }>>

type Shown = {
  readonly card: CheckCard
  readonly face: OnsaleFace
  readonly deeds: CheckDeeds
  /** The key of confirming means this card, and so stands on it alone. */
  readonly hears: boolean
}

const PreflightCard = (props: Shown) => {
  const { card, face } = props
  const { check, place } = card
  const say = useSay()
  const setting = settingOf(face, say)
  const look = check.state === 'failed' || check.state === 'warning' ? looks[check.state] : looks.waiting
  const { name, value } = checkWords(check, setting)
  const Mark = look.mark
  const measured = isMeasured(check) ? value : ''
  const told = check.why ? refusalSentence(say, check.why) : measured
  const fix = fixWords[check.check]
  return (
    <li
      className={classes(styles.card, styles[look.tone], place > 2 && styles.folded)}
      tabIndex={-1}
      data-card={place}
      data-check={check.check}
      aria-labelledby={`card-${place}`}
    >
      <p className={classes(styles.meta)}>
        <span className={classes(styles.severity)}>
          <Mark size={16} aria-hidden="true" />
          {place}. {say(look.word)}
        </span>
        <span className={classes(styles.rule)}>
          {check.checkedAt === null
            ? say('preflight.cardByHand')
            : say('preflight.cardChecked', { time: saleTime(check.checkedAt, setting) })}
        </span>
      </p>
      <h3 id={`card-${place}`}>{name}</h3>
      {told ? <p className={classes(styles.text)}>{asSentence(told)}</p> : null}
      <FixButtons {...props} />
      {fix ? <p className={classes(styles.next)}>{say(fix)}</p> : null}
    </li>
  )
}

/** What stands in a line of the checklist begins a card as a sentence does; a name such as `eu-central-1a` stays as it is. */
const asSentence = (text: string): string =>
  text.replace(/^\p{Ll}+(?=[ ,\u00a0]|$)/u, word => word.charAt(0).toUpperCase() + word.slice(1))

/** A check that only waits for a person has nothing measured to show. */
const isMeasured = ({ state, figures }: Check): boolean =>
  state === 'failed' || state === 'warning' || (state === 'waiting' && Object.keys(figures).length > 0)

/** The steps that can be taken from here; what is put right elsewhere has none. */
const FixButtons = ({ card, face, deeds, hears }: Shown) => {
  const say = useSay()
  const { check } = card
  const fit = lowerCeilingOf(check, face)
  return (
    <>
      {check.check === 'aws-session' ? (
        <Action wide kind="primary" keys="L" icon={<LogIn size={18} aria-hidden="true" />} onPress={deeds.signIn}>
          {say('onsale.signIn')}
        </Action>
      ) : null}
      {fit === null ? null : (
        <Action wide keys="S" icon={<ShieldCheck size={18} aria-hidden="true" />} onPress={deeds.lowerCeiling}>
          {say('preflight.ceiling', { count: fit })}
        </Action>
      )}
      {lacksServers(check) ? (
        <Action wide dense keys="D" icon={<ServerCog size={16} aria-hidden="true" />} onPress={deeds.addServers}>
          {say('onsale.addServers')}
        </Action>
      ) : null}
      {lacksPlan(check) ? (
        <Action wide dense icon={<SquarePen size={16} aria-hidden="true" />} onPress={deeds.plan}>
          {say('preflight.openPlan')}
        </Action>
      ) : null}
      {check.byHand ? (
        <Action wide dense keys={hears ? 'E' : undefined} onPress={() => deeds.confirm(check)}>
          {say('preflight.confirm')}
        </Action>
      ) : null}
    </>
  )
}

/** Servers that nobody has scheduled, or that would come too late, can be added by hand. */
const lacksServers = ({ check, state }: Pick<Check, 'check' | 'state'>): boolean =>
  check === 'scheduled-growth' && (state === 'failed' || state === 'waiting')

/** What waits only because the plan does not say a figure is put right in the plan. */
const lacksPlan = ({ check, state }: Pick<Check, 'check' | 'state'>): boolean =>
  state === 'waiting' && (check === 'core-quota' || check === 'connection-pool' || check === 'room-limit')

/** How many servers the database has room for, where that is what has to be put right; null: it is not, or there is no room for any. */
export const lowerCeilingOf = ({ check, state, figures }: Check, { plan }: Pick<OnsaleFace, 'plan'>): number | null => {
  const fit = figures.fitServers
  if (check !== 'connection-pool' || state !== 'failed' || typeof fit !== 'number' || fit < 1) return null
  return plan.limits.servers !== null && plan.limits.servers <= fit ? null : fit
}

const fixWords: Readonly<Record<string, WordKey>> = {
  'minute-metrics': 'preflight.fix-minute-metrics',
  'group-metrics': 'preflight.fix-group-metrics',
  'scheduled-growth': 'preflight.fix-scheduled-growth',
  'core-quota': 'preflight.fix-core-quota',
  'scale-in-held': 'preflight.fix-scale-in-held',
  'zone-balance': 'preflight.fix-zone-balance',
  'connection-pool': 'preflight.fix-connection-pool',
  'balancer-warmed': 'preflight.fix-balancer-warmed',
  'health-check-grace': 'preflight.fix-health-check-grace',
  'group-ceiling': 'preflight.fix-group-ceiling',
  'edge-cache': 'preflight.fix-edge-cache',
  'room-open': 'preflight.fix-room-open',
  'room-limit': 'preflight.fix-room-limit',
  'cloudflare-token': 'preflight.fix-cloudflare-token',
  'shop-probe': 'preflight.fix-shop-probe',
  'aws-session': 'preflight.fix-aws-session',
  clock: 'preflight.fix-clock',
  'servers-role': 'preflight.fix-servers-role',
  people: 'preflight.fix-people',
}
