import { ok, type Answer } from './answer.ts'
import type { EventCall } from './request.ts'

/** Locales of every event of the programme; an order's locale must be one of them. */
export const EVENT_LOCALES: readonly string[] = ['pl', 'en']

/** The order of first and last name that attendee names are kept in. */
export const NAME_SCHEME = 'given_family'

/** The reduced set of settings that a device may read. The team token gets the same here, although a real one shows it more. */
export function readSettings(_call: EventCall): Answer {
  return ok(SETTINGS)
}

const SETTINGS = {
  locales: EVENT_LOCALES,
  locale: 'pl',
  last_order_modification_date: null,
  show_quota_left: false,
  show_dates_on_frontpage: true,
  max_items_per_order: 10,
  attendee_names_asked: true,
  attendee_names_required: false,
  attendee_emails_asked: false,
  attendee_emails_required: false,
  attendee_addresses_asked: false,
  attendee_addresses_required: false,
  attendee_company_asked: false,
  attendee_company_required: false,
  ticket_download: false,
  ticket_download_addons: false,
  ticket_download_nonadm: true,
  ticket_download_pending: false,
  invoice_address_asked: true,
  invoice_address_required: false,
  invoice_address_vatid: false,
  invoice_address_vatid_required_countries: ['IT', 'GR'],
  invoice_address_company_required: false,
  invoice_address_beneficiary: false,
  invoice_address_custom_field: { en: '' },
  invoice_address_custom_field_helptext: { en: '' },
  invoice_name_required: false,
  invoice_address_not_asked_free: false,
  invoice_address_from_name: '',
  invoice_address_from: '',
  invoice_address_from_zipcode: '',
  invoice_address_from_city: '',
  invoice_address_from_state: '',
  invoice_address_from_country: '',
  invoice_address_from_tax_id: '',
  invoice_address_from_vat_id: '',
  order_phone_asked: false,
  order_phone_required: false,
  name_scheme: NAME_SCHEME,
  reusable_media_type_barcode: false,
  reusable_media_type_nfc_uid: false,
  reusable_media_type_nfc_mf0aes: false,
  reusable_media_type_nfc_mf0aes_random_uid: false,
  reusable_media_usage_enforced: false,
  system_question_order: {},
  tax_rule_payment: 'default',
  tax_rule_cancellation: 'none',
  _name_scheme_fields: [
    { key: 'given_name', label: 'Given name', weight: 1 },
    { key: 'family_name', label: 'Family name', weight: 1 },
  ],
  _name_scheme_salutations: [
    { key: 'Ms', label: 'Ms' },
    { key: 'Mr', label: 'Mr' },
    { key: 'Mx', label: 'Mx' },
  ],
  _name_scheme_titles: [],
}
