import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'

/** The database's binaries crash below it. */
const needed = 22

/** The refusal of a Node (as `v20.1.0`) that is too old to open the file; null when it is not. */
export const complaintAboutNode = (version: string): Refusal | null => {
  const found = version.replace(/^v/, '')
  return Number(found.split('.')[0]) >= needed ? null : refusal('node-too-old', { found, needed })
}
