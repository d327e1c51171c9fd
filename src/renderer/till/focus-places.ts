/** Places on the selling screen that keys lead to. */
export type FocusPlace = 'received' | 'reference' | 'stock' | 'rows' | 'strip'

/** Marks an element as such a place. */
export const focusPlace = (place: FocusPlace): { readonly 'data-focus-place': FocusPlace } => ({ 'data-focus-place': place })

/** How many pictures a place that is still being drawn is waited for. */
const patience = 30

/** Moves the focus to the place: the thing itself, else what was last chosen in it, else the first thing in it that takes the focus. */
export const focusOn = (place: FocusPlace, pictures = patience): void => {
  const found = document.querySelector<HTMLElement>(`[data-focus-place="${place}"]`)
  if (!found && pictures > 0) requestAnimationFrame(() => focusOn(place, pictures - 1))
  if (!found) return
  const target =
    found.matches('input, button') || found.tabIndex === 0
      ? found
      : (found.querySelector<HTMLElement>('[aria-selected="true"][tabindex="0"]') ??
        found.querySelector<HTMLElement>('input, [tabindex="0"], button:not([disabled])'))
  target?.focus()
  if (target instanceof HTMLInputElement) target.select()
}
