import type { World } from '#main/world'
import { seededRandom } from '#sandbox/seeded-random'
import { answerAws } from './aws-door.ts'
import { cloudNames } from './aws-names.ts'
import type { AwsKey } from './aws-signature.ts'
import type { CloudAnswer, CloudRequest } from './cloud-request.ts'
import { cloudResources, type CloudResource } from './cloud-resources.ts'
import { cloudTemperShape, goodCloudTemper, type CloudTemper } from './cloud-temper.ts'
import { answerCloudflare } from './cloudflare-door.ts'
import { faultFigure } from './fault.ts'
import type { Scenario } from './scenario.ts'
import { answerShop, watchedPage } from './shop-door.ts'
import { setStage, type Stage } from './stage.ts'

/** What a client needs to know of the sandbox's cloud. */
export type CloudDescription = {
  readonly aws: AwsKey & { readonly endpoint: string }
  readonly cloudflare: {
    readonly address: string
    readonly zone: string
    readonly room: string | null
    readonly token: string
    /** Whether it stands in front of the shop; the account is there all the same. */
    readonly inFront: boolean
  }
  readonly shop: {
    readonly url: string
    readonly iksoris: true
    readonly queueUrl: string
    readonly queueFields: typeof queueFields
  }
  readonly group: string
  readonly resources: readonly CloudResource[]
  readonly scenario: string
  readonly event: string
  readonly stock: number
  readonly startsAt: number
  /** null: it goes on for ever. */
  readonly endsAt: number | null
  readonly limits: {
    readonly databaseConnections: number
    readonly connectionsPerServer: number
    readonly standingConnections: number
    readonly databaseCores: number
    readonly coresPerServer: number
    readonly servers: number
    readonly serverLeadMs: number
  }
}

/** The sandbox's AWS, Cloudflare and shop, over one model of a sale. */
export type Cloud = {
  readonly stage: Stage
  readonly describe: (url: string) => CloudDescription
  /** Answers a request below `/cloud/`, and says after how long. */
  readonly receive: (request: CloudRequest) => { readonly answer: CloudAnswer; readonly afterMs: number; readonly at: number }
  readonly temper: () => CloudTemper
  /** Sets what is named and puts everything else to good; null: this is no temper. */
  readonly setTemper: (wanted: unknown) => CloudTemper | null
}

export type CloudParts = {
  readonly world: Pick<World, 'clock' | 'random'>
  readonly seed: number
  readonly scenario: Scenario
  /** The usual day, which has no end and sells nothing. */
  readonly endless: boolean
  /** Tickets of the event that the platform has left. */
  readonly left: () => number
}

export const cloudPrefix = '/cloud'
const [awsPath, cloudflarePath, shopPath] = ['/aws', '/cloudflare', '/shop'] as const
const queueFields = { waiting: 'queue.waiting', admitted: 'queue.admittedPerMinute', wait: 'queue.waitMinutes' } as const
const hex = '0123456789abcdef'
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

export function openCloud({ world, seed, scenario, endless, left }: CloudParts): Cloud {
  const stage = setStage(scenario, world.clock, endless)
  const names = cloudNames(scenario)
  const keys = drawKeys(seed, names.region)
  let temper = goodCloudTemper
  let calls = 0

  const fraction = (): number => new DataView(world.random.bytes(4).slice().buffer).getUint32(0) / 2 ** 32
  const receive = (request: CloudRequest): { answer: CloudAnswer; afterMs: number } => {
    stage.catchUp()
    calls += 1
    const skewed = stage.fault('wrong-clock')
    const now = world.clock.now() - (skewed === null ? 0 : faultFigure(skewed, 'seconds') * 1000)
    if (fraction() < temper.status500) return { answer: { status: 500, headers: {}, body: '' }, afterMs: 0 }
    const common = { stage, temper, now }
    if (request.path.startsWith(awsPath)) {
      const requestId = drawRequestId(world)
      const expired = stage.fault('session-expires') !== null
      const scene = { ...common, names, key: keys.aws, calls, expired, requestId }
      return { answer: answerAws(inner(request, awsPath), scene), afterMs: 0 }
    }
    if (request.path.startsWith(cloudflarePath))
      return { answer: answerCloudflare(inner(request, cloudflarePath), { ...common, ...keys.cloudflare }), afterMs: 0 }
    if (request.path.startsWith(shopPath))
      return answerShop(inner(request, shopPath), { ...common, left: left(), title: titles[scenario.event] })
    return { answer: { status: 404, headers: {}, body: '' }, afterMs: 0 }
  }

  return {
    stage,
    describe: url => describe({ url: `${url}${cloudPrefix}`, stage, names, keys }),
    receive: request => {
      const { answer, afterMs } = receive(request)
      const skewed = stage.fault('wrong-clock')
      const at = world.clock.now() - (skewed === null ? 0 : faultFigure(skewed, 'seconds') * 1000)
      return { answer, afterMs: afterMs + temper.hangMs, at }
    },
    temper: () => temper,
    setTemper: wanted => {
      const parsed = cloudTemperShape.safeParse(wanted)
      if (!parsed.success) return null
      temper = parsed.data
      return temper
    },
  }
}

const titles = { bieber: 'Justin Bieber', richie: 'Lionel Richie', mpe: 'Music Power Explosion' } as const

type Keys = {
  readonly aws: AwsKey
  readonly cloudflare: { readonly zone: string; readonly room: string; readonly token: string; readonly account: string }
}

/** They follow from the seed, so that a restart keeps them. */
function drawKeys(seed: number, region: string): Keys {
  const random = seededRandom(`cloud ${seed}`)
  return {
    aws: { accessKeyId: `AKIA${random.text(16, capitals)}`, secretAccessKey: random.text(40, letters), region },
    cloudflare: {
      zone: random.text(32, hex),
      room: random.text(32, hex),
      token: random.text(40, letters),
      account: random.text(32, hex),
    },
  }
}

function describe({
  url,
  stage,
  names,
  keys,
}: {
  readonly url: string
  readonly stage: Stage
  readonly names: ReturnType<typeof cloudNames>
  readonly keys: Keys
}): CloudDescription {
  const { scenario } = stage
  const { web, database } = scenario
  const { zone, room, token } = keys.cloudflare
  return {
    aws: { endpoint: `${url}${awsPath}`, ...keys.aws },
    cloudflare: {
      address: `${url}${cloudflarePath}`,
      zone,
      room: scenario.room === null ? null : room,
      token,
      inFront: scenario.cloudfront?.percent !== 100,
    },
    shop: { url: `${url}${shopPath}${watchedPage}`, iksoris: true, queueUrl: `${url}${shopPath}/queue.json`, queueFields },
    group: web.group,
    resources: cloudResources(scenario, names),
    scenario: scenario.id,
    event: scenario.event,
    stock: scenario.stock,
    startsAt: stage.startsAt,
    endsAt: Number.isFinite(stage.endsAt) ? stage.endsAt : null,
    limits: {
      databaseConnections: database.connections,
      connectionsPerServer: web.pool,
      standingConnections: database.standing,
      databaseCores: database.cores,
      coresPerServer: web.cores,
      servers: web.maximum,
      serverLeadMs: web.leadSeconds * 1000,
    },
  }
}

function inner(request: CloudRequest, prefix: string): CloudRequest {
  return { ...request, path: request.path.slice(prefix.length) || '/' }
}

function drawRequestId({ random }: Pick<World, 'random'>): string {
  const text = Buffer.from(random.bytes(16)).toString('hex')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}
