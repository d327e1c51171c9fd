import { moneyText, moneyTextOrNull } from './money-text.ts'
import type { AddonRow, CategoryRow, DiscountRow, ItemRow, QuestionRow, TaxRuleRow, VariationRow } from './model.ts'

const SALES_CHANNELS = ['api.kasa', 'web']

/** A category as the platform writes it. */
export function categoryShape(category: CategoryRow): unknown {
  return {
    id: category.id,
    name: category.name,
    internal_name: null,
    description: { en: '' },
    position: category.position,
    is_addon: category.isAddon,
    cross_selling_mode: null,
    cross_selling_condition: null,
    cross_selling_match_products: [],
  }
}

/** A tax rule as the platform writes it. */
export function taxRuleShape(rule: TaxRuleRow): unknown {
  return {
    id: rule.id,
    name: rule.name,
    default: true,
    rate: moneyText(rule.rateHundredths),
    code: null,
    price_includes_tax: true,
    eu_reverse_charge: false,
    home_country: '',
    internal_name: null,
    keep_gross_if_rate_changes: false,
    custom_rules: null,
  }
}

/** An item with its variations and add-on rules. */
export function itemShape(item: ItemRow): unknown {
  return {
    id: item.id,
    category: item.category,
    name: item.name,
    internal_name: item.internalName,
    active: item.active,
    all_sales_channels: true,
    limit_sales_channels: [],
    description: item.description,
    default_price: moneyText(item.priceMinor),
    free_price: item.freePrice,
    free_price_suggestion: null,
    tax_rate: moneyText(item.taxRule?.rateHundredths ?? 0),
    tax_rule: item.taxRule?.id ?? null,
    admission: item.admission,
    personalized: false,
    position: item.position,
    picture: null,
    ...OPEN_SALE_WINDOW,
    require_voucher: false,
    hide_without_voucher: false,
    allow_cancel: true,
    require_bundling: false,
    min_per_order: null,
    max_per_order: null,
    checkin_attention: false,
    checkin_text: null,
    has_variations: item.variations.length > 0,
    variations: item.variations.map(variation => variationShape(item, variation)),
    addons: item.addons.map(addonShape),
    bundles: [],
    program_times: [],
    ...PLAIN_ITEM,
    sales_channels: SALES_CHANNELS,
  }
}

/** What of one category may or must be added to an item, as a part of the item. */
export function addonShape(addon: AddonRow, position: number): Record<string, unknown> {
  return {
    addon_category: addon.category,
    min_count: addon.minCount,
    max_count: addon.maxCount,
    position,
    price_included: addon.priceIncluded,
    multi_allowed: addon.multiAllowed,
  }
}

/** A variation of an item; `price` is the effective one. */
export function variationShape(item: ItemRow, variation: VariationRow): unknown {
  return {
    id: variation.id,
    value: variation.value,
    active: variation.active,
    description: null,
    position: variation.position,
    default_price: moneyTextOrNull(variation.priceMinor),
    price: moneyText(variation.priceMinor ?? item.priceMinor),
    original_price: null,
    free_price_suggestion: null,
    require_approval: false,
    require_membership: false,
    require_membership_types: [],
    require_membership_hidden: false,
    checkin_attention: false,
    checkin_text: null,
    ...OPEN_SALE_WINDOW,
    all_sales_channels: true,
    limit_sales_channels: [],
    hide_without_voucher: false,
    meta_data: {},
    sales_channels: SALES_CHANNELS,
  }
}

/** A question asked per position. */
export function questionShape(question: QuestionRow): unknown {
  return {
    id: question.id,
    question: question.question,
    type: question.kind,
    required: question.required,
    items: question.items,
    options: [],
    position: 0,
    ask_during_checkin: false,
    show_during_checkin: false,
    identifier: question.identifier,
    dependency_question: null,
    dependency_values: [],
    hidden: false,
    dependency_value: null,
    print_on_invoice: false,
    help_text: null,
    valid_number_min: null,
    valid_number_max: null,
    valid_date_min: null,
    valid_date_max: null,
    valid_datetime_min: null,
    valid_datetime_max: null,
    valid_string_length_max: null,
    valid_string_length_min: null,
    valid_file_portrait: false,
  }
}

/** An automatic discount. */
export function discountShape(discount: DiscountRow): unknown {
  return {
    id: discount.id,
    active: discount.active,
    internal_name: discount.internalName,
    position: 1,
    all_sales_channels: true,
    limit_sales_channels: [],
    available_from: null,
    available_until: null,
    subevent_mode: 'mixed',
    subevent_date_from: null,
    subevent_date_until: null,
    condition_all_products: discount.products === null,
    condition_limit_products: discount.products ?? [],
    condition_apply_to_addons: true,
    condition_min_count: discount.minCount,
    condition_min_value: '0.00',
    benefit_discount_matching_percent: discount.percent,
    benefit_only_apply_to_cheapest_n_matches: null,
    benefit_same_products: true,
    benefit_limit_products: [],
    benefit_apply_to_addons: true,
    benefit_ignore_voucher_discounted: false,
    condition_ignore_voucher_discounted: false,
    sales_channels: SALES_CHANNELS,
  }
}

const OPEN_SALE_WINDOW = {
  available_from: null,
  available_from_mode: 'hide',
  available_until: null,
  available_until_mode: 'hide',
}

/** The properties of an item that the programme leaves at the platform's defaults. */
const PLAIN_ITEM = {
  original_price: null,
  require_approval: false,
  generate_tickets: null,
  show_quota_left: null,
  hidden_if_available: null,
  hidden_if_item_available: null,
  hidden_if_item_available_mode: 'hide',
  allow_waitinglist: true,
  issue_giftcard: false,
  meta_data: {},
  require_membership: false,
  require_membership_types: [],
  require_membership_hidden: false,
  grant_membership_type: null,
  grant_membership_duration_like_event: true,
  grant_membership_duration_days: 0,
  grant_membership_duration_months: 0,
  validity_mode: null,
  validity_fixed_from: null,
  validity_fixed_until: null,
  validity_dynamic_duration_minutes: null,
  validity_dynamic_duration_hours: null,
  validity_dynamic_duration_days: null,
  validity_dynamic_duration_months: null,
  validity_dynamic_start_choice: false,
  validity_dynamic_start_choice_day_limit: null,
  media_policy: null,
  media_type: null,
}
