import { useState } from 'react'
import type { Answer, Input, Method } from '#contract/methods'
import type { Refusal } from '#contract/refusal'
import { useKasa } from '#app/kasa'

/** Something that a person tries before it is kept: under way, what came of it, or why nothing did. */
export type Trial<M extends Method> = {
  readonly runs: boolean
  readonly answer: Answer<M> | null
  readonly refusal: Refusal | null
  readonly start: (input: Input<M>) => Promise<Answer<M> | null>
}

/** One trial at a time; the answer of the last one stands until the next. */
export const useTrial = <M extends Method>(method: M): Trial<M> => {
  const { wire } = useKasa()
  const [state, setState] = useState<Omit<Trial<M>, 'start'>>({ runs: false, answer: null, refusal: null })
  return {
    ...state,
    start: async input => {
      setState(known => ({ ...known, runs: true, refusal: null }))
      const answer = await wire.call(method, input)
      setState(
        answer.ok ? { runs: false, answer: answer.value, refusal: null } : { runs: false, answer: null, refusal: answer.refusal },
      )
      return answer.ok ? answer.value : null
    },
  }
}
