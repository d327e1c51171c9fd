import { expect, it } from 'vitest'
import { sayIn } from '#words/say'
import { signInWords } from '../../../../src/renderer/onsale/sign-in-words.ts'

it('what came of a sign-in says what to do next: wait, type a command, or renew keys where they come from', () => {
  const words = (started: boolean, command: string | null): string => signInWords({ started, command }, sayIn('en'))
  expect(words(true, 'aws login --profile prod')).toMatch(/browser/)
  expect(words(false, 'aws login --profile prod')).toBe('Run in a terminal: aws login --profile prod')
  expect(words(false, null)).toMatch(/no sign-in/)
})
