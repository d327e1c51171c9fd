import type { OnsaleFace } from '#contract/onsale-face'
import { rulesToCalibrate } from '#contract/onsale-finding'
import type { LastRehearsal } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { age, number } from '#words/format'
import type { Say } from '#words/say'
import instruments from './instruments.module.css'
import { minutesAndSeconds } from './sale-clock.ts'

/** What the last rehearsal stood, how old that is, and how it compares with the plan; where none was held, the way to one. */
export const LastRehearsalFigures = (props: { readonly face: OnsaleFace; readonly onRehearse: (() => void) | null }) => {
  const { face, onRehearse } = props
  const say = useSay()
  if (face.mode === 'rehearsal') return <p className={classes(instruments.quiet)}>{say('preflight.stoodRunning')}</p>
  if (!face.rehearsed)
    return (
      <>
        <p className={classes(instruments.quiet)}>{say('preflight.stoodNone')}</p>
        {onRehearse ? (
          <Action dense keys="P" onPress={onRehearse}>
            {say('rehearsal.open')}
          </Action>
        ) : null}
      </>
    )
  const { usersPerMinute } = face.rehearsed.stood
  return (
    <>
      <p className={classes(instruments.big)}>
        {usersPerMinute === null
          ? say('onsale.unknown')
          : say('onsale.perMinute', { figure: number(usersPerMinute, say.language) })}
      </p>
      <p className={classes(instruments.small)}>
        {stoodLines(face.rehearsed, face, say).map((line, place) => (
          <span key={line}>
            {place > 0 ? <br /> : null}
            {line}
          </span>
        ))}
      </p>
    </>
  )
}

/** Which rehearsal it was and when; what was measured in it, beside what the plan goes by. */
export const stoodLines = (
  { name, endedAt, stood }: LastRehearsal,
  { now, plan }: Pick<OnsaleFace, 'now' | 'plan'>,
  say: Say,
): readonly string[] => {
  const { rehearsedUsers, serverLeadMs } = plan.limits
  const figure = (value: number): string => number(value, say.language)
  const inside =
    stood.insideAtOnce === null
      ? []
      : [
          rehearsedUsers === null
            ? say('preflight.stoodInside', { figure: figure(stood.insideAtOnce) })
            : say('preflight.stoodInsidePlan', { figure: figure(stood.insideAtOnce), plan: figure(rehearsedUsers) }),
        ]
  const lead =
    stood.serverLeadMs === null
      ? []
      : [
          say('preflight.stoodLead', {
            time: minutesAndSeconds(stood.serverLeadMs),
            plan: minutesAndSeconds(serverLeadMs),
          }),
        ]
  const calibrated = plan.calibrated ?? []
  const warning = rulesToCalibrate.filter(rule => !calibrated.includes(rule))
  const rules = [
    ...(calibrated.length === 0 ? [] : [say('preflight.calibrated', { rules: calibrated.join(', ') })]),
    ...(warning.length === 0 ? [] : [say('preflight.uncalibrated', { rules: warning.join(', ') })]),
  ]
  return [say('preflight.stoodIn', { scenario: name[say.language], age: age(now - endedAt, say) }), ...inside, ...lead, ...rules]
}
