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
          {rights.map(each => (
            <tr key={each.right}>
              <th scope="row">{each.right}</th>
              <td>
                <Standing tried={each} />
                {each.refusal && !common ? <Why tried={each} refusal={each.refusal} /> : null}
                {each.cut ? <p>{say('cloud.listCut')}</p> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

const Standing = ({ tried: { held, needed, untried } }: { readonly tried: RightTried }) => {
  const say = useSay()
  if (untried)
    return (
      <StateMark shape="circle" tone="warn">
        {say('cloud.untried')}
      </StateMark>
    )
  if (held)
    return (
      <StateMark shape="tick" tone="ok">
        {say('cloud.held')}
      </StateMark>
    )
  return (
    <StateMark shape={needed ? 'cross' : 'triangle'} tone={needed ? 'crit' : 'warn'}>
      {say(needed ? 'cloud.lacking' : 'cloud.lackingOptional')}
    </StateMark>
  )
}

/** What a trial changed that it should not have changed is said aloud. */
const Why = ({ tried, refusal }: { readonly tried: RightTried; readonly refusal: Refusal }) => {
  const say = useSay()
  const changed = tried.held && (refusal.code === 'servers-trial-taken' || refusal.code === 'servers-trial-left')
  if (!changed) return <p>{refusalSentence(say, refusal)}</p>
  return (
    <Notice tone="crit" inset>
      {refusalSentence(say, refusal)}
    </Notice>
  )
}

/** What stands in the way of every right alike, such as a wrong region, is said once. */
const sameRefusal = (rights: readonly RightTried[]): Refusal | null => {
  const [first] = rights
  if (!first?.refusal || rights.length < 2) return null
  const sentence = JSON.stringify(first.refusal)
  return rights.every(({ refusal }) => JSON.stringify(refusal) === sentence) ? first.refusal : null
}
