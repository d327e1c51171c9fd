import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Status } from '#contract/status'
import type { Handlers } from '#contract/wire'
import type { Totals } from '#contract/totals'
import { createPrint } from '#print/print'
import { createTotals } from '#sales/totals'
import type { Store } from '#store/open'
import { openStore } from '#store/open'
import { putSetting } from '#store/setting'
import { activeTill } from '#store/till'
import { connect, connectWithToken, storedToken } from '#sync/connect'
import { changeChannel } from '#sync/simulate-channel'
import { createTill } from '#till/till'
import { createWords } from '#words/say'
import { keepBackups } from './backups.ts'
import type { Announcer } from './feed.ts'
import { createAnnouncer } from './feed.ts'
import type { Link } from './link.ts'
import { openLink, reachPlatform } from './link.ts'
import { atRest } from './pulse.ts'
import { keepSettings, readSettings } from './settings.ts'
import { software } from './software.ts'
import { statusOf } from './status.ts'
import { unconnectedStockroom } from './unconnected.ts'
import type { World } from './world.ts'

/** By the text a device shows, or with the key of a device that exists already. */
export type ConnectRequest = { readonly till: string; readonly cashier: string } & (
  { readonly handshake: string } | { readonly url: string; readonly organizer: string; readonly deviceToken: string }
)

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
}

/** A till with its file open, whatever door stands before it. */
export type Core = {
  readonly handlers: Handlers
  readonly feed: Announcer
  readonly connected: () => boolean
  /** The platform answers but refuses this till's key: connecting again is the way on. */
  readonly barred: () => boolean
  readonly connect: (request: ConnectRequest) => Promise<Result<Status>>
  readonly close: () => Promise<void>
}

/** Opens `file` and brings up the services. Refused when the file cannot be trusted or had; see `openStore`. */
export const openCore = async (world: World, file: string, options: CoreOptions): Promise<Result<Core>> => {
  const opened = openStore(world, file)
  if (!opened.ok) return opened
  const core = assemble(world, opened.value, options)
  await core.resume()
  return done(core)
}

