import { checkLines } from './check-lines.ts'
import { figureNames } from './figure-names.ts'
import { crowdFindings } from './findings-crowd.ts'
import { databaseFindings } from './findings-database.ts'
import { serverFindings } from './findings-servers.ts'
import { watchingFindings } from './findings-watching.ts'
import { verdicts } from './verdicts.ts'

/**
 * What the mind of an on-sale says, by families of rules. `rN-VARIANT-title`, `-text`, `-next`: a rule's name, what holds, and the next step. A figure is text under its own name and a number for plurals with `N` behind it.
 */
export const findings = {
  ...serverFindings,
  ...databaseFindings,
  ...crowdFindings,
  ...watchingFindings,
  ...verdicts,
  ...figureNames,
  ...checkLines,
} as const
