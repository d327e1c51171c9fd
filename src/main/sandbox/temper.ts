import { asRecord } from './request.ts'

/** How the platform misbehaves; every kind may be combined. Probabilities are 0 to 1. */
export type Temper = {
  /** Every answer waits this long before the request runs. */
  readonly slowMs: number
  /** "The server was too busy", retry allowed. */
  readonly status409: number
  /** The hosted service's rate limit, with `Retry-After`. */
  readonly status429: number
  readonly status500: number
  /** The answer's body ends in the middle, though the request ran. */
  readonly cutBody: number
  /** The request runs, then the connection is reset. */
  readonly lostAnswer: number
  /** An HTML page with status 200 instead of JSON; nothing runs. */
  readonly html: number
  /** This many bytes that are no JSON, with status 200; 0 is off; nothing runs. */
  readonly garbageBytes: number
  /** Added to all server time. */
  readonly clockSkewMs: number
  /** Every connection is reset at once. */
  readonly gone: boolean
  /** A regular expression on `METHOD /path?query`; other requests are served in good temper. */
  readonly only: string | null
  /** After so many faults the temper is good again; null for no end. */
  readonly count: number | null
}

/** Serves everything, at once and correctly. */
const GOOD_TEMPER: Temper = {
  slowMs: 0,
  status409: 0,
  status429: 0,
  status500: 0,
  cutBody: 0,
  lostAnswer: 0,
  html: 0,
  garbageBytes: 0,
  clockSkewMs: 0,
  gone: false,
  only: null,
  count: null,
}

/** What happens to one request. `none` may still be slow. */
export type Mishap = 'none' | 'gone' | 'status409' | 'status429' | 'status500' | 'html' | 'garbage' | 'cutBody' | 'lostAnswer'

const CHANCES = ['status409', 'status429', 'status500', 'html', 'cutBody', 'lostAnswer'] as const

/** The temper of a running sandbox: set from outside, asked once a request. */
export class TemperKeeper {
  #temper: Temper = GOOD_TEMPER
  #only: RegExp | null = null
  #left: number | null = null
  readonly #fraction: () => number

  /** `fraction` draws from [0, 1). */
  constructor(fraction: () => number) {
    this.#fraction = fraction
  }

  get temper(): Temper {
    return this.#temper
  }

  /** Sets what is named and puts everything else to good. */
  set(wanted: Partial<Temper>): void {
    this.#only = wanted.only === null || wanted.only === undefined ? null : new RegExp(wanted.only)
    this.#temper = { ...GOOD_TEMPER, ...wanted }
    this.#left = this.#temper.count
  }

  /** Does the temper touch this request at all? */
  touches(methodAndTarget: string): boolean {
    return this.#only === null || this.#only.test(methodAndTarget)
  }

  /** Draws what happens to a request; counts it when something does. */
  draw(methodAndTarget: string): { readonly mishap: Mishap; readonly slowMs: number } {
    if (this.#left === 0 || !this.touches(methodAndTarget)) return { mishap: 'none', slowMs: 0 }
    const mishap = this.#drawMishap()
    const { slowMs } = this.#temper
    if (this.#left !== null && (mishap !== 'none' || slowMs > 0)) this.#left -= 1
    return { mishap, slowMs }
  }

  #drawMishap(): Mishap {
    if (this.#temper.gone) return 'gone'
    if (this.#temper.garbageBytes > 0) return 'garbage'
    for (const kind of CHANCES) if (this.#temper[kind] > 0 && this.#fraction() < this.#temper[kind]) return kind
    return 'none'
  }
}

/** Reads a temper from JSON; null when something in it makes no sense. */
export function readTemper(value: unknown): Partial<Temper> | null {
  const record = asRecord(value)
  if (record === null) return null
  for (const [name, given] of Object.entries(record)) if (!makesSense(name, given)) return null
  return record
}

function makesSense(name: string, given: unknown): boolean {
  if (name === 'gone') return typeof given === 'boolean'
  if (name === 'only') return given === null || (typeof given === 'string' && isPattern(given))
  if (name === 'count') return given === null || (typeof given === 'number' && Number.isInteger(given) && given >= 0)
  if (name === 'slowMs' || name === 'garbageBytes') return typeof given === 'number' && given >= 0
  if (name === 'clockSkewMs') return typeof given === 'number' && Number.isFinite(given)
  return CHANCES.some(chance => chance === name) && typeof given === 'number' && given >= 0 && given <= 1
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}
