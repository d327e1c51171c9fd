import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Choices } from './choices.ts'
import { replaceFile } from './replace-file.ts'

const shape = z.object({ file: z.string(), sandboxPort: z.number().optional(), doorPort: z.number().optional() })

/** What a data folder remembers between launches: which file the till works on, where the sandbox answered, and where the app did. */
export type Memory = z.infer<typeof shape>

export const sandboxFile = 'sandbox.sqlite'

/** What was remembered; null at the first launch, and when it cannot be read. */
export const readMemory = (folder: string): Memory | null => {
  try {
    return shape.parse(JSON.parse(readFileSync(join(folder, 'kasa.json'), 'utf8')))
  } catch {
    return null
  }
}

export const remember = (folder: string, memory: Memory): void => replaceFile(join(folder, 'kasa.json'), JSON.stringify(memory))

/** The file of this launch. `--sandbox` is for one launch: the platform that was connected is not forgotten over it. */
export const fileFor = (folder: string, choices: Pick<Choices, 'sandbox' | 'platform'>): string => {
  if (choices.sandbox) return sandboxFile
  return platformFile(folder) ?? (choices.platform ? freeName(folder) : sandboxFile)
}

/** The file of the platform that was connected in this folder; null: none was. */
export const platformFile = (folder: string): string | null => {
  const file = readMemory(folder)?.file ?? null
  return file === sandboxFile ? null : file
}

/** A name for the file of a platform that is new to this folder. */
export const freeName = (folder: string): string => {
  const taken = (number: number): boolean => existsSync(join(folder, `platform-${number}.sqlite`))
  const first = (number: number): number => (taken(number) ? first(number + 1) : number)
  return `platform-${first(1)}.sqlite`
}
