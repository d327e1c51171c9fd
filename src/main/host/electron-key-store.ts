import { mkdirSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { z } from 'zod'
import type { LogEntry, Secrets } from '#main/world'
import type { SecretWish } from './electron-messages.ts'
import type { Surface } from './electron-surface.ts'
import { replaceFile } from './replace-file.ts'

const shape = z.record(z.string(), z.string())

const probe = 'kasa'

/** Whether this system keeps keys and gives them back: without a keyring Linux would lock with a password that everybody knows, and that is none. */
export const hasKeyStore = async (safeStorage: Surface['safeStorage'], system: string): Promise<boolean> => {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false
  if (system === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return false
  return locksAndUnlocks(safeStorage)
}

const locksAndUnlocks = async (safeStorage: Surface['safeStorage']): Promise<boolean> => {
  try {
    return (await safeStorage.decryptStringAsync(await safeStorage.encryptStringAsync(probe))).result === probe
  } catch {
    // a keyring that stays locked, or a person who said no to it
    return false
  }
}

/**
 * Secrets locked by the system's key store, in one file that is worthless elsewhere. `before`: where they were kept while there was no key store;
 * what is found there is moved over.
 */
export const keyStoreSecrets = (
  safeStorage: Surface['safeStorage'],
  parts: { readonly file: string; readonly before: Secrets; readonly log: (entry: LogEntry) => void },
): Secrets => {
  const { file, before, log } = parts
  const lock = async (name: string, secret: string): Promise<void> => {
    const locked = await safeStorage.encryptStringAsync(secret)
    mkdirSync(dirname(file), { recursive: true })
    replaceFile(file, JSON.stringify({ ...read(file), [name]: locked.toString('base64') }))
  }
  const unlock = async (name: string, locked: string): Promise<string | null> => {
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(locked, 'base64'))
      if (shouldReEncrypt) await lock(name, result)
      return result
    } catch {
      // another user's or another machine's file: the till connects anew and gets a key of its own
      log({ level: 'warn', event: 'key-store.cannot-unlock', fields: { name } })
      return null
    }
  }
  const moveOver = async (name: string): Promise<string | null> => {
    const secret = await before.get(name)
    if (secret === null) return null
    await lock(name, secret)
    await before.remove(name)
    return secret
  }
  return {
    kind: 'key-store',
    get: async name => {
      // what lies there is the newer one: it was put there while the key store could not be had
      const moved = await moveOver(name)
      const locked = read(file)[name]
      return moved ?? (locked === undefined ? null : unlock(name, locked))
    },
    set: async (name, secret) => {
      await lock(name, secret)
      await before.remove(name)
    },
    remove: async name => {
      const { [name]: _, ...rest } = read(file)
      replaceFile(file, JSON.stringify(rest))
      await before.remove(name)
    },
  }
}

/** Does one wish of the core's process. */
export const grantSecret = async (secrets: Secrets, wish: SecretWish): Promise<string | null> => {
  if (wish.act === 'get') return secrets.get(wish.name)
  await (wish.act === 'set' ? secrets.set(wish.name, wish.secret) : secrets.remove(wish.name))
  return null
}

const read = (file: string): Record<string, string> => {
  try {
    return shape.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return {}
  }
}
