import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { LogEntry } from '#main/world'
import { hasKeyStore, keyStoreSecrets } from '#host/electron-key-store'
import { fileSecrets } from '#host/file-secrets'
import { createElectronStandIn } from '../../electron-stand-in.ts'

const folder = mkdtempSync(join(tmpdir(), 'kasa-keys-'))
afterAll(() => rmSync(folder, { recursive: true }))

const safeStorageWith = (keyStore: { available: boolean; backend: 'basic_text' | 'gnome_libsecret' | 'unknown' }) =>
  createElectronStandIn({
    keyStore,
    fork: () => {
      throw new Error('no core is needed here')
    },
  }).surface.safeStorage

describe('a key store that is there and does not open', () => {
  const broken = safeStorageWith({ available: true, backend: 'gnome_libsecret' })
  const no = (): Promise<never> => Promise.reject(new Error('the keyring stays locked'))
  test.each([
    ['locks nothing', { ...broken, encryptStringAsync: no }],
    ['gives nothing back', { ...broken, decryptStringAsync: no }],
  ] as const)('%s and so is none', async (_how, safeStorage) => {
    expect(await hasKeyStore(safeStorage, 'linux')).toBe(false)
  })
})

const openStore = (name: string) => {
  const file = join(folder, `${name}-locked.json`)
  const before = fileSecrets(join(folder, `${name}-plain.json`))
  const entries: LogEntry[] = []
  const safeStorage = safeStorageWith({ available: true, backend: 'gnome_libsecret' })
  return { file, before, entries, secrets: keyStoreSecrets(safeStorage, { file, before, log: entry => entries.push(entry) }) }
}

describe('whether there is a key store', () => {
  test.each([
    ['linux', 'gnome_libsecret', true, true],
    ['linux', 'basic_text', true, false],
    ['linux', 'unknown', true, false],
    ['win32', 'unknown', true, true],
    ['darwin', 'unknown', true, true],
    ['darwin', 'unknown', false, false],
  ] as const)('on %s with %s (available: %s): %s', async (system, backend, available, expected) => {
    expect(await hasKeyStore(safeStorageWith({ available, backend }), system)).toBe(expected)
  })
})

describe('secrets in the key store', () => {
  test('come back, are replaced and removed, and stand nowhere in plain letters', async () => {
    const { secrets, file } = openStore('plain')
    expect(await secrets.get('device')).toBe(null)
    await secrets.set('device', 'token-of-the-till')
    await secrets.set('other', 'another')
    await secrets.set('device', 'token-after-rolling')
    expect(await secrets.get('device')).toBe('token-after-rolling')
    expect(readFileSync(file, 'utf8')).not.toContain('token')
    await secrets.remove('device')
    expect([await secrets.get('device'), await secrets.get('other')]).toEqual([null, 'another'])
  })

  test('are moved over from the file that held them while there was no key store', async () => {
    const { secrets, before, file } = openStore('moved')
    await before.set('device', 'token-of-the-till')
    expect(await secrets.get('device')).toBe('token-of-the-till')
    expect(await before.get('device')).toBe(null)
    expect(existsSync(file)).toBe(true)
    expect(await secrets.get('device')).toBe('token-of-the-till')
  })

  test('put into the file while the key store could not be had are the newer ones', async () => {
    const { secrets, before } = openStore('away')
    await secrets.set('device', 'token-of-the-till')
    await before.set('device', 'token-of-the-day-without')
    expect(await secrets.get('device')).toBe('token-of-the-day-without')
    expect([await before.get('device'), await secrets.get('device')]).toEqual([null, 'token-of-the-day-without'])
  })

  test('leave no plain copy behind when a newer one is locked', async () => {
    const { secrets, before } = openStore('newer')
    await before.set('device', 'token-of-the-till')
    await secrets.set('device', 'token-after-connecting-anew')
    expect([await before.get('device'), await secrets.get('device')]).toEqual([null, 'token-after-connecting-anew'])
  })

  test('locked by another machine are no secrets here: the till connects anew, and the log says why', async () => {
    const { secrets, file, entries } = openStore('foreign')
    writeFileSync(file, JSON.stringify({ device: Buffer.from('locked elsewhere').toString('base64') }))
    expect(await secrets.get('device')).toBe(null)
    expect(entries).toEqual([{ level: 'warn', event: 'key-store.cannot-unlock', fields: { name: 'device' } }])
    await secrets.set('device', 'a new one')
    expect(await secrets.get('device')).toBe('a new one')
  })
})
