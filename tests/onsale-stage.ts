import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { z } from 'zod'
import type { OnsaleFace } from '#contract/onsale-face'
import type { PlanEntry } from '#contract/onsale-plan'
import { cloudShape, usualLimits } from '#contract/onsale-plan'
import type { Result } from '#contract/refusal'
import type { Core } from '#main/core'
import { openCore } from '#main/core'
import type { AwsSession, World } from '#main/world'
import { readScenario } from '#sandbox/cloud/scenario-file'
import type { Scenario } from '#sandbox/cloud/scenario'
import type { Sandbox } from '#sandbox/server'
import { startSandbox } from '#sandbox/server'
import { handClock } from './hand-clock.ts'
import { testWorld } from './world-for-tests.ts'

/** A till and a sandbox that plays an on-sale, on one clock that goes when the test says so. Nothing between them is made up: every question crosses the loopback. */
export type OnsaleStage = {
  readonly core: () => Core
  readonly sandbox: Sandbox
  readonly world: World
  /** The plan of the sandbox's sale, as its operator would enter it. */
  readonly plan: () => PlanEntry
  readonly save: (change?: Partial<PlanEntry>) => Promise<string>
  readonly watch: (change?: Partial<PlanEntry>) => Promise<string>
  readonly face: (onsale: string, at?: number | null) => Promise<OnsaleFace>
  readonly now: () => number
  readonly pass: (minutes: number) => Promise<void>
  /** Lets time pass until it has happened. */
  readonly during: <Value>(happening: Promise<Value> | Value) => Promise<Value>
  /** The sandbox's own addresses: faults and tempers. */
  readonly admin: (method: string, path: string, body?: unknown) => Promise<unknown>
  readonly signOut: () => void
  /** What becomes of the next command of a lever: never sent, sent without an answer, sent and answered with a 504 of whoever stands between, or sent while nothing ever comes back; null: as usual. */
  readonly loseCommand: (how: Losing) => void
  /** What the ledger holds of one kind. */
  readonly ledger: (kind: string) => number
  /** Ends the core without a word, as a power cut does as far as it can be told from inside, and opens the file again. */
  readonly restart: () => Promise<void>
  /** The same with so many minutes in between. */
  readonly away: (minutes: number) => Promise<void>
  readonly close: () => Promise<void>
}

type Losing = 'before' | 'after' | 'troubled' | 'hang' | null

/** Minutes of the story before its sale starts: the real ones would only be waited for. */
const leadMinutes = 3
const stepMs = 5_000

