import { expect, test } from 'vitest'
import { refusal } from '#contract/refusal'
import { refusedFigures } from '#monitor/hands/ledger'

test('a command that was refused stands in the ledger with the words of who refused it', () => {
  const text = 'total_active_users must be greater than or equal to new_users_per_minute'
  expect(refusedFigures(refusal('cloudflare-refused', { text }))).toEqual({
    refusedText: 'cloudflare-refused',
    failureText: text,
  })
  expect(refusedFigures(refusal('cloudflare-failed'))).toEqual({ refusedText: 'cloudflare-failed' })
})
