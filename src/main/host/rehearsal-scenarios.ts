import type { ScenarioSummary } from '#contract/rehearsal'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'

/** The scenarios on offer, played through once to say what they come to. The model that plays them comes with the first question. */
export const offeredScenarios = async (): Promise<readonly ScenarioSummary[]> => {
  const { scenarioIds } = await import('#sandbox/cloud/scenario-file')
  const read = await Promise.all(scenarioIds().map(scenarioNamed))
  return read.flatMap(scenario => (scenario.ok ? [scenario.value] : []))
}

/** One scenario by its name, or out of a file of one's own; a mistake in it is a sentence with the line. */
export const scenarioNamed = async (nameOrFile: string): Promise<Result<ScenarioSummary>> => {
  const [{ readScenario }, { summarize }] = await Promise.all([
    import('#sandbox/cloud/scenario-file'),
    import('#sandbox/cloud/scenario-summary'),
  ])
  try {
    return done(summarize(readScenario(nameOrFile)))
  } catch (problem) {
    if (!(problem instanceof Error)) throw problem
    const [, file, line, text] = /^(.+), line (\d+): (.+?)\.?$/.exec(problem.message) ?? []
    return file !== undefined && line !== undefined && text !== undefined
      ? refused('scenario-wrong', { file, line, text })
      : refused('scenario-unknown', { scenario: nameOrFile })
  }
}
