import { granted } from './platform-client.ts'
import type { Answer, Platform, Question } from './platform-client.ts'
import { orderShape } from './platform-shapes.ts'
import type { Order } from './platform-shapes.ts'
import { reservation, sale } from './sale-lines.ts'
import type { Line } from './sale-lines.ts'

/** Where orders are made, read and changed; it remembers what it sold, so that the case can be cleared away. */
export function openOrderDesk(platform: Platform) {
  const orders: { event: string; code: string }[] = []
  const orderPath = (event: string, code: string): string => `${platform.event(event)}/orders/${code}/`

  /** Sends a sale and remembers it for clearing when it was written. */
  async function post(event: string, body: Line, question: Question = {}): Promise<Answer> {
    const answer = await platform.ask('POST', `${platform.event(event)}/orders/`, { ...question, body })
    const written = answer.status === 201 ? orderShape.safeParse(answer.body) : null
    if (written?.success === true && written.data.code !== 'PREVIEW') orders.push({ event, code: written.data.code })
    return answer
  }

  /** A sale that must be written. */
  async function sold(event: string, positions: readonly Line[], changes: Line = {}): Promise<Order> {
    return granted(await post(event, sale(positions, changes)), 201, orderShape)
  }

  /** A reservation that must be written. */
  async function reserved(event: string, positions: readonly Line[], changes: Line = {}): Promise<Order> {
    return granted(await post(event, reservation(positions, changes)), 201, orderShape)
  }

  /** The order as the platform has it now. */
  async function readBack(event: string, code: string, query = ''): Promise<Order> {
    return granted(await platform.ask('GET', `${orderPath(event, code)}${query}`), 200, orderShape)
  }

  /** Something done to an order: `mark_canceled`, `payments`, `payments/1/confirm` … */
  async function act(event: string, code: string, action: string, body: Line = {}): Promise<Answer> {
    return platform.ask('POST', `${orderPath(event, code)}${action}/`, { body })
  }

  /** Cancels what was sold since the last clearing. */
  async function clearOrders(): Promise<void> {
    for (const { event, code } of orders.splice(0)) await act(event, code, 'mark_canceled', { send_email: false })
  }

  return { post, sold, reserved, readBack, act, clearOrders }
}
