import type { Migration } from '../migrate.ts'
import { spine } from './0001-spine.ts'
import { keptTotals } from './0002-totals.ts'
import { onsales } from './0003-onsale.ts'
import { onsaleMemory } from './0004-onsale-memory.ts'

/** Every migration in order; numbers run from 1 without a gap. */
export const migrations: readonly Migration[] = [spine, keptTotals, onsales, onsaleMemory]
