import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { lineOf } from './json-line.ts'
import { scenarioShape, type Scenario } from './scenario.ts'

const folder = new URL('../../../../resources/scenarios/', import.meta.url)
const extension = '.json'
const idPattern = /^[a-z0-9-]{1,60}$/

/** What nobody rehearses: the load of a day on which nothing goes on sale. */
export const everydayScenario = 'everyday'

/** The scenarios that come with Kasa, in the order of their names; the usual day is none. */
export function scenarioIds(): readonly string[] {
  return readdirSync(folder)
    .filter(file => file.endsWith(extension))
    .map(file => basename(file, extension))
    .filter(id => id !== everydayScenario)
    .toSorted()
}

/** Reads a scenario by its name, or from a file of one's own. Throws a sentence with the line where something is wrong. */
export function readScenario(nameOrFile: string): Scenario {
  const own = idPattern.test(nameOrFile)
  const path = own ? fileURLToPath(new URL(nameOrFile + extension, folder)) : nameOrFile
  const text = textOf(path)
  if (text === null)
    throw new Error(
      own
        ? `There is no scenario ${nameOrFile}. There are ${scenarioIds().join(', ')}; or name a file that ends in ${extension}.`
        : `The scenario ${path} cannot be read.`,
    )
  return parseScenario(text, basename(path, extension), path)
}

/** Reads a scenario's text. */
export function parseScenario(text: string, id: string, file: string): Scenario {
  const parsed = scenarioShape.safeParse(parseJson(text, file))
  if (parsed.success) return { ...parsed.data, id }
  const [issue] = parsed.error.issues
  const path = issue?.path.map(step => (typeof step === 'symbol' ? String(step) : step)) ?? []
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined
  const where = unknown === undefined ? path : [...path, unknown]
  const said = unknown === undefined ? issue?.message : 'is not a part of a scenario'
  throw new Error(`${file}, line ${lineOf(text, where)}: ${where.length === 0 ? 'the scenario' : where.join('.')}: ${said}.`)
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (reason) {
    const message = reason instanceof Error ? reason.message : String(reason)
    const line = /\(line (\d+)/.exec(message)?.[1] ?? String(text.trimEnd().split('\n').length)
    const said = message.replace(/ in JSON at position.*$/, '').replace(/^(.)/, first => first.toLowerCase())
    throw new Error(`${file}, line ${line}: this is not JSON: ${said}.`, { cause: reason })
  }
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    // not there, a folder, not ours to read: the sentence says that it cannot be read
    return null
  }
}
