import { accessSync, constants, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Lock } from '#store/lock'
import { takeLock } from '#store/lock'
import { refusalOf } from '#store/open'

const onlyThisUser = 0o700

/** Makes the data folder when there is none and takes it for this launch: two Kasas in one folder would share a sandbox, its memory and its secrets. */
export const takeFolder = (folder: string): Result<Lock> => {
  try {
    mkdirSync(folder, { recursive: true, mode: onlyThisUser })
    accessSync(folder, constants.W_OK | constants.X_OK)
    const lock = takeLock(join(folder, 'kasa.lock'))
    return lock ? done(lock) : refused('file-locked', { file: folder })
  } catch (problem) {
    return isNoFolder(problem) ? refused('folder-read-only', { folder }) : refusalOf(problem)
  }
}

/** A file stands where the folder should be, or on the way to it. */
const isNoFolder = (problem: unknown): boolean =>
  problem instanceof Error && 'code' in problem && ['EEXIST', 'ENOTDIR'].includes(String(problem.code))
