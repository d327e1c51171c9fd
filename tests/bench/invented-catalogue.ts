/** A festival as the platform lists it: seven products, six quotas, every field that pretix sends, so that reading it costs what it costs in earnest. */
export const event = 'festiwal'
export const organizer = 'promotor'
/** Sold in every sale of the bench; general admission, no variations. */
export const dayTicket = 8
const dayMs = 86_400_000
const products = [
  { id: 7, name: 'Karnet', price: '189.00' },
  { id: dayTicket, name: 'Dzień 1', price: '89.00' },
  { id: 9, name: 'Dzień 2', price: '89.00' },
  { id: 10, name: 'Dzień 3', price: '89.00' },
  { id: 11, name: 'Kemping', price: '40.00' },
  { id: 12, name: 'Parking', price: '30.00' },
  { id: 13, name: 'Szatnia', price: '5.00' },
] as const

/** What an order may hold: item and price. */
export const priced: readonly { readonly item: number; readonly price: string }[] = products.map(({ id, price }) => ({
  item: id,
  price,
}))

const item = ({ id, name, price }: (typeof products)[number], position: number) => ({
  id,
  category: null,
  name: {
    pl: name,
    en: name,
  },
  internal_name: null,
  active: true,
  position,
  all_sales_channels: true,
  limit_sales_channels: [],
  description: null,
  default_price: price,
  free_price: false,
  free_price_suggestion: null,
  tax_rate: '8.00',
  tax_rule: 2,
  admission: true,
  personalized: false,
  picture: null,
  available_from: null,
  available_from_mode: 'hide',
  available_until: null,
  available_until_mode: 'hide',
  require_voucher: false,
  hide_without_voucher: false,
  allow_cancel: true,
  require_bundling: false,
  min_per_order: null,
  max_per_order: null,
  checkin_attention: false,
  checkin_text: null,
  has_variations: false,
  variations: [],
  addons: [],
  bundles: [],
  program_times: [],
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
  sales_channels: ['api.kasa', 'web'],
})

const quota = ({ id, name }: (typeof products)[number]) => ({
  id: id + 100,
  name,
  size: 9e5,
  items: [id],
  variations: [],
  subevent: null,
  closed: false,
  close_when_sold_out: false,
  release_after_exit: false,
  available: true,
  available_number: 88e4,
  ignore_for_event_availability: false,
})

const eventRecord = (now: number) => ({
  name: {
    pl: 'Festiwal trzech dni',
    en: 'Three-day festival',
  },
  slug: event,
  live: true,
  testmode: false,
  currency: 'PLN',
  date_from: new Date(now + 30 * dayMs).toISOString(),
  date_to: null,
  date_admission: null,
  is_public: true,
  presale_start: null,
  presale_end: null,
  location: null,
  geo_lat: null,
  geo_lon: null,
  has_subevents: false,
  meta_data: {},
  seating_plan: null,
  plugins: ['pretix.plugins.sendmail'],
  seat_category_mapping: {},
  timezone: 'Europe/Warsaw',
  item_meta_properties: {},
  valid_keys: { pretix_sig1: [] },
  all_sales_channels: true,
  limit_sales_channels: [],
  sales_channels: ['api.kasa', 'web'],
})

const settings = {
  locales: ['pl', 'en'],
  locale: 'pl',
  last_order_modification_date: null,
  show_quota_left: false,
  show_dates_on_frontpage: true,
  max_items_per_order: 10,
  attendee_names_asked: true,
  attendee_names_required: false,
  attendee_emails_asked: false,
  attendee_addresses_asked: false,
  attendee_company_asked: false,
  ticket_download: false,
  ticket_download_addons: false,
  ticket_download_nonadm: true,
  ticket_download_pending: false,
  invoice_address_asked: true,
  invoice_address_required: false,
  invoice_address_vatid: false,
  invoice_address_vatid_required_countries: ['IT', 'GR'],
  invoice_name_required: false,
  name_scheme: 'given_family',
  order_phone_asked: false,
  reusable_media_type_barcode: false,
  reusable_media_type_nfc_uid: false,
  tax_rule_payment: 'default',
  tax_rule_cancellation: 'none',
  system_question_order: {},
  _name_scheme_fields: [
    {
      key: 'given_name',
      label: 'Given name',
      weight: 1,
    },
    {
      key: 'family_name',
      label: 'Family name',
      weight: 1,
    },
  ],
}

/** Lists by path below the organizer. */
export const listsAt = (now: number): Readonly<Record<string, readonly unknown[]>> => {
  const base = `events/${event}/`
  return {
    'events/': [eventRecord(now)],
    [`${base}items/`]: products.map(item),
    [`${base}quotas/`]: products.map(quota),
    [`${base}categories/`]: [],
    [`${base}taxrules/`]: [{ id: 2, name: { pl: 'VAT 8%' }, rate: '8.00', price_includes_tax: true, eu_reverse_charge: false }],
    [`${base}questions/`]: [],
    [`${base}discounts/`]: [],
  }
}

/** Single records by path below the organizer; the organizer itself has the empty one. */
export const recordsAt = (now: number): Readonly<Record<string, unknown>> => ({
  '': { name: 'Promotor', slug: organizer },
  [`events/${event}/`]: eventRecord(now),
  [`events/${event}/settings/`]: settings,
})

/** What the platform says of the device that the bench sells as. */
export const device = {
  organizer,
  device_id: 7,
  unique_serial: 'BENCH00000000001',
  api_token: 'bench',
  name: 'Kasa 1',
  security_profile: 'full',
  gate: null,
}
