import type { Ceiling, ServersPreview, ServerStep, StepPreview } from '#contract/onsale-hands'
import { dollars } from '#words/figures'
import { number } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import type { Say, WordKey } from '#words/say'

/** `+1`, `+2`, `+25 %`: a step as it stands on its button. */
export const stepWord = (step: ServerStep, say: Say): string =>
  step === 'quarter' ? `+${say('onsale.percent', { figure: 25 })}` : { one: '+1', two: '+2' }[step]

/** Why each step that may not be taken may not: of a ceiling its name and how far beyond it the step would go, of anything else its own sentence. */
export const stepRefusals = ({ steps, ceilings }: ServersPreview, say: Say): readonly string[] =>
  steps.flatMap(step => {
    if (!step.why) return []
    const { code, parameters } = step.why
    const binding = code === 'ceiling-reached' ? ceilings.find(({ ceiling }) => ceiling === parameters['ceiling']) : undefined
    const name = stepWord(step.step, say)
    if (!binding) return [`${name}: ${refusalSentence(say, step.why)}`]
    return [say(beyondWords[binding.ceiling], { step: name, figure: beyond(step, binding, say) ?? `${step.to}` })]
  })

const beyondWords = {
  group: 'onsale.stepOverGroup',
  event: 'onsale.stepOverEvent',
  database: 'onsale.stepOverfills',
  cores: 'onsale.stepOverCores',
  spending: 'onsale.stepOverSpending',
} as const satisfies Readonly<Record<Ceiling['ceiling'], WordKey>>

/** What would be, over what may be. */
const beyond = ({ to, connections, centsUntilEnd }: StepPreview, { ceiling, figures }: Ceiling, say: Say): string | null => {
  const of = (after: number, most: unknown): string | null =>
    typeof most === 'number' ? `${number(after, say.language)}/${number(most, say.language)}` : null
  switch (ceiling) {
    case 'group':
    case 'event':
      return of(to, figures['maximumServers'])
    case 'database':
      return connections === null ? null : of(connections.after, figures['mostConnections'])
    case 'cores':
      return of(to * Number(figures['coresPerServer']), figures['coreQuota'])
    case 'spending': {
      const { spentCents: spent, mostCents: most } = figures
      return typeof spent === 'number' && typeof most === 'number'
        ? `${dollars(spent + centsUntilEnd, say)} / ${dollars(most, say)}`
        : null
    }
  }
}
