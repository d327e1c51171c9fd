import type { OnsalePlan } from '#contract/onsale-plan'
import type { OnsaleReport } from '#contract/onsale-report'
import { onsaleInputs } from '#contract/onsale-methods'
import type { Result } from '#contract/refusal'
import type { Measured, Spoken } from '#contract/rehearsal'
import type { OnsaleDesk } from '#monitor/desk/desk'
import type { DeskParts } from '#monitor/desk/rooms'
import type { OnsaleHandlers } from '#monitor/desk/handlers'
import { listOnsales } from '#store/onsale'

/** On-sales, loaded with the first question about one: a till that only sells starts without them. */
export type Onsale = {
  readonly handlers: OnsaleHandlers
  /** Goes on watching what was watched when Kasa was last here. */
  readonly start: () => void
  readonly report: (id: string) => Promise<Result<OnsaleReport>>
  readonly measured: (id: string, spoken: readonly Spoken[]) => Promise<Result<Measured>>
  /** A watched sale that is on now, or starts within `aheadMs`; null: none. */
  readonly live: (aheadMs?: number) => OnsalePlan | null
  readonly stop: () => void
}

export const createOnsale = (parts: DeskParts): Onsale => {
  const state: { opening: Promise<OnsaleDesk> | null; open: OnsaleDesk | null; stopped: boolean } = {
    opening: null,
    open: null,
    stopped: false,
  }
  const open = async (): Promise<OnsaleDesk> => {
    const { createOnsaleDesk } = await import('#monitor/desk/desk')
    const desk = createOnsaleDesk(parts)
    state.open = desk
    if (!state.stopped) desk.start()
    return desk
  }
  const desk = (): Promise<OnsaleDesk> => (state.opening ??= open())
  return {
    handlers: later(desk),
    start: () => {
      if (listOnsales(parts.store).some(({ watched }) => watched)) void desk()
    },
    report: async id => (await desk()).report(id),
    measured: async (id, spoken) => (await desk()).measured(id, spoken),
    live: aheadMs => state.open?.live(aheadMs) ?? null,
    stop: () => {
      state.stopped = true
      state.open?.stop()
    },
  }
}

/** Each method goes to the desk when it is there. */
const later = (desk: () => Promise<OnsaleDesk>): OnsaleHandlers =>
  Object.fromEntries(
    Object.keys(onsaleInputs)
      .filter(isOwn)
      .map(method => [method, async (input: never) => (await desk()).handlers[method](input)]),
  ) as OnsaleHandlers

/** Paper is printed elsewhere, rehearsals are the host's. */
const isOwn = (method: string): method is keyof OnsaleHandlers =>
  !method.startsWith('rehearsal.') && !method.startsWith('onsale.report')
