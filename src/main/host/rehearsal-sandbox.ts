import { z } from 'zod'
import type { Checked } from '#contract/methods'
import type { FaultKind } from '#contract/rehearsal'
import { faultKinds } from '#contract/rehearsal'
import type { Pacing } from './virtual-clock.ts'
import type { SandboxProcess } from './sandbox-process.ts'

/** What is asked of a sandbox that plays a scenario: how its clock goes, its faults, and what they cost. */
export type RehearsalSandbox = {
  readonly pacing: () => Promise<Pacing>
  readonly pace: (pacing: Pacing) => Promise<void>
  readonly switchFault: (kind: FaultKind, wanted: FaultWish) => Promise<RehearsalState['faults']>
  readonly signIn: () => Promise<void>
  readonly state: () => Promise<RehearsalState>
}
/** A fault switched; minutes from the start of the sale where it is also moved. */
export type FaultWish = Omit<Checked<'rehearsal.fault'>, 'kind'>
export type RehearsalState = z.output<typeof stateShape>

const pacingShape = z.object({ realAt: z.number(), virtualAt: z.number(), speed: z.number() })
const stateShape = z.object({
  sold: z.number(),
  soldWithoutFaults: z.number(),
  sessionEndsAt: z.number().nullable(),
  faults: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(faultKinds),
      fromMinute: z.number(),
      toMinute: z.number(),
      on: z.boolean(),
      figures: z.record(z.string(), z.number()),
      ordersLost: z.number().nullable(),
      came: z.boolean(),
    }),
  ),
})
const answerMs = 20_000

/** The sandbox's own addresses. It is a part of Kasa: an answer that is not one is a fault. */
export const rehearsalSandbox = ({ url, adminToken }: Pick<SandboxProcess, 'url' | 'adminToken'>): RehearsalSandbox => {
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/sandbox/${path}`, {
      method,
      headers: { authorization: `Token ${adminToken}`, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(answerMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${method} ${path}: ${await response.text()}`)
    return response.json()
  }
  return {
    pacing: async () => pacingShape.parse(await ask('GET', 'clock')),
    pace: async pacing => void (await ask('PUT', 'clock', pacing)),
    switchFault: async (kind, wanted) => stateShape.parse(await ask('PUT', 'rehearsal', { kind, ...wanted })).faults,
    signIn: async () => void (await ask('POST', 'rehearsal/sign-in')),
    state: async () => stateShape.parse(await ask('GET', 'rehearsal')),
  }
}
