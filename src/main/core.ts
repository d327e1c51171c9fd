import type { CloudOffer } from '#contract/onsale-methods'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Measured, RehearsalReport, ScenarioSummary, Spoken } from '#contract/rehearsal'
import type { Result } from '#contract/refusal'
import { done } from '#contract/refusal'
import type { Status } from '#contract/status'
import type { Totals } from '#contract/totals'
import type { Handlers } from '#contract/wire'
import type { DeskParts } from '#monitor/desk/rooms'
import { createPrint } from '#print/print'
import { createTotals } from '#sales/totals'
import type { Store } from '#store/open'
import { openStore } from '#store/open'
import { openShift } from '#store/cashier'
import { addRehearsal } from '#store/rehearsal'
import { activeTill, latestTill } from '#store/till'
import { createTill } from '#till/till'
import { createWords } from '#words/say'
import { keepBackups } from './backups.ts'
import type { ConnectRequest } from './connecting.ts'
import { createConnecting } from './connecting.ts'
import type { Announcer } from './feed.ts'
import { createAnnouncer } from './feed.ts'
import { handlersOf } from './handlers.ts'
import { createLine } from './line.ts'
import { movedNetwork } from './moved-network.ts'
import { createOnsale } from './onsale.ts'
import { inLanguage } from './sale-name.ts'
import { readSettings } from './settings.ts'
import type { Machine } from './software.ts'
import { softwareOn } from './software.ts'
import { statusOf } from './status.ts'
import { createTelling } from './telling.ts'
import type { World } from './world.ts'

export type { ConnectRequest } from './connecting.ts'

/** Totals from elsewhere, for instance a thread of their own. */
export type TotalsReader = {
  readonly totals: (event: string | null) => Promise<Totals>
  readonly close: () => Promise<void> | void
}

export type CoreOptions = {
  readonly totals: (() => TotalsReader) | null
  /** Where the sandbox answers now; its port may differ from launch to launch. Null: a real platform. */
  readonly sandboxAt: string | null
  readonly language?: 'pl' | 'en'
  /** A cloud that a plan can begin with: the sandbox's. */
  readonly offer?: CloudOffer
  /** In a rehearsal its clock is not the machine's: how many times faster it runs, 0 while it stands. */
  readonly rehearsal?: {
    readonly speed: () => number
    /** What its sale is called in each language. */
    readonly names: ScenarioSummary['name']
  }
  /** What the platform lists beside this till; unknown without. */
  readonly machine?: Machine
  /** Folders outside the data folder that remember how far the file has come; see `openStore`. */
  readonly witnesses?: readonly string[]
}

/** A till with its file open, whatever door stands before it. */
export type Core = {
  readonly handlers: Handlers
  readonly feed: Announcer
  /** Whether a platform is linked; it may be out of reach all the same. */
  readonly connected: () => boolean
  /** The platform refuses this till's key, or the key is gone: connecting again is the way on. */
  readonly barred: () => boolean
  /** The names of this till and of who sells at it; empty before anybody has named them. */
  readonly who: () => { readonly till: string; readonly cashier: string }
  readonly connect: (request: ConnectRequest) => Promise<Result<Status>>
  /** What the shop stood in an on-sale so far, and how the rules did that spoke; a rehearsal asks at its end. */
  readonly measured: (onsale: string, spoken: readonly Spoken[]) => Promise<Result<Measured>>
  /** Keeps how a rehearsal ended, in this file and not in the rehearsal's own. */
  readonly keepRehearsal: (report: RehearsalReport) => void
  /** A watched on-sale that is selling now, or starts within `aheadMs`; null: none. */
  readonly live: (aheadMs?: number) => OnsalePlan | null
  readonly close: () => Promise<void>
}

/** Opens `file` and brings up the services. Refused when the file cannot be trusted or had; see `openStore`. */
export const openCore = async (world: World, file: string, options: CoreOptions): Promise<Result<Core>> => {
  const opened = openStore(world, file, { witnesses: options.witnesses ?? [] })
  if (!opened.ok) return opened
  const cast = assemble(atSandbox(world, opened.value, options), opened.value, options)
  cast.till.start()
  cast.onsale.start()
  await cast.connecting.resume()
  return done(coreOf(opened.value, cast))
}

