import type { Measure } from './measure.ts'
import type { Step } from './model.ts'

/** One metric as CloudWatch files it. */
export type Series = {
  readonly namespace: string
  readonly name: string
  readonly dimensions: readonly { readonly Name: string; readonly Value: string }[]
  /** `count`: every event is a sample of one. `sum`: adds up, in parts. `level`: a sample every short while. `latency`: a sample a request. */
  readonly kind: 'count' | 'sum' | 'level' | 'latency'
  readonly value: (step: Step) => number
  /** The most and the least among what is averaged, where that is more than one. */
  readonly spread?: { readonly most: (step: Step) => number; readonly least: (step: Step) => number }
  /** Reported when it is not zero only, so that a silent minute means zero. */
  readonly onlyIfNotZero: boolean
  /** EC2 without detailed monitoring: a point every five minutes. */
  readonly everyMinutes: 1 | 5
  /** Whose metrics are filed in one region, wherever the shop is. */
  readonly everywhere: boolean
}

/** A measure of the model, times something. */
export const measured =
  (measure: Measure, times = 1) =>
  (step: Step): number =>
    step.measured[measure] * times

type Wanted = Partial<Pick<Series, 'onlyIfNotZero' | 'everyMinutes' | 'spread' | 'everywhere'>>

/** Series of one namespace, filed under the same dimensions. */
export function filed(namespace: string, dimensions: Readonly<Record<string, string>>) {
  const named = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }))
  const make =
    (kind: Series['kind']) =>
    (name: string, value: Series['value'], wanted: Wanted = {}): Series => ({
      namespace,
      name,
      dimensions: named,
      kind,
      value,
      onlyIfNotZero: false,
      everyMinutes: 1,
      everywhere: false,
      ...wanted,
    })
  return { count: make('count'), sum: make('sum'), level: make('level'), latency: make('latency') }
}

/** Amazon is silent about it when it is nothing. */
export const whenNotZero = { onlyIfNotZero: true } as const
