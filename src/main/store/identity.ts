import { closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { z } from 'zod'

/**
 * What a file's neighbour remembers about it, so that a copy or a restored backup is noticed: leases that were spent look unspent in one.
 * `epoch` rises at each opening and after each backup; `ledger` is the newest audit entry known to be in the file; `inode` tells a copy from the original.
 */
export type Witness = {
  readonly fileId: string
  readonly epoch: number
  readonly ledger: number
  readonly inode: string
  readonly closedCleanly: boolean
}

const shape = z.object({
  fileId: z.string(),
  epoch: z.number(),
  ledger: z.number(),
  inode: z.string(),
  closedCleanly: z.boolean(),
})

const pathOf = (file: string): string => `${file}.witness`

/** Device and inode of a file: kept by writing into it, changed by copying it. */
export const inodeOf = (file: string): string => {
  const { dev, ino } = statSync(file, { bigint: true })
  return `${dev}:${ino}`
}

/** The witness beside `file`; null when there is none or it cannot be read, which is taken as «not the file that was last used here». */
export const readWitness = (file: string): Witness | null => {
  try {
    const parsed = shape.safeParse(JSON.parse(readFileSync(pathOf(file), 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Replaces the witness as a whole, on the disk when this returns. */
export const writeWitness = (file: string, witness: Witness): void => {
  const draft = `${pathOf(file)}.draft`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(witness))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, pathOf(file))
}

/** Whether a file that says `fileId`, `epoch` and `ledger` of itself is older than, or another than, the one its witness last saw. */
export const isRestored = (
  witness: Witness | null,
  inside: { readonly fileId: string; readonly epoch: number; readonly ledger: number },
  inode: string,
): boolean => {
  if (!witness || witness.fileId !== inside.fileId) return true
  return inside.epoch < witness.epoch || inside.ledger < witness.ledger || inode !== witness.inode
}
