import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What came in, and what goes out. */
export type Asked = {
  readonly method: string
  readonly path: string
  readonly search: URLSearchParams
  readonly headers: IncomingMessage['headers']
  readonly body: unknown
}
export type Answer = { readonly status?: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }

/** A web server on loopback that answers as it is told; bodies that are no text go out as JSON. */
export const openSite = async (answer: (asked: Asked) => Answer) => {
  const asked: Asked[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '/', 'http://site')
      const sent = await text(request)
      const one: Asked = {
        method: request.method ?? '',
        path: url.pathname,
        search: url.searchParams,
        headers: request.headers,
        body: sent === '' ? null : (JSON.parse(sent) as unknown),
      }
      asked.push(one)
      const { status = 200, body, headers = {} } = answer(one)
      const isText = typeof body === 'string'
      response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers })
      response.end(isText ? body : JSON.stringify(body))
    })()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
export type Site = Awaited<ReturnType<typeof openSite>>
