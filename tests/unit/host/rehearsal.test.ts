import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import type { RehearsalFace } from '#contract/rehearsal'
import { rehearsalSpeeds } from '#contract/rehearsal'
import { readChoices } from '#host/choices'
import type { Desk } from '#host/desk'
import { openDesk } from '#host/desk'
import { realWorld } from '#host/real-world'
import { sandboxAwsFile } from '#host/sandbox-cloud'
import { startSandboxProcess } from '#host/sandbox-process'
import { startSandboxThread } from '#host/electron-sandbox'
import { valueOf } from '../../onsale-stage.ts'

const cleanUp: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const clean of cleanUp.splice(0)) await clean()
})

const freshFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-rehearsal-'))
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const openIn = async (folder: string, args: readonly string[] = [], startSandbox = startSandboxProcess): Promise<Desk> => {
  const choices = readChoices(['--data', folder, '--window', 'none', ...args])
  if (typeof choices === 'string') throw new Error(choices)
  const world = realWorld({
    secretsFile: join(folder, 'secrets.json'),
    log: () => undefined,
    awsConfigFiles: [sandboxAwsFile(folder)],
  })
  const desk = valueOf(await openDesk(world, choices, { language: 'en', startSandbox }))
  cleanUp.unshift(() => desk.close())
  return desk
}

const running = async (desk: Desk): Promise<NonNullable<RehearsalFace>> => {
  const face = valueOf(await desk.handlers['rehearsal.get']({}))
  if (!face) throw new Error('no rehearsal runs')
  return face
}

describe('a rehearsal', () => {
  test('is opened straight into, plays on a clock of its own, and ends in a report with nothing left behind', async () => {
    const folder = freshFolder()
    const told: RehearsalFace[] = []
    const desk = await openIn(folder, ['--rehearse', 'first-hour', '--speed', '60'])
    desk.feed.listen('rehearsal', face => void told.push(face))
    expect(desk.complaint).toBeNull()
    const first = await running(desk)
    expect(first).toMatchObject({ scenario: { id: 'first-hour' }, speed: 60, running: true })
    const look = async () => valueOf(await desk.handlers['onsale.face']({ onsale: first.onsale, at: null }))
    await expect.poll(async () => (await look()).sources.every(({ state }) => state === 'fresh')).toBe(true)
    const seen = await look()
    expect(seen).toMatchObject({ mode: 'rehearsal', phase: 'before' })
    expect(rehearsalSpeeds, 'as fast as this machine keeps up with').toContain(seen.speed)
    expect((await running(desk)).now).toBeGreaterThan(first.now + 5_000)

    expect(await desk.handlers['rehearsal.start']({ scenario: 'first-hour', speed: 1 })).toMatchObject({
      refusal: { code: 'rehearsal-runs' },
    })
    expect(await desk.handlers['platform.connect']({ handshake: 'x', till: 'a', cashier: 'b' })).toMatchObject({
      refusal: { code: 'rehearsal-runs' },
    })
    const paused = valueOf(await desk.handlers['rehearsal.pace']({ speed: 60, running: false }))
    expect(paused).toMatchObject({ running: false })
    const [one, other] = [await running(desk), await running(desk)]
    expect(other.now).toBe(one.now)
    valueOf(await desk.handlers['rehearsal.pace']({ speed: 30, running: true }))
    valueOf(await desk.handlers['rehearsal.fault']({ kind: 'session-expires', on: true }))
    const now = (await look()).now
    valueOf(await desk.handlers['onsale.note']({ onsale: first.onsale, at: now, text: 'radio spot' }))
    await expect.poll(async () => (await look()).session?.endsAt ?? null).not.toBeNull()

    expect((await look()).plan.name).toBe('Justin Bieber, the first hour')
    valueOf(await desk.handlers['settings.set']({ language: 'pl' }))
    expect((await look()).plan.name, 'in the language that is spoken now').toBe('Justin Bieber, pierwsza godzina')
    expect(valueOf(await desk.handlers['onsale.list']({})).map(({ name }) => name)).toEqual(['Justin Bieber, pierwsza godzina'])
    expect(valueOf(await desk.handlers['onsale.report']({ onsale: first.onsale })).plan.name).toMatch(/pierwsza godzina$/)
    const report = valueOf(await desk.handlers['rehearsal.end']({}))
    expect(valueOf(await desk.handlers['settings.get']({})).language, 'as it was chosen meanwhile').toBe('pl')
    expect(report.faults.map(({ fault }) => fault.kind)).toEqual(['session-expires'])
    expect(report.deeds).toMatchObject([{ kind: 'note', text: 'radio spot', minute: (now - first.startsAt) / 60_000 }])
    expect(report.stood.usersPerMinute, 'the sale had not begun').toBeNull()
    const kept = valueOf(await desk.handlers['rehearsal.reports']({}))
    expect(
      kept.map(each => each.report),
      'is read again after it, from the everyday file',
    ).toEqual([report])
    expect(Math.abs((kept[0]?.endedAt ?? 0) - Date.now()), 'by the clock of the machine').toBeLessThan(60_000)
    expect(told.at(-1)).toBeNull()
    expect(existsSync(join(folder, 'rehearsal'))).toBe(false)
    expect(valueOf(await desk.handlers['rehearsal.get']({}))).toBeNull()
    expect(valueOf(await desk.handlers['onsale.list']({}))).toEqual([])
    expect(valueOf(await desk.handlers['status.get']({})).platform).toMatchObject({ sandbox: true })
    expect(await desk.handlers['rehearsal.end']({})).toMatchObject({ refusal: { code: 'rehearsal-none' } })
  })

  test('that was cut off leaves nothing that keeps the next from starting', async () => {
    const folder = freshFolder()
    const left = join(folder, 'rehearsal')
    mkdirSync(join(left, 'sandbox'), { recursive: true })
    for (const file of ['rehearsal.sqlite', 'rehearsal.sqlite.lock', 'sandbox/journal'])
      writeFileSync(join(left, file), 'cut off')
    const desk = await openIn(folder, ['--rehearse', 'first-hour'])
    expect(desk.complaint).toBeNull()
    expect(await running(desk)).toMatchObject({ running: true })
    await desk.close()
    cleanUp.shift()
    expect(existsSync(left)).toBe(false)
  })

  test('of the desktop app runs in threads of the core', async () => {
    const desk = await openIn(freshFolder(), ['--rehearse', 'first-hour', '--speed', '60'], startSandboxThread)
    expect(await running(desk)).toMatchObject({ running: true })
  })

  test('of a scenario with a mistake is refused by file and line, and the till opens all the same', async () => {
    const folder = freshFolder()
    const file = join(folder, 'mine.json')
    const good = readFileSync(new URL('../../../resources/scenarios/first-hour.json', import.meta.url), 'utf8')
    writeFileSync(file, good.replace('"leadSeconds": 420', '"leadSeconds": "soon"'))
    const desk = await openIn(folder, ['--rehearse', file])
    const line = good.split('\n').findIndex(text => text.includes('"leadSeconds"')) + 1
    expect(desk.complaint).toMatchObject({ refusal: { code: 'scenario-wrong', parameters: { file, line: String(line) } } })
    expect(valueOf(await desk.handlers['status.get']({})).connection.state).toBeTruthy()
    expect(await desk.handlers['rehearsal.start']({ scenario: 'nothing-like-it', speed: 1 })).toMatchObject({
      refusal: { code: 'scenario-unknown' },
    })
    expect(await desk.handlers['rehearsal.start']({ scenario: '../x.json', speed: 1 })).toMatchObject({
      refusal: { code: 'scenario-unknown' },
    })
    expect(valueOf(await desk.handlers['rehearsal.scenarios']({})).map(({ id }) => id)).toContain('first-hour')
  })
})

