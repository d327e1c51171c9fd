import type { RightTried } from '#contract/onsale-hands'
import type { Refusal } from '#contract/refusal'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Notice } from '#parts/notice'
import { StateMark } from '#parts/state-mark'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './plan.module.css'

/** Each right that was tried: held, or what is said instead. */
export const PlanRights = ({ rights }: { readonly rights: readonly RightTried[] }) => {
  const say = useSay()
  const common = sameRefusal(rights)
  return (
    <>
      {common ? (
        <Notice tone="crit" inset>
          {refusalSentence(say, common)}
        </Notice>
      ) : null}
      <table className={classes(styles.rights)} aria-label={say('cloud.right')}>
        <tbody>
          {rights.map(({ right, held, needed, refusal }) => (
            <tr key={right}>
              <th scope="row">{right}</th>
              <td>
                {held ? (
                  <StateMark shape="tick" tone="ok">
                    {say('cloud.held')}
                  </StateMark>
                ) : (
                  <StateMark shape={needed ? 'cross' : 'triangle'} tone={needed ? 'crit' : 'warn'}>
                    {say(needed ? 'cloud.lacking' : 'cloud.lackingOptional')}
                  </StateMark>
                )}
                {refusal && !common ? <p>{refusalSentence(say, refusal)}</p> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

/** What stands in the way of every right alike, such as a wrong region, is said once. */
const sameRefusal = (rights: readonly RightTried[]): Refusal | null => {
  const [first] = rights
  if (!first?.refusal || rights.length < 2) return null
  const sentence = JSON.stringify(first.refusal)
  return rights.every(({ refusal }) => JSON.stringify(refusal) === sentence) ? first.refusal : null
}
