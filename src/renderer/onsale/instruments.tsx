import type { Constraint, MoneyAtRisk, OnsaleFace, Race, SellOut } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { number } from '#words/format'
import type { FigureSetting } from '#words/figures'
import type { Say, WordKey } from '#words/say'
import { moneyBand, saleTime, settingOf } from './cockpit-words.ts'
import styles from './instruments.module.css'
import { untilFullWords } from './race-minutes.ts'
import { minutesAndSeconds } from './sale-clock.ts'

/** Four instruments, always in this order: what limits now, how long it lasts against how long help takes, when all is sold, and what a standstill would cost. */
export const Instruments = ({ face }: { readonly face: OnsaleFace }) => {
  const say = useSay()
  const setting = settingOf(face, say)
  // what cannot be seen is never called far away
  const aws = face.sources.find(({ source }) => source === 'aws')?.state ?? 'off'
  const unseen = aws !== 'fresh' && aws !== 'throttled' && aws !== 'off'
  if (face.phase === 'over') return <EndedInstruments face={face} say={say} />
  return (
    <div className={classes(styles.instruments)}>
      <ConstraintFinder constraint={face.constraint} unseen={unseen} say={say} />
      <RaceClock race={face.race} now={face.now} unseen={unseen} say={say} />
      <SellOutForecast sellOut={face.sellOut} phase={face.phase} setting={setting} />
      <MoneyRisk money={face.money} setting={setting} />
    </div>
  )
}

/** After its end a sale has no limits to run into; what is left of its figures is in the verdict and the report. */
const EndedInstruments = ({ face, say }: { readonly face: OnsaleFace; readonly say: Say }) => {
  const text = say(face.end?.soldOut ? 'onsale.soldOut' : 'onsale.over')
  const titles = ['onsale.constraint', 'onsale.race', 'onsale.sellOut', 'onsale.moneyAtRisk'] as const
  return (
    <div className={classes(styles.instruments)}>
      {titles.map(title => (
        <Quiet key={title} title={say(title)} text={text} />
      ))}
    </div>
  )
}

const limitWords = {
  'database-connections': 'onsale.limitConnections',
  'database-cpu': 'onsale.limitDatabaseCpu',
  'web-cpu': 'onsale.limitWebCpu',
  'surge-queue': 'onsale.limitSurge',
  servers: 'onsale.limitServers',
  users: 'onsale.limitUsers',
  stock: 'onsale.limitStock',
} as const satisfies Readonly<Record<Constraint['limit'], WordKey>>

/** A share of a limit: percent where the limit is a percentage, else `612/700`. */
const used = ({ limit, used, most }: Pick<Constraint, 'limit' | 'used' | 'most'>, say: Say): string =>
  limit === 'web-cpu' || limit === 'database-cpu'
    ? say('onsale.percent', { figure: Math.round(used) })
    : `${number(used, say.language)}/${number(most, say.language)}`

const toneOfShare = (share: number): 'crit' | 'warn' | 'calm' => {
  if (share >= 0.995) return 'crit'
  return share > 0.8 ? 'warn' : 'calm'
}

const ConstraintFinder = (props: { readonly constraint: Constraint | null; readonly unseen: boolean; readonly say: Say }) => {
  const { constraint, unseen, say } = props
  if (!constraint)
    return <Quiet title={say('onsale.constraint')} text={say(unseen ? 'onsale.serversUnseen' : 'onsale.constraintNone')} />
  const share = constraint.used / Math.max(1, constraint.most)
  const { afterStep } = constraint
  const after = afterStep && afterStep.limit === constraint.limit ? afterStep.used / Math.max(1, afterStep.most) : share
  return (
    <section className={classes(styles.instrument, styles.constraint)} aria-label={say('onsale.constraint')}>
      <h2>{say('onsale.constraint')}</h2>
      <p className={classes(styles.name)}>
        {say(limitWords[constraint.limit])}{' '}
        <strong className={classes(styles[toneOfShare(share)])}>{used(constraint, say)}</strong>
      </p>
      <div className={classes(styles.gauge, styles[toneOfShare(share)])} aria-hidden="true">
        <div className={classes(styles.gaugeNow)} style={{ inlineSize: percentOf(share) }} />
        <div
          className={classes(styles.gaugeAfter)}
          style={{ insetInlineStart: percentOf(share), inlineSize: percentOf(after - share) }}
        />
        <div className={classes(styles.notch)} style={{ insetInlineStart: '80%' }} />
      </div>
      {afterStep ? (
        <p className={classes(styles.small)}>
          {say(afterStep.limit === constraint.limit ? 'onsale.afterStep' : 'onsale.afterStepOther', {
            count: afterStep.servers,
            limit: say(limitWords[afterStep.limit]),
          })}{' '}
          <strong className={classes(styles[toneOfShare(afterStep.used / Math.max(1, afterStep.most))])}>
            {used(afterStep, say)}
          </strong>
        </p>
      ) : null}
    </section>
  )
}

/** All three bars stand on one scale of so many minutes. */
const raceScaleMs = 8 * 60_000

