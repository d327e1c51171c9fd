import { useSay } from '#app/kasa'
import { classes } from '#parts/classes'
import { Field } from '#parts/field'
import { Section } from '#parts/section'
import styles from './plan.module.css'
import type { LimitField } from './plan-draft.ts'
import { limitFields } from './plan-draft.ts'
import type { PlanPart } from './plan-parts.ts'
import { PlanCalibrated } from './plan-calibrated.tsx'
import { PlanRehearsed } from './plan-rehearsed.tsx'

/** What a person knows and no system says. */
export const PlanLimits = ({ draft, change, isWrong }: PlanPart) => {
  const say = useSay()
  return (
    <Section id="plan-limits" title={say('cloud.limits')} text={say('cloud.limitsText')}>
      <PlanRehearsed limits={draft.limits} onTake={limits => change({ limits })} />
      <PlanCalibrated calibrated={draft.calibrated} onChange={calibrated => change({ calibrated })} />
      <div className={classes(styles.fields)}>
        {(Object.keys(limitFields) as readonly LimitField[]).map(field => (
          <Field
            key={field}
            label={say(`cloud.limit-${field}`)}
            value={draft.limits[field]}
            onChange={text => change({ limits: { ...draft.limits, [field]: text } })}
            inputMode={limitFields[field].decimals > 0 ? 'decimal' : 'numeric'}
            wrong={isWrong(`limits.${field}`) ? say('cloud.limitWrong') : undefined}
          />
        ))}
      </div>
    </Section>
  )
}
