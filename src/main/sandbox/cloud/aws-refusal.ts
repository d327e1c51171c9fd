import type { CloudAnswer } from './cloud-request.ts'

/** What AWS answers when it does not do what it is asked: the code and the sentence as Amazon writes them. */
export type AwsRefusal = { readonly refused: true; readonly status: number; readonly code: string; readonly message: string }

export const refuse = (status: number, code: string, message: string): AwsRefusal => ({ refused: true, status, code, message })
export const invalid = (message: string): AwsRefusal => refuse(400, 'ValidationError', message)

export function isRefusal(value: unknown): value is AwsRefusal {
  return typeof value === 'object' && value !== null && 'refused' in value
}

/** In JSON 1.0, with the code of the older protocol beside it, by which clients name their errors. */
export function refusalAsJson({ status, code, message }: AwsRefusal, requestId: string): CloudAnswer {
  const type = code === 'Throttling' ? 'ThrottlingException' : code
  return {
    status,
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amzn-requestid': requestId,
      'x-amzn-query-error': `${code};${status < 500 ? 'Sender' : 'Receiver'}`,
    },
    body: JSON.stringify({ __type: `com.amazonaws.cloudwatch.v2010_08_01#${type}`, message }),
  }
}

/** In the XML of the Query protocol. */
export function refusalAsXml({ status, code, message }: AwsRefusal, namespace: string, requestId: string): CloudAnswer {
  const type = status < 500 ? 'Sender' : 'Receiver'
  const error = `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: `<ErrorResponse xmlns="${namespace}">${error}<RequestId>${requestId}</RequestId></ErrorResponse>`,
  }
}

/** In the XML of EC2, which is older than the others'. */
export function refusalAsEc2({ status, code, message }: AwsRefusal, requestId: string): CloudAnswer {
  const error = `<Error><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`
  return {
    status,
    headers: { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Response><Errors>${error}</Errors><RequestID>${requestId}</RequestID></Response>`,
  }
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
