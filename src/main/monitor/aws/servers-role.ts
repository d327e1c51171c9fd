import type { RightTried } from '#contract/onsale-hands'
import type { Refusal } from '#contract/refusal'
import { refusal } from '#contract/refusal'
import type { World } from '#main/world'
import { openAws } from './clients.ts'
import type { AwsDoor } from './clients.ts'
import type { GroupState } from './group.ts'
import { readGroup, setDesired } from './group.ts'
import type { AwsPlan } from './polls.ts'
import { groupOf, leverDoor } from './polls.ts'

const right = 'autoscaling:SetDesiredCapacity'
/** So many more servers than the group's maximum are asked for: more than anybody raises it by between reading and asking. */
const beyondMaximum = 1_000

/**
 * Tries the right to add servers without adding any. Amazon looks at rights before it looks at numbers ("Policy evaluation logic" comes before the service's own validation): whoever may ask is refused for a number above the
 * group's maximum, whoever may not for the right; either way nothing changes. A server that takes such a number is not Amazon: it is put back at once and said aloud. Null: no group belongs to the sale.
 */
export const tryServersRole = async (world: World, aws: AwsPlan): Promise<RightTried | null> => {
  const group = groupOf(aws)?.name ?? null
  if (group === null) return null
  const read = await readGroup(world, openAws(world, aws), group)
  if (!read.ok) return untried(read.refusal)
  const door = leverDoor(world, aws)
  const asked = read.value.group.maximum + beyondMaximum
  const answer = await setDesired(door, group, asked)
  if (answer.ok) return undo({ world, door, group: read.value.group, asked })
  switch (answer.refusal.code) {
    case 'ceiling-reached':
      return { right, held: true, needed: false, refusal: null }
    case 'aws-forbidden':
      return { right, held: false, needed: false, refusal: answer.refusal }
    default:
      return untried(answer.refusal)
  }
}

const untried = (why: Refusal): RightTried => ({ right, held: false, needed: false, refusal: why, untried: true })

type Taken = { readonly world: World; readonly door: AwsDoor; readonly group: GroupState; readonly asked: number }
const undo = async ({ world, door, group: { group, desired }, asked }: Taken): Promise<RightTried> => {
  const back = await setDesired(door, group, desired)
  world.log({ level: 'warn', event: 'aws.servers-trial-taken', fields: { group, asked, desired, undone: back.ok } })
  const code = back.ok ? 'servers-trial-taken' : 'servers-trial-left'
  return { right, held: true, needed: false, refusal: refusal(code, { group, asked, desired }) }
}
