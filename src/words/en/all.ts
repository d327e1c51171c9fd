import { connect } from './connect.ts'
import { desktop } from './desktop.ts'
import { frame } from './frame.ts'
import { paper } from './paper.ts'
import { queue } from './queue.ts'
import { reasons } from './reasons.ts'
import { refusals } from './refusals.ts'
import { seats } from './seats.ts'
import { sell } from './sell.ts'
import { settings } from './settings.ts'
import { totals } from './totals.ts'

/** All English words by area. */
export const english = { connect, desktop, frame, paper, queue, reasons, refusals, seats, sell, settings, totals } as const
