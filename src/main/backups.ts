import { atOnceDespiteDisk } from '#store/despite-disk'
import type { Store } from '#store/open'
import type { Cancel, World } from './world.ts'

/** A till that sells all evening loses four hours at most if its disk dies and the copy is elsewhere by then. */
const everyMs = 4 * 60 * 60_000
const lookMs = 60_000

/** Copies the file when the newest copy is too old, looking once a minute; tells the witness how far the ledger has come. Returns how to stop. */
export const keepBackups = (world: Pick<World, 'clock' | 'log'>, open: Store): Cancel => {
  /** On a disk without room the older word of the witness stands: it errs on the side of doubt. */
  const witness = (): boolean => atOnceDespiteDisk(world, 'witness', open.witness)
  let stopped = false
  let copying = false
  const look = (): void => {
    if (stopped) return
    cancel = world.clock.after(lookMs, look)
    witness()
    const newest = open.backups.newest()
    if (copying || (newest !== null && world.clock.now() - newest < everyMs)) return
    copying = true
    open.backups.make().then(
      () => void (copying = false),
      (problem: unknown) => {
        copying = false
        world.log({
          level: 'warn',
          event: 'store.backup-refused',
          fields: { why: problem instanceof Error ? problem.message : 'unknown' },
        })
      },
    )
  }
  let cancel = world.clock.after(lookMs, look)
  return () => {
    stopped = true
    cancel()
  }
}