const assemble = (world: World, open: Store, options: CoreOptions): Core & { readonly resume: () => Promise<void> } => {
  const store = open.writable
  const feed = createAnnouncer()
  const line: { link: Link | null } = { link: null }
  const settings = () => readSettings(store, options.language ?? 'pl')
  const status = (): Status =>
    statusOf(world, store, { link: line.link, sandbox: options.sandboxAt !== null, restored: open.restored })
  const tellStatus = atRest(world.clock, () => feed.announce('status', status()))
  const tellTotals = atRest(world.clock, () => feed.announce('totals', null))

  const till = createTill({
    world,
    store,
    settings,
    stockroom: {
      online: () => line.link?.stockroom.online() ?? false,
      pessimisticNow: () => line.link?.stockroom.pessimisticNow() ?? world.clock.now(),
      leasesProven: () => (line.link?.stockroom ?? unconnectedStockroom(world, store)).leasesProven(),
      leaseShort: wanted => (line.link?.stockroom ?? unconnectedStockroom(world, store)).leaseShort(wanted),
      giveBack: ids => line.link?.stockroom.giveBack(ids),
    },
    onChange: (changed, showing) => {
      for (const topic of changed) {
        if (topic === 'cart') {
          const cart = till.handlers['cart.get']({})
          void Promise.resolve(cart).then(view => (view.ok ? feed.announce('cart', view.value) : undefined))
        } else if (topic === 'stock') {
          if (showing) feed.announce('stock', showing)
        } else if (topic === 'status') tellStatus()
        else feed.announce(topic, null)
      }
    },
    onSold: () => {
      line.link?.outbox.wake()
      line.link?.leases.wake()
      tellStatus()
      tellTotals()
    },
    seatsExpected: showing => line.link?.loop.seatsExpected(showing) ?? null,
  })
  const print = createPrint({ store, sayIn: createWords() })
  const totals: TotalsReader = options.totals?.() ?? {
    totals: async event => createTotals({ read: store })(event),
    close: () => undefined,
  }
  const stopBackups = keepBackups(world, open)

  const startLink = (url: string, organizer: string, token: string): void => {
    line.link = openLink({
      world,
      store,
      url: options.sandboxAt ?? url,
      organizer,
      token,
      onStock: showing => feed.announce('stock', showing),
      onHoldings: () => feed.announce('holdings', null),
      onShowings: () => feed.announce('showings', null),
      onOrders: tellTotals,
      onQueue: () => {
        feed.announce('queue', null)
        tellStatus()
        tellTotals()
      },
      onStatus: tellStatus,
    })
    till.beginDuty()
    tellStatus()
  }

  const connectTill = async (request: ConnectRequest): Promise<Result<Status>> => {
    const parts = {
      world,
      store,
      software,
      platformAt: (url: string, organizer: string, token: string) =>
        reachPlatform(world, store, { url, organizer, token }).platform,
    }
    const tillName = request.till
    const connected =
      'handshake' in request
        ? await connect(parts, { handshake: request.handshake, tillName })
        : await connectWithToken(parts, { ...request, tillName })
    if (!connected.ok) return connected
    store.transaction('settings.cashier', tx => putSetting(tx, 'cashier', request.cashier, world.clock.now()))
    await line.link?.stop()
    startLink(connected.value.till.url, connected.value.till.organizer, connected.value.token)
    feed.announce('settings', null)
    feed.announce('showings', null)
    return done(status())
  }

  const whileLinked = <Value>(
    work: (link: Link) => Result<Value> | Promise<Result<Value>>,
  ): Result<Value> | Promise<Result<Value>> => (line.link ? work(line.link) : refused('not-connected'))
  const steer = (work: (link: Link) => void) => () =>
    whileLinked(link => {
      work(link)
      return done(status())
    })

  const handlers: Handlers = {
    ...till.handlers,
    'status.get': () => done(status()),
    'platform.connect': connectTill,
    'sync.pause': steer(link => link.loop.pause()),
    'sync.resume': steer(link => link.loop.resume()),
    'sync.now': steer(link => {
      link.loop.syncNow()
      link.outbox.wake()
    }),
    'showings.watch': showing => {
      line.link?.loop.watch(showing)
      return done(null)
    },
    'paper.tickets': ({ sale }) => print.tickets(sale, settings().language),
    'paper.receipt': ({ sale }) => print.receipt(sale, settings().language),
    'queue.retry': ({ sale }) =>
      whileLinked(link => {
        const asked = link.outbox.retry(sale)
        return asked.ok ? till.handlers['queue.list']({}) : asked
      }),
    'leases.list': () => whileLinked(link => done(link.leases.desk.list())),
    'leases.target': wish => whileLinked(link => link.leases.desk.target(wish)),
    'leases.seat-block': wish => whileLinked(link => link.leases.desk.seatBlock(wish)),
    'leases.give-back': () => whileLinked(link => link.leases.desk.giveBack()),
    'totals.get': async ({ event }) => done(await totals.totals(event)),
    'settings.get': () => done(settings()),
    'settings.set': async wish => {
      const { channel, ...rest } = wish
      if (channel !== undefined) {
        const changed = await whileLinked(link => changeChannel({ world, store, platform: link.platform }, channel))
        if (!changed.ok) return changed
      }
      keepSettings(store, world, rest)
      if (rest.cashier !== undefined) till.beginDuty()
      feed.announce('settings', null)
      tellStatus()
      return done(settings())
    },
  }

  return {
    handlers,
    feed,
    connected: () => line.link !== null,
    barred: () => line.link?.loop.state().connection.state === 'barred',
    connect: connectTill,
    resume: async () => {
      till.start()
      const known = activeTill(store)
      const token = known ? await storedToken(world, store) : null
      if (known && token !== null) startLink(known.url, known.organizer, token)
    },
    close: async () => {
      till.stop()
      stopBackups()
      tellStatus.cancel()
      tellTotals.cancel()
      await line.link?.stop()
      await totals.close()
      open.close()
    },
  }
}
