import type { CloudflareTried, RightTried } from '#contract/onsale-hands'
import type { Result } from '#contract/refusal'
import { done } from '#contract/refusal'
import { minuteMs } from '#domain/onsale/scene'
import type { World } from '#main/world'
import type { CloudflareDesk, CloudflareEntry } from './desk.ts'
import { openCloudflare, tokenName } from './desk.ts'
import { firewallDataset, firewallQuery } from './queries.ts'
import { cloudflareRights } from './refusals.ts'
import { readRows } from './rows.ts'
import { chooseDataset, spanFor } from './settings.ts'
import type { TokenWord } from './token.ts'
import { listRooms, mayEditRoom } from './room.ts'

/** How far back a try reads the firewall. */
const triedMs = 5 * minuteMs

/**
 * Tries everything a sale needs of Cloudflare, right by right. `token` null: the one that is kept; one that is given is kept when it can read the zone's traffic.
 * A refusal means that nothing could be tried.
 */
export const tryCloudflare = async (
  world: World,
  entry: CloudflareEntry,
  token: string | null,
): Promise<Result<CloudflareTried>> => {
  const desk = openCloudflare(world, entry, token)
  const now = world.clock.now()
  const [verified, chosen, firewall, rooms, edit] = await Promise.all([
    desk.token(),
    chooseDataset(desk),
    tryFirewall(desk, now),
    listRooms(desk),
    entry.room === null ? null : mayEditRoom(desk, entry.room),
  ])
  if (!verified.ok && !chosen.ok) return verified
  if (chosen.ok && token !== null) await world.secrets.set(tokenName(entry.zone), token)
  const rights = [
    tried(cloudflareRights.analytics, chosen, true),
    tried(cloudflareRights.firewall, firewall, false),
    tried(cloudflareRights.readRoom, rooms, entry.room !== null),
    ...(edit === null ? [] : [tried(cloudflareRights.editRoom, edit, false)]),
  ]
  return done({
    rights,
    dataset: chosen.ok ? chosen.value.dataset : null,
    rooms: rooms.ok ? rooms.value : [],
    tokenEndsAt: verified.ok ? verified.value.endsAt : 'unknown',
  })
}

const tryFirewall = async (desk: CloudflareDesk, now: number): Promise<Result<null>> => {
  const right = cloudflareRights.firewall
  const span = await spanFor(desk, firewallDataset, right)
  if (!span.ok) return span
  const { stopped } = await readRows(desk, {
    query: firewallQuery,
    window: { from: Math.floor((now - triedMs) / minuteMs) * minuteMs, to: Math.ceil(now / minuteMs) * minuteMs },
    span: span.value,
    about: { right, source: 'cloudflare' },
  })
  return stopped ? { ok: false, refusal: stopped } : done(null)
}

/** When the token that is kept for a zone ends. */
export const tokenEnd = async (world: World, entry: CloudflareEntry): Promise<Result<TokenWord>> =>
  openCloudflare(world, entry).token()

const tried = (right: string, result: Result<unknown>, needed: boolean): RightTried => ({
  right,
  held: result.ok,
  needed,
  refusal: result.ok ? null : result.refusal,
})
