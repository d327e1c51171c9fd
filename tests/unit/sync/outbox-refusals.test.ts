import { describe, expect, it } from 'vitest'
import { codeIsTaken, uploadRefusal } from '#sync/upload-refusal'

const sent = JSON.stringify({ code: 'AB12345', positions: [{ item: 1 }, { item: 1, seat: 'trib-4-17' }] })
const why = (body: unknown, status = 400) => uploadRefusal(status, body, sent)

describe('the platform’s no, in words of the trade', () => {
  it('names the seat that is gone, by its name or else its mark', () => {
    expect(why({ positions: [{}, { seat: ['The selected seat "Row 4, Seat 17" is not available.'] }] })).toEqual({
      code: 'upload-seat',
      parameters: { seat: 'Row 4, Seat 17' },
    })
    expect(why({ positions: [{}, { seat: ['The specified seat does not exist.'] }] }).parameters).toEqual({ seat: 'trib-4-17' })
  })
  it('names the quota that is full', () => {
    const text = 'There is not enough quota available on quota "Stalls" to perform the operation.'
    expect(why({ positions: [{}, { item: [text] }] })).toEqual({ code: 'upload-quota', parameters: { quota: 'Stalls' } })
    expect(why([text])).toEqual({ code: 'upload-quota', parameters: { quota: 'Stalls' } })
  })
  it('tells products, vouchers, codes and events apart', () => {
    expect(why({ positions: [{ item: ['Invalid pk "9" - object does not exist.'] }] }).code).toBe('upload-product')
    expect(why({ positions: [{ voucher: ['This voucher is expired.'] }] }).code).toBe('upload-voucher')
    expect(why({ code: ['This order code contains invalid characters.'] })).toEqual({
      code: 'upload-code',
      parameters: { code: 'AB12345' },
    })
    expect(why({ detail: 'Not found.' }, 404).code).toBe('upload-event')
  })
  it('shows the platform’s own words for anything else, but not ten megabytes of them', () => {
    expect(why({ sales_channel: ['Unknown sales channel.'] })).toEqual({
      code: 'upload-other',
      parameters: { text: 'Unknown sales channel.' },
    })
    expect(why(['x'.repeat(10_000)]).parameters['text']).toHaveLength(300)
    expect(why(null)).toEqual({ code: 'upload-other', parameters: { text: 'HTTP 400' } })
  })
  it('knows a code that is taken, alone or among other complaints, and a racing twin', () => {
    expect(codeIsTaken({ code: ['This order code is already in use.'], positions: [{ seat: ['taken'] }] })).toBe(true)
    expect(codeIsTaken(['Integrity error, possibly duplicate submission of same order.'])).toBe(true)
    expect(codeIsTaken({ code: ['This order code contains invalid characters.'] })).toBe(false)
  })
})
