import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AwsSession } from '#main/world'

/** One request as Amazon sees it. `action`: of the header in JSON, of the form in Query. */
export type Asked = {
  readonly action: string
  readonly service: string
  readonly region: string
  readonly headers: IncomingMessage['headers']
  readonly json: Record<string, unknown>
  readonly form: URLSearchParams
  readonly body: string
}
export type Said =
  | { readonly kind: 'json'; readonly body: unknown; readonly headers?: Record<string, string> }
  | { readonly kind: 'xml'; readonly body: string }
  | {
      readonly kind: 'no'
      readonly status: number
      readonly code: string
      readonly message: string
      readonly headers?: Record<string, string>
    }
  | { readonly kind: 'raw'; readonly status: number; readonly body: string }
  | { readonly kind: 'hang' }
  | { readonly kind: 'cut' }

export type FakeAmazon = {
  readonly endpoint: string
  readonly asked: Asked[]
  /** How each action is answered; one that is not here is denied. */
  readonly answers: Map<string, (asked: Asked) => Said>
  readonly session: Extract<AwsSession, { kind: 'session' }>
  readonly close: () => Promise<void>
}

/** Amazon on loopback in its own two protocols: JSON 1.0 for CloudWatch, Query with XML for the rest. What it says is up to the test. */
export const startFakeAmazon = async (): Promise<FakeAmazon> => {
  const asked: Asked[] = []
  const answers = new Map<string, (asked: Asked) => Said>()
  const attend = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = understood(request, await readBody(request))
    asked.push(one)
    const say = answers.get(one.action)
    send(one, response, say?.(one) ?? { kind: 'no', status: 403, code: 'AccessDenied', message: `no ${one.action}` })
  }
  const server = createServer((request, response) => void attend(request, response))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
  return {
    endpoint,
    asked,
    answers,
    session: {
      kind: 'session',
      accessKeyId: 'AKIDEXAMPLE',
      secretAccessKey: 'SECRET',
      sessionToken: 'TOKEN',
      endsAt: null,
      renews: false,
      region: 'eu-central-1',
      endpoint,
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(Buffer.from(piece as Uint8Array))
  return Buffer.concat(pieces).toString('utf8')
}

/** The key that signed a request: which profile asked. */
export const keyOf = ({ headers }: Asked): string => /Credential=([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? ''

const understood = ({ headers }: IncomingMessage, body: string): Asked => {
  const target = headers['x-amz-target']
  const form = new URLSearchParams(target ? '' : body)
  const [, , , region = '', service = ''] =
    /Credential=([^/]+)\/(\d+)\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '') ?? []
  return {
    action: typeof target === 'string' ? (target.split('.')[1] ?? '') : (form.get('Action') ?? ''),
    service,
    region,
    headers,
    json: target && body ? (JSON.parse(body) as Record<string, unknown>) : {},
    form,
    body,
  }
}

const send = (asked: Asked, response: ServerResponse, said: Said): void => {
  const id = { 'x-amzn-requestid': 'request-1' }
  const isJson = asked.headers['x-amz-target'] !== undefined
  switch (said.kind) {
    case 'hang':
      return
    case 'cut':
      response.socket?.destroy()
      return
    case 'raw':
      response.writeHead(said.status, { 'content-type': 'text/html', ...id }).end(said.body)
      return
    case 'json':
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0', ...id, ...said.headers })
      response.end(JSON.stringify(said.body))
      return
    case 'xml':
      response.writeHead(200, { 'content-type': 'text/xml', ...id })
      response.end(
        `<${asked.action}Response xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><${asked.action}Result>${said.body}</${asked.action}Result><ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></${asked.action}Response>`,
      )
      return
    case 'no':
      response.writeHead(said.status, {
        'content-type': isJson ? 'application/x-amz-json-1.0' : 'text/xml',
        ...id,
        ...said.headers,
      })
      response.end(
        isJson
          ? JSON.stringify({ __type: `com.amazonaws.cloudwatch#${said.code}`, message: said.message })
          : `<ErrorResponse><Error><Type>Sender</Type><Code>${said.code}</Code><Message>${said.message}</Message></Error><RequestId>request-1</RequestId></ErrorResponse>`,
      )
  }
}

export const json = (body: unknown): Said => ({ kind: 'json', body })
export const xml = (body: string): Said => ({ kind: 'xml', body })
export const no = (code: string, message = code, status = 400, headers?: Record<string, string>): Said => ({
  kind: 'no',
  status,
  code,
  message,
  ...(headers ? { headers } : {}),
})

/** Tags with their contents; a list becomes `member` elements. */
export type Tags = { readonly [tag: string]: string | number | Tags | readonly Tags[] }
export const tags = (content: Tags): string =>
  Object.entries(content)
    .map(([tag, value]) => `<${tag}>${inner(value)}</${tag}>`)
    .join('')
const inner = (value: Tags[string]): string => {
  if (typeof value === 'string' || typeof value === 'number')
    return String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return isList(value) ? value.map(item => `<member>${tags(item)}</member>`).join('') : tags(value)
}
const isList = (value: Tags[string]): value is readonly Tags[] => Array.isArray(value)
