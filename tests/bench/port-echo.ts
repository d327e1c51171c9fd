// A bare process behind a port: answers each message with the text it was started with.
const text = process.argv[2] ?? ''
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a process, not a window
process.parentPort.on('message', () => process.parentPort.postMessage(text))
