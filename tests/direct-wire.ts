import type { Result } from '#contract/refusal'
import type { Handlers, Wire } from '#contract/wire'
import { dispatch } from '#main/dispatch'
import type { Announcer } from '#main/feed'
import type { LogEntry } from '#main/world'

/** The wire without a door: what is said passes through the same law, as text would carry it. For tests in the core's own process. */
export const directWire = (
  interior: { readonly handlers: Handlers; readonly feed: Announcer },
  log: (entry: LogEntry) => void,
): Wire => ({
  call: async (method, input) => asText(await dispatch(interior.handlers, log, method, asText(input))) as Result<never>,
  listen: (topic, told) => interior.feed.listen(topic, message => told(asText(message))),
})

/** What would arrive at the other end of a real wire: nothing shared, nothing that text cannot carry. */
const asText = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value))
