import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'

/** Says what a full or write-protected disk means for the person at the till; null for every other problem, which is a fault. */
export const diskTrouble = (problem: unknown): Refusal | null => {
  const code = problem instanceof Error && 'code' in problem && typeof problem.code === 'string' ? problem.code : ''
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code.startsWith('SQLITE_IOERR')) return refusal('disk-full')
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES') return refusal('folder-read-only')
  return null
}
