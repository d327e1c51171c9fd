import type { RightTried } from '#contract/onsale-hands'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { StateMark } from '#parts/state-mark'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './plan.module.css'

/** Each right that was tried: held, or what is said instead. */
export const PlanRights = ({ rights }: { readonly rights: readonly RightTried[] }) => {
  const say = useSay()
  return (
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
              {refusal ? <p>{refusalSentence(say, refusal)}</p> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
