import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

/**
 * What a file's neighbours remember about it, so that a copy or a restored backup is noticed: leases that were spent look unspent in one.
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

/** The witness that lies beside a file. */
export const witnessBeside = (file: string): string => `${file}.witness`

/** The witness of a file in a folder that is not put back together with the file. Each copy, having a tag of its own, has its own there. */
export const witnessIn = (folder: string, fileId: string, tag: string): string => join(folder, `${fileId}-${tag}.json`)

/** Inode and birth of a file: kept by writing into it, changed by copying it. The device is not asked: its number may differ from one start of the machine to the next. */
export const inodeOf = (file: string): string => {
  const { ino, birthtimeNs } = statSync(file, { bigint: true })
  return `${ino}:${birthtimeNs}`
}

/** The witness at `path`; null when there is none or it cannot be read, which is taken as «not the file that was last used here». */
export const readWitness = (path: string): Witness | null => {
  try {
    const parsed = shape.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Replaces the witness as a whole, on the disk when this returns. */
export const writeWitness = (path: string, witness: Witness): void => {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const draft = `${path}.draft`
  const handle = openSync(draft, 'w', 0o600)
  try {
    writeSync(handle, JSON.stringify(witness))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
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
