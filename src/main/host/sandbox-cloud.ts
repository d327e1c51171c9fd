import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { CloudOffer } from '#contract/onsale-methods'
import type { Cloud, Limits } from '#contract/onsale-plan'
import { resourceShape, usualLimits } from '#contract/onsale-plan'

/** What a sandbox says of its cloud when it is up. */
export const sandboxCloudShape = z.object({
  aws: z.object({ endpoint: z.string(), region: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() }),
  cloudflare: z.object({
    address: z.string(),
    zone: z.string(),
    room: z.string().nullable(),
    token: z.string(),
    inFront: z.boolean(),
  }),
  shop: z.object({
    url: z.string(),
    iksoris: z.boolean(),
    queueUrl: z.string(),
    queueFields: z.object({ waiting: z.string(), admitted: z.string(), wait: z.string() }),
  }),
  group: z.string(),
  resources: z.array(resourceShape),
  event: z.string(),
  stock: z.number(),
  startsAt: z.number(),
  endsAt: z.number().nullable(),
  limits: z.object({
    databaseConnections: z.number(),
    connectionsPerServer: z.number(),
    standingConnections: z.number(),
    databaseCores: z.number(),
    coresPerServer: z.number(),
    servers: z.number(),
    serverLeadMs: z.number(),
  }),
})
export type SandboxCloud = z.output<typeof sandboxCloudShape>

/** The AWS config file of a data folder's sandbox; read beside the user's own, and not there without a sandbox. */
export const sandboxAwsFile = (folder: string): string => join(folder, 'sandbox-aws.config')

const onlyThisUser = 0o600

/** Makes the sandbox's account a profile like any other. The keys open nothing but the sandbox. */
export const writeAwsProfile = (file: string, profile: string, { aws }: SandboxCloud): void =>
  writeFileSync(
    file,
    `[profile ${profile}]
region = ${aws.region}
endpoint_url = ${aws.endpoint}
aws_access_key_id = ${aws.accessKeyId}
aws_secret_access_key = ${aws.secretAccessKey}
`,
    { mode: onlyThisUser },
  )

/** The sandbox's cloud as a plan names it. */
export const cloudOf = ({ aws, cloudflare, shop, resources }: SandboxCloud, profile: string): Cloud => ({
  aws: { profile, region: aws.region, resources },
  cloudflare: cloudflare.inFront ? { address: cloudflare.address, zone: cloudflare.zone, room: cloudflare.room } : null,
  shop: { url: shop.url, iksoris: shop.iksoris },
  queue: cloudflare.room === null ? { url: shop.queueUrl, ...shop.queueFields } : null,
})

/** A plan can begin with it as it stands. */
export const offerOf = (cloud: SandboxCloud, profile: string): CloudOffer => ({
  event: cloud.event,
  cloud: cloudOf(cloud, profile),
  limits: limitsOf(cloud),
  stock: cloud.stock,
})

/** What its operator would know of it. */
export const limitsOf = ({ limits }: SandboxCloud): Limits => ({ ...usualLimits, ...limits })
