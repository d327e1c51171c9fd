import { Radio, RadioGroup } from 'react-aria-components'
import type { Figures } from '#contract/onsale-finding'
import type { ScenarioSummary } from '#contract/rehearsal'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { lasts, number, percent } from '#words/format'
import type { Say, WordKey } from '#words/say'
import styles from './rehearsal.module.css'
import type { Rehearsal } from './use-rehearsal.ts'

/** The scenarios to choose from; while one runs it is the only one. */
export const ScenarioList = ({ rehearsal, scenario }: { readonly rehearsal: Rehearsal; readonly scenario: ScenarioSummary }) => {
  const say = useSay()
  const { running, scenarios } = rehearsal
  const offered = running ? [running.scenario] : (scenarios ?? [])
  return (
    <RadioGroup
      className={classes(styles.scenarios)}
      aria-label={say('rehearsal.scenario')}
      value={scenario.id}
      onChange={rehearsal.choose}
      isDisabled={running !== null || rehearsal.busy !== null}
    >
      <h3>{say('rehearsal.scenario')}</h3>
      {offered.map(each => (
        <Radio key={each.id} value={each.id} className={classes(styles.scenario)}>
          <span className={classes(styles.dot)} aria-hidden="true" />
          <span>
            <strong>{each.name[say.language]}</strong>
            <small>{say('rehearsal.peak', { figure: number(each.peakPerMinute, say.language) })}</small>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  )
}

/** What the story takes for granted, for the person who reads its figures. */
export const Assumptions = ({ scenario }: { readonly scenario: ScenarioSummary }) => {
  const say = useSay()
  return (
    <section className={classes(styles.assumptions)} aria-labelledby="assumptions">
      <h3 id="assumptions">{say('rehearsal.assumptions')}</h3>
      <dl>
        {assumptionLines(scenario, say).map(({ word, value }) => (
          <div key={word}>
            <dt>{say(word)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>{scenario.about[say.language]}</p>
    </section>
  )
}

type Line = { readonly word: WordKey; readonly value: string }

/** Figures that are there, in the order in which a request meets them. */
export const assumptionLines = (scenario: Pick<ScenarioSummary, 'assumptions' | 'peakPerMinute'>, say: Say): readonly Line[] => {
  const { assumptions } = scenario
  const figure = (name: string): number | null => (typeof assumptions[name] === 'number' ? assumptions[name] : null)
  const text = (name: string): string => textOf(assumptions, name)
  const counted = (value: number | null): string => number(value ?? 0, say.language)
  const line = (word: WordKey, of: number | null, value: () => string): readonly Line[] =>
    of === null ? [] : [{ word, value: value() }]
  const room = figure('newUsersPerMinute')
  return [
    { word: 'rehearsal.assume-peak', value: say('rehearsal.peak', { figure: counted(scenario.peakPerMinute) }) },
    ...line('rehearsal.assume-servers', figure('servers'), () =>
      say('rehearsal.serversOf', { count: counted(figure('servers')), type: text('instanceType') }),
    ),
    ...line('rehearsal.assume-most', figure('serversMost'), () => counted(figure('serversMost'))),
    ...line('rehearsal.assume-database', figure('databaseConnections'), () =>
      say('rehearsal.databaseOf', { type: text('databaseType'), limit: counted(figure('databaseConnections')) }),
    ),
    ...line('rehearsal.assume-pool', figure('connectionsPerServer'), () =>
      say('rehearsal.poolOf', { figure: counted(figure('connectionsPerServer')) }),
    ),
    ...(text('balancer') === ''
      ? []
      : [
          {
            word: 'rehearsal.assume-balancer',
            value: say(text('balancer') === 'classic' ? 'rehearsal.balancer-classic' : 'rehearsal.balancer-application'),
          } as const,
        ]),
    ...line('rehearsal.assume-edge', figure('cachedPercent'), () =>
      say('rehearsal.cachedOf', { figure: percent((figure('cachedPercent') ?? 0) / 100, say.language) }),
    ),
    ...line('rehearsal.assume-room', room, () =>
      room === 0 ? say('rehearsal.roomNone') : say('rehearsal.roomOf', { figure: counted(room) }),
    ),
    ...line('rehearsal.assume-boot', figure('serverLeadMs'), () => lasts(figure('serverLeadMs') ?? 0, say)),
    ...line('rehearsal.assume-stock', figure('stock'), () => counted(figure('stock'))),
  ]
}

const textOf = (figures: Figures, name: string): string => (typeof figures[name] === 'string' ? figures[name] : '')
