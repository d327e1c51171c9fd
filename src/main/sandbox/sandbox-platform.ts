import { addDevice, profileNamed } from './devices.ts'
import { execute, type Outcome } from './dispatch.ts'
import { expireOrders } from './expiry.ts'
import type { Journal, JournalLine } from './journal.ts'
import type { Platform } from './platform.ts'
import type { PlainRequest } from './request.ts'
import { sellRush, type RushReport } from './rush-buyers.ts'
import { seededRandom } from './seeded-random.ts'
import { sendBuyers, type BuyersReport } from './web-buyers.ts'

/** A platform whose every change is journalled before anybody hears of it, and which comes back from the journal as it was. */
export type JournalledPlatform = {
  readonly platform: Platform
  readonly serve: (request: PlainRequest, at: number, seed: string) => Outcome
  /** One of the sandbox's own doings; its result is null where it has none. */
  readonly does: (line: JournalLine) => unknown
}

/** Replays the journal over the seeded world, then goes on. */
export function journalledPlatform(platform: Platform, journal: Journal): JournalledPlatform {
  for (const line of journal.past) perform(platform, line)
  return {
    platform,
    serve: (request, at, seed) => {
      const outcome = execute(platform, request, { at, seed })
      if (outcome.ran) journal.append({ kind: 'request', at, seed, request })
      return outcome
    },
    does: line => {
      const result = perform(platform, line)
      journal.append(line)
      return result
    },
  }
}

function perform(platform: Platform, line: JournalLine): unknown {
  switch (line.kind) {
    case 'request':
      return execute(platform, line.request, { at: line.at, seed: line.seed })
    case 'device':
      return addDevice(platform, seededRandom(line.seed), { name: line.name, profile: profileNamed(line.profile), at: line.at })
    case 'revoke': {
      const device = platform.devices.find(candidate => candidate.id === line.device)
      if (device !== undefined) device.revoked = true
      return device ?? null
    }
    case 'buyers':
      return sendBuyers(platform, seededRandom(line.seed), line) satisfies BuyersReport
    case 'rush':
      return sellRush(platform, seededRandom(line.seed), line) satisfies RushReport
    case 'expire':
      return expireOrders(platform, line.at)
  }
}
