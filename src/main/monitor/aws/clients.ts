import type { CloudWatchClientResolvedConfig } from '@aws-sdk/client-cloudwatch'
import type { SessionFace } from '#contract/onsale-face'
import type { Refusal, Result } from '#contract/refusal'
import { done, refused } from '#contract/refusal'
import type { AwsSession, Clock, World } from '#main/world'
import type { Exchange } from './handler.ts'
import { awsRequestHandler, freshExchange } from './handler.ts'
import { awsRefusal } from './refusals.ts'

/** Which account, through whose sign-in, and where. */
export type AwsPlace = { readonly profile: string; readonly region: string }

/** One question to Amazon: the right it needs, for the sentence when it is missing; what it is about, for the sentence when that is gone. */
export type AwsQuestion<Answer> = {
  readonly right: string
  readonly subject?: string
  /** Services of the whole world answer in one region only. */
  readonly region?: string
  readonly signal?: AbortSignal
  readonly ask: (open: OpenClient) => Promise<Answer>
}

type SigningClient = { readonly config: { signer: CloudWatchClientResolvedConfig['signer'] } }

/** Makes the SDK's client of one service for this question. */
export type OpenClient = <Client extends SigningClient>(client: new (options: AwsClientOptions) => Client) => Client

/** Amazon through one profile. Never throws for what Amazon or the network does: every failure is a refusal. */
export type AwsDoor = {
  readonly place: AwsPlace
  readonly ask: <Answer>(question: AwsQuestion<Answer>) => Promise<Result<Answer>>
  /** This machine's clock minus Amazon's at the last answer; null: none has come. */
  readonly skewMs: () => number | null
  /** The session at the last question; null: there was none, or nothing was asked yet. */
  readonly session: () => Pick<SessionFace, 'endsAt' | 'renews'> | null
}

/** What every client of the SDK is built from. */
export type AwsClientOptions = ReturnType<typeof clientOptions>

/**
 * Each question gets a client of its own: a sign-in elsewhere is noticed at once, and no answer of one question colours another's.
 * Requests are signed by the clock of the sale, once, and not repeated: the next tick is the retry.
 */
export const openAws = (world: World, place: AwsPlace): AwsDoor => {
  let skewMs: number | null = null
  let known: ReturnType<AwsDoor['session']> = null
  return {
    place,
    skewMs: () => skewMs,
    session: () => known,
    ask: async question => {
      const session = await world.aws.session(place.profile)
      if (session.kind === 'none') return { ok: false, refusal: noSession(session.reason, place.profile) }
      known = { endsAt: session.endsAt, renews: session.renews }
      if (session.endpoint !== null && !isSafe(session.endpoint)) return refused('endpoint-insecure', { url: session.endpoint })
      const exchange = freshExchange()
      const region = question.region ?? place.region
      const open: OpenClient = Client =>
        signedByClock(
          new Client(clientOptions({ world, session, region, exchange, signal: question.signal ?? null })),
          world.clock,
        )
      try {
        return done(await question.ask(open))
      } catch (problem) {
        const context = { ...place, region, right: question.right, subject: question.subject ?? '', exchange }
        return { ok: false, refusal: await awsRefusal(problem, context, session.endpoint === null) }
      } finally {
        skewMs = exchange.skewMs ?? skewMs
      }
    },
  }
}

/** The same door, for questions that end when the signal says so. */
export const during = (door: AwsDoor, signal: AbortSignal): AwsDoor => ({
  ...door,
  ask: question => door.ask({ ...question, signal }),
})

const noSession = (reason: 'no-profile' | 'signed-out' | 'unreachable', profile: string): Refusal => {
  const codes = { 'no-profile': 'aws-no-profile', 'signed-out': 'aws-signed-out' } as const
  return reason === 'unreachable'
    ? { code: 'source-unreachable', parameters: { source: 'aws', host: 'AWS' } }
    : { code: codes[reason], parameters: { profile } }
}

/** Keys and figures of a sale do not go in the clear to another machine. */
const isSafe = (endpoint: string): boolean => {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname } = new URL(endpoint)
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname))
}

type ClientParts = {
  readonly world: World
  readonly session: Extract<AwsSession, { kind: 'session' }>
  readonly region: string
  readonly exchange: Exchange
  readonly signal: AbortSignal | null
}

/** Everything is said here, so that nothing is read from the environment: a forgotten AWS_ENDPOINT_URL would show somebody else's figures. */
const clientOptions = ({ world, session, region, exchange, signal }: ClientParts) => ({
  region,
  ...(session.endpoint === null ? {} : { endpoint: session.endpoint }),
  ignoreConfiguredEndpointUrls: true,
  credentials: {
    accessKeyId: session.accessKeyId,
    secretAccessKey: session.secretAccessKey,
    ...(session.sessionToken === null ? {} : { sessionToken: session.sessionToken }),
  },
  maxAttempts: 1,
  retryMode: 'standard' as const,
  defaultsMode: 'standard' as const,
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  disableClockSkewCorrection: true,
  disableRequestCompression: true,
  userAgentAppId: 'kasa',
  requestHandler: awsRequestHandler(world, exchange, signal),
})

/** The SDK signs by the machine's clock; a rehearsal runs by another. */
const signedByClock = <Client extends SigningClient>(client: Client, clock: Clock): Client => {
  const signerOf = client.config.signer
  client.config.signer = async scheme => {
    const signer = await signerOf(scheme)
    return { sign: (request, options) => signer.sign(request, { ...options, signingDate: new Date(clock.now()) }) }
  }
  return client
}
