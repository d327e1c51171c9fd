import type { Platform } from './platform-answer.ts'

/** The same platform until `hangUp`: then requests under way end at once as unanswered, and further ones are not begun. For stopping without a long wait. */
export const endable = (platform: Platform): { readonly platform: Platform; readonly hangUp: () => void } => {
  const end = new AbortController()
  const orEnd = (signal: AbortSignal | undefined): AbortSignal => (signal ? AbortSignal.any([end.signal, signal]) : end.signal)
  return {
    platform: {
      organizer: platform.organizer,
      get: (path, search, options) => platform.get(path, search, { ...options, signal: orEnd(options?.signal) }),
      send: (method, path, body, options) => platform.send(method, path, body, { ...options, signal: orEnd(options?.signal) }),
    },
    hangUp: () => end.abort(),
  }
}
