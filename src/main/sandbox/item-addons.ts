import { badRequest, noSuch, ok, type Answer } from './answer.ts'
import { addonShape } from './catalogue-shapes.ts'
import { bodyRecord } from './fields.ts'
import type { AddonRow, ItemRow } from './model.ts'
import { pageOf } from './paging.ts'
import type { EventCall } from './request.ts'

/** What of one category may or must be added to an item: the list, as the platform shows it below the item. */
export function listAddons(call: EventCall): Answer {
  return onItem(call, item => pageOf(call, item.addons.map(numbered(item)), addon => addon))
}

/** An organizer sets how many must or may be added. */
export function patchAddon(call: EventCall): Answer {
  return onItem(call, item => {
    const fields = bodyRecord(call.body)
    if (typeof fields === 'string') return badRequest({ non_field_errors: [fields] })
    const at = item.addons.findIndex((_, place) => keyOf(item, place) === Number(call.params['addon']))
    const addon = item.addons[at]
    if (addon === undefined) return noSuch('ItemAddOn')
    const count = (name: string, known: number): number => (Number.isInteger(fields[name]) ? Number(fields[name]) : known)
    const changed: AddonRow = {
      ...addon,
      minCount: count('min_count', addon.minCount),
      maxCount: count('max_count', addon.maxCount),
    }
    call.book.items.set(item.id, { ...item, addons: item.addons.with(at, changed) })
    call.book.event.lastLogged['items'] = call.at
    return ok(numbered(item)(changed, at))
  })
}

function onItem(call: EventCall, act: (item: ItemRow) => Answer): Answer {
  const item = call.book.items.get(Number(call.params['item']))
  return item === undefined ? noSuch('Item') : act(item)
}

/** Few items have more than one category of extras; their keys follow from the item's. */
const ADDONS_PER_ITEM_MAX = 100
const keyOf = (item: ItemRow, place: number): number => item.id * ADDONS_PER_ITEM_MAX + place

function numbered(item: ItemRow): (addon: AddonRow, position: number) => unknown {
  return (addon, position) => ({
    id: keyOf(item, position),
    ...addonShape(addon, position),
  })
}
