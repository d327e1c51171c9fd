import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fetchCatalogue } from '#sync/catalogue'
import { beginDeltas, deltaCursor, fetchDeltas, longOverlapMs, shortOverlapMs } from '#sync/deltas'
import { beginHistory, continueHistory, historyCursor } from '#sync/history'
import { orderDecoder } from '#sync/orders'
import type { SyncParts } from '#sync/sync-parts'
import { lookAgain, secondLook } from '#sync/vanished'
import type { FakePlatform } from './fake-platform.ts'
import { addEvent, orderRecord, placeOrder, startFakePlatform } from './fake-platform.ts'
import { syncBench } from './sync-bench.ts'

/** What happens at the platform while one request is under way. */
const happening = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ kind: 'nothing' } as const) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('sale' as const), lateMs: fc.constantFrom(0, 0, 20_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('change' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refund' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deletion' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('import' as const), orders: fc.integer({ min: 40, max: 120 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'cut' } as const) },
)
type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never

const mostRounds = 400

it('has every order exactly once after any course of sales, changes, refunds, deletions, imports and cuts', async () => {
  const fake = await startFakePlatform()
  try {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 320 }), fc.array(happening, { maxLength: 40 }), async (past, course) => {
        fill(fake, past)
        const { parts, database, close } = syncBench(fake)
        try {
          await fetchCatalogue(parts, () => {})
          const left = [...course]
          fake.before = () => happen(fake, left.shift() ?? { kind: 'nothing' })
          await syncUntilQuiet(parts, () => left.length === 0)
          // history and deltas alone miss nothing but what is never announced: refunds and deletions
          const known = new Map(database.prepare('SELECT code, status FROM platform_order').raw().all() as [string, string][])
          for (const order of fake.orders.values())
            expect([order.code, known.get(order.code)]).toEqual([order.code, order.status])
          await secondLookThrough(parts)
          const stored = database.prepare('SELECT code, body FROM platform_order WHERE gone_at IS NULL ORDER BY code').all()
          const real = [...fake.orders.values()].map(order => ({ code: order.code, body: JSON.stringify(orderRecord(order)) }))
          expect(stored).toEqual(real.toSorted((one, other) => (one.code < other.code ? -1 : 1)))
          const tickets = database
            .prepare('SELECT count(*) AS n FROM platform_position JOIN platform_order USING (code) WHERE gone_at IS NULL')
            .get()
          expect(tickets).toEqual({ n: fake.orders.size })
        } finally {
          close()
        }
      }),
      { numRuns: 40 },
    )
  } finally {
    await fake.stop()
  }
})

const fill = (fake: FakePlatform, past: number): void => {
  fake.records.clear()
  fake.orders.clear()
  fake.before = () => 'answer'
  addEvent(fake, 'one')
  addEvent(fake, 'two')
  for (let number = 0; number < past; number += 1) {
    fake.clock.now += number % 7 === 0 ? 60_000 : 0
    placeOrder(fake, { event: number % 3 === 0 ? 'two' : 'one' })
  }
  fake.clock.now += 3_600_000
}

const happen = (fake: FakePlatform, happening: Happening): 'cut' | 'answer' => {
  fake.clock.now += 700
  const orders = [...fake.orders.values()]
  switch (happening.kind) {
    case 'nothing':
      return 'answer'
    case 'cut':
      return 'cut'
    case 'sale':
      placeOrder(fake, { event: 'one', visibleAt: fake.clock.now + happening.lateMs })
      return 'answer'
    case 'import':
      for (let number = 0; number < happening.orders; number += 1) placeOrder(fake, { event: 'two' })
      return 'answer'
    default: {
      const order = orders[happening.which % Math.max(1, orders.length)]
      if (!order) return 'answer'
      if (happening.kind === 'deletion') fake.orders.delete(order.code)
      if (happening.kind === 'refund') order.refunds = [...order.refunds, '1.00']
      if (happening.kind === 'change') {
        order.status = order.status === 'p' ? 'c' : 'p'
        order.lastModified = fake.clock.now
      }
      return 'answer'
    }
  }
}

/** Runs the download the way the loop does, each round with a decoder of its own as after a restart, until all is read and one whole second look is over. */
const syncUntilQuiet = async (parts: SyncParts, over: () => boolean): Promise<void> => {
  for (let round = 0; round < mostRounds; round += 1) {
    const decode = orderDecoder(parts)
    await beginHistory(parts)
    const history = historyCursor(parts)
    if (!history) continue
    beginDeltas(parts, history.startedAt)
    await Promise.all([
      continueHistory(parts, decode, () => {}),
      fetchDeltas(parts, decode, { overlapMs: round % 5 === 0 ? longOverlapMs : shortOverlapMs, changed: () => {} }),
    ])
    if (historyCursor(parts)?.complete && over()) break
  }
  await settle(parts)
}

const settle = async (parts: SyncParts): Promise<void> => {
  const decode = orderDecoder(parts)
  // whatever was committed late becomes visible
  for (let round = 0; round < 40; round += 1) await fetchDeltas(parts, decode, { overlapMs: shortOverlapMs, changed: () => {} })
  await fetchDeltas(parts, decode, { overlapMs: longOverlapMs, changed: () => {} })
  expect(deltaCursor(parts)?.at).toBeNull()
}

const secondLookThrough = async (parts: SyncParts): Promise<void> => {
  const decode = orderDecoder(parts)
  while (secondLook(parts).pass) await lookAgain(parts, decode, () => {})
  do await lookAgain(parts, decode, () => {})
  while (secondLook(parts).pass)
}
