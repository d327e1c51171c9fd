import { useEffect, useRef, useState } from 'react'
import type { StoreApi } from 'zustand/vanilla'
import type { CloudOffer } from '#contract/onsale-methods'
import type { OnsalePlan } from '#contract/onsale-plan'
import type { Refusal } from '#contract/refusal'
import type { ShowingSummary } from '#contract/showing'
import { useFrame, useKasa, useSay } from '#app/kasa'
import { Action } from '#parts/action'
import { classes } from '#parts/classes'
import { Page } from '#parts/page'
import { Sheet } from '#parts/sheet'
import { WaitingRows } from '#parts/waiting-rows'
import { decimalSign } from '#words/format'
import { refusalSentence } from '#words/refusal-sentence'
import styles from './plan.module.css'
import { PlanAws } from './plan-aws.tsx'
import { PlanCloudflare } from './plan-cloudflare.tsx'
import { draftOf, entryOf } from './plan-draft.ts'
import { PlanLimits } from './plan-limits.tsx'
import { PlanSale, saleName } from './plan-sale.tsx'
import { PlanShop } from './plan-shop.tsx'
import type { OnsaleState } from './onsale-slice.ts'

type PlanProps = {
  readonly slice: StoreApi<OnsaleState>
  /** The plan to change; null: a new one. */
  readonly plan: OnsalePlan | null
  /** Begins at the token of Cloudflare instead of at the top. */
  readonly atToken: boolean
  readonly onDone: (onsale: string | null) => void
}

/** Planning an on-sale: what is on sale and when, the cloud that carries it with each right tried, and the limits nobody reports. */
export const PlanScreen = (props: PlanProps) => {
  const say = useSay()
  const { wire } = useKasa()
  const showings = useFrame(frame => frame.showings)
  const [offer, setOffer] = useState<CloudOffer | null | undefined>(undefined)
  useEffect(() => {
    void wire.call('cloud.offer', {}).then(answer => setOffer(answer.ok ? answer.value : null))
  }, [wire])
  if (showings === null || offer === undefined)
    return (
      <Page title={say(titleOf(props.plan))}>
        <WaitingRows rows={6} label={say('frame.loading')} />
      </Page>
    )
  return <PlanForm {...props} showings={showings} offer={offer} />
}

const titleOf = (plan: OnsalePlan | null) => (plan ? 'cloud.titleChange' : 'cloud.titleNew')

const PlanForm = (props: PlanProps & { readonly showings: readonly ShowingSummary[]; readonly offer: CloudOffer | null }) => {
  const say = useSay()
  const { slice, plan, onDone, showings, offer } = props
  const { ask } = slice.getState()
  const [draft, setDraft] = useState(() =>
    draftOf({
      plan,
      offer,
      showings,
      now: Date.now(),
      nameOf: showing => saleName(showing, say),
      decimal: decimalSign(say.language),
    }),
  )
  const [tried, setTried] = useState(false)
  const [triedParts, setTriedParts] = useState<readonly string[]>([])
  const [misses, setMisses] = useState(0)
  const [saving, setSaving] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const read = entryOf(draft, showings)
  const faulty = 'wrong' in read ? [...read.wrong] : []
  const wrong = new Set(faulty.filter(field => tried || triedParts.some(each => field.startsWith(each))))
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (misses > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [misses])
  const part = {
    draft,
    change: (changes: Partial<typeof draft>) => setDraft(known => ({ ...known, ...changes })),
    isWrong: (...fields: readonly string[]) => fields.some(field => wrong.has(field)),
    mayTry: (tryPart: string) => {
      setTriedParts(known => [...known, tryPart])
      const held = faulty.some(field => field.startsWith(tryPart))
      if (held) setMisses(misses + 1)
      return !held
    },
  }
  const save = async (watched: boolean): Promise<void> => {
    setTried(true)
    if (!('entry' in read)) return setMisses(misses + 1)
    setSaving(true)
    const saved = await ask('onsale.save', { id: plan?.id ?? null, plan: read.entry })
    const kept =
      saved.ok && saved.value.watched !== watched ? await ask('onsale.watch', { onsale: saved.value.id, watched }) : saved
    setSaving(false)
    if (kept.ok) onDone(kept.value.id)
    else setRefusal(kept.refusal)
  }
  return (
    <Page
      title={say(titleOf(plan))}
      foot={
        <div className={classes(styles.foot)}>
          <p role="alert" className={classes(styles.footWords)}>
            {wrong.size > 0 ? say('cloud.wrongFields', { count: wrong.size }) : null}
            {wrong.size === 0 && refusal ? refusalSentence(say, refusal) : null}
          </p>
          {plan ? <Removal plan={plan} ask={ask} onRemoved={() => onDone(null)} onRefused={setRefusal} /> : null}
          <Action onPress={() => onDone(null)}>{say('frame.cancel')}</Action>
          <Action onPress={() => void save(false)} isDisabled={saving}>
            {say(plan?.watched ? 'cloud.stop' : 'cloud.save')}
          </Action>
          <Action kind="primary" onPress={() => void save(true)} isDisabled={saving}>
            {say(plan?.watched ? 'cloud.save' : 'cloud.saveAndWatch')}
          </Action>
        </div>
      }
    >
      <div className={classes(styles.body)} ref={form}>
        <PlanSale {...part} showings={showings} />
        <PlanAws {...part} />
        <PlanCloudflare {...part} atToken={props.atToken} />
        <PlanShop {...part} />
        <PlanLimits {...part} />
      </div>
    </Page>
  )
}

const Removal = (props: {
  readonly plan: OnsalePlan
  readonly ask: OnsaleState['ask']
  readonly onRemoved: () => void
  readonly onRefused: (refusal: Refusal) => void
}) => {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const remove = async (): Promise<void> => {
    setAsking(false)
    const answer = await props.ask('onsale.remove', { onsale: props.plan.id })
    if (answer.ok) props.onRemoved()
    else props.onRefused(answer.refusal)
  }
  return (
    <>
      <Action kind="quiet" onPress={() => setAsking(true)}>
        {say('cloud.remove')}
      </Action>
      <Sheet
        isOpen={asking}
        title={say('cloud.removeTitle')}
        onClose={() => setAsking(false)}
        foot={
          <>
            <Action autoFocus onPress={() => setAsking(false)}>
              {say('frame.cancel')}
            </Action>
            <Action kind="danger" onPress={() => void remove()}>
              {say('cloud.removeNow')}
            </Action>
          </>
        }
      >
        <p>{say('cloud.removeText')}</p>
      </Sheet>
    </>
  )
}
