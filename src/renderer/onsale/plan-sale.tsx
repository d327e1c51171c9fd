import type { ShowingSummary } from '#contract/showing'
import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Pick } from '#parts/pick'
import { Section } from '#parts/section'
import { dateAndTime, pick } from '#words/format'
import type { Say } from '#words/say'
import styles from './plan.module.css'
import { showingKey, zoneOf } from './plan-draft.ts'
import type { PlanPart } from './plan-parts.ts'

/** What goes on sale, when, and how much of it. */
export const PlanSale = ({ draft, change, isWrong, showings }: PlanPart & { readonly showings: readonly ShowingSummary[] }) => {
  const say = useSay()
  const zone = zoneOf(showings, draft.showing)
  const isOwnName = draft.name !== nameOf(showings, draft.showing, say)
  return (
    <Section id="plan-sale" title={say('cloud.sale')} text={say('cloud.saleText')}>
      <div className={classes(styles.part)}>
        {showings.length === 0 ? (
          <p>{say('cloud.noShowings')}</p>
        ) : (
          <div>
            <Pick
              label={say('cloud.showing')}
              value={draft.showing}
              options={showings.map(each => ({ value: showingKey(each), ...showingWords(each, say) }))}
              onChange={key => change({ showing: key, ...(isOwnName ? {} : { name: nameOf(showings, key, say) }) })}
            />
            {isWrong('showing') ? <p role="alert">{say('cloud.showingWrong')}</p> : null}
          </div>
        )}
        <Field
          label={say('cloud.name')}
          value={draft.name}
          onChange={name => change({ name })}
          maxLength={200}
          wrong={isWrong('name') ? say('cloud.nameWrong') : undefined}
        />
        <div className={classes(styles.fields)}>
          <Field
            type="datetime-local"
            label={`${say('cloud.startsAt')} (${zone})`}
            value={draft.startsAt}
            onChange={startsAt => change({ startsAt })}
            wrong={isWrong('startsAt') ? say('cloud.timeWrong') : undefined}
          />
          <Field
            type="datetime-local"
            label={`${say('cloud.endsAt')} (${zone})`}
            value={draft.plannedEndAt}
            onChange={plannedEndAt => change({ plannedEndAt })}
            wrong={isWrong('plannedEndAt') ? say('cloud.endWrong') : undefined}
          />
          <Field
            label={say('cloud.stock')}
            value={draft.stock}
            onChange={stock => change({ stock })}
            inputMode="numeric"
            hint={say('cloud.stockHint')}
            wrong={isWrong('stock') ? say('cloud.countWrong') : undefined}
          />
        </div>
      </div>
    </Section>
  )
}

const showingWords = (showing: ShowingSummary, say: Say): { readonly word: string; readonly second?: string } => {
  const word = [showing.name, showing.dateName]
    .map(text => pick(text, say.language))
    .filter(Boolean)
    .join(', ')
  return showing.startsAt === null ? { word } : { word, second: dateAndTime(showing.startsAt, showing.timezone, say.language) }
}

const nameOf = (showings: readonly ShowingSummary[], key: string, say: Say): string => {
  const showing = showings.find(each => showingKey(each) === key)
  return showing ? saleName(showing, say) : ''
}

/** What a sale of the showing is called until a person calls it otherwise. */
export const saleName = (showing: ShowingSummary, say: Say): string => pick(showing.name, say.language)
