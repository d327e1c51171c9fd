import type { Migration } from '../migrate.ts'
import { spine } from './0001-spine.ts'
import { keptTotals } from './0002-totals.ts'
import { onsales } from './0003-onsale.ts'
import { onsaleMemory } from './0004-onsale-memory.ts'
import { rehearsals } from './0005-rehearsal.ts'

/** Every migration in order of its number. */
export const migrations: readonly Migration[] = [spine, keptTotals, onsales, onsaleMemory, rehearsals]

/** The number of the newest migration: files of a higher one are newer than this Kasa. */
export const newestMigration = Math.max(...migrations.map(({ number }) => number))
