import { expect, it } from 'vitest'
import { createRequestBudget } from '#sync/request-budget'
import type { Clock } from '#main/world'

/** A clock that goes only when it is told to. */
const handClock = (): Clock & { readonly pass: (ms: number) => Promise<void> } => {
  let now = 0
  let tasks: { at: number; task: () => void }[] = []
  return {
    now: () => now,
    monotonic: () => now,
    after: (delayMs, task) => {
      const entry = { at: now + delayMs, task }
      tasks.push(entry)
      return () => void (tasks = tasks.filter(other => other !== entry))
    },
    pass: async ms => {
      const until = now + ms
      for (;;) {
        await new Promise(resolve => setImmediate(resolve))
        const next = tasks.toSorted((one, other) => one.at - other.at)[0]
        if (!next || next.at > until) break
        now = Math.max(now, next.at)
        tasks = tasks.filter(other => other !== next)
        next.task()
      }
      now = until
    },
  }
}

it('lets a cashier pass a queue of background pages', async () => {
  const budget = createRequestBudget(handClock(), 'http://127.0.0.1:1')
  const leaves = await Promise.all(Array.from({ length: 4 }, () => budget.enter(false)))
  let fifth = false
  const waiting = budget.enter(false).then(leave => {
    fifth = true
    return leave
  })
  expect(await budget.enter(true)).not.toBeNull()
  expect(fifth).toBe(false)
  leaves[0]?.()
  await waiting
  expect(fifth).toBe(true)
})

it('keeps to 360 a minute at the hosted platform, and counts what it sends', async () => {
  const clock = handClock()
  const budget = createRequestBudget(clock, 'https://pretix.eu')
  let sent = 0
  const send = async (): Promise<void> => {
    const leave = await budget.enter(true)
    sent += 1
    leave?.()
  }
  const all = Array.from({ length: 450 }, send)
  await clock.pass(60_000)
  expect(sent).toBeGreaterThan(300)
  expect(sent).toBeLessThanOrEqual(360)
  expect(budget.used()).toBeLessThanOrEqual(budget.limit())
  await clock.pass(60_000)
  await Promise.all(all)
  expect(sent).toBe(450)
})

it('a 429 stops everybody for as long as the platform wants', async () => {
  const clock = handClock()
  const budget = createRequestBudget(clock, 'http://127.0.0.1:1')
  budget.tooMany(5000)
  let gone = false
  void budget.enter(true).then(() => (gone = true))
  await clock.pass(4900)
  expect(gone).toBe(false)
  await clock.pass(200)
  expect(gone).toBe(true)
  expect(budget.limit()).toBe(360)
})

it('gives up a request that nobody waits for any more, and one too many in the queue', async () => {
  const budget = createRequestBudget(handClock(), 'http://127.0.0.1:1')
  budget.tooMany(60_000)
  const change = new AbortController()
  const waiting = budget.enter(true, change.signal)
  change.abort()
  expect(await waiting).toBeNull()
  for (let number = 0; number < 500; number += 1) void budget.enter(false)
  expect(await budget.enter(false)).toBeNull()
})
