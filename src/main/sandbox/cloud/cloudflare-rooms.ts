import { z } from 'zod'
import { json, parseBody, type CloudAnswer, type CloudRequest } from './cloud-request.ts'
import type { Run } from './model.ts'
import { changedEvent, eventId, eventOn, eventPatchShape, eventShape, limitsWrong } from './room-events.ts'
import type { Stage } from './stage.ts'

export type RoomScene = {
  readonly stage: Stage
  readonly zone: string
  readonly room: string
  readonly now: number
  readonly mayWrite: boolean
}

/** Estimates are as old as this: Cloudflare says 20 to 50 seconds. */
const statusLagMs = 30_000
/** "new_users_per_minute: minimum 200, maximum 2147483647" (Cloudflare's interface, waiting rooms). */
const limit = z.int().min(200).max(2_147_483_647)
const patchShape = z.object({
  new_users_per_minute: limit.optional(),
  total_active_users: limit.optional(),
  queue_all: z.boolean().optional(),
  suspended: z.boolean().optional(),
})

/** Answers below `/zones/:zone/waiting_rooms`. */
export function answerRooms(request: CloudRequest, scene: RoomScene): CloudAnswer {
  const [, zone = '', id, detail] =
    /^\/zones\/([^/]+)\/waiting_rooms(?:\/([^/]+))?(?:\/(status|events(?:\/[^/]+)?))?$/.exec(request.path) ?? []
  const { room } = scene.stage.run
  if (zone !== scene.zone) return notOk(404, 1001, 'Invalid zone identifier')
  if (id === undefined) return ok(room === null ? [] : [shapeOf(room, scene)])
  if (room === null || id !== scene.room) return notOk(404, 1013, 'Waiting room not found')
  if (detail?.startsWith('events') === true) return answerEvents(request, room, detail.slice('events/'.length), scene)
  if (request.method === 'GET') return ok(detail === 'status' ? statusOf(room, scene) : shapeOf(room, scene))
  if (request.method !== 'PATCH' || detail !== undefined) return notOk(405, 10_000, 'Method not allowed')
  if (!scene.mayWrite) return notOk(403, 10_000, 'Authentication error')
  return change(request, room, scene)
}

const [usualPage, largestPage] = [25, 1_000]

/** The scheduled events of a room: the list page by page, or one of them. */
function answerEvents(request: CloudRequest, room: Room, id: string, scene: RoomScene): CloudAnswer {
  const { startsAt } = scene.stage
  if (id !== '') return answerEvent(request, room, id, scene)
  if (request.method !== 'GET') return notOk(405, 10_000, 'Method not allowed')
  const events = room.events.map((event, place) => eventShape(event, place, startsAt))
  const query = new URLSearchParams(request.query)
  const [page, perPage] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? usualPage)]
  if (!(page >= 1 && perPage >= 1 && perPage <= largestPage)) return notOk(400, 1004, 'page or per_page is out of range')
  const shown = events.slice((page - 1) * perPage, page * perPage)
  const info = { page, per_page: perPage, count: shown.length, total_count: events.length }
  return json(200, { success: true, errors: [], messages: [], result: shown, result_info: info })
}

function answerEvent(request: CloudRequest, room: Room, id: string, { stage, mayWrite }: RoomScene): CloudAnswer {
  const place = room.events.findIndex((_event, at) => eventId(at) === id)
  const event = room.events[place]
  if (event === undefined) return notOk(404, 1013, 'Waiting room event not found')
  if (request.method === 'GET') return ok(eventShape(event, place, stage.startsAt))
  if (request.method !== 'PATCH') return notOk(405, 10_000, 'Method not allowed')
  if (!mayWrite) return notOk(403, 10_000, 'Authentication error')
  const parsed = eventPatchShape.safeParse(parseBody(request.body))
  if (!parsed.success) return unfit(parsed.error)
  const changed = changedEvent(event, parsed.data, stage.startsAt)
  const wrong = limitsWrong(changed)
  if (wrong !== null) return notOk(400, 1037, wrong)
  stage.lend(run => {
    if (run.room !== null) run.room = { ...run.room, events: run.room.events.with(place, changed) }
  })
  return ok(eventShape(changed, place, stage.startsAt))
}

function unfit({ issues: [first] }: z.ZodError): CloudAnswer {
  return notOk(400, 1004, `${first?.path.join('.') || 'body'}: ${first?.message ?? ''}`)
}

/** The envelope around every answer of Cloudflare's. */
export function ok(result: unknown): CloudAnswer {
  return json(200, { success: true, errors: [], messages: [], result })
}

export function notOk(status: number, code: number, message: string): CloudAnswer {
  return json(status, { success: false, errors: [{ code, message }], messages: [], result: null })
}

type Room = NonNullable<Run['room']>

function change(request: CloudRequest, room: Room, scene: RoomScene): CloudAnswer {
  const parsed = patchShape.safeParse(parseBody(request.body))
  if (!parsed.success) return unfit(parsed.error)
  const wanted = parsed.data
  const changed = {
    newUsersPerMinute: wanted.new_users_per_minute ?? room.newUsersPerMinute,
    totalActiveUsers: wanted.total_active_users ?? room.totalActiveUsers,
    queueAll: wanted.queue_all ?? room.queueAll,
    suspended: wanted.suspended ?? room.suspended,
  }
  if (changed.totalActiveUsers < changed.newUsersPerMinute)
    return notOk(400, 1037, 'total_active_users must be greater than or equal to new_users_per_minute')
  scene.stage.lend(run => {
    if (run.room !== null) run.room = { ...run.room, ...changed }
  })
  return ok(shapeOf({ ...room, ...changed }, scene))
}

function shapeOf(room: Room, { stage, room: id }: RoomScene): unknown {
  return {
    id,
    name: 'onsale',
    description: 'On-sale',
    host: 'bilety.example',
    path: '/',
    new_users_per_minute: room.newUsersPerMinute,
    total_active_users: room.totalActiveUsers,
    session_duration: stage.scenario.room?.sessionMinutes ?? 10,
    queue_all: room.queueAll,
    suspended: room.suspended,
    queueing_method: 'fifo',
    disable_session_renewal: false,
    default_template_language: 'pl-PL',
  }
}

function statusOf(room: Room, { stage, now }: RoomScene): unknown {
  const seenAt = now - statusLagMs
  const seen = stage.steps(seenAt - 60_000, seenAt)
  const last = seen.at(-1)?.measured
  const [waiting, active] = [Math.round(last?.waiting ?? 0), Math.round(last?.active ?? 0)]
  const letIn = seen.reduce((sum, step) => sum + step.measured.admitted, 0)
  const before = now < stage.startsAt
  const event = eventOn(room, (now - stage.startsAt) / 60_000)
  return {
    status: room.suspended ? 'suspended' : stateOf(before, waiting, room),
    event_id: event === null ? '' : eventId(room.events.indexOf(event)),
    estimated_queued_users: waiting,
    estimated_total_active_users: active,
    // in the first minute nobody may have been let in yet: what the room is set to is all there is to go by
    max_estimated_time_minutes: waitMinutes(waiting, seenAt - 60_000 < stage.startsAt ? room.newUsersPerMinute : letIn),
  }
}

function stateOf(before: boolean, waiting: number, room: Room): string {
  if (before && waiting > 0) return 'event_prequeueing'
  return waiting > 0 || room.queueAll ? 'queueing' : 'not_queueing'
}

function waitMinutes(waiting: number, perMinute: number): number {
  return waiting === 0 ? 0 : Math.ceil(waiting / Math.max(1, perMinute))
}
