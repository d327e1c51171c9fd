import { z } from 'zod'

/** How the cloud misbehaves beside its faults; all of it may be combined. */
export const cloudTemperShape = z.strictObject({
  /** Actions that this user may not do, such as `cloudwatch:GetMetricData` or `waiting-room:write`. */
  forbidden: z.array(z.string().max(80)).max(40).default([]),
  /** Metrics of these namespaces answer with the status Forbidden, the others as ever. */
  forbiddenNamespaces: z.array(z.string().max(80)).max(40).default([]),
  /** The answer has the status PartialData and only the first half of each series. */
  partial: z.boolean().default(false),
  /** Zeros of metrics that are otherwise silent when there is nothing: sent, or left out as Amazon does. */
  zeros: z.enum(['omitted', 'sent']).default('omitted'),
  /** Servers report every five minutes, whatever the scenario says. */
  basicMonitoring: z.boolean().default(false),
  /** Share of requests that are answered with 500. */
  status500: z.number().min(0).max(1).default(0),
  /** Every answer waits so long. */
  hangMs: z.number().min(0).max(600_000).default(0),
  /** An error inside the 200 of Cloudflare's analytics. */
  graphqlError: z.string().max(200).nullable().default(null),
  /** Whose Cloudflare's token is: one of the account is not known as a user's. */
  tokenOwner: z.enum(['user', 'account']).default('user'),
  /** Cloudflare asks everybody for proof that they are human, and they bring it: a defence that holds nobody back. */
  challengesEverybody: z.boolean().default(false),
  /** The shop answers 423, as iKSORIS does in a technical break. */
  maintenance: z.boolean().default(false),
})
export type CloudTemper = z.output<typeof cloudTemperShape>

/** Answers everything as it should. */
export const goodCloudTemper: CloudTemper = cloudTemperShape.parse({})
