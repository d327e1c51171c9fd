import { EventEmitter } from 'node:events'

// Loaded before a core process that runs under plain Node: the port to its parent that a utility process finds in Electron.
const port = Object.assign(new EventEmitter(), { postMessage: (message: object) => void process.send?.(message) })
const early: unknown[] = []
const hear = (data: unknown): void => void (port.listenerCount('message') > 0 ? port.emit('message', { data }) : early.push(data))
process.on('message', hear)
// as in Electron, what came before anybody listened is kept
port.on('newListener', name => {
  if (name === 'message') queueMicrotask(() => early.splice(0).forEach(hear))
})
Object.defineProperty(process, 'parentPort', { value: port })
