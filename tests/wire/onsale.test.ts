import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlanEntry } from '#contract/onsale-plan'
import type { OnsaleStage } from '../onsale-stage.ts'
import { openOnsaleStage, valueOf } from '../onsale-stage.ts'

const minuteMs = 60_000

describe('an on-sale that is watched', () => {
  let stage: OnsaleStage
  let onsale = ''
  beforeAll(async () => {
    stage = await openOnsaleStage()
    onsale = await stage.watch()
    await stage.pass(12)
  })
  afterAll(() => stage.close())

  test('has minutes of every source, and each of them is fresh', async () => {
    const face = await stage.face(onsale)
    expect(face.sources.map(({ source, state }) => `${source} ${state}`)).toEqual(
      ['aws', 'cloudflare', 'queue', 'shop', 'sales'].map(source => `${source} fresh`),
    )
    const { columns } = valueOf(await stage.core().handlers['onsale.minutes']({ onsale, since: null, at: null }))
    for (const role of [
      'edge.requests',
      'balancer.requests',
      'web.cpu',
      'database.connections',
      'queue.waiting',
      'sales.orders',
    ] as const)
      expect(
        columns[role]?.some(value => value !== null && value > 0),
        role,
      ).toBe(true)
    expect(face.users?.perMinute).toBeGreaterThan(10_000)
  })

  test('is open, counts what the platform sold, and says the limit that is nearest', async () => {
    const face = await stage.face(onsale)
    expect(face).toMatchObject({ phase: 'open', mode: 'live', speed: 1 })
    expect(face.constraint?.most).toBeGreaterThan(0)
    expect(face.findings.length).toBeGreaterThan(0)
    expect(face.marks.map(({ kind }) => kind)).toContain('finding')
    const report = valueOf(await stage.core().handlers['onsale.report']({ onsale }))
    expect(report.sold.orders).toBeGreaterThan(100)
    expect(report.sold.left).toBeLessThan(17_400)
  })

  test('tells a screen only the minutes that moved since it looked', async () => {
    const first = valueOf(await stage.core().handlers['onsale.minutes']({ onsale, since: null, at: null }))
    await stage.pass(1)
    const next = valueOf(await stage.core().handlers['onsale.minutes']({ onsale, since: first.revision, at: null }))
    expect(next.revision).toBeGreaterThan(first.revision)
    expect(next.count).toBeLessThan(first.count)
    expect(next.from + next.count * minuteMs).toBeGreaterThanOrEqual(first.from + first.count * minuteMs)
  })

  test('keeps what a person said about a finding: heard, or silent for a while with a reason', async () => {
    const { handlers } = stage.core()
    const [first] = (await stage.face(onsale)).findings
    if (!first) throw new Error('nothing is found')
    const about = { onsale, rule: first.rule, subject: first.subject }
    valueOf(await handlers['onsale.acknowledge'](about))
    valueOf(await handlers['onsale.silence']({ ...about, reason: 'the promoter knows', minutes: 60 }))
    await stage.restart()
    await stage.pass(0.5)
    const kept = (await stage.face(onsale)).findings.find(({ rule, subject }) => rule === first.rule && subject === first.subject)
    expect(kept).toMatchObject({ acknowledgedAt: expect.any(Number), silenced: { reason: 'the promoter knows', by: 'Anna K.' } })
  })

  test('is not taken away while it is watched, and needs its end after its start', async () => {
    const { handlers } = stage.core()
    expect(await handlers['onsale.remove']({ onsale })).toMatchObject({ refusal: { code: 'onsale-watched' } })
    const wrong = { ...stage.plan(), plannedEndAt: stage.plan().startsAt }
    expect(await handlers['onsale.save']({ id: null, plan: wrong })).toMatchObject({ refusal: { code: 'plan-times-wrong' } })
    const nowhere = { ...stage.plan(), showing: { event: 'nowhere', subevent: null } }
    expect(await handlers['onsale.save']({ id: null, plan: nowhere })).toMatchObject({ refusal: { code: 'event-unknown' } })
  })

  test('looks back from its minutes as it looked then', async () => {
    const now = stage.now()
    const live = await stage.face(onsale)
    const back = await stage.face(onsale, now)
    expect(back).toMatchObject({ mode: 'replay', phase: live.phase, constraint: live.constraint, sellOut: live.sellOut })
    const found = (face: typeof live) => face.findings.map(({ rule, variant }) => `${rule} ${variant}`).toSorted()
    expect(found(back)).toEqual(found(live))
    expect(back.levers.servers.why?.code).toBe('not-in-replay')
    await stage.pass(2)
    const later = await stage.face(onsale, now)
    expect(later).toMatchObject({
      now,
      phase: back.phase,
      verdict: { code: back.verdict.code },
      users: { peak: expect.any(Number) },
    })
    expect(await stage.face(onsale, now)).toEqual(later)
  })

  test('goes on after a restart with the minutes it had', async () => {
    const before = valueOf(await stage.core().handlers['onsale.minutes']({ onsale, since: null, at: null }))
    await stage.restart()
    const after = valueOf(await stage.core().handlers['onsale.minutes']({ onsale, since: null, at: null }))
    const skipped = (after.from - before.from) / minuteMs
    expect(after.columns['balancer.requests']?.slice(0, 60)).toEqual(
      before.columns['balancer.requests']?.slice(skipped, skipped + 60),
    )
    await stage.pass(1)
    const face = await stage.face(onsale)
    expect(face.sources.find(({ source }) => source === 'aws')?.state).toBe('fresh')
    expect(face.findings.length).toBeGreaterThan(0)
    // the token is asked about while people buy as well, not only with the checklist before
    expect(face.phase).toBe('open')
    expect(face.validity.find(({ what }) => what === 'cloudflare-token')?.until).toBeGreaterThan(face.plan.plannedEndAt)
  })

  test('stands still when a person stops watching it: everybody is told, with the moment and the person, and its ages grow', async () => {
    const { handlers, feed } = stage.core()
    const told: string[] = []
    const deaf = feed.listen('onsale', each => void told.push(each.onsale))
    valueOf(await handlers['onsale.watch']({ onsale, watched: false }))
    deaf()
    expect(told).toContain(onsale)
    const stoppedAt = stage.now()
    await stage.pass(2)
    const face = await stage.face(onsale)
    expect(face.plan.watched).toBe(false)
    expect(face.phase).toBe('open')
    expect(face.marks.at(-1)).toMatchObject({ kind: 'watch-ended', by: 'Anna K.' })
    for (const { state, newestAt } of face.sources) {
      expect(state).toBe('off')
      if (newestAt !== null) expect(newestAt).toBeLessThanOrEqual(stoppedAt)
    }
    valueOf(await handlers['onsale.watch']({ onsale, watched: true }))
    await stage.pass(1)
    expect(await stage.face(onsale)).toMatchObject({ plan: { watched: true }, phase: 'open' })
  })

  test('is written up as a sheet with a byte order mark and as a paper', async () => {
    const sheet = valueOf(await stage.core().handlers['onsale.report-csv']({ onsale }))
    const text = Buffer.from(sheet.base64, 'base64').toString('utf8')
    expect(text).toMatch(/^\uFEFF"?Czas/)
    expect(text.split('\r\n').length).toBeGreaterThan(15)
    const paper = valueOf(await stage.core().handlers['onsale.report-pdf']({ onsale }))
    expect(Buffer.from(paper.base64, 'base64').subarray(0, 5).toString()).toBe('%PDF-')
  })
})

describe('the levers of an on-sale', () => {
  let stage: OnsaleStage
  let onsale = ''
  beforeAll(async () => {
    stage = await openOnsaleStage()
    onsale = await stage.watch()
    await stage.pass(8)
  })
  afterAll(() => stage.close())
  const add = async (wish: { step: 'one' | 'two' | 'quarter'; expected: { desired: number; maximum: number }; reason: string }) =>
    stage.core().handlers['onsale.servers-add']({ onsale, ...wish })
  const preview = async () => valueOf(await stage.core().handlers['onsale.servers-preview']({ onsale }))

  test('do nothing before somebody has armed them, and not for longer than half a day', async () => {
    const { expected } = await preview()
    expect(await add({ step: 'one', expected, reason: 'x' })).toMatchObject({ refusal: { code: 'not-armed' } })
    const { handlers } = stage.core()
    const tooLong = stage.now() + 13 * 60 * minuteMs
    expect(await handlers['onsale.arm']({ onsale, until: tooLong })).toMatchObject({ refusal: { code: 'arm-too-long' } })
    valueOf(await handlers['onsale.arm']({ onsale, until: stage.now() + 60 * minuteMs }))
    expect((await stage.face(onsale)).armed).toMatchObject({ by: 'Anna K.' })
  })

  test('send nothing when the group is not as it was shown', async () => {
    const { expected } = await preview()
    const other = { ...expected, desired: expected.desired - 1 }
    expect(await add({ step: 'one', expected: other, reason: 'x' })).toMatchObject({ refusal: { code: 'changed-meanwhile' } })
    expect((await preview()).expected).toEqual(expected)
  })

  test('stop at the lowest ceiling', async () => {
    const { ceilings } = await preview()
    expect(ceilings.find(({ ceiling }) => ceiling === 'group')).toMatchObject({ left: 4 })
    valueOf(
      await stage
        .core()
        .handlers['onsale.save']({ id: onsale, plan: { ...stage.plan(), limits: { ...stage.plan().limits, servers: 10 } } }),
    )
    await stage.pass(0.5)
    const limited = await preview()
    expect(limited.steps.map(({ why }) => why?.code)).toEqual(['ceiling-reached', 'ceiling-reached', 'ceiling-reached'])
    expect(await add({ step: 'one', expected: limited.expected, reason: 'x' })).toMatchObject({
      refusal: { code: 'ceiling-reached' },
    })
    valueOf(await stage.core().handlers['onsale.save']({ id: onsale, plan: stage.plan() }))
    await stage.pass(0.5)
  })

  test('follow servers from the asking to their service, and remember how long that took', async () => {
    const { expected } = await preview()
    const asked = valueOf(await add({ step: 'two', expected, reason: 'the line grows' }))
    expect(asked.desired).toBe(expected.desired + 2)
    await stage.pass(1)
    const coming = await stage.face(onsale)
    expect(coming.servers).toMatchObject({ desired: 12, inService: 10, coming: { servers: 2 } })
    expect(coming.marks.find(({ kind }) => kind === 'servers-asked')).toMatchObject({
      by: 'Anna K.',
      figures: { fromServers: 10, toServers: 12, reasonText: 'the line grows', requestText: asked.request },
    })
    const again = await preview()
    expect(await add({ step: 'one', expected: again.expected, reason: '' })).toMatchObject({
      refusal: { code: 'cooling-down' },
    })
    await stage.pass(9)
    const ready = await stage.face(onsale)
    expect(ready.servers).toMatchObject({ desired: 12, inService: 12, coming: null })
    const lead = ready.marks.find(({ kind }) => kind === 'servers-ready')?.figures['leadMs']
    expect(lead).toBeGreaterThan(5 * minuteMs)
    expect(lead).toBeLessThan(9.5 * minuteMs)
    expect([stage.ledger('onsale.arm'), stage.ledger('onsale.servers'), stage.ledger('onsale.servers-ready')]).toEqual([1, 1, 1])
  })

  test('slow the inlet of the waiting room, if it is as it was shown', async () => {
    const { handlers } = stage.core()
    const { expected } = valueOf(await handlers['onsale.inlet-preview']({ onsale }))
    const other = { ...expected, newPerMinute: expected.newPerMinute + 1 }
    expect(await handlers['onsale.inlet-set']({ onsale, step: 'slow-30', expected: other, reason: '' })).toMatchObject({
      refusal: { code: 'changed-meanwhile' },
    })
    const set = valueOf(await handlers['onsale.inlet-set']({ onsale, step: 'slow-30', expected, reason: '' }))
    expect(set.newPerMinute).toBe(Math.round(expected.newPerMinute * 0.7))
    await stage.pass(1)
    const face = await stage.face(onsale)
    expect(face.room?.newPerMinute).toBe(set.newPerMinute)
    expect(face.marks.at(-1)).toMatchObject({
      kind: 'inlet',
      figures: {
        fromPerMinute: expected.newPerMinute,
        toPerMinute: set.newPerMinute,
        connections: expect.any(Number),
      },
    })
  })

  test('follow the inlet until fewer are let in, and remember how long that took', async () => {
    await stage.pass(4)
    const { marks, room } = await stage.face(onsale)
    const bitten = marks.find(({ kind }) => kind === 'inlet-bites')
    expect(bitten?.figures).toMatchObject({ toPerMinute: room?.newPerMinute })
    expect(bitten?.figures['leadMs']).toBeLessThan(2 * minuteMs)
    expect(stage.ledger('onsale.inlet-bites')).toBe(1)
  })

  test('open the inlet up to its ceilings: again within five minutes only with a reason, and slow it at any time', async () => {
    const { handlers } = stage.core()
    const set = async (step: 'open-10' | 'slow-20', reason: string) => {
      const { expected } = valueOf(await handlers['onsale.inlet-preview']({ onsale }))
      return handlers['onsale.inlet-set']({ onsale, step, expected, reason })
    }
    const limitedTo = async (limits: Partial<PlanEntry['limits']>) => {
      const plan = stage.plan()
      valueOf(await handlers['onsale.save']({ id: onsale, plan: { ...plan, limits: { ...plan.limits, ...limits } } }))
      await stage.pass(1)
    }
    await limitedTo({ databaseConnections: null, rehearsedUsers: 100 })
    expect(await set('open-10', 'the servers are idle')).toMatchObject({
      refusal: { code: 'inlet-above-safe', parameters: { most: 75 } },
    })
    await limitedTo({ databaseConnections: 100 })
    expect(await set('open-10', 'the servers are idle')).toMatchObject({
      refusal: { code: 'inlet-fills-database', parameters: { most: 80 } },
    })
    expect(stage.ledger('onsale.inlet-intent'), 'nothing was sent').toBe(1)
    await limitedTo({ databaseConnections: null })
    valueOf(await set('open-10', ''))
    expect(await set('open-10', '')).toMatchObject({ refusal: { code: 'cooling-down' } })
    const { steps } = valueOf(await handlers['onsale.inlet-preview']({ onsale }))
    expect(steps.map(({ step, reasonWanted }) => `${step} ${reasonWanted}`)).toEqual([
      'slow-30 false',
      'slow-20 false',
      'open-10 true',
    ])
    valueOf(await set('open-10', 'the servers are idle'))
    valueOf(await set('slow-20', ''))
    expect(stage.ledger('onsale.inlet')).toBe(4)
    await limitedTo({})
  })

  test('rest when they are disarmed', async () => {
    valueOf(await stage.core().handlers['onsale.disarm']({ onsale }))
    expect((await stage.face(onsale)).levers).toMatchObject({
      servers: { usable: false },
      inlet: { usable: false, why: { code: 'not-armed' } },
    })
  })
})

describe('an inlet that an event of the waiting room has taken over', () => {
  let stage: OnsaleStage
  let onsale = ''
  const doors = { name: 'doors', fromMinute: 0, toMinute: 10, newUsersPerMinute: 800, totalActiveUsers: 4_000, suspended: false }
  beforeAll(async () => {
    const room = { newUsersPerMinute: 1_200, totalActiveUsers: 4_500, sessionMinutes: 10, events: [doors] }
    stage = await openOnsaleStage({ room })
    onsale = await stage.watch()
    await stage.pass(7)
    valueOf(await stage.core().handlers['onsale.arm']({ onsale, until: stage.now() + 60 * minuteMs }))
  })
  afterAll(() => stage.close())
  const preview = async () => valueOf(await stage.core().handlers['onsale.inlet-preview']({ onsale }))

  test("is the event's: that is read, shown and changed", async () => {
    expect((await stage.face(onsale)).room).toMatchObject({ newPerMinute: 800, totalActive: 4_000 })
    const { event, expected } = await preview()
    expect([event, expected.newPerMinute]).toEqual(['doors', 800])
    const { handlers } = stage.core()
    expect(valueOf(await handlers['onsale.inlet-set']({ onsale, step: 'slow-30', expected, reason: '' }))).toEqual({
      newPerMinute: 560,
      totalActive: 4_000,
    })
    await stage.pass(1)
    const face = await stage.face(onsale)
    expect(face.room?.newPerMinute).toBe(560)
    expect(face.marks.find(({ kind }) => kind === 'inlet')?.figures).toMatchObject({ toPerMinute: 560, eventText: 'doors' })
  })

  test("is the room's again when the event has ended, as it was left; who looked before is asked once more", async () => {
    const { expected } = await preview()
    await stage.pass((stage.plan().startsAt + 11 * minuteMs - stage.now()) / minuteMs)
    expect((await stage.face(onsale)).room).toMatchObject({ newPerMinute: 1_200, totalActive: 4_500 })
    const { handlers } = stage.core()
    expect(await handlers['onsale.inlet-set']({ onsale, step: 'slow-30', expected, reason: '' })).toMatchObject({
      refusal: { code: 'room-event-changed' },
    })
    expect(await preview()).toMatchObject({ event: null, expected: { newPerMinute: 1_200, event: null } })
  })
})

describe('an on-sale whose sources fail', () => {
  let stage: OnsaleStage
  let onsale = ''
  beforeAll(async () => {
    stage = await openOnsaleStage()
    onsale = await stage.watch()
    await stage.pass(6)
  })
  afterAll(() => stage.close())
  const aws = async () => (await stage.face(onsale)).sources.find(({ source }) => source === 'aws')

  test('is asked less often when Amazon says so, and as before after three good reads', async () => {
    await stage.admin('PUT', 'rehearsal', { kind: 'throttling', on: true, figures: { ofTen: 10 } })
    await stage.pass(1)
    expect(await aws()).toMatchObject({ state: 'throttled', reasons: [{ refusal: { code: 'aws-throttled' } }] })
    expect((await aws())?.everyMs).toBeGreaterThan(20_000)
    await stage.admin('PUT', 'rehearsal', { kind: 'throttling', on: false })
    await stage.pass(7)
    expect(await aws()).toMatchObject({ state: 'fresh', everyMs: 20_000 })
  })

  test('says that its figures are late and pauses what reads them', async () => {
    await stage.admin('PUT', 'rehearsal', {
      kind: 'late-data',
      on: true,
      fromMinute: -60,
      toMinute: 600,
      figures: { seconds: 600 },
    })
    await stage.pass(6)
    expect(await aws()).toMatchObject({ state: 'late' })
    const face = await stage.face(onsale)
    expect(face.findings.map(({ rule }) => rule)).toContain(25)
    expect(face.paused.some(({ source, because }) => source === 'aws' && because === 'late')).toBe(true)
    expect(face.sources.find(({ source }) => source === 'queue')?.state).toBe('fresh')
    await stage.admin('PUT', 'rehearsal', { kind: 'late-data', on: false })
    await stage.pass(2)
    expect(await aws()).toMatchObject({ state: 'fresh' })
  })

  test('keeps selling in sight when the sign-in ends, and servers cannot be moved', async () => {
    valueOf(await stage.core().handlers['onsale.arm']({ onsale, until: stage.now() + 60 * minuteMs }))
    stage.signOut()
    await stage.pass(1)
    const face = await stage.face(onsale)
    expect(face.sources.find(({ source }) => source === 'aws')).toMatchObject({
      state: 'signed-out',
      reasons: [{ refusal: { code: 'aws-signed-out' } }],
    })
    expect(face.sources.find(({ source }) => source === 'sales')?.state).toBe('fresh')
    expect(face.levers).toMatchObject({ servers: { usable: false, why: { code: 'source-blind' } }, inlet: { usable: true } })
    expect(
      await stage
        .core()
        .handlers['onsale.servers-add']({ onsale, step: 'one', expected: { desired: 10, maximum: 14 }, reason: 'x' }),
    ).toMatchObject({
      refusal: { code: 'source-blind' },
    })
    valueOf(await stage.core().handlers['cloud.sign-in']({ profile: 'test' }))
    await stage.pass(1)
    expect(await aws()).toMatchObject({ state: 'fresh' })
  })

  test('is blind after three reads that failed, and keeps its last figures', async () => {
    await stage.admin('PUT', 'cloud-temper', { status500: 1 })
    await stage.pass(4)
    const face = await stage.face(onsale)
    expect(face.sources.find(({ source }) => source === 'aws')).toMatchObject({ state: 'blind' })
    expect(face.sources.find(({ source }) => source === 'queue')?.state).toBe('blind')
    expect(face.servers?.desired).toBe(10)
    await stage.admin('PUT', 'cloud-temper', {})
    await stage.pass(3)
    expect((await stage.face(onsale)).sources.map(({ state }) => state)).toEqual(['fresh', 'fresh', 'fresh', 'fresh', 'fresh'])
  })

  test('stays apart from another that is watched at the same time', async () => {
    const other = await stage.watch({ name: 'Lionel Richie', cloud: { ...stage.plan().cloud, aws: null, cloudflare: null } })
    await stage.pass(2)
    const [one, two] = [await stage.face(onsale), await stage.face(other)]
    expect(two.sources.map(({ state }) => state)).toEqual(['off', 'off', 'off', 'fresh', 'fresh'])
    expect(one.sources.map(({ state }) => state)).toEqual(['fresh', 'fresh', 'fresh', 'fresh', 'fresh'])
    expect(two.servers).toBeNull()
    valueOf(await stage.core().handlers['onsale.note']({ onsale: other, at: stage.now(), text: 'only here' }))
    expect((await stage.face(onsale)).marks.some(({ kind }) => kind === 'note')).toBe(false)
    expect(await stage.core().handlers['onsale.inlet-preview']({ onsale: other })).toMatchObject({
      refusal: { code: 'not-part-of-sale' },
    })
    expect(valueOf(await stage.core().handlers['onsale.list']({})).map(({ name, watched }) => `${name} ${watched}`)).toEqual([
      'Justin Bieber true',
      'Lionel Richie true',
    ])
  })
})

describe('the end of an on-sale', () => {
  let stage: OnsaleStage
  let onsale = ''
  const endsAfterMinutes = 12
  beforeAll(async () => {
    // a dozen people a minute: nobody is in line any more when it ends
    stage = await openOnsaleStage({
      arrivals: [
        [-10, 12],
        [90, 12],
      ],
    })
    onsale = await stage.watch({ plannedEndAt: stage.plan().startsAt + endsAfterMinutes * minuteMs })
    await stage.pass(1)
    valueOf(await stage.core().handlers['onsale.arm']({ onsale, until: stage.now() + 120 * minuteMs }))
  })
  afterAll(() => stage.close())
  const endsAt = () => stage.plan().startsAt + endsAfterMinutes * minuteMs
  const report = async () => valueOf(await stage.core().handlers['onsale.report']({ onsale }))
  const passTo = (at: number) => stage.pass((at - stage.now()) / minuteMs)

  test('is told as long as the sale runs: the report is interim', async () => {
    await passTo(stage.plan().startsAt + 2 * minuteMs)
    expect((await report()).standing).toEqual({ kind: 'running', at: endsAt() })
    expect((await stage.face(onsale)).armed).not.toBeNull()
  })

  test('disarms the levers and silences everything, while late data still comes', async () => {
    await passTo(endsAt() + minuteMs)
    const face = await stage.face(onsale)
    expect(face).toMatchObject({ phase: 'over', findings: [], armed: null, plan: { watched: true } })
    expect(face.verdict.code).toBe('over-settling')
    expect(face.sources.find(({ source }) => source === 'aws')?.state).toBe('fresh')
    expect(face.levers.servers).toMatchObject({ usable: false, why: { code: 'not-armed' } })
    expect((await report()).standing).toEqual({ kind: 'settling', at: endsAt() + 20 * minuteMs })
    expect(stage.ledger('onsale.disarm')).toBe(1)
  })

  test('ends the watching by itself when the figures are final, with a mark and a line in the ledger', async () => {
    await passTo(endsAt() + 21 * minuteMs)
    const face = await stage.face(onsale)
    expect(face).toMatchObject({ phase: 'over', plan: { watched: false }, verdict: { code: 'over' } })
    expect(face.marks.filter(({ kind }) => kind === 'end' || kind === 'watch-ended')).toHaveLength(2)
    expect(stage.ledger('onsale.watch-ended')).toBe(1)
    const final = await report()
    expect(final.standing).toEqual({ kind: 'final', at: endsAt() })
    expect(final.coverage.to).toBe(endsAt() + 20 * minuteMs)
  })

  test('is not the beginning of another watch: not after a restart, and not when asked, until its end is moved', async () => {
    await stage.restart()
    await stage.pass(1)
    expect((await stage.face(onsale)).plan.watched).toBe(false)
    const { handlers } = stage.core()
    const refusedWatch = await handlers['onsale.watch']({ onsale, watched: true })
    expect(refusedWatch).toMatchObject({ ok: false, refusal: { code: 'onsale-over' } })
    valueOf(await handlers['onsale.save']({ id: onsale, plan: stage.plan() }))
    valueOf(await handlers['onsale.watch']({ onsale, watched: true }))
    await stage.pass(1)
    expect((await stage.face(onsale)).phase).toBe('open')
  })

  test('that came while nobody was here is noticed at the next start, and nothing is watched', async () => {
    const plannedEndAt = stage.now() + minuteMs
    valueOf(await stage.core().handlers['onsale.save']({ id: onsale, plan: { ...stage.plan(), plannedEndAt } }))
    await stage.away(30)
    await stage.pass(0.5)
    const face = await stage.face(onsale)
    expect(face).toMatchObject({ phase: 'over', plan: { watched: false } })
    expect(stage.ledger('onsale.watch-ended')).toBe(2)
  })
})

describe('a command that is never answered', () => {
  let stage: OnsaleStage
  let onsale = ''
  beforeAll(async () => {
    stage = await openOnsaleStage()
    onsale = await stage.watch()
    await stage.pass(8)
    valueOf(await stage.core().handlers['onsale.arm']({ onsale, until: stage.now() + 120 * minuteMs }))
  })
  afterAll(() => stage.close())
  const doubts = async () => (await stage.face(onsale)).doubts.map(({ lever, state }) => `${lever} ${state}`)
  const addOne = async () => {
    const { handlers } = stage.core()
    const { expected } = valueOf(await stage.during(handlers['onsale.servers-preview']({ onsale })))
    return handlers['onsale.servers-add']({ onsale, step: 'one', expected, reason: 'the line grows' })
  }
  const slow = async () => {
    const { handlers } = stage.core()
    const { expected } = valueOf(await stage.during(handlers['onsale.inlet-preview']({ onsale })))
    return handlers['onsale.inlet-set']({ onsale, step: 'slow-20', expected, reason: 'the line grows' })
  }
  const written = () => ['onsale.servers-intent', 'onsale.servers', 'onsale.inlet-intent', 'onsale.inlet'].map(stage.ledger)

  test('stands in the ledger before it is sent, and is settled by reading when Kasa was cut off in the middle of it', async () => {
    stage.loseCommand('hang')
    void addOne()
    await stage.pass(0.1)
    expect(written()).toEqual([1, 0, 0, 0])
    expect(await doubts(), 'it is still on its way').toEqual([])
    await stage.restart()
    stage.loseCommand(null)
    expect(await doubts()).toEqual(['servers open'])
    await stage.pass(1)
    expect(await doubts()).toEqual(['servers arrived'])
    expect(written()).toEqual([1, 1, 0, 0])
    const face = await stage.face(onsale)
    expect(face.servers).toMatchObject({ desired: 11, coming: { servers: 1 } })
    expect(face.marks.find(({ kind }) => kind === 'servers-asked')).toMatchObject({
      by: 'Anna K.',
      figures: { fromServers: 10, toServers: 11, reasonText: 'the line grows' },
    })
  })

  test('that did not arrive is said so, and until that is known no other goes after it', async () => {
    stage.loseCommand('before')
    expect(await stage.during(slow())).toMatchObject({ ok: false, refusal: { code: 'source-unreachable' } })
    expect(await doubts()).toContain('inlet open')
    expect(await stage.during(slow())).toMatchObject({ ok: false, refusal: { code: 'command-in-doubt' } })
    stage.loseCommand(null)
    await stage.pass(1.5)
    expect(await doubts()).toContain('inlet not-arrived')
    expect((await stage.face(onsale)).marks.some(({ kind }) => kind === 'inlet')).toBe(false)
    expect(await stage.during(slow())).toMatchObject({ ok: true })
    expect(written()).toEqual([1, 1, 2, 2])
  })

  test('answered by somebody in trouble may have arrived all the same, and is read before it is believed', async () => {
    const marked = async (): Promise<number> => (await stage.face(onsale)).marks.filter(({ kind }) => kind === 'inlet').length
    const before = await marked()
    stage.loseCommand('troubled')
    expect(await stage.during(slow())).toMatchObject({ ok: false, refusal: { code: 'cloudflare-failed' } })
    stage.loseCommand(null)
    expect(await doubts()).toContain('inlet open')
    await stage.pass(1.5)
    expect(await doubts()).toContain('inlet arrived')
    expect(await marked()).toBe(before + 1)
  })

  test('that arrived without its answer is marked as what it was', async () => {
    const before = (await stage.face(onsale)).room?.newPerMinute ?? 0
    stage.loseCommand('after')
    expect((await stage.during(slow())).ok).toBe(false)
    stage.loseCommand(null)
    await stage.pass(1.5)
    const face = await stage.face(onsale)
    expect(face.room?.newPerMinute).toBeLessThan(before)
    expect(face.doubts.at(-1)).toMatchObject({ lever: 'inlet', state: 'arrived' })
    expect(face.marks.filter(({ kind }) => kind === 'inlet')).toHaveLength(3)
    expect(written()).toEqual([1, 1, 4, 4])
    await stage.pass(16)
    expect(await doubts(), 'what is settled goes out of sight').toEqual([])
  })
})
