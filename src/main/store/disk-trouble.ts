import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'

const full = ['SQLITE_FULL', 'SQLITE_IOERR', 'ENOSPC', 'EDQUOT']
const closed = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'EROFS', 'EACCES', 'EPERM']

/** Says what a full or write-protected disk means for the person at the till; null for every other problem, which is a fault. */
export const diskTrouble = (problem: unknown): Refusal | null => {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : ''
  if (full.some(kind => code.startsWith(kind))) return refusal('disk-full')
  return closed.some(kind => code.startsWith(kind)) ? refusal('folder-read-only') : null
}