/** The cast: who there is, and who is told of what. */
const assemble = (world: World, open: Store, options: CoreOptions) => {
  const store = open.writable
  const { sandboxAt } = options
  const software = softwareOn(options.machine)
  const feed = createAnnouncer()
  const settings = () => readSettings(store, options.language ?? 'pl')
  const status = (): Status => statusOf(world, store, { line, sandbox: sandboxAt !== null })
  const telling = createTelling(world.clock, feed, { status, cart: () => till.handlers['cart.get']({}) })
  const line = createLine({
    world,
    store,
    software,
    isOnSale: () => onsale.live() !== null,
    onStock: showing => feed.announce('stock', showing),
    onHoldings: () => feed.announce('holdings', null),
    onShowings: () => feed.announce('showings', null),
    onOrders: telling.totals,
    onQueue: telling.queue,
    onStatus: telling.status,
  })
  const till = createTill({
    world,
    store,
    settings,
    stockroom: line.stockroom,
    saleTime: line.trueTime,
    onChange: telling.changed,
    onSold: () => {
      line.link()?.outbox.wake()
      line.link()?.leases.wake()
      telling.status()
    },
    seatsExpected: showing => line.link()?.loop.seatsExpected(showing) ?? null,
  })
  const onConnected = (): Status => {
    till.beginDuty()
    feed.announce('settings', null)
    feed.announce('showings', null)
    telling.status()
    return status()
  }
  const connecting = createConnecting({ world, store, software, line, sandboxAt, onConnected })
  const totals = options.totals?.() ?? totalsHere(store)
  const print = createPrint({ store, sayIn: createWords() })
  const onsale = createOnsale({
    ...watchingIn(world, store, options),
    language: () => settings().language,
    named: plan => inLanguage(plan, options.rehearsal?.names, settings().language),
    salesKnownAt: () => line.link()?.loop.state().ages.orders ?? null,
    told: (id, revision) => feed.announce('onsale', { onsale: id, revision }),
    listChanged: () => feed.announce('onsales', null),
  })
  const cast = { world, store, line, till, print, totals: totals.totals, connecting, onsale, feed, telling, status, settings }
  return { ...cast, handlers: handlersOf(cast), stopBackups: keepBackups(world, open), closeTotals: totals.close }
}

/** Who watches, and by which clock. */
const watchingIn = (
  world: World,
  store: Store['writable'],
  { rehearsal, offer }: CoreOptions,
): Pick<DeskParts, 'world' | 'store' | 'mode' | 'speed' | 'person' | 'offer'> => ({
  world,
  store,
  mode: rehearsal ? 'rehearsal' : 'live',
  speed: rehearsal?.speed ?? (() => 1),
  offer: () => offer ?? null,
  person: () => {
    const till = activeTill(store)
    const shift = till && openShift(store, till.id)
    return { name: readSettings(store, 'pl').cashier, tillId: till?.id ?? null, cashierId: shift?.cashierId ?? null }
  },
})

const coreOf = (open: Store, cast: ReturnType<typeof assemble>): Core => ({
  handlers: cast.handlers,
  feed: cast.feed,
  connected: () => cast.line.link() !== null,
  barred: () => cast.status().connection.state === 'barred',
  who: () => ({ till: cast.settings().till, cashier: cast.settings().cashier }),
  connect: cast.connecting.connect,
  live: cast.onsale.live,
  measured: cast.onsale.measured,
  keepRehearsal: report => cast.store.transaction('rehearsal.keep', tx => addRehearsal(tx, report, cast.world.clock.now())),
  close: async () => {
    cast.onsale.stop()
    cast.till.stop()
    cast.stopBackups()
    await cast.line.hangUp()
    await cast.closeTotals()
    // last before the file: what hangs up still has something to tell
    cast.telling.stop()
    open.close()
  },
})

const totalsHere = (store: Store['writable']): TotalsReader => {
  const totals = createTotals({ read: store })
  return { totals: async event => totals(event), close: () => undefined }
}

/** The file knows the sandbox by the address of its first launch. */
const atSandbox = (world: World, { writable }: Store, { sandboxAt }: CoreOptions): World => {
  const known = sandboxAt === null ? undefined : latestTill(writable)?.url
  if (sandboxAt === null || known === undefined || known === sandboxAt) return world
  return { ...world, network: movedNetwork(world.network, known, sandboxAt) }
}
