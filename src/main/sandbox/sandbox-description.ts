import type { CloudDescription } from './cloud/cloud.ts'

/** What a client needs to know of a running sandbox; the same keys that the start of a real test platform prints. */
export type SandboxDescription = {
  readonly url: string
  readonly organizer: string
  readonly events: readonly string[]
  readonly adminToken: string
  readonly handshake: { readonly handshake_version: 1; readonly url: string; readonly token: string }
  readonly deviceToken: string
  readonly scanToken: string
  readonly cloud: CloudDescription
}
