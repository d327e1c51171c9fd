/** The one channel a page may ask on: `invoke(askChannel, method, input as JSON)` answers a `Result` as JSON. */
export const askChannel = 'kasa:ask'

/** The one channel the page is told things on: a topic and a message as JSON. */
export const tellChannel = 'kasa:tell'

/** Beside the topics of the feed: whether the core's process stands, `"answering"` or `"silent"`. */
export const coreTopic = 'core'