describe('the ordinary sandbox', () => {
  test('offers its cloud to a plan: a profile, a kept token, and what belongs to the sale; a rehearsal waits for a sale that is on', async () => {
    const desk = await openIn(freshFolder())
    const { handlers } = desk
    expect(valueOf(await handlers['cloud.profiles']({}))).toContain('kasa-sandbox')
    const offer = valueOf(await handlers['cloud.offer']({}))
    if (!offer?.cloud.aws || !offer.cloud.cloudflare || !offer.cloud.shop) throw new Error('nothing is offered')
    const aws = valueOf(await handlers['cloud.try-aws']({ aws: offer.cloud.aws }))
    expect(aws.rights.filter(({ needed, held }) => needed && !held)).toEqual([])
    expect(aws.found.filter(({ chosen }) => chosen)).toHaveLength(offer.cloud.aws.resources.length)
    const cloudflare = valueOf(await handlers['cloud.try-cloudflare']({ cloudflare: offer.cloud.cloudflare, token: null }))
    expect(cloudflare.rooms.map(({ id }) => id)).toContain(offer.cloud.cloudflare.room)
    expect(valueOf(await handlers['cloud.try-shop']({ shop: offer.cloud.shop })).maintenance).toBe(false)
    const showings = async () => valueOf(await handlers['showings.list']({}))
    await expect.poll(async () => (await showings()).some(({ event }) => event === offer.event)).toBe(true)
    const now = Date.now()
    const evening = {
      name: 'Evening',
      showing: { event: offer.event, subevent: null },
      startsAt: now - 60_000,
      plannedEndAt: now + 3_600_000,
      stock: offer.stock,
      limits: offer.limits,
      cloud: offer.cloud,
    }
    const matinee = { ...evening, name: 'Matinee', startsAt: now + 4 * 60_000 }
    const next = valueOf(await handlers['onsale.save']({ id: null, plan: matinee }))
    valueOf(await handlers['onsale.watch']({ onsale: next.id, watched: true }))
    expect(await handlers['rehearsal.start']({ scenario: 'first-hour', speed: 1 })).toMatchObject({
      refusal: { code: 'live-sale-soon', parameters: { name: 'Matinee' } },
    })
    valueOf(await handlers['onsale.watch']({ onsale: next.id, watched: false }))
    const plan = valueOf(await handlers['onsale.save']({ id: null, plan: evening }))
    valueOf(await handlers['onsale.watch']({ onsale: plan.id, watched: true }))
    const look = async () => valueOf(await handlers['onsale.face']({ onsale: plan.id, at: null }))
    await expect.poll(async () => (await look()).sources.map(({ state }) => state)).toEqual(Array(5).fill('fresh'))
    expect(await handlers['rehearsal.start']({ scenario: 'first-hour', speed: 1 })).toMatchObject({
      refusal: { code: 'live-sale-watched', parameters: { name: 'Evening' } },
    })
  })
})
