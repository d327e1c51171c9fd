import { describe, expect, it } from 'vitest'
import { platformUrl, readHandshake } from '#domain/handshake'

const text = '{"handshake_version": 1, "url": "https://tickets.example.org/", "token": "kpp4jn8g2ynzonp6"}'
const read = { ok: true, value: { url: 'https://tickets.example.org', token: 'kpp4jn8g2ynzonp6' } }

describe('the text under a device’s QR code', () => {
  it.each([
    ['as it is', text],
    ['with blanks and line breaks around and inside', `\n  ${text.replaceAll(', ', ',\r\n   ')}\t`],
    ['in typographic quotes', text.replaceAll(/"(\w+)"/g, '“$1”')],
    ['quoted by a program', JSON.stringify(text)],
    ['with words around it', `Device setup: ${text} (scan me)`],
  ])('is read %s', (_how, pasted) => expect(readHandshake(pasted)).toEqual(read))

  it.each([
    ['words', 'hello'],
    ['nothing', ''],
    ['another version', text.replace('1', '2')],
    ['no token', text.replace('kpp4jn8g2ynzonp6', '')],
    ['no address', text.replace('https://tickets.example.org/', 'tickets')],
    ['an address of another kind', text.replace('https:', 'file:')],
    ['ten thousand characters', text + ' '.repeat(10_000)],
  ])('is refused when it is %s', (_what, pasted) =>
    expect(readHandshake(pasted)).toMatchObject({ ok: false, refusal: { code: 'handshake-unreadable' } }),
  )

  it('keeps a path in the address and drops what follows it', () => {
    expect(platformUrl(' https://example.org/tickets//?a=1#b ')).toBe('https://example.org/tickets')
    expect(platformUrl('https://user:pass@example.org')).toBeNull()
  })
})
