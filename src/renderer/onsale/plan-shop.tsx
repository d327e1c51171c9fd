import { useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Section } from '#parts/section'
import { Toggle } from '#parts/toggle'
import { lasts } from '#words/format'
import styles from './plan.module.css'
import { hasRoom } from './plan-draft.ts'
import type { PlanPart } from './plan-parts.ts'
import { TrialRefusal } from './trial-refusal.tsx'
import { useTrial } from './use-trial.ts'

/** The shop as a buyer sees it, and the queue before it where it says how long it is. */
export const PlanShop = (part: PlanPart) => {
  const say = useSay()
  return (
    <Section id="plan-shop" title={say('cloud.shop')} text={say('cloud.shopText')}>
      <div className={classes(styles.part)}>
        <Shop {...part} />
        <Queue {...part} />
      </div>
    </Section>
  )
}

const Shop = ({ draft, change, isWrong, mayTry }: PlanPart) => {
  const say = useSay()
  const { shop } = draft
  const trial = useTrial('cloud.try-shop')
  const set = (changes: Partial<typeof shop>): void => change({ shop: { ...shop, ...changes } })
  const answer = trial.answer
  const tryIt = (): void => {
    if (mayTry('cloud.shop')) void trial.start({ shop: { url: shop.url.trim(), iksoris: shop.iksoris } })
  }
  return (
    <>
      <Toggle label={say('cloud.shopOn')} isOn={shop.on} onChange={on => set({ on })} />
      {shop.on ? (
        <>
          <Field
            label={say('cloud.shopUrl')}
            value={shop.url}
            onChange={url => set({ url })}
            maxLength={500}
            hint={say('cloud.shopUrlHint')}
            wrong={isWrong('cloud.shop.url') ? say('cloud.urlWrong') : undefined}
          />
          <Toggle label={say('cloud.iksoris')} isOn={shop.iksoris} onChange={iksoris => set({ iksoris })} />
          <div className={classes(styles.row)}>
            <Action onPress={tryIt} isDisabled={trial.runs || shop.url.trim() === ''}>
              {say(trial.runs ? 'cloud.trying' : 'cloud.tryShop')}
            </Action>
            <p role="status">
              {answer
                ? [
                    answer.maintenance
                      ? say('cloud.shopMaintenance')
                      : say('cloud.shopAnswered', { duration: milliseconds(answer.ms, say) }),
                    ...(answer.programme === null ? [] : [say('cloud.programme', { count: answer.programme })]),
                  ].join(' ')
                : ''}
            </p>
          </div>
          <TrialRefusal refusal={trial.refusal} />
        </>
      ) : null}
    </>
  )
}

const Queue = ({ draft, change, isWrong, mayTry }: PlanPart) => {
  const say = useSay()
  const { queue } = draft
  const isRoom = hasRoom(draft)
  const trial = useTrial('cloud.try-queue')
  const set = (changes: Partial<typeof queue>): void => change({ queue: { ...queue, ...changes } })
  const tryIt = (): void => {
    if (!mayTry('cloud.queue')) return
    void trial.start({
      queue: {
        url: queue.url.trim(),
        waiting: queue.waiting.trim(),
        admitted: queue.admitted.trim() || null,
        wait: queue.wait.trim() || null,
      },
    })
  }
  return (
    <>
      {isRoom ? (
        <p className={classes(styles.muted)}>{say('cloud.queueIsRoom')}</p>
      ) : (
        <Toggle label={say('cloud.queueOn')} isOn={queue.on} onChange={on => set({ on })} />
      )}
      {queue.on && !isRoom ? (
        <>
          <p className={classes(styles.muted)}>{say('cloud.queueText')}</p>
          <Field
            label={say('cloud.queueUrl')}
            value={queue.url}
            onChange={url => set({ url })}
            maxLength={500}
            wrong={isWrong('cloud.queue.url') ? say('cloud.urlWrong') : undefined}
          />
          <div className={classes(styles.fields)}>
            <Field
              label={say('cloud.fieldWaiting')}
              value={queue.waiting}
              onChange={waiting => set({ waiting })}
              maxLength={200}
              wrong={isWrong('cloud.queue.waiting') ? say('cloud.fieldWrong') : undefined}
            />
            <Field
              label={say('cloud.fieldAdmitted')}
              value={queue.admitted}
              onChange={admitted => set({ admitted })}
              maxLength={200}
            />
            <Field label={say('cloud.fieldWait')} value={queue.wait} onChange={wait => set({ wait })} maxLength={200} />
          </div>
          <div className={classes(styles.row)}>
            <Action onPress={tryIt} isDisabled={trial.runs || queue.url.trim() === '' || queue.waiting.trim() === ''}>
              {say(trial.runs ? 'cloud.trying' : 'cloud.tryQueue')}
            </Action>
            <p role="status">{trial.answer ? say('cloud.queueAnswered', { count: trial.answer.waiting }) : ''}</p>
          </div>
          <TrialRefusal refusal={trial.refusal} />
        </>
      ) : null}
    </>
  )
}

/** `240 ms` below a second, where `lasts` would say nothing. */
const milliseconds = (ms: number, say: ReturnType<typeof useSay>): string =>
  ms < 1000 ? `${Math.round(ms)}\u00a0ms` : lasts(ms, say)
