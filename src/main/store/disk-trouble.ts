import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'

/** A full disk fails in both ways, in the log and in the memory shared over it; a dying one only in the second. */
const full = ['SQLITE_FULL', 'SQLITE_IOERR', 'ENOSPC', 'EDQUOT']
const damaged = ['SQLITE_CORRUPT', 'SQLITE_NOTADB']
const closed = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'EROFS', 'EACCES', 'EPERM']

/** Says what a full or write-protected disk, or a file that was damaged meanwhile, means for the person at the till; null for every other problem, which is a fault. */
export const diskTrouble = (problem: unknown): Refusal | null => {
  const code = problem instanceof Error && 'code' in problem ? String(problem.code) : ''
  if (full.some(kind => code.startsWith(kind))) return refusal('disk-full')
  if (damaged.some(kind => code.startsWith(kind))) return refusal('file-damaged')
  return closed.some(kind => code.startsWith(kind)) ? refusal('folder-read-only') : null
}
