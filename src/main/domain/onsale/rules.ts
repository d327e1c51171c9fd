import { growth, surgeQueue, turnedAway } from './balancer-rules.ts'
import { connectionsEnd, databaseBusy, diskSlow, locks } from './database-rules.ts'
import { bots, cacheLeaks } from './edge-rules.ts'
import { balancerFails, shopFails } from './failure-rules.ts'
import { moneyStops } from './money-rules.ts'
import { aboveSafe, nothingLeft, roomToOpen, tooManyIn } from './queue-rules.ts'
import type { Rule } from './rule.ts'
import { basicMonitoring, creditsEnd, groupFull, serversMissing } from './server-rules.ts'
import { besideTheSale } from './support-rules.ts'
import { sourceLate, watchingAtRisk } from './watching-rules.ts'
import { hotServers, serversOut, slowAnswers } from './web-rules.ts'

/** All rules, the more pressing ones first: buyers turned away before servers that are merely hot. Those that speak about others come after them. */
export const rules: readonly Rule[] = [
  turnedAway,
  balancerFails,
  shopFails,
  connectionsEnd,
  moneyStops,
  surgeQueue,
  databaseBusy,
  serversOut,
  watchingAtRisk,
  hotServers,
  sourceLate,
  tooManyIn,
  locks,
  diskSlow,
  aboveSafe,
  slowAnswers,
  serversMissing,
  groupFull,
  cacheLeaks,
  bots,
  creditsEnd,
  besideTheSale,
  growth,
  basicMonitoring,
  nothingLeft,
  roomToOpen,
]
