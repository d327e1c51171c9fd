import { describe, expect, it } from 'vitest'
import { soundTag } from '../../../src/renderer/app/language-tag.ts'

describe('the language of the browser', () => {
  it('is taken as it is where formats can be made of it', () => {
    for (const tag of ['pl', 'pl-PL', 'en-GB', 'zh-Hant-TW']) expect(soundTag(tag)).toBe(tag)
  })

  it('of a system with a POSIX locale is what that locale means, and never stops the till', () => {
    expect(['en-US@posix', 'pl_PL.UTF-8', 'de_DE@euro', 'C', 'POSIX', ''].map(soundTag)).toEqual([
      'en-US',
      'pl-PL',
      'de-DE',
      'en-US',
      'posix',
      'en-US',
    ])
    for (const tag of ['en-US@posix', 'C', 'POSIX', '@', 'x_', '0'])
      expect(() => new Intl.NumberFormat(soundTag(tag))).not.toThrow()
  })
})
