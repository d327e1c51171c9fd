// npm run bench [-- name…]: one JSON line a figure. Each group of figures stands in a file of its own; docs/performance.md says what they mean.
import { cockpitRedraw } from './cockpit-redraw.ts'
import { cockpitWatched } from './cockpit-watched.ts'
import { drain } from './drain.ts'
import type { Figure } from './figure.ts'
import { firstSync } from './first-sync.ts'
import { ingest } from './ingest.ts'
import { rules } from './rules.ts'
import { saleCommit, saleCommitWhileIngesting } from './sale-commit.ts'
import { start } from './start.ts'
import { watching } from './watching.ts'
import { wire } from './wire.ts'

type Group = { readonly figures: readonly string[]; readonly measure: () => Promise<readonly Figure[]> }

/** What is measured together, and the names it can be asked for by. */
const groups: readonly Group[] = [
  { figures: ['sale-commit'], measure: saleCommit },
  { figures: ['sale-commit-while-ingesting'], measure: saleCommitWhileIngesting },
  { figures: ['ingest'], measure: ingest },
  { figures: ['first-sync'], measure: firstSync },
  { figures: ['drain'], measure: drain },
  { figures: ['wire'], measure: wire },
  { figures: ['rules'], measure: rules },
  { figures: ['cockpit-memory', 'watched-minute'], measure: watching },
  { figures: ['cockpit-redraw'], measure: cockpitRedraw },
  { figures: ['cockpit-delay', 'cockpit-idle'], measure: cockpitWatched },
  { figures: ['start-empty', 'start-100k', 'memory-100k'], measure: start },
]

const wanted = process.argv.slice(2)
const names = groups.flatMap(({ figures }) => figures)
const unknown = wanted.filter(name => !names.includes(name))
if (unknown.length > 0) {
  console.error(`bench: there is no ${unknown.join(', ')}; there are ${names.join(', ')}`)
  process.exit(2)
}
for (const { figures, measure } of groups) {
  if (wanted.length > 0 && !figures.some(name => wanted.includes(name))) continue
  for (const figure of await measure()) console.log(JSON.stringify(figure))
}
process.exit(0)
