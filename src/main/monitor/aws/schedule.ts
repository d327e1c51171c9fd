import type { ScheduledUpdateGroupAction } from '@aws-sdk/client-auto-scaling'
import type { Result } from '#contract/refusal'
import { done } from '#contract/refusal'
import type { SizeChange } from '#domain/onsale/group-course'
import type { World } from '#main/world'
import type { AwsDoor } from './clients.ts'
import { during } from './clients.ts'
import type { NamedGroup } from './group.ts'
import type { Scheduled } from '#monitor/poll-facts'
import type { Poll } from '#monitor/poll'
import { nothingRead } from '#monitor/poll'

/** Plans of a group change by a person's hand: once a minute is soon enough. */
const everyMs = 60_000
/** "Maximum number of scheduled actions per Auto Scaling group: 125": two pages hold them all. */
const pageSize = 100
const mostPages = 3

/** The right to read what is scheduled. Watching goes on without it. */
export const scheduleRight = 'autoscaling:DescribeScheduledActions'

/** How a group is going to change by itself, by Amazon's clock. One that repeats is listed by its next time. */
const readSchedule = async (door: AwsDoor, group: string): Promise<Result<readonly SizeChange[]>> => {
  const changes: SizeChange[] = []
  let token: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const answer = await askPage(door, group, token)
    if (!answer.ok) return answer
    changes.push(...(answer.value.ScheduledUpdateGroupActions ?? []).flatMap(changeOf))
    token = answer.value.NextToken
    if (!token) break
  }
  return done(changes)
}

const askPage = (door: AwsDoor, group: string, token: string | undefined) =>
  door.ask({
    right: scheduleRight,
    subject: group,
    ask: async open => {
      const { AutoScalingClient, DescribeScheduledActionsCommand } = await import('@aws-sdk/client-auto-scaling')
      const input = { AutoScalingGroupName: group, MaxRecords: pageSize, ...(token ? { NextToken: token } : {}) }
      return open(AutoScalingClient).send(new DescribeScheduledActionsCommand(input))
    },
  })

const changeOf = (action: ScheduledUpdateGroupAction): readonly SizeChange[] => {
  const at = action.StartTime?.getTime() ?? Number.NaN
  if (Number.isNaN(at)) return []
  return [
    {
      name: action.ScheduledActionName ?? '',
      at,
      minimum: action.MinSize ?? null,
      maximum: action.MaxSize ?? null,
      desired: action.DesiredCapacity ?? null,
    },
  ]
}

/** Only whether it may be asked; of a group that is not chosen yet, whether any may. */
export const trySchedule = (door: AwsDoor): Promise<Result<null>> =>
  door.ask({
    right: scheduleRight,
    ask: async open => {
      const { AutoScalingClient, DescribeScheduledActionsCommand } = await import('@aws-sdk/client-auto-scaling')
      await open(AutoScalingClient).send(new DescribeScheduledActionsCommand({ MaxRecords: 1 }))
      return null
    },
  })

/** What is scheduled, as a source. A right that is missing is told by the check that needs it: the sale is watched all the same. */
export const awsSchedulePoll = (world: World, door: AwsDoor, { name }: NamedGroup): Poll => ({
  name: 'aws.schedule',
  source: 'aws',
  everyMs,
  hurriedEveryMs: everyMs,
  overlapMs: 0,
  read: async (_window, signal) => {
    const read = await readSchedule(during(door, signal), name)
    if (!read.ok && read.refusal.code !== 'aws-forbidden') return nothingRead(read.refusal)
    const schedule: Result<Scheduled> = read.ok ? done({ changes: read.value, readAt: world.clock.now() }) : read
    return { readings: [], facts: { schedule }, refusals: [], answered: true, metricsAsked: 0 }
  },
})
