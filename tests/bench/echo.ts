// A bare node:http server: reads the request and answers with the text it was started with. Prints {"url"}.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const text = process.argv[2] ?? ''
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end(text))
})
server.listen(0, '127.0.0.1', () =>
  console.log(JSON.stringify({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })),
)
