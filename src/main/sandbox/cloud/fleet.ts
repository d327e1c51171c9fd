import type { Scenario } from './scenario.ts'

export type Instance = {
  readonly id: string
  readonly zone: string
  readonly launchedAt: number
  readonly readyAt: number
  state: 'Pending' | 'InService' | 'Terminating'
  /** When it began to go. */
  endsAt: number | null
}

/** What Auto Scaling tells of one thing it did or tried. */
export type Activity = {
  readonly id: string
  readonly startedAt: number
  endedAt: number | null
  status: 'InProgress' | 'Successful' | 'Failed'
  readonly description: string
  readonly cause: string
  message: string | null
  readonly instance: string | null
}

/** An Auto Scaling group: what was asked for, and what is there of it. Ids follow from a counter, so that a run can be repeated. */
export type Fleet = {
  minimum: number
  maximum: number
  desired: number
  readonly instances: Instance[]
  readonly activities: Activity[]
  made: number
  /** Not before then is another launch tried. */
  retryAt: number
  /** What was scheduled and has run. */
  readonly ran: string[]
}

const retryAfterMs = 60_000
const goesWithinMs = 60_000
const activitiesMost = 100
/** So much sooner or later than in the mean a server comes. */
const leadSpread = 0.12

/** The group as it stands before anything happens: all it wants is in service. */
export function standingFleet({ web }: Scenario, at: number): Fleet {
  const { minimum, maximum, desired } = web
  const fleet: Fleet = { minimum, maximum, desired, instances: [], activities: [], made: 0, retryAt: 0, ran: [] }
  for (let made = 0; made < desired; made += 1)
    fleet.instances.push({ ...freshInstance(fleet, at - 86_400_000, 0), state: 'InService' })
  return fleet
}

export function inService(fleet: Fleet): number {
  return countIn(fleet, 'InService')
}

export function pending(fleet: Fleet): number {
  return countIn(fleet, 'Pending')
}

/** Lets the group follow what was asked of it. `barred`: no server can be had. */
export function moveFleet(
  fleet: Fleet,
  { web }: Scenario,
  { at, barred }: { readonly at: number; readonly barred: boolean },
): void {
  for (const instance of fleet.instances)
    if (instance.state === 'Pending' && instance.readyAt <= at) comeIntoService(fleet, instance)
  const gone = fleet.instances.filter(({ endsAt }) => endsAt !== null && endsAt <= at)
  for (const instance of gone) {
    fleet.instances.splice(fleet.instances.indexOf(instance), 1)
    endActivity(fleet, instance.id, at)
  }
  const there = fleet.instances.filter(({ state }) => state !== 'Terminating')
  if (there.length > fleet.desired) for (const instance of there.slice(fleet.desired)) terminate(fleet, instance, at)
  const missing = fleet.desired - there.length
  if (missing <= 0 || at < fleet.retryAt) return
  if (barred) failLaunch(fleet, web.instanceType, at, missing)
  else for (let started = 0; started < missing; started += 1) launch(fleet, web.leadSeconds * 1000, at, there.length)
}

function launch(fleet: Fleet, leadMs: number, at: number, before: number): void {
  // the same server comes equally soon in every run
  const spread = 1 + leadSpread * Math.sin(fleet.made * 2.4)
  const instance = freshInstance(fleet, at, leadMs * spread)
  fleet.instances.push(instance)
  record(fleet, {
    at,
    description: `Launching a new EC2 instance: ${instance.id}`,
    cause: causeOf(fleet, at, `increasing the capacity from ${before} to ${fleet.desired}`),
    instance: instance.id,
  })
}

function comeIntoService(fleet: Fleet, instance: Instance): void {
  instance.state = 'InService'
  endActivity(fleet, instance.id, instance.readyAt)
}

function terminate(fleet: Fleet, instance: Instance, at: number): void {
  endActivity(fleet, instance.id, at)
  instance.state = 'Terminating'
  instance.endsAt = at + goesWithinMs
  record(fleet, {
    at,
    description: `Terminating EC2 instance: ${instance.id}`,
    cause: causeOf(fleet, at, `shrinking the capacity to ${fleet.desired}`),
    instance: instance.id,
  })
}

/** In Amazon's words ("Troubleshoot Amazon EC2 Auto Scaling: EC2 instance launch failures"). */
function failLaunch(fleet: Fleet, instanceType: string, at: number, missing: number): void {
  const [otherZone, zone] = zones
  const activity = record(fleet, {
    at,
    description: 'Launching a new EC2 instance.  Status Reason: insufficient capacity',
    cause: causeOf(fleet, at, `increasing the capacity from ${fleet.desired - missing} to ${fleet.desired}`),
    instance: null,
  })
  activity.status = 'Failed'
  activity.endedAt = at
  activity.message =
    `We currently do not have sufficient ${instanceType} capacity in the Availability Zone you requested (${zone}). Our system will be working on ` +
    `provisioning additional capacity. You can currently get ${instanceType} capacity by not specifying an Availability Zone in your request or choosing ` +
    `${otherZone}. Launching EC2 instance failed.`
  fleet.retryAt = at + retryAfterMs
}

const zones = ['eu-central-1a', 'eu-central-1b'] as const

function freshInstance(fleet: Fleet, at: number, leadMs: number): Instance {
  fleet.made += 1
  const id = `i-0${(fleet.made * 0x9e3779b1).toString(16).padStart(16, '0').slice(-16)}`
  const zone = zones[fleet.made % zones.length] ?? zones[0]
  return { id, zone, launchedAt: at, readyAt: at + leadMs, state: 'Pending', endsAt: null }
}

function record(
  fleet: Fleet,
  { at, description, cause, instance }: { readonly at: number } & Pick<Activity, 'description' | 'cause' | 'instance'>,
): Activity {
  const number = fleet.activities.length === 0 ? 1 : Number.parseInt(fleet.activities[0]?.id.slice(-6) ?? '0', 16) + 1
  const id = `a1d3f0c4-5b2e-4c8a-9f10-000000${number.toString(16).padStart(6, '0')}`
  const activity: Activity = {
    id,
    startedAt: at,
    endedAt: null,
    status: 'InProgress',
    description,
    cause,
    message: null,
    instance,
  }
  fleet.activities.unshift(activity)
  fleet.activities.splice(activitiesMost)
  return activity
}

function endActivity(fleet: Fleet, instance: string, at: number): void {
  for (const activity of fleet.activities) {
    if (activity.instance !== instance || activity.endedAt !== null) continue
    activity.endedAt = at
    activity.status = 'Successful'
  }
}

function causeOf(fleet: Fleet, at: number, change: string): string {
  const moment = new Date(at).toISOString().replace(/\.\d+Z$/, 'Z')
  return `At ${moment} an instance was started in response to a difference between desired and actual capacity, ${change}. Desired capacity is ${fleet.desired}.`
}

function countIn(fleet: Fleet, state: Instance['state']): number {
  return fleet.instances.filter(instance => instance.state === state).length
}
