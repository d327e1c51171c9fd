import type { Refusal } from '#contract/refusal'
import type { Topic } from '#contract/wire'
import type { Choices } from './choices.ts'

/** What a core's process is told first. `keyStore`: secrets are kept by the window's process, else in the core's own file. */
export type Opening = { readonly choices: Choices; readonly language: 'pl' | 'en'; readonly keyStore: boolean }

/** One wish about a secret; the answer is the secret or null. */
export type SecretWish =
  | { readonly act: 'get' | 'remove'; readonly name: string }
  | { readonly act: 'set'; readonly name: string; readonly secret: string }

/** From the window's process to the core's. What the wire says crosses as text: nobody on the way looks into it. */
export type ToCore =
  | ({ readonly kind: 'open' } & Opening)
  | { readonly kind: 'ask'; readonly id: number; readonly method: string; readonly text: string }
  | { readonly kind: 'secret'; readonly id: number; readonly secret: string | null; readonly failed: boolean }
  | { readonly kind: 'power'; readonly change: 'suspend' | 'resume' }
  | { readonly kind: 'close' }

/** From the core's process to the window's. `refused`: the file cannot be opened; trying again would not help. */
export type FromCore =
  | { readonly kind: 'open'; readonly complaint: Refusal | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'answer'; readonly id: number; readonly text: string }
  | { readonly kind: 'told'; readonly topic: Topic; readonly text: string }
  | { readonly kind: 'secret'; readonly id: number; readonly wish: SecretWish }
