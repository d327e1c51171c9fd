import type { Limits } from '#contract/onsale-plan'
import { minuteMs } from '#domain/onsale/scene'
import type { MinuteTable } from '#domain/onsale/scene'

/** Amazon's price of GetMetricData: one US cent for each thousand metrics asked for ("Amazon CloudWatch pricing"). */
const metricsPerCent = 1_000
const microDollarsPerCent = 10_000
const minutesPerHour = 60

/** What watching has cost, in US cents. */
export const watchingCents = (metricsAsked: number): number => metricsAsked / metricsPerCent

/** US cents for one web server for an hour. */
export const serverHourCents = ({ serverHourMicroDollars }: Limits): number => serverHourMicroDollars / microDollarsPerCent

/** US cents for servers from one moment to another; billed by the second, as Amazon does since 2017. */
export const rentCents = (limits: Limits, servers: number, forMs: number): number =>
  servers * serverHourCents(limits) * (Math.max(0, forMs) / (minutesPerHour * minuteMs))

/** Server hours from a moment on, by the minutes that say how many were in service; a minute nobody reported counts as the one before it. Null: never reported. */
export const serverHours = (table: MinuteTable, since: number): { readonly hours: number; readonly most: number } | null => {
  const column = table.column('web.in-service')
  let [minutes, most, servers] = [0, 0, Number.NaN]
  for (let index = 0; index < table.count; index += 1) {
    const value = column[index] ?? Number.NaN
    if (Number.isFinite(value) && value >= 0) servers = value
    if (Number.isNaN(servers) || table.from + index * minuteMs < since) continue
    minutes += servers
    most = Math.max(most, servers)
  }
  return Number.isNaN(servers) ? null : { hours: minutes / minutesPerHour, most }
}

/** What the web servers have cost since a moment, in US cents; zero while nobody has said how many there are. */
export const infrastructureCents = (table: MinuteTable, limits: Limits, since: number): number =>
  (serverHours(table, since)?.hours ?? 0) * serverHourCents(limits)
