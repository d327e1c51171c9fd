import { z } from 'zod'
import { badRequest, ok, type Answer } from '#sandbox/answer'
import type { Cloud } from './cloud.ts'
import { faultFigures, faultKinds, type FaultKind } from './fault.ts'
import { stepMs } from './model.ts'
import { readScenario, scenarioIds } from './scenario-file.ts'
import { summarize } from './scenario-summary.ts'
import type { Stage } from './stage.ts'

/** How the sandbox's clock may be told to go; absent where the clock is the machine's own. */
export type Pacing = { readonly realAt: number; readonly virtualAt: number; readonly speed: number }
export type PacingHand = { readonly pacing: () => Pacing; readonly pace: (pacing: Pacing) => void }

export type RehearsalCall = {
  readonly method: string
  readonly path: string
  readonly body: unknown
  readonly cloud: Cloud
  readonly pacing: PacingHand | null
}

const speedMost = 600
const pacingShape = z.strictObject({ realAt: z.number(), virtualAt: z.number(), speed: z.number().min(0).max(speedMost) })
const faultShape = z.strictObject({
  kind: z.enum(faultKinds),
  on: z.boolean(),
  /** Counted from the start of the sale; left out: as in the scenario, and where it has none, from now on for good. */
  fromMinute: z.number().optional(),
  toMinute: z.number().optional(),
  figures: z.record(z.string(), z.number()).optional(),
})

/** Answers what is asked below `/sandbox/` about the cloud; null: something else is meant. */
export function answerRehearsal({ method, path, body, cloud, pacing }: RehearsalCall): Answer | null {
  const { stage } = cloud
  stage.catchUp()
  switch (`${method} ${path}`) {
    case 'GET /sandbox/clock':
      return ok(pacing?.pacing() ?? null)
    case 'PUT /sandbox/clock':
      return setClock(body, pacing)
    case 'GET /sandbox/scenarios':
      return ok(scenarioIds().map(id => summarize(readScenario(id))))
    case 'GET /sandbox/rehearsal':
      return ok(stateOf(stage))
    case 'PUT /sandbox/rehearsal':
      return setFault(body, stage)
    case 'POST /sandbox/rehearsal/sign-in':
      stage.switchFault('session-expires', { on: false })
      return ok(stateOf(stage))
    case 'GET /sandbox/cloud-temper':
      return ok(cloud.temper())
    case 'PUT /sandbox/cloud-temper': {
      const temper = cloud.setTemper(body)
      return temper === null ? badRequest({ detail: 'This is not a temper.' }) : ok(temper)
    }
    default:
      return null
  }
}

function setClock(body: unknown, pacing: PacingHand | null): Answer {
  const parsed = pacingShape.safeParse(body)
  if (!parsed.success) return badRequest({ detail: 'This is not how a clock goes: realAt, virtualAt, speed.' })
  if (pacing === null) return badRequest({ detail: 'This sandbox runs on the clock of its machine.' })
  pacing.pace(parsed.data)
  return ok(parsed.data)
}

/** Switches one fault. One that is switched on after its time begins now. */
function setFault(body: unknown, stage: Stage): Answer {
  const parsed = faultShape.safeParse(body)
  if (!parsed.success) return badRequest({ detail: `This is not a fault: ${parsed.error.issues[0]?.path.join('.')}.` })
  const { kind, on, figures } = parsed.data
  const known = stage.faults.find(fault => fault.kind === kind)
  const minute = (nowOf(stage) - stage.startsAt) / 60_000
  const fromMinute = parsed.data.fromMinute ?? (known === undefined ? minute : known.fromMinute)
  const toMinute = parsed.data.toMinute ?? (known === undefined ? Number.MAX_SAFE_INTEGER : known.toMinute)
  const over = on && parsed.data.fromMinute === undefined && toMinute <= minute
  const moved = over ? { fromMinute: minute, toMinute: minute + toMinute - fromMinute } : { fromMinute, toMinute }
  stage.switchFault(kind, { on, ...moved, ...(figures === undefined ? {} : { figures }) })
  return ok(stateOf(stage))
}

/** The rehearsal as it stands: what was sold, and what would have been without the faults. */
function stateOf(stage: Stage): unknown {
  const { tickets, orders, without } = stage.sold()
  const now = nowOf(stage)
  const { crowd, fleet, room } = stage.run
  const unharmed = without(null)
  return {
    scenario: summarize(stage.scenario),
    now,
    startsAt: stage.startsAt,
    endsAt: Number.isFinite(stage.endsAt) ? stage.endsAt : null,
    sold: Math.round(tickets),
    orders: Math.round(orders),
    soldWithoutFaults: Math.round(unharmed?.tickets ?? tickets),
    ordersWithoutFaults: Math.round(unharmed?.orders ?? orders),
    left: Math.round(crowd.stock + crowd.held),
    waiting: Math.round(crowd.waiting),
    active: Math.round(crowd.active + crowd.paying),
    gaveUp: Math.round(crowd.gaveUp + crowd.leftLine),
    desired: fleet.desired,
    room,
    sessionEndsAt: sessionEnd(stage),
    faults: stage.faults.map(fault => ({
      id: fault.kind,
      kind: fault.kind,
      fromMinute: fault.fromMinute,
      toMinute: fault.toMinute,
      on: fault.on,
      now: stage.fault(fault.kind) !== null,
      came: stage.came(fault.kind),
      figures: faultFigures(fault),
      ...lostTo(fault.kind, stage),
    })),
  }
}

/** Against a run in which only this fault never came. Null: it has not come. */
function lostTo(kind: FaultKind, stage: Stage): { readonly ordersLost: number | null; readonly ticketsLost: number | null } {
  const { tickets, orders, without } = stage.sold()
  const run = without(kind)
  if (run === null) return { ordersLost: null, ticketsLost: null }
  return { ordersLost: Math.max(0, Math.round(run.orders - orders)), ticketsLost: Math.max(0, Math.round(run.tickets - tickets)) }
}

function sessionEnd(stage: Stage): number | null {
  const fault = stage.faults.find(({ kind, on }) => kind === 'session-expires' && on)
  return fault === undefined ? null : stage.startsAt + fault.fromMinute * 60_000
}

function nowOf(stage: Stage): number {
  const last = stage.steps(-Infinity, Infinity).at(-1)
  return last === undefined ? stage.startsAt : last.at + stepMs
}
