import type { UnsellableReason } from '#contract/stock'

/** Why a product is shown but not offered. */
export const reasons = {
  inactive: 'Wyłączony na platformie',
  'no-quota': 'Nie ma puli biletów na platformie',
  'needs-voucher': 'Tylko z kodem, którego ta kasa nie przyjmuje',
  'bundle-only': 'Tylko jako część zestawu',
  'has-bundle': 'Zestaw, którego ta kasa nie umie złożyć',
  'needs-approval': 'Wymaga zgody organizatora',
  'needs-membership': 'Tylko dla posiadaczy karnetu',
  'grants-membership': 'Zakłada karnet na konto klienta, sprzedaj w sklepie',
  'needs-medium': 'Zapisuje się na karcie lub opasce, których ta kasa nie obsługuje',
  'no-extras': 'Wymaga dodatków, których teraz nie ma w sprzedaży',
  'asks-questions': 'Wymaga odpowiedzi na pytania, sprzedaj w sklepie',
  'asks-names': 'Bilet imienny, sprzedaj w sklepie',
  'not-on-this-date': 'Nie na ten termin',
  'not-yet': 'Sprzedaż jeszcze nie ruszyła',
  'no-longer': 'Sprzedaż już się skończyła',
  'other-channel': 'Tylko w innym kanale sprzedaży',
  'event-not-live': 'Wydarzenie nie jest opublikowane',
  'date-inactive': 'Termin jest wyłączony',
  'gift-card': 'Karta podarunkowa, sprzedaj w sklepie',
  'net-price': 'Cena bez podatku, ta kasa sprzedaje po cenach z podatkiem',
} as const satisfies Readonly<Record<UnsellableReason, string>>
