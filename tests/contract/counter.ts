import { afterEach, inject } from 'vitest'
import type { Stock } from './find-stock.ts'
import { openLeaseDesk } from './lease-desk.ts'
import { openOrderDesk } from './order-desk.ts'
import { openPlatform } from './platform-client.ts'
import type { Platform } from './platform-client.ts'
import { openQuotaDesk } from './quota-desk.ts'
import { openSeatDesk } from './seat-desk.ts'

/** A till's counter in front of the server: sells and leases, and clears away after each case what it sold and leased. */
export type Counter = ReturnType<typeof openCounter>

/** The server under test, what it has on sale, and a counter that is cleared after every case of the file. */
export function atTheCounter(): { platform: Platform; stock: Stock; counter: Counter } {
  const platform = openPlatform(inject('world'))
  const counter = openCounter(platform)
  afterEach(async () => {
    await counter.clearLeases()
    await counter.clearOrders()
  })
  return { platform, stock: inject('stock'), counter }
}

function openCounter(platform: Platform) {
  const quotas = openQuotaDesk(platform)
  return { ...openOrderDesk(platform), ...openLeaseDesk(platform, quotas), ...quotas, ...openSeatDesk(platform) }
}
