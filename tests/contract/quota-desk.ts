import { granted } from './platform-client.ts'
import type { Platform } from './platform-client.ts'
import { availabilityShape, quotaShape } from './platform-shapes.ts'

/** What is known of quotas, and the organizer's hand on them. */
export type QuotaDesk = ReturnType<typeof openQuotaDesk>

/** Where the rest of a quota is asked for, and where the organizer closes one for a moment. */
export function openQuotaDesk(platform: Platform) {
  async function available(event: string, quota: number) {
    return granted(await platform.ask('GET', `${platform.event(event)}/quotas/${quota}/availability/`), 200, availabilityShape)
  }

  /** Does something while the organizer has closed a quota, and opens it again whatever happens. */
  async function whileClosed<Result>(event: string, quota: number, work: () => Promise<Result>): Promise<Result> {
    const path = `${platform.event(event)}/quotas/${quota}/`
    granted(await platform.ask('PATCH', path, { by: 'admin', body: { closed: true } }), 200, quotaShape)
    try {
      return await work()
    } finally {
      granted(await platform.ask('PATCH', path, { by: 'admin', body: { closed: false } }), 200, quotaShape)
    }
  }

  return { available, whileClosed }
}
