import type { connect as polish } from '../pl/connect.ts'
import type { Same } from '../same.ts'

/** The first screen: joining a till to its platform. */
export const connect = {
  title: 'Connect the till to its platform',
  intro: 'In pretix go to Organiser, Devices, Add device. Copy the text under the QR code and paste it here.',
  handshake: 'Text under the QR code',
  handshakeHint: 'begins with a curly brace',
  till: 'Name of the till',
  tillHint: 'for example Till 2, west gate',
  cashier: 'Who sells',
  connect: 'Connect',
  connecting: 'Connecting to the platform',
  fetching: 'Fetching events. Selling starts as soon as they are in.',
  once: 'The text works once. If connecting fails, create a new one in pretix.',
  ready: 'Till connected to {organizer}',
} as const satisfies Same<typeof polish>
