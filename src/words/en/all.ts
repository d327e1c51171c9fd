import { cloud } from './cloud.ts'
import { connect } from './connect.ts'
import { desktop } from './desktop.ts'
import { findings } from './findings.ts'
import { frame } from './frame.ts'
import { measures } from './measures.ts'
import { onsale } from './onsale.ts'
import { paper } from './paper.ts'
import { preflight } from './preflight.ts'
import { queue } from './queue.ts'
import { reasons } from './reasons.ts'
import { refusals } from './refusals.ts'
import { rehearsal } from './rehearsal.ts'
import { report } from './report.ts'
import { seats } from './seats.ts'
import { sell } from './sell.ts'
import { settings } from './settings.ts'
import { sheet } from './sheet.ts'
import { study } from './study.ts'
import { totals } from './totals.ts'

/** All English words by area. */
export const english = {
  cloud,
  connect,
  desktop,
  findings,
  frame,
  measures,
  onsale,
  paper,
  preflight,
  queue,
  reasons,
  refusals,
  rehearsal,
  report,
  seats,
  sell,
  settings,
  sheet,
  study,
  totals,
} as const
