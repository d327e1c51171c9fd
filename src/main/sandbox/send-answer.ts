import type { ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'

const GARBAGE_CHUNK_BYTES = 65_536

/** Writes an answer with the headers the platform sends; `cut` promises the whole body and hangs up in its middle. */
export function sendAnswer(response: ServerResponse, answer: Answer, { at, cut }: { at: number; cut: boolean }): void {
  const content = answer.text?.content ?? (answer.body === undefined ? '' : JSON.stringify(answer.body))
  const bytes = Buffer.from(content, 'utf8')
  response.statusCode = answer.status
  response.sendDate = false
  response.setHeader('Date', new Date(at).toUTCString())
  if (answer.status !== 204 && answer.status !== 304)
    response.setHeader('Content-Type', answer.text?.contentType ?? 'application/json')
  response.setHeader('Vary', 'Accept-Language, Cookie, Host')
  response.setHeader('Content-Language', 'en')
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value)
  if (answer.status === 204 || answer.status === 304) return void response.end()
  response.setHeader('Content-Length', bytes.length)
  if (!cut) return void response.end(bytes)
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.socket?.destroy())
}

/** Sends bytes that are no JSON, until they are enough or the client has had enough. */
export function sendGarbage(response: ServerResponse, length: number): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': length })
  const chunk = Buffer.alloc(GARBAGE_CHUNK_BYTES, '#garbage')
  let left = length
  const push = (): void => {
    while (left > 0) {
      const piece = chunk.subarray(0, Math.min(left, chunk.length))
      left -= piece.length
      if (!response.write(piece)) return void response.once('drain', push)
    }
    response.end()
  }
  push()
}
