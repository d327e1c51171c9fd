import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileLog } from '#host/log-file'

test('a line of the log keeps its name, whatever its fields are called, and only its user may read it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'kasa-log-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'kasa.log')
  const log = fileLog(file)
  log({ level: 'info', event: 'lease.ask', fields: { event: 'jarocin', level: 'fault', units: 2 } })
  log({ level: 'debug', event: 'not.worth.keeping' })
  const lines = readFileSync(file, 'utf8').trim().split('\n')
  expect(lines.map(line => JSON.parse(line))).toMatchObject([{ level: 'info', event: 'lease.ask', units: 2 }])
  expect(lines[0]).toMatch(/^\{"at":"20/)
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0)
})
