import type { CheckState, OnsaleFace } from '#contract/onsale-face'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { decimals } from '#words/figures'
import { clockTimeToTheSecond, number, waits } from '#words/format'
import { saleTime, settingOf } from './cockpit-words.ts'
import instruments from './instruments.module.css'
import type { Minutes } from './minute-store.ts'
import { newestOf } from './minute-store.ts'
import { countsOf } from './preflight-order.ts'
import { LastRehearsalFigures } from './preflight-rehearsed.tsx'
import { nextSteps } from './preflight-validity.ts'
import styles from './preflight.module.css'

type Told = { readonly face: OnsaleFace; readonly minutes: Minutes }

/** Before the sale the instruments stand in the same places: readiness, next steps, traffic, and what the last rehearsal stood. */
export const PreflightInstruments = ({ onRehearse, ...told }: Told & { readonly onRehearse: (() => void) | null }) => (
  <div className={classes(instruments.instruments, styles.instruments)}>
    <Readiness {...told} />
    <NextSteps {...told} />
    <Traffic {...told} />
    <Rehearsed {...told} onRehearse={onRehearse} />
  </div>
)

const Instrument = (props: { readonly title: string; readonly children: React.ReactNode }) => (
  <section className={classes(instruments.instrument)} aria-label={props.title}>
    <h2>{props.title}</h2>
    {props.children}
  </section>
)

const inOrder = ['passed', 'unknown', 'waiting', 'warning', 'failed'] as const satisfies readonly CheckState[]

const Readiness = ({ face }: Told) => {
  const say = useSay()
  const counts = countsOf(face.checks)
  const checkedAt = Math.max(0, ...face.checks.map(check => (check.byHand ? 0 : (check.checkedAt ?? 0))))
  return (
    <Instrument title={say('preflight.readiness')}>
      <p className={classes(instruments.big)}>{say('onsale.readyOf', { ready: counts.passed, all: face.checks.length })}</p>
      <p className={classes(styles.cells)} aria-hidden="true">
        {inOrder.flatMap(state =>
          Array.from({ length: counts[state] }, (_, place) => (
            <span key={`${state} ${place}`} className={classes(styles[state])} />
          )),
        )}
      </p>
      <p className={classes(instruments.small)}>
        {checkedAt === 0
          ? say('preflight.notChecked')
          : say('preflight.checkedAt', { time: clockTimeToTheSecond(checkedAt, face.plan.timezone, say.language) })}
      </p>
    </Instrument>
  )
}

const NextSteps = ({ face }: Told) => {
  const say = useSay()
  const setting = settingOf(face, say)
  return (
    <Instrument title={say('preflight.steps')}>
      <ol className={classes(styles.steps)}>
        {nextSteps(face).map(({ step, at, servers }) => (
          <li key={step}>
            <time>{saleTime(at, setting)}</time>
            <span>
              {servers === undefined
                ? say(`preflight.step-${step}`)
                : say('onsale.servers', { count: servers, figure: number(servers, say.language) })}
            </span>
            <small>{say('preflight.inTime', { time: waits(at - face.now, say) })}</small>
          </li>
        ))}
      </ol>
    </Instrument>
  )
}

const Traffic = ({ face, minutes }: Told) => {
  const say = useSay()
  const value = (role: Parameters<typeof newestOf>[1]): number | null => newestOf(minutes, role, face.now)?.value ?? null
  const [p95, cpu, connections] = [value('balancer.p95'), value('web.cpu'), value('database.connections')]
  const requests = value('edge.requests') ?? value('balancer.requests')
  const perMinute = face.users?.perMinute ?? requests
  const most = face.plan.limits.databaseConnections
  const facts = [
    p95 === null ? null : say('preflight.p95', { figure: say('onsale.seconds', { figure: decimals(p95, say.language) }) }),
    cpu === null ? null : say('preflight.cpu', { figure: say('onsale.percent', { figure: Math.round(cpu) }) }),
  ].filter(Boolean)
  return (
    <Instrument title={say('preflight.traffic')}>
      <p className={classes(instruments.big)}>
        {perMinute === null ? say('onsale.unknown') : say('onsale.perMinute', { figure: number(perMinute, say.language) })}
      </p>
      <p className={classes(instruments.small)}>
        {perMinute === null && facts.length === 0 ? say('preflight.trafficUnknown') : facts.join(', ')}
        {connections === null ? null : (
          <>
            <br />
            {say('preflight.connections', {
              figure: `${number(connections, say.language)}${most === null ? '' : `/${number(most, say.language)}`}`,
            })}
          </>
        )}
      </p>
    </Instrument>
  )
}

const Rehearsed = ({ face, onRehearse }: Told & Pick<Parameters<typeof LastRehearsalFigures>[0], 'onRehearse'>) => {
  const say = useSay()
  return (
    <Instrument title={say('preflight.stood')}>
      <LastRehearsalFigures face={face} onRehearse={onRehearse} />
    </Instrument>
  )
}
