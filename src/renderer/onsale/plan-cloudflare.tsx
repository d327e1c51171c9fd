import type { CloudflareTried } from '#contract/onsale-hands'
import { useSay } from '#app/kasa'
import { localZone } from '#app/local-zone'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Notice } from '#parts/notice'
import { Pick } from '#parts/pick'
import { Section } from '#parts/section'
import { Toggle } from '#parts/toggle'
import { dateAndTime } from '#words/format'
import styles from './plan.module.css'
import type { PlanPart } from './plan-parts.ts'
import { PlanRights } from './plan-rights.tsx'
import { TrialRefusal } from './trial-refusal.tsx'
import { useTrial } from './use-trial.ts'

/** Cloudflare's side: the zone, a token that is tried before it is kept, and the waiting room. */
export const PlanCloudflare = ({ draft, change, isWrong, mayTry, atToken }: PlanPart & { readonly atToken: boolean }) => {
  const say = useSay()
  const { cloudflare } = draft
  const trial = useTrial('cloud.try-cloudflare')
  const set = (changes: Partial<typeof cloudflare>): void => change({ cloudflare: { ...cloudflare, ...changes } })
  const tryIt = async (): Promise<void> => {
    if (!mayTry('cloud.cloudflare')) return
    const { address, zone, room, token } = cloudflare
    const tried = await trial.start({
      cloudflare: { address, zone: zone.trim(), room: room || null },
      token: token.trim() || null,
    })
    if (tried) set({ token: '', ...(room === '' && tried.rooms.length === 1 && { room: tried.rooms[0]?.id ?? '' }) })
  }
  const rooms = trial.answer?.rooms ?? []
  const unlisted = cloudflare.room !== '' && !rooms.some(({ id }) => id === cloudflare.room)
  return (
    <Section id="plan-cloudflare" title={say('cloud.cloudflare')} text={say('cloud.cloudflareText')}>
      <div className={classes(styles.part)}>
        <Toggle label={say('cloud.cloudflareOn')} isOn={cloudflare.on} onChange={on => set({ on })} />
        {cloudflare.on ? (
          <>
            <div className={classes(styles.fields)}>
              <Field
                label={say('cloud.zone')}
                value={cloudflare.zone}
                onChange={zone => set({ zone })}
                maxLength={40}
                wrong={isWrong('cloud.cloudflare.zone') ? say('cloud.zoneWrong') : undefined}
              />
              <Field
                type="password"
                autoFocus={atToken}
                label={say('cloud.token')}
                value={cloudflare.token}
                onChange={token => set({ token })}
                maxLength={400}
                hint={say('cloud.tokenHint')}
              />
            </div>
            <div className={classes(styles.row)}>
              <Action onPress={() => void tryIt()} isDisabled={trial.runs || cloudflare.zone.trim() === ''}>
                {say(trial.runs ? 'cloud.trying' : 'cloud.tryCloudflare')}
              </Action>
              {trial.answer ? (
                <p className={classes(styles.muted)}>
                  {tokenWords(trial.answer.tokenEndsAt, say)}
                  {trial.answer.dataset === null ? '' : `, ${say('cloud.dataset', { dataset: trial.answer.dataset })}`}
                </p>
              ) : null}
            </div>
            {trial.answer?.dataset === null ? (
              <Notice tone="warn" inset>
                {say('cloud.noDataset')}
              </Notice>
            ) : null}
            <TrialRefusal refusal={trial.refusal} />
            {trial.answer ? <PlanRights rights={trial.answer.rights} /> : null}
            {rooms.length > 0 || cloudflare.room !== '' ? (
              <div className={classes(styles.fields)}>
                <Pick
                  label={say('cloud.room')}
                  value={cloudflare.room}
                  options={[
                    { value: '', word: say('cloud.noRoom') },
                    ...(unlisted ? [{ value: cloudflare.room, word: cloudflare.room }] : []),
                    ...rooms.map(({ id, name }) => ({ value: id, word: name })),
                  ]}
                  onChange={room => set({ room })}
                />
              </div>
            ) : null}
          </>
        ) : null}
      </div>
    </Section>
  )
}

const tokenWords = (endsAt: CloudflareTried['tokenEndsAt'], say: ReturnType<typeof useSay>): string => {
  if (endsAt === null) return say('cloud.tokenEndless')
  if (endsAt === 'unknown') return say('cloud.tokenEndUnknown')
  return say('cloud.tokenUntil', { time: dateAndTime(endsAt, localZone(), say.language) })
}
