/** Words around the report of an on-sale on screen, and of looking back at it; the report itself speaks the words of `study`. */
export const report = {
  open: 'Raport',
  replay: 'Powtórka',
  back: 'Do cockpitu',
  pdf: 'Otwórz PDF',
  csv: 'Pobierz CSV',
  making: 'Przygotowuję…',
  unread: 'Nie udało się zrobić raportu',
  nothing: 'Nie ma jeszcze żadnej minuty tej sprzedaży',
  nothingText:
    'Raport powstaje z minut od startu sprzedaży, które Kasa odczytała. Przybywa ich, gdy sprzedaż trwa i jest obserwowana.',
  figures: 'Liczby',
  replayOf: 'Powtórka: {name}',
  replayUnread: 'Nie udało się wczytać tej chwili',
  replayLeave: 'Zakończ powtórkę',
  moment: 'Chwila sprzedaży',
  play: 'Odtwarzaj',
  pause: 'Wstrzymaj',
  speed: 'Tempo',
  toStart: 'na początek',
  minuteBack: 'minuta wstecz',
  minuteOn: 'minuta dalej',
} as const
