import { detail, noSuch, ok, type Answer } from './answer.ts'
import { categoryShape, discountShape, itemShape, questionShape, taxRuleShape, variationShape } from './catalogue-shapes.ts'
import { FilterSet, isAnswer } from './filters.ts'
import type { ItemRow } from './model.ts'
import { pageOf } from './paging.ts'
import type { EventCall } from './request.ts'

/** Lists whose `Last-Modified` is the newest log entry of their kind; absent until the first logged change. */
export type LoggedKind = 'categories' | 'items' | 'questions' | 'taxrules' | 'discounts'

/** Items, with the filters a till may use. */
export function listItems(call: EventCall): Answer {
  const rows = new FilterSet<ItemRow>(call.query)
    .claim('active', item => item.active)
    .claim('admission', item => item.admission)
    .claim('free_price', item => item.freePrice)
    .key('category', (item, wanted) => item.category === wanted)
    .match('search', (item, wanted) => Object.values(item.name).some(name => name.toLowerCase().includes(wanted.toLowerCase())))
    .apply([...call.book.items.values()].sort(itemOrder(call.query.get('ordering'))))
  return isAnswer(rows) ? rows : conditionally(call, 'items', headers => pageOf(call, rows, itemShape, headers))
}

/** One item. */
export function readItem(call: EventCall): Answer {
  const item = call.book.items.get(Number(call.params['id']))
  return item === undefined ? noSuch('Item') : ok(itemShape(item))
}

/** The variations of one item. */
export function listVariations(call: EventCall): Answer {
  const item = call.book.items.get(Number(call.params['item']))
  return item === undefined ? noSuch('Item') : pageOf(call, item.variations, variation => variationShape(item, variation))
}

/** Categories. */
export function listCategories(call: EventCall): Answer {
  const rows = new FilterSet<EventCall['book']['categories'][number]>(call.query)
    .claim('is_addon', category => category.isAddon)
    .apply([...call.book.categories].sort((a, b) => a.position - b.position || a.id - b.id))
  return isAnswer(rows) ? rows : conditionally(call, 'categories', headers => pageOf(call, rows, categoryShape, headers))
}

/** Tax rules. */
export function listTaxRules(call: EventCall): Answer {
  return conditionally(call, 'taxrules', headers => pageOf(call, call.book.taxRules, taxRuleShape, headers))
}

/** Questions. */
export function listQuestions(call: EventCall): Answer {
  return conditionally(call, 'questions', headers => pageOf(call, call.book.questions, questionShape, headers))
}

/** Automatic discounts. */
export function listDiscounts(call: EventCall): Answer {
  const rows = new FilterSet<EventCall['book']['discounts'][number]>(call.query)
    .claim('active', discount => discount.active)
    .apply(call.book.discounts)
  return isAnswer(rows) ? rows : conditionally(call, 'discounts', headers => pageOf(call, rows, discountShape, headers))
}

/** One discount. */
export function readDiscount(call: EventCall): Answer {
  return found(call.book.discounts, Number(call.params['id']), discountShape, 'Discount')
}

/** One category, tax rule or question. */
export function readCatalogueRow(call: EventCall): Answer {
  const id = Number(call.params['id'])
  const { categories, taxRules, questions } = call.book
  switch (call.params['kind']) {
    case 'categories':
      return found(categories, id, categoryShape, 'ItemCategory')
    case 'taxrules':
      return found(taxRules, id, taxRuleShape, 'TaxRule')
    default:
      return found(questions, id, questionShape, 'Question')
  }
}

function found<Row extends { readonly id: number }>(
  rows: readonly Row[],
  id: number,
  shape: (row: Row) => unknown,
  model: string,
): Answer {
  const row = rows.find(candidate => candidate.id === id)
  return row === undefined ? noSuch(model) : ok(shape(row))
}

/** Conditional GET with whole seconds, disregarding filters and page. */
function conditionally(call: EventCall, kind: LoggedKind, answer: (headers: Record<string, string>) => Answer): Answer {
  const logged = call.book.event.lastLogged[kind]
  if (logged === undefined) return answer({})
  const stamp = Math.floor(logged / 1000) * 1000
  const { modifiedSince, unmodifiedSince } = call.request.conditions
  const headers = { 'Last-Modified': new Date(stamp).toUTCString() }
  if (unmodifiedSince !== null && Date.parse(unmodifiedSince) < stamp) return detail(412, 'Precondition failed.')
  if (modifiedSince !== null && Date.parse(modifiedSince) >= stamp) return { status: 304, headers }
  return answer(headers)
}

/** By category, then position, as the platform sorts; `ordering` may ask for id or position. */
function itemOrder(ordering: string | null): (a: ItemRow, b: ItemRow) => number {
  if (ordering === 'id') return (a, b) => a.id - b.id
  if (ordering === '-id') return (a, b) => b.id - a.id
  if (ordering === '-position') return (a, b) => b.position - a.position || a.id - b.id
  return (a, b) => a.position - b.position || a.id - b.id
}
