import { randomBytes } from 'node:crypto'
import { AutoScalingClient } from '@aws-sdk/client-auto-scaling'
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch'
import { readScenario } from '#sandbox/cloud/scenario-file'
import type { Scenario } from '#sandbox/cloud/scenario'
import { startSandbox, type Sandbox } from '#sandbox/server'

/** A sandbox that plays a scenario on a clock the test turns, with real clients of the cloud. */
export type CloudStand = {
  readonly sandbox: Sandbox
  readonly cloud: Sandbox['description']['cloud']
  readonly now: () => number
  /** Lets time pass; whatever was due happens. */
  readonly pass: (minutes: number) => void
  readonly cloudWatch: () => CloudWatchClient
  readonly autoScaling: () => AutoScalingClient
  readonly config: () => {
    endpoint: string
    region: string
    credentials: { accessKeyId: string; secretAccessKey: string }
    maxAttempts: 1
    systemClockOffset: number
  }
  readonly cloudflare: (
    path: string,
    init?: { readonly method?: string; readonly body?: unknown; readonly token?: string },
  ) => Promise<Heard>
  readonly analytics: (query: string, variables?: Record<string, unknown>) => Promise<unknown>
  readonly admin: (method: string, path: string, body?: unknown) => Promise<Heard>
}
export type Heard = { readonly status: number; readonly body: unknown; readonly date: number }

export const openStand = async (scenario: string | Scenario = 'first-hour'): Promise<CloudStand> => {
  let now = Date.UTC(2015, 11, 11, 8, 30)
  const timers = new Map<object, { at: number; task: () => void }>()
  const clock = {
    now: () => now,
    monotonic: () => now,
    after: (delayMs: number, task: () => void) => {
      const key = {}
      // answers that are to take their time come at once: nobody sleeps in a test
      if (delayMs < 5_000) queueMicrotask(task)
      else timers.set(key, { at: now + delayMs, task })
      return () => void timers.delete(key)
    },
  }
  const pass = (minutes: number): void => {
    const end = now + minutes * 60_000
    for (;;) {
      const [next] = [...timers].filter(([, timer]) => timer.at <= end).toSorted(([, a], [, b]) => a.at - b.at)
      if (!next) break
      timers.delete(next[0])
      now = Math.max(now, next[1].at)
      next[1].task()
    }
    now = end
  }
  const sandbox = await startSandbox({
    world: { clock, random: { bytes: length => randomBytes(length) } },
    seed: 1,
    scenario: typeof scenario === 'string' ? readScenario(scenario) : scenario,
  })
  const { cloud } = sandbox.description
  const { endpoint, region, ...credentials } = cloud.aws
  const config: CloudStand['config'] = () => ({
    endpoint,
    region,
    credentials,
    maxAttempts: 1,
    systemClockOffset: now - Date.now(),
  })
  const ask = async (url: string, init: RequestInit): Promise<Heard> => {
    const response = await fetch(url, init)
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json') ?? false
    return {
      status: response.status,
      body: isJson ? JSON.parse(text) : text,
      date: Date.parse(response.headers.get('date') ?? ''),
    }
  }
  const cloudflare: CloudStand['cloudflare'] = (path, { method = 'GET', body, token = cloud.cloudflare.token } = {}) =>
    ask(`${cloud.cloudflare.address}/client/v4${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  return {
    sandbox,
    cloud,
    now: () => now,
    pass,
    config,
    cloudWatch: () => new CloudWatchClient(config()),
    autoScaling: () => new AutoScalingClient(config()),
    cloudflare,
    analytics: async (query, variables = {}) =>
      (await cloudflare('/graphql', { method: 'POST', body: { query, variables } })).body,
    admin: (method, path, body) =>
      ask(`${sandbox.url}/sandbox/${path}`, {
        method,
        headers: { authorization: `Token ${sandbox.description.adminToken}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  }
}

/** A value inside an answer; undefined where there is none. */
export const dig = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, step) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, step) : undefined),
    value,
  )

/** Why the real client was refused; throws when it was not. */
export const refusal = async (asked: Promise<unknown>): Promise<{ name: string; message: string }> => {
  try {
    await asked
  } catch (reason) {
    const { name, message } = reason as Error
    return { name, message }
  }
  throw new Error('this was not refused')
}