export const openOnsaleStage = async (change: Partial<Scenario> = {}, log: World['log'] = () => {}): Promise<OnsaleStage> => {
  const clock = handClock(Date.UTC(2026, 4, 11, 7, 0))
  const scenario = { ...readScenario('first-hour'), startMinute: leadMinutes, ...change }
  const flight = { count: 0 }
  const base = testWorld({ clock: clock.clock, log })
  const sandbox = await startSandbox({ world: base, seed: 1, scenario })
  const { cloud } = sandbox.description
  const signed = { in: true }
  const losing: { how: Losing } = { how: null }
  const session = (): AwsSession =>
    signed.in
      ? {
          kind: 'session',
          accessKeyId: cloud.aws.accessKeyId,
          secretAccessKey: cloud.aws.secretAccessKey,
          sessionToken: null,
          endsAt: null,
          renews: false,
          region: cloud.aws.region,
          endpoint: cloud.aws.endpoint,
        }
      : { kind: 'none', reason: 'signed-out' }
  const world: World = {
    ...base,
    aws: { profiles: async () => ['test'], session: async () => session(), signIn: async () => (signed.in = true) },
    network: {
      request: async request => {
        const how = isCommand(request) ? losing.how : null
        if (how === 'before') return { kind: 'failure', reason: 'cut' }
        flight.count += 1
        try {
          const answer = await base.network.request(request)
          if (how === null) return answer
          if (how === 'after') return { kind: 'failure', reason: 'cut' }
          if (how === 'troubled')
            return { kind: 'answer', status: 504, headers: {}, body: '<html>Gateway Timeout</html>', tookMs: 1 }
          flight.count -= 1
          await new Promise(() => undefined)
          return answer
        } finally {
          flight.count -= 1
        }
      },
    },
  }
  await world.secrets.set(`cloudflare:${cloud.cloudflare.zone}`, cloud.cloudflare.token)
  const folder = mkdtempSync(join(tmpdir(), 'kasa-onsale-'))
  const open = async (): Promise<Core> => {
    const opened = await openCore(world, join(folder, 'kasa.sqlite'), { totals: null, sandboxAt: null })
    if (!opened.ok) throw new Error(opened.refusal.code)
    return opened.value
  }
  const held = { core: await open() }
  const passMs = async (ms: number): Promise<void> => {
    for (let passed = 0; passed < ms; passed += stepMs) {
      clock.pass(stepMs)
      await calm(() => flight.count)
    }
  }
  const { handshake } = sandbox.description
  const connecting = held.core.connect({ handshake: JSON.stringify(handshake), till: 'Kasa 1', cashier: 'Anna K.' })
  const connected = { done: false }
  void connecting.then(() => (connected.done = true))
  while (!connected.done) await passMs(stepMs)
  while (!(await hasShowing(held.core, cloud.event))) await passMs(stepMs)
  const plan = (): PlanEntry => ({
    name: 'Justin Bieber',
    showing: { event: cloud.event, subevent: null },
    startsAt: cloud.startsAt,
    plannedEndAt: cloud.endsAt ?? cloud.startsAt + 3_600_000,
    stock: cloud.stock,
    limits: { ...usualLimits, ...cloud.limits },
    cloud: cloudShape.parse({
      aws: { profile: 'test', region: cloud.aws.region, resources: cloud.resources },
      cloudflare: { address: cloud.cloudflare.address, zone: cloud.cloudflare.zone, room: cloud.cloudflare.room },
      shop: { url: cloud.shop.url, iksoris: cloud.shop.iksoris },
      queue: null,
    }),
  })
  const save = async (more: Partial<PlanEntry> = {}): Promise<string> =>
    valueOf(await held.core.handlers['onsale.save']({ id: null, plan: { ...plan(), ...more } })).id
  return {
    core: () => held.core,
    sandbox,
    world,
    plan,
    save,
    watch: async more => {
      const onsale = await save(more)
      valueOf(await held.core.handlers['onsale.watch']({ onsale, watched: true }))
      return onsale
    },
    face: async (onsale, at = null) => valueOf(await held.core.handlers['onsale.face']({ onsale, at })),
    now: world.clock.now,
    pass: minutes => passMs(minutes * 60_000),
    during: async happening => {
      const state = { over: false }
      const settled = Promise.resolve(happening).finally(() => (state.over = true))
      while (!state.over) await passMs(stepMs)
      return settled
    },
    admin: async (method, path, body) => {
      const response = await fetch(`${sandbox.url}/sandbox/${path}`, {
        method,
        headers: { authorization: `Token ${sandbox.description.adminToken}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
      return response.json()
    },
    signOut: () => (signed.in = false),
    loseCommand: how => (losing.how = how),
    ledger: kind => {
      const database = new Database(join(folder, 'kasa.sqlite'), { readonly: true })
      const row = database.prepare('SELECT count(*) AS entries FROM audit WHERE kind = ?').get(kind)
      database.close()
      return z.object({ entries: z.number() }).parse(row).entries
    },
    restart: async () => {
      await held.core.close()
      held.core = await open()
    },
    away: async minutes => {
      await held.core.close()
      await passMs(minutes * 60_000)
      held.core = await open()
    },
    close: async () => {
      await held.core.close()
      await sandbox.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A request that moves a lever. */
const isCommand = ({ method, body }: { readonly method: string; readonly body?: string | null }): boolean =>
  method === 'PATCH' || (body ?? '').includes('SetDesiredCapacity')

/** The value of an answer; a refusal is the test's failure. */
export const valueOf = <Value>(result: Result<Value>): Value => {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${JSON.stringify(result.refusal.parameters)}`)
  return result.value
}

const hasShowing = async (core: Core, event: string): Promise<boolean> =>
  valueOf(await core.handlers['showings.list']({})).some(showing => showing.event === event)

/** Turns of the machine in which answers under way may come; those that wait for the clock are left to its next step. */
const mostTurns = 20
const calm = async (underWay: () => number): Promise<void> => {
  for (let turn = 0; turn < mostTurns; turn += 1) {
    await new Promise(resolve => (underWay() > 0 ? setTimeout(resolve, 1) : setImmediate(resolve)))
    if (underWay() === 0 && turn > 4) return
  }
}
