import type { OnsalePlan } from '#contract/onsale-plan'
import type { ScenarioSummary } from '#contract/rehearsal'

type Names = ScenarioSummary['name']

/** The sale of a rehearsal is called as its scenario is in the language that is spoken now, unless somebody gave it another name. */
export const inLanguage = (plan: OnsalePlan, names: Names | undefined, language: keyof Names): OnsalePlan =>
  names && Object.values(names).includes(plan.name) ? { ...plan, name: names[language] } : plan
