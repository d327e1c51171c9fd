/** The first screen: joining a till to its platform. */
export const connect = {
  title: 'Połącz kasę z platformą',
  intro: 'W pretixie wejdź w Organizator, Urządzenia, Dodaj urządzenie. Skopiuj tekst spod kodu QR i wklej go tutaj.',
  handshake: 'Tekst spod kodu QR',
  handshakeHint: 'zaczyna się od nawiasu klamrowego',
  till: 'Nazwa kasy',
  tillHint: 'na przykład Kasa 2, wejście zachodnie',
  cashier: 'Kto sprzedaje',
  connect: 'Połącz',
  connecting: 'Łączę z platformą',
  fetching: 'Pobieram wydarzenia. Sprzedaż ruszy, gdy tylko będą.',
  once: 'Tekst działa raz. Gdy połączenie się nie uda, utwórz w pretixie nowy.',
  ready: 'Kasa połączona z {organizer}',
} as const
