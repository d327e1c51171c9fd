import { escapeXml } from './aws-refusal.ts'

/** The parameters of a call of the Query protocol: `Member.1`, `Member.2` are read as lists. */
export class QueryForm {
  readonly #form: URLSearchParams

  constructor(body: string) {
    this.#form = new URLSearchParams(body)
  }

  get action(): string {
    return this.text('Action') ?? ''
  }

  text(name: string): string | null {
    return this.#form.get(name)
  }

  /** A whole number; null: absent, NaN: not one. */
  whole(name: string): number | null {
    const text = this.text(name)
    if (text === null) return null
    return /^-?\d+$/.test(text) ? Number(text) : Number.NaN
  }

  list(name: string): readonly string[] {
    const members: string[] = []
    for (let at = 1; ; at += 1) {
      const member = this.text(`${name}.member.${at}`) ?? this.text(`${name}.${at}`)
      if (member === null) return members
      members.push(member)
    }
  }
}

/** Values of an XML answer: lists become `<member>`s, dates ISO 8601, null nothing at all. */
export type XmlValue = string | number | boolean | Date | null | readonly XmlValue[] | { readonly [name: string]: XmlValue }

/** Writes a value as XML; `member` names the elements of lists where a list has no name for its own: `item` in the dialect of EC2. */
export function writeXml(value: XmlValue, member = 'member', own = member): string {
  if (value === null) return ''
  if (value instanceof Date) return value.toISOString()
  if (isList(value)) return value.map(element => `<${own}>${writeXml(element, member)}</${own}>`).join('')
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, element]) =>
        element === null ? '' : `<${name}>${writeXml(element, member, listNames[name] ?? member)}</${name}>`,
      )
      .join('')
  return escapeXml(String(value))
}

/** Lists whose elements are not called `member`. */
const listNames: Readonly<Record<string, string>> = {
  DBInstances: 'DBInstance',
  DBClusters: 'DBCluster',
  DBClusterMembers: 'DBClusterMember',
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value)
}
