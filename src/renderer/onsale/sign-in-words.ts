import type { SignInTried } from '#contract/onsale-hands'
import type { Say } from '#words/say'

/** What came of a sign-in that was asked for, and what a person does next. */
export const signInWords = ({ started, command }: SignInTried, say: Say): string => {
  if (started) return say('cloud.signInStarted')
  return command === null ? say('cloud.signInNone') : say('cloud.signInCommand', { command })
}
