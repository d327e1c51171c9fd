import type { Secrets, World } from '#main/world'
import { awsSessions } from './aws-sessions.ts'
import type { Gauge } from './rehearsal-gauge.ts'
import { rehearsalNetwork } from './rehearsal-network.ts'
import type { RehearsalSandbox } from './rehearsal-sandbox.ts'
import type { PacedClock } from './virtual-clock.ts'

/** The world of a rehearsal: its own clock, secrets that end with it, and AWS as the sandbox's profile knows it. Nothing of it touches the user's accounts. */
export const rehearsalWorld = (
  world: World,
  given: {
    readonly clock: PacedClock
    readonly gauge: Gauge
    readonly awsFile: string
    readonly sandbox: RehearsalSandbox
    /** When the sign-in of the story ends, as last asked; null: it does not. */
    readonly sessionEndsAt: () => number | null
  },
): World => {
  const nobody = { AWS_CONFIG_FILE: given.awsFile, AWS_SHARED_CREDENTIALS_FILE: `${given.awsFile}.none` }
  const aws = awsSessions({ environment: nobody })
  return {
    ...world,
    clock: given.clock,
    network: rehearsalNetwork(world.network, given.clock, given.gauge),
    // its stopwatch runs with the story: what took a millisecond would be called slow
    log: entry => (entry.event === 'store.slow-query' ? undefined : world.log(entry)),
    secrets: passingSecrets(),
    aws: {
      profiles: aws.profiles,
      session: async profile => {
        const session = await aws.session(profile)
        return session.kind === 'session' ? { ...session, endsAt: given.sessionEndsAt() } : session
      },
      signIn: async () => {
        await given.sandbox.signIn()
        return { started: true, command: null }
      },
    },
  }
}

/** Kept nowhere. */
const passingSecrets = (): Secrets => {
  const known = new Map<string, string>()
  return {
    kind: 'file',
    get: async name => known.get(name) ?? null,
    set: async (name, secret) => void known.set(name, secret),
    remove: async name => void known.delete(name),
  }
}
