import { expect, it } from 'vitest'
import { differenceOf } from '#domain/printed-order'

const printed = {
  code: 'AAB1234567',
  currency: 'PLN',
  totalMinor: 5_450,
  positions: [
    { number: 1, secret: 'one', priceMinor: 3_450 },
    { number: 2, secret: 'two', priceMinor: 2_000 },
  ],
}
const held = {
  total: '54.50',
  positions: [
    { positionid: 2, secret: 'two', price: '20.00' },
    { positionid: 1, secret: 'one', price: '34.50' },
  ],
}
const [second, first] = held.positions
if (!first || !second) throw new Error('two positions')

it('paper and platform agree, whatever the order of the positions and the digits of the money', () => {
  expect(differenceOf(printed, held)).toBeNull()
  expect(differenceOf(printed, { ...held, total: '54.5' })).toBeNull()
  const yen = { ...printed, currency: 'JPY', totalMinor: 500, positions: [{ number: 1, secret: 'one', priceMinor: 500 }] }
  expect(differenceOf(yen, { total: '500.00', positions: [{ positionid: 1, secret: 'one', price: '500' }] })).toBeNull()
})

it('a ticket with another secret, or one that is missing, weighs more than money', () => {
  const differs = { code: 'differs-secret', parameters: { code: 'AAB1234567' } }
  expect(differenceOf(printed, { total: '1.00', positions: [{ ...first, secret: 'other' }, second] })).toEqual(differs)
  expect(differenceOf(printed, { ...held, positions: [first] })).toEqual(differs)
  expect(differenceOf(printed, { ...held, positions: [first, second, { ...second, positionid: 3 }] })).toEqual(differs)
})

it('another total or price is told, and so is money that cannot be read', () => {
  const differs = { code: 'differs-total', parameters: { code: 'AAB1234567' } }
  expect(differenceOf(printed, { ...held, total: '54.51' })).toEqual(differs)
  expect(differenceOf(printed, { ...held, positions: [{ ...first, price: '34.49' }, second] })).toEqual(differs)
  expect(differenceOf(printed, { ...held, total: 'much' })).toEqual(differs)
})
