import { invalid, type AwsRefusal } from './aws-refusal.ts'
import type { QueryForm, XmlValue } from './aws-query.ts'
import type { CloudNames } from './aws-names.ts'
import { timeOf, type ScheduledAction } from './fleet-schedule.ts'
import type { Stage } from './stage.ts'

/** What DescribeScheduledActions hands out at once unless it is told otherwise, and at most. */
const [usualPage, largestPage] = [50, 100]

/** DescribeScheduledActions: "the scheduled actions that haven't run", soonest first. */
export function describeScheduledActions(form: QueryForm, stage: Stage, names: CloudNames): XmlValue | AwsRefusal {
  const { web } = stage.scenario
  const group = form.text('AutoScalingGroupName')
  if (group !== null && group !== web.group) return invalid(`Group ${group} not found`)
  const most = form.whole('MaxRecords') ?? usualPage
  if (!(most >= 1 && most <= largestPage)) return invalid(`MaxRecords must be between 1 and ${largestPage}`)
  const from = Number(/^from-(\d+)$/.exec(form.text('NextToken') ?? 'from-0')?.[1] ?? Number.NaN)
  if (Number.isNaN(from))
    return { refused: true, status: 400, code: 'InvalidNextToken', message: 'The NextToken value is not valid.' }
  const times = [readTime(form, 'StartTime'), readTime(form, 'EndTime')] as const
  if (times.some(Number.isNaN))
    return { refused: true, status: 400, code: 'MalformedInput', message: 'Timestamps must be ISO 8601' }
  const wanted = form.list('ScheduledActionNames')
  const due = web.scheduled
    .filter(({ name }) => !stage.run.fleet.ran.includes(name))
    .filter(action => (wanted.length > 0 ? wanted.includes(action.name) : isWithin(timeOf(action, stage.startsAt), times)))
    .toSorted((one, other) => one.minute - other.minute)
  const page = due.slice(from, from + most)
  return {
    ScheduledUpdateGroupActions: page.map(action => describeAction(action, stage, names)),
    NextToken: from + page.length < due.length ? `from-${from + page.length}` : null,
  }
}

/** Null: not asked for; NaN: no time. */
function readTime(form: QueryForm, name: string): number | null {
  const text = form.text(name)
  return text === null ? null : Date.parse(text)
}

function isWithin(at: number, [from, to]: readonly [number | null, number | null]): boolean {
  return (from === null || at >= from) && (to === null || at <= to)
}

function describeAction(action: ScheduledAction, { scenario, startsAt }: Stage, { account, region }: CloudNames): XmlValue {
  const { group } = scenario.web
  const time = new Date(timeOf(action, startsAt))
  return {
    AutoScalingGroupName: group,
    ScheduledActionName: action.name,
    ScheduledActionARN: `arn:aws:autoscaling:${region}:${account}:scheduledUpdateGroupAction:8e86b655-b2e6-4410-8f29-b4f094d6871c:autoScalingGroupName/${group}:scheduledActionName/${action.name}`,
    Time: time,
    StartTime: time,
    MinSize: action.minimum ?? null,
    MaxSize: action.maximum ?? null,
    DesiredCapacity: action.desired ?? null,
  }
}
