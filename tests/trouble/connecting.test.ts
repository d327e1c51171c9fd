import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RefusalCode } from '#contract/refusal'
import type { Sandbox } from '#sandbox/server'
import type { Surroundings, Till } from './scene.ts'
import { calm, freshFolder, isOnline, names, newDevice, openSandbox, openTill, organizerAsks, until, worldIn } from './scene.ts'
import { expectSentence } from './sentence.ts'
import { halfJson, html, otherJson, startSelfSigned, startStranger, tenMegabytes, truncated } from './stranger.ts'

let sandbox: Sandbox
let place: ReturnType<typeof freshFolder>
let surroundings: Surroundings
let till: Till
beforeAll(async () => void (sandbox = await openSandbox()))
afterAll(() => sandbox.stop())
beforeEach(async () => {
  place = freshFolder()
  surroundings = calm()
  till = await openTill(worldIn(surroundings), place.file)
})
afterEach(async () => {
  await till.close()
  place.remove()
})

const token = 'abcdefgh12345678'
const textOf = (url: string, with_ = token): string => JSON.stringify({ handshake_version: 1, url, token: with_ })

/** Refused in words, nothing changed, and the right text connects in the same till without further ado. */
const refusedThenConnects = async (handshake: string, code: RefusalCode): Promise<void> => {
  expectSentence(await till.refusal('platform.connect', { handshake, ...names }), code)
  const status = await till.status()
  expect(status.connection.state).toBe('unconnected')
  expect(status.till).toBeNull()
  const { handshake: right } = await newDevice(sandbox)
  await till.ask('platform.connect', { handshake: right, ...names })
  await until(isOnline(till))
}

describe('a wrong address', () => {
  test('where nobody listens is said, and the right one connects afterwards', () =>
    refusedThenConnects(textOf('http://127.0.0.1:9'), 'platform-unreachable'))
  test('whose name nobody knows is said', () => refusedThenConnects(textOf('http://pretix.invalid'), 'platform-unreachable'))
  test('that is no text of a device at all is said', () =>
    refusedThenConnects('https://tickets.example.org', 'handshake-unreadable'))
  test.each([
    ['a sign-in page', html],
    ['half an answer and a cut line', truncated],
    ['half a JSON text', halfJson],
    ['ten megabytes of garbage', tenMegabytes],
    ['the JSON of a printer', otherJson],
  ])('where %s answers is said', async (_what, answers) => {
    const stranger = await startStranger(answers)
    const code = answers === truncated ? 'platform-unreachable' : 'address-wrong'
    await refusedThenConnects(textOf(stranger.url), code).finally(stranger.stop)
  })
})

describe('a certificate that nobody vouches for', () => {
  test('is said, and the key was not sent there', async context => {
    const stranger = await startSelfSigned(place.folder, html)
    if (!stranger) return context.skip('no openssl to make a certificate with')
    await refusedThenConnects(textOf(stranger.url), 'certificate-untrusted').finally(stranger.stop)
    expect(stranger.requests).toEqual([])
  })
})

describe('a key', () => {
  test('that the platform does not know is said', () => refusedThenConnects(textOf(sandbox.url), 'token-unknown'))
  test('that another till has used is said', async () => {
    const { handshake } = await newDevice(sandbox)
    const other = freshFolder()
    const first = await openTill(worldIn(calm()), other.file)
    await first.ask('platform.connect', { handshake, ...names })
    await refusedThenConnects(handshake, 'token-used')
    await first.close()
    other.remove()
  })
  test('that was revoked before it was used is said', async () => {
    const { handshake, id } = await newDevice(sandbox)
    await organizerAsks(sandbox, 'POST', `/sandbox/devices/${id}/revoke`)
    await refusedThenConnects(handshake, 'token-revoked')
  })
  test.each(['pretixscan', 'pretixscan_online_noorders', 'pretixscan_online_kiosk'])(
    'of a device with the profile %s may not sell, and the profile is named',
    async profile => {
      const { handshake } = await newDevice(sandbox, profile)
      await refusedThenConnects(handshake, 'profile-cannot-sell')
    },
  )
})

describe('another organizer', () => {
  test('has no place in a file that knows one already', async () => {
    const { handshake } = await newDevice(sandbox)
    await till.ask('platform.connect', { handshake, ...names })
    expectSentence(
      await till.refusal('platform.connect', { handshake: textOf('https://tickets.example.org'), ...names }),
      'already-connected',
    )
    await until(isOnline(till))
  })
})