const RaceClock = (props: { readonly race: Race | null; readonly now: number; readonly unseen: boolean; readonly say: Say }) => {
  const { race, now, unseen, say } = props
  if (!race) return <Quiet title={say('onsale.race')} text={say(unseen ? 'onsale.serversUnseen' : 'onsale.raceNone')} />
  const [from, to] = [Math.max(0, race.fullFromAt - now), Math.max(0, race.fullToAt - now)]
  const middle = (from + to) / 2
  const lost = middle < race.serverLeadMs
  return (
    <section className={classes(styles.instrument, styles.race)} aria-label={say('onsale.race')}>
      <div>
        <h2>{say(race.limit === 'database-connections' ? 'onsale.raceDatabase' : 'onsale.race')}</h2>
        <p className={classes(styles.huge, lost ? styles.crit : styles.warn)}>
          {say('onsale.roughly', { figure: Math.max(1, Math.round(middle / 60_000)) })} <small>min</small>
        </p>
      </div>
      <dl className={classes(styles.bars)}>
        <RaceBar term={say('onsale.raceFull')} value={untilFullWords(race, now, say)} tone="crit" fromMs={from} toMs={to} />
        <RaceBar
          term={say(race.leadMeasured ? 'onsale.raceServer' : 'onsale.raceServerPlanned')}
          value={minutesAndSeconds(race.serverLeadMs)}
          tone="plain"
          fromMs={race.serverLeadMs}
        />
        <RaceBar
          term={say(race.inletMeasured ? 'onsale.raceInlet' : 'onsale.raceInletPlanned')}
          value={minutesAndSeconds(race.inletLeadMs)}
          tone="ok"
          fromMs={race.inletLeadMs}
        />
      </dl>
    </section>
  )
}

const RaceBar = (props: {
  readonly term: string
  readonly value: string
  readonly tone: 'crit' | 'plain' | 'ok'
  readonly fromMs: number
  readonly toMs?: number
}) => {
  // what lies beyond the scale ends at its edge, not in the instrument beside it
  const onScale = (durationMs: number): number => Math.min(1, durationMs / raceScaleMs)
  const from = onScale(props.fromMs)
  const to = onScale(props.toMs ?? props.fromMs)
  return (
    <div className={classes(styles.bar, props.tone === 'ok' && styles.inlet)}>
      <dt>{props.term}</dt>
      <dd>{props.value}</dd>
      <div className={classes(styles.track, styles[`${props.tone}Bar`])} aria-hidden="true">
        <div className={classes(styles.sure)} style={{ inlineSize: percentOf(from) }} />
        <div className={classes(styles.maybe)} style={{ insetInlineStart: percentOf(from), inlineSize: percentOf(to - from) }} />
        {props.toMs === undefined ? null : (
          <div className={classes(styles.middle)} style={{ insetInlineStart: percentOf((from + to) / 2) }} />
        )}
      </div>
    </div>
  )
}

const SellOutForecast = (props: {
  readonly sellOut: SellOut | null
  readonly phase: OnsaleFace['phase']
  readonly setting: FigureSetting
}) => {
  const { sellOut, setting } = props
  const { say } = setting
  if (!sellOut)
    return (
      <Quiet title={say('onsale.sellOut')} text={say(props.phase === 'sold-out' ? 'onsale.soldOut' : 'onsale.sellOutNone')} />
    )
  const time = (at: number): string => saleTime(at, setting)
  return (
    <section className={classes(styles.instrument)} aria-label={say('onsale.sellOut')}>
      <h2>{say('onsale.sellOut')}</h2>
      <p className={classes(styles.big)}>{say('onsale.about', { figure: time(sellOut.at) })}</p>
      <p className={classes(styles.small)}>
        {say('onsale.between', { from: time(sellOut.fromAt), to: time(sellOut.toAt) })}
        <br />
        {lineWords(sellOut, say)}
      </p>
    </section>
  )
}

/** Who in the line will still get something. */
const lineWords = ({ emptyHanded }: SellOut, say: Say): string => {
  if (emptyHanded === null) return say('onsale.lineUnknown')
  if (emptyHanded === 0) return say('onsale.enoughForAll')
  return say('onsale.emptyHanded', { count: emptyHanded, figure: number(emptyHanded, say.language) })
}

const MoneyRisk = ({ money, setting }: { readonly money: MoneyAtRisk | null; readonly setting: FigureSetting }) => {
  const { say } = setting
  if (!money) return <Quiet title={say('onsale.moneyAtRisk')} text={say('onsale.moneyNone')} />
  const most = Math.max(1, money.delayedMinor, money.lostToMinor)
  return (
    <section className={classes(styles.instrument)} aria-label={say('onsale.moneyAtRisk')}>
      <h2>{say('onsale.moneyStall', { minutes: Math.round(money.stallMs / 60_000) })}</h2>
      <p className={classes(styles.big)}>{moneyBand(money.lostFromMinor, money.lostToMinor, setting)}</p>
      <div className={classes(styles.band)} aria-hidden="true">
        <div className={classes(styles.delayed)} style={{ inlineSize: percentOf(money.delayedMinor / most) }} />
        <div
          className={classes(styles.lost)}
          style={{
            insetInlineStart: percentOf(money.lostFromMinor / most),
            inlineSize: percentOf((money.lostToMinor - money.lostFromMinor) / most),
          }}
        />
      </div>
      <p className={classes(styles.small)}>
        {say('onsale.moneyDelayed', { figure: moneyBand(money.delayedMinor, money.delayedMinor, setting) })}
      </p>
    </section>
  )
}

const Quiet = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <section className={classes(styles.instrument)} aria-label={title}>
    <h2>{title}</h2>
    <p className={classes(styles.quiet)}>{text}</p>
  </section>
)

const percentOf = (share: number): string => `${Math.min(1, Math.max(0, share)) * 100}%`
