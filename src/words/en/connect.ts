import type { connect as polish } from '../pl/connect.ts'
import type { Same } from '../same.ts'

/** The first screen: joining a till to its platform. */
export const connect = {
  title: 'Connect the till to its platform',
  intro: 'Kasa sells tickets from pretix. First it gets a device key of its own from there. It takes a minute.',
  step1: 'In pretix open the organiser and go to Devices.',
  step2: 'Create a device, choose its events and a security profile that may sell.',
  step3: 'Open Connect at that device. Copy the text under the QR code.',
  step4: 'Paste it below.',
  handshake: 'Text under the QR code',
  handshakeHint: 'It begins with a curly brace and holds the address of the platform.',
  leadsTo: 'Leads to {url}',
  unreadable: 'This is not the text under a device QR code. Copy it in pretix once more, all of it.',
  till: 'Name of the till',
  tillHint: 'For example Till 2, west gate. It stands on receipts.',
  cashier: 'Who sells',
  cashierHint: 'Stored with every sale. Settings can change it.',
  connect: 'Connect',
  connecting: 'Connecting to the platform',
  connectingText: 'The till fetches its key and checks what it may do and the clock. Usually a few seconds.',
  once: 'The text works once. If connecting fails and pretix shows the device as connected, create a new one there.',
} as const satisfies Same<typeof polish>
