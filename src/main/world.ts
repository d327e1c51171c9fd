/**
 * Everything the core does that is not a function of its arguments: time, chance, the network, secrets and the log.
 * The host builds one from the machine (`host/real-world.ts`); simulations and tests build others.
 */
export type World = {
  readonly clock: Clock
  readonly random: Random
  readonly network: Network
  readonly secrets: Secrets
  readonly aws: AwsSessions
  readonly log: (entry: LogEntry) => void
}

/** Cancels what was scheduled; calling it twice is harmless. */
export type Cancel = () => void

export type Clock = {
  /** The machine's wall clock, Unix milliseconds. May jump in either direction. */
  readonly now: () => number
  /** Milliseconds since an arbitrary start; never goes back, may stand still while the machine sleeps. */
  readonly monotonic: () => number
  /** Runs `task` once after at least `delayMs`. */
  readonly after: (delayMs: number, task: () => void) => Cancel
}

export type Random = {
  /** `length` unpredictable bytes. */
  readonly bytes: (length: number) => Uint8Array
}

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** The whole exchange, body included, ends after this. */
  readonly timeoutMs: number
  /** A longer answer is cut off and reported as `too-large`. */
  readonly maxAnswerBytes: number
  readonly signal?: AbortSignal
}

/** What came back, or why nothing did. A network never throws: an answer is data. */
export type HttpAnswer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly headers: Readonly<Record<string, string>>
      readonly body: string
      /** From sending to the last byte, milliseconds; in a rehearsal those of the story. */
      readonly tookMs: number
    }
  | { readonly kind: 'failure'; readonly reason: NetworkFailure }

/**
 * `unreachable`: no connection was made, so nothing was done. `certificate`: the server's certificate is not trusted, nothing was sent.
 * `cut`, `timeout`, `too-large`: the request may have been carried out. `aborted`: the caller gave up; it may have been carried out.
 */
export type NetworkFailure = 'unreachable' | 'certificate' | 'cut' | 'timeout' | 'too-large' | 'aborted'

export type Network = { readonly request: (request: HttpRequest) => Promise<HttpAnswer> }

/** Where tokens live. `kind` is said on screen: `key-store` the system's own, `file` a file only this user may read. */
export type Secrets = {
  readonly kind: 'key-store' | 'file'
  readonly get: (name: string) => Promise<string | null>
  readonly set: (name: string, secret: string) => Promise<void>
  readonly remove: (name: string) => Promise<void>
}

/** AWS as this machine's user is signed in to it: profiles and sessions live in the system's AWS files, never in Kasa's. */
export type AwsSessions = {
  /** Names of the profiles, in the order of the files; empty when there is no such file. */
  readonly profiles: () => Promise<readonly string[]>
  /** The profile's session as it is now; asked anew for each call, so that a sign-in elsewhere is noticed. */
  readonly session: (profile: string) => Promise<AwsSession>
  /** Starts the sign-in of the profile in the system's browser. */
  readonly signIn: (profile: string) => Promise<AwsSignIn>
}

/**
 * Whether a sign-in was started: not where there is no AWS command line here to do it. `command`: what a person types instead; null: there is nothing to type, the profile's keys come from a file or a program and are
 * renewed there.
 */
export type AwsSignIn = { readonly started: boolean; readonly command: string | null }

export type AwsSession =
  | {
      readonly kind: 'session'
      readonly accessKeyId: string
      readonly secretAccessKey: string
      readonly sessionToken: string | null
      /** Unix milliseconds; null: it does not end. */
      readonly endsAt: number | null
      /** It is renewed by itself for as long as a sign-in lasts whose end no file tells. */
      readonly renews: boolean
      readonly region: string | null
      /** Where the profile says its services answer; null: at Amazon's. */
      readonly endpoint: string | null
    }
  | { readonly kind: 'none'; readonly reason: 'no-profile' | 'signed-out' | 'unreachable' }

/** One line of the log. `fields` never hold secrets or people's data. */
export type LogEntry = {
  readonly level: 'debug' | 'info' | 'warn' | 'fault'
  /** A stable dotted name such as `store.slow-query` or `outbox.attempt`. */
  readonly event: string
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>
}
