import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LogEntry } from '#main/world'

const mostBytes = 5_000_000

/** Appends what is worth keeping as JSON lines; when the file is full the one before it goes. A disk that refuses stops no sale. */
export const fileLog = (path: string): ((entry: LogEntry) => void) => {
  return entry => {
    if (entry.level === 'debug') return
    try {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > mostBytes) renameSync(path, `${path}.1`)
      const head = { at: new Date().toISOString(), level: entry.level, event: entry.event }
      // the head once more, so that no field takes the place of a name
      appendFileSync(path, `${JSON.stringify({ ...head, ...entry.fields, ...head })}\n`, { mode: 0o600 })
    } catch {
      // said once on the way out of the process would be too late, on screen too much: the log is for whoever looks, the ledger is in the file
    }
  }
}
