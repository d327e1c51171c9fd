import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { OnsaleStock } from './onsale-stock.ts'
import { asRecord, type PlainRequest } from './request.ts'

/** What a state folder is a state of: the same seed and day build the same world under the journal. */
export type JournalHead = { readonly seed: number; readonly day: string; readonly onsale?: OnsaleStock }

/** One thing that happened, enough to make it happen again: a request of the API, or one of the sandbox's own doings. */
export type JournalLine = { readonly at: number; readonly seed: string } & (
  | { readonly kind: 'request'; readonly request: PlainRequest }
  | { readonly kind: 'device'; readonly name: string; readonly profile: string }
  | { readonly kind: 'revoke'; readonly device: number }
  | { readonly kind: 'buyers'; readonly orders: number; readonly event: string | null }
  | { readonly kind: 'rush'; readonly orders: number; readonly event: string }
  | { readonly kind: 'expire' }
)

/** An append-only file of what was done; a line is on disk before its answer leaves. */
export type Journal = {
  readonly head: JournalHead
  /** What was done before this start, in order. */
  readonly past: readonly JournalLine[]
  readonly append: (line: JournalLine) => void
  readonly close: () => void
}

/** A sandbox without a state folder remembers nothing beyond its own life. */
export function forgetfulJournal(head: JournalHead): Journal {
  return { head, past: [], append: () => {}, close: () => {} }
}

/** Opens the journal of a folder, or starts one with this head. A torn last line was never answered and is cut off. */
export function openJournal(folder: string, head: JournalHead): Journal {
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'journal.jsonl')
  const lines = existsSync(path) ? wholeLines(path) : []
  const known = lines.length === 0 ? null : readHead(lines[0] ?? '')
  const file = openSync(path, 'a', 0o600)
  const write = (value: unknown): void => {
    writeSync(file, `${JSON.stringify(value)}\n`)
    fsyncSync(file)
  }
  if (known === null) write({ sandbox: 1, ...head })
  return {
    head: known ?? head,
    past: lines.slice(1).map((line, at) => readLine(line, at + 2)),
    append: write,
    close: () => closeSync(file),
  }
}

/** The complete lines; what follows the last line break is a write that a crash cut short. */
function wholeLines(path: string): string[] {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(0x0a) + 1
  if (end < bytes.length) truncateSync(path, end)
  return end === 0
    ? []
    : bytes
        .subarray(0, end - 1)
        .toString('utf8')
        .split('\n')
}

function readHead(line: string): JournalHead {
  const head = asRecord(JSON.parse(line))
  const seed = head?.['seed']
  const day = head?.['day']
  if (head?.['sandbox'] !== 1 || typeof seed !== 'number' || typeof day !== 'string') throw new Error('not a sandbox journal')
  const onsale = asRecord(head['onsale'])
  return onsale === null
    ? { seed, day }
    : {
        seed,
        day,
        onsale: { event: String(onsale['event']), stock: Number(onsale['stock']), startsAt: Number(onsale['startsAt']) },
      }
}

function readLine(line: string, number: number): JournalLine {
  const value: unknown = JSON.parse(line)
  if (!isJournalLine(value)) throw new Error(`journal line ${number} is damaged`)
  return value
}

function isJournalLine(value: unknown): value is JournalLine {
  const line = asRecord(value)
  return line !== null && typeof line['at'] === 'number' && typeof line['seed'] === 'string' && typeof line['kind'] === 'string'
}
