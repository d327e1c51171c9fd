import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { Secrets } from '#main/world'

const shape = z.record(z.string(), z.string())
const onlyThisUser = 0o600

/** Tokens in one file that only this user may read; each change replaces it as a whole and is on the disk when it returns. */
export const fileSecrets = (path: string): Secrets => {
  const read = async (): Promise<Record<string, string>> => {
    const text = await readFile(path, 'utf8').catch(() => '{}')
    const parsed = shape.safeParse(parseOr(text, null))
    if (parsed.success) return parsed.data
    // what cannot be read is kept aside: a person may still want to look into it
    await rename(path, `${path}.damaged`)
    return {}
  }
  const write = async (all: Record<string, string>): Promise<void> => {
    await mkdir(dirname(path), { recursive: true })
    const draft = await open(`${path}.draft`, 'w', onlyThisUser)
    try {
      await draft.writeFile(JSON.stringify(all))
      await draft.sync()
    } finally {
      await draft.close()
    }
    await rename(`${path}.draft`, path)
  }
  return {
    kind: 'file',
    get: async name => (await read())[name] ?? null,
    set: async (name, secret) => write({ ...(await read()), [name]: secret }),
    remove: async name => {
      const { [name]: known, ...rest } = await read()
      if (known !== undefined) await write(rest)
    },
  }
}

const parseOr = (text: string, otherwise: unknown): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return otherwise
  }
}
