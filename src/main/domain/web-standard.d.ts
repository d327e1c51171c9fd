/** What every JavaScript environment has beyond the language itself and the rules may use. */
declare class URL {
  constructor(url: string, base?: string)
  static canParse(url: string): boolean
  static parse(url: string): URL | null
  readonly href: string
  readonly origin: string
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly host: string
  readonly hostname: string
  readonly port: string
  readonly pathname: string
  readonly search: string
  readonly hash: string
}
