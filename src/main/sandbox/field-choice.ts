import { asRecord } from './request.ts'

/** Drops what `exclude` names (dotted paths, repeatable), as lists of orders offer it to save bytes. */
export function withoutExcluded(shape: Record<string, unknown>, query: URLSearchParams): Record<string, unknown> {
  const paths = query.getAll('exclude').flatMap(value => value.split(','))
  return paths.reduce((rest, path) => without(rest, path.split('.')), shape)
}

function without(record: Readonly<Record<string, unknown>>, [first = '', ...rest]: readonly string[]): Record<string, unknown> {
  const { [first]: named, ...others } = record
  if (named === undefined || rest.length === 0) return others
  return { ...others, [first]: Array.isArray(named) ? named.map((entry: unknown) => inside(entry, rest)) : inside(named, rest) }
}

function inside(value: unknown, path: readonly string[]): unknown {
  const record = asRecord(value)
  return record === null ? value : without(record, path)
}
