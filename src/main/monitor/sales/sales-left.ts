import type { CategoryLeft } from '#domain/onsale/scene'
import type { KindLeft } from '#store/onsale-sales'

/** What is left of a showing as the platform last said, and when that was: the oldest word counts. */
export type LeftThen = { readonly left: number; readonly askedAt: number }

/**
 * How many tickets can still be had in all. Quotas may hold one kind or several, and one may span others: each group sells no more than its kinds, nor more than its
 * quota. Null: something is unlimited, or was never asked.
 */
export const leftInAll = (kinds: readonly KindLeft[]): LeftThen | null => {
  const limited = kinds.filter(isLimited)
  const items = new Set(kinds.map(kind => kind.item))
  if (items.size === 0 || [...items].some(item => !limited.some(kind => kind.item === item))) return null
  const quotas = [...Map.groupBy(limited, kind => kind.quota).values()].toSorted((one, other) => one.length - other.length)
  let groups: readonly Group[] = [...items].map(item => ({ items: new Set([item]), left: Number.POSITIVE_INFINITY }))
  for (const rows of quotas) {
    const held = new Set(rows.map(row => row.item))
    const [inside, outside] = [
      groups.filter(group => !group.items.isDisjointFrom(held)),
      groups.filter(group => group.items.isDisjointFrom(held)),
    ]
    const sum = inside.reduce((total, group) => total + group.left, 0)
    const together = inside.reduce((all, group) => all.union(group.items), new Set<number>())
    groups = [...outside, { items: together, left: Math.min(sum, rows[0]?.left ?? 0) }]
  }
  return {
    left: groups.reduce((total, group) => total + group.left, 0),
    askedAt: Math.min(...limited.map(kind => kind.askedAt)),
  }
}

type Group = { readonly items: ReadonlySet<number>; readonly left: number }
type Limited = KindLeft & { readonly left: number; readonly askedAt: number }
const isLimited = (kind: KindLeft): kind is Limited => kind.left !== null && kind.askedAt !== null

/** What went since the platform was asked, and how fast the kinds of ticket go: tickets by kind. */
export type Going = {
  readonly since: (askedAt: number) => ReadonlyMap<number, number>
  readonly perMinute: ReadonlyMap<number, number>
}

/** Each kind of ticket that is limited: what is left of it, of how many, and how fast it goes. */
export const categoriesLeft = (kinds: readonly KindLeft[], going: Going): readonly CategoryLeft[] =>
  [...Map.groupBy(kinds, kind => kind.item)].flatMap(([item, rows]) => {
    const limited = rows.filter(isLimited)
    const [first] = limited
    if (!first) return []
    const tightest = limited.reduce((least, row) => (row.left < least.left ? row : least), first)
    const went = going.since(tightest.askedAt)
    // whoever shares the quota takes from the same tickets
    const sharing = new Set(kinds.flatMap(kind => (kind.quota === tightest.quota ? [kind.item] : [])))
    const left = Math.max(0, tightest.left - [...sharing].reduce((sum, each) => sum + (went.get(each) ?? 0), 0))
    return [
      { name: first.name, left, capacity: Math.max(left, tightest.size ?? left), perMinute: going.perMinute.get(item) ?? 0 },
    ]
  })
