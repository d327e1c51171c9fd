import type { Totals } from '#contract/totals'
import type { Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { Settings } from '#contract/methods'
import type { OnsaleReport } from '#contract/onsale-report'
import type { Status } from '#contract/status'
import type { Handlers } from '#contract/wire'
import type { Print } from '#print/print'
import type { Writable } from '#store/query'
import { listRehearsals } from '#store/rehearsal'
import { changeChannel } from '#sync/simulate-channel'
import type { TillDesk } from '#till/till'
import type { Connecting } from './connecting.ts'
import type { Announcer } from './feed.ts'
import type { Line } from './line.ts'
import type { Link } from './link.ts'
import type { Onsale } from './onsale.ts'
import { keepSettings } from './settings.ts'
import type { Telling } from './telling.ts'
import type { World } from './world.ts'

/** Everybody who answers a method. */
export type Cast = {
  readonly world: World
  readonly store: Writable
  readonly line: Line
  readonly till: TillDesk
  readonly print: Print
  readonly totals: (event: string | null) => Promise<Totals>
  readonly connecting: Connecting
  readonly onsale: Onsale
  readonly feed: Announcer
  readonly telling: Telling
  readonly status: () => Status
  readonly settings: () => Settings
}

/** One function a method: who of the cast answers it. */
export const handlersOf = (cast: Cast): Handlers => {
  const { line, till, print, settings, status } = cast
  const linked = whileLinked(line)
  const steer = (work: (link: Link) => void) => () =>
    linked(link => {
      work(link)
      return done(status())
    })
  return {
    ...till.handlers,
    ...cast.onsale.handlers,
    ...reports(cast),
    ...unrehearsed,
    'rehearsal.reports': () => done(listRehearsals(cast.store)),
    'status.get': () => done(status()),
    'platform.connect': cast.connecting.connect,
    'sync.pause': steer(link => link.loop.pause()),
    'sync.resume': steer(link => link.loop.resume()),
    'sync.now': steer(link => {
      link.loop.syncNow()
      link.outbox.wake()
    }),
    'showings.watch': showing => {
      line.link()?.loop.watch(showing)
      return done(null)
    },
    'paper.tickets': ({ sale }) => print.tickets(sale, settings().language),
    'paper.receipt': ({ sale }) => print.receipt(sale, settings().language),
    'queue.retry': ({ sale }) =>
      linked(link => {
        const asked = link.outbox.retry(sale)
        return asked.ok ? till.handlers['queue.list']({}) : asked
      }),
    'queue.retry-all': () =>
      linked(link => {
        link.outbox.retryAll()
        return till.handlers['queue.list']({})
      }),
    'leases.list': () => linked(link => done(link.leases.desk.list())),
    'leases.target': wish => linked(link => link.leases.desk.target(wish)),
    'leases.seat-block': wish => linked(link => link.leases.desk.seatBlock(wish)),
    'leases.give-back': () => linked(link => link.leases.desk.giveBack()),
    'totals.get': async ({ event }) => done(await cast.totals(event)),
    'settings.get': () => done(settings()),
    'settings.set': changeSettings(cast),
  }
}

/** What is written about a sale afterwards, on the screen and on paper. */
const reports = ({ onsale, print, settings }: Cast) => {
  const printed = async <Value>(id: string, work: (report: OnsaleReport) => Promise<Value> | Value): Promise<Result<Value>> => {
    const report = await onsale.report(id)
    return report.ok ? done(await work(report.value)) : report
  }
  return {
    'onsale.report': ({ onsale: id }) => onsale.report(id),
    'onsale.report-pdf': ({ onsale: id }) => printed(id, report => print.onsaleReport(report, settings().language)),
    'onsale.report-csv': ({ onsale: id }) => printed(id, report => print.onsaleMinutes(report, settings().language)),
  } satisfies Partial<Handlers>
}

/** A core plays no rehearsals, it only remembers them: whoever has opened it does, and answers these in its place. */
const unrehearsed = {
  'rehearsal.scenarios': () => done([]),
  'rehearsal.get': () => done(null),
  'rehearsal.gave-way': () => done(null),
  'rehearsal.start': () => refused('rehearsal-none'),
  'rehearsal.pace': () => refused('rehearsal-none'),
  'rehearsal.fault': () => refused('rehearsal-none'),
  'rehearsal.end': () => refused('rehearsal-none'),
} satisfies Partial<Handlers>

/** The sales channel needs the platform and is tested first: where it is refused, nothing of the wish is kept. */
const changeSettings =
  ({ world, store, line, till, feed, telling, settings }: Cast): Handlers['settings.set'] =>
  async ({ channel, ...rest }) => {
    if (channel !== undefined) {
      const changed = await whileLinked(line)(link => changeChannel({ world, store, platform: link.platform }, channel))
      if (!changed.ok) return changed
    }
    keepSettings(store, world, rest)
    if (rest.cashier !== undefined) till.beginDuty()
    feed.announce('settings', null)
    telling.status()
    return done(settings())
  }

const whileLinked =
  (line: Line) =>
  <Value>(work: (link: Link) => Result<Value> | Promise<Result<Value>>): Result<Value> | Promise<Result<Value>> => {
    const link = line.link()
    return link ? work(link) : refused('not-connected')
  }
