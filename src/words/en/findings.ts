import { checkLines } from './check-lines.ts'
import { figureNames } from './figure-names.ts'
import { crowdFindings } from './findings-crowd.ts'
import { databaseFindings } from './findings-database.ts'
import { serverFindings } from './findings-servers.ts'
import { watchingFindings } from './findings-watching.ts'
import { verdicts } from './verdicts.ts'

export const findings = {
  ...serverFindings,
  ...databaseFindings,
  ...crowdFindings,
  ...watchingFindings,
  ...verdicts,
  ...figureNames,
  ...checkLines,
} as const
