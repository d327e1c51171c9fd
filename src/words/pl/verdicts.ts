/** `verdict-CODE`: the sentence over everything, its decisive figure between asterisks; every variant of a rule that can warn has one. */
export const verdicts = {
  'verdict-rule-1-plain': 'Kupujący są odsyłani z niczym, odrzucone żądania: *{buyers}/min*. Zwolnij wpuszczanie o 30 %.',
  'verdict-rule-2-fills':
    '{salesText, select, flow {Sprzedaż płynie, ale kolejka} other {Kolejka}} przed serwerami zapełni się za *{fullRangeMs}*; nowy serwer potrzebuje {leadMs}.',
  'verdict-rule-2-waits': 'Żądania czekają przed serwerami: *{waitingRequests}* z {mostRequests}. Dodaj serwery.',
  'verdict-rule-2-half': 'Kolejka przed serwerami jest pełna w *{fullPercent}*. Zwolnij wpuszczanie i dodaj serwery.',
  'verdict-rule-3-plain': '*{failedPercent}* żądań kończy się odmową. Zwolnij wpuszczanie.',
  'verdict-rule-3-broken': '*{failedPercent}* żądań kończy się odpowiedzią 502: serwery zrywają połączenia.',
  'verdict-rule-3-unserved': '*{failedPercent}* żądań kończy się odpowiedzią 503: nie ma kto obsłużyć. Zwolnij wpuszczanie.',
  'verdict-rule-3-unanswered':
    '*{failedPercent}* żądań kończy się odpowiedzią 504: sklep nie odpowiada na czas. Zwolnij wpuszczanie.',
  'verdict-rule-4-plain': 'Sklep sam odpowiada awarią: *{failedPercent}* odpowiedzi. Więcej serwerów tego nie naprawi.',
  'verdict-rule-5-none-left': 'Żaden serwer nie jest zdrowy, poza ruchem: *{outServers}*. Sprawdź sklep i bazę.',
  'verdict-rule-5-plain': 'Poza ruchem: *{outServers}*, wszystkich jest {total}. Wymień je.',
  'verdict-rule-5-fewer': 'Zdrowych serwerów jest *{healthy}* z {planned} zamówionych. Sprawdź test zdrowia i bazę.',
  'verdict-rule-6-slow':
    'Co dwudziesty kupujący czeka ponad *{waitSeconds}*, granica to {limitSeconds}. Poszukaj, co jest nasycone.',
  'verdict-rule-6-slower':
    'Co dwudziesty kupujący czeka ponad *{waitSeconds}*, przed sprzedażą {usualSeconds}. Poszukaj, co jest nasycone.',
  'verdict-rule-7-classic': 'Ruch urósł o *{grownPercent}* w 5 minut, szybciej, niż balancer umie. Wpuszczaj stopniowo.',
  'verdict-rule-8-hot':
    '{salesText, select, flow {Sprzedaż płynie, ale serwery} other {Serwery}} są gorące: CPU *{cpuPercent}*. Dodaj serwery.',
  'verdict-rule-8-coming': 'Serwery są gorące, *{cpuPercent}*; w drodze serwerów: {comingServers}, gotowe ok. {readyAt}.',
  'verdict-rule-8-overdue':
    'Serwery są gorące, *{cpuPercent}*, a zamówione się spóźniają: miały być ok. {dueAt}. Zwolnij wpuszczanie.',
  'verdict-rule-8-no-room': 'Serwery są gorące, *{cpuPercent}*, a baza nie ma miejsca na nowe. Zwolnij wpuszczanie.',
  'verdict-rule-8-at-most': 'Serwery są gorące, *{cpuPercent}*, a więcej niż {allowedServers} być nie może. Zwolnij wpuszczanie.',
  'verdict-rule-8-one':
    'Jeden serwer jest gorący, *{hottestPercent}*, średnio {cpuPercent}. Sprawdź, czy sesje nie przyklejają kupujących.',
  'verdict-rule-9-plain': 'Serwery podają dane co *{everyMs}*, na sprzedaż za rzadko. Włącz szczegółowe monitorowanie grupy.',
  'verdict-rule-10-plain': 'Baza jest wąskim gardłem: CPU *{databasePercent}*. Zwolnij wpuszczanie, nie dodawaj serwerów.',
  'verdict-rule-11-full': 'Zajęte *{usedPercent}* połączeń z bazą. Zwolnij wpuszczanie.',
  'verdict-rule-11-filling':
    '{salesText, select, flow {Sprzedaż płynie, ale baza} other {Baza}} zapełni się za *{fullRangeMs}*. Zwolnij wpuszczanie.',
  'verdict-rule-11-before-server':
    '{salesText, select, flow {Sprzedaż płynie, ale baza danych} other {Baza danych}} zapełni się za *{fullRangeMs}*; nowy serwer potrzebuje {leadMs}.',
  'verdict-rule-12-latency': 'Dysk hamuje bazę: operacja trwa do *{diskSeconds}*. Wstrzymaj raporty i kopie.',
  'verdict-rule-12-balance': 'Kończy się zapas dysku bazy: zostało *{balancePercent}*. Wstrzymaj raporty i kopie.',
  'verdict-rule-12-queue': 'Na dysk bazy czeka *{diskQueue}* operacji, przed sprzedażą {usualQueue}. Wstrzymaj raporty i kopie.',
  'verdict-rule-13-plain':
    'Kupujący walczą o te same miejsca: *{waitingSessions}* z {sessions} sesji bazy czeka. Rozłóż sprzedaż na więcej sektorów.',
  'verdict-rule-14-web': 'Kredyty CPU serwerów skończą się około *{slowAt}*. Włącz tryb bez limitu albo zmień typ serwera.',
  'verdict-rule-14-database': 'Kredyty CPU bazy skończą się około *{slowAt}*. Włącz tryb bez limitu albo zmień typ bazy.',
  'verdict-rule-15-late':
    'Zamówione serwery nie przychodzą od *{waitedMs}*, brakuje: {missingServers}. Sprawdź skalowanie grupy i test zdrowia.',
  'verdict-rule-15-failed': 'Serwer się nie uruchomił, brakuje: *{missingServers}*. Spróbuj w innej strefie albo z innym typem.',
  'verdict-rule-16-plain': 'Grupa doszła do maksimum, *{maximumServers}*, a CPU wynosi {cpuPercent}. Zwolnij wpuszczanie.',
  'verdict-rule-17-plain':
    'Pamięć podręczna przecieka: *{cachedPercent}* zamiast {usualPercent}. Sprawdź, czy nikt jej nie wyczyścił.',
  'verdict-rule-19-slowed': 'Wpuszczanie zwolnione do *{nowPerMinute}*. Pełna ulga po ok. 3 min.',
  'verdict-rule-19-plain': 'Wpuszczanych jest za dużo: *{nowPerMinute}*. Zwolnij do {thenPerMinute}.',
  'verdict-rule-20-plain': 'W sklepie jest *{activeUsers}* osób, bezpiecznie do {safeUsers}. Ogranicz liczbę osób w środku.',
  'verdict-rule-22-plain':
    'Ludzie są w środku, a zamówień jest *{ordersPerMinute}* zamiast {usualOrdersPerMinute}. Sprawdź płatności.',
  'verdict-rule-22-maintenance': 'Sklep ogłasza przerwę techniczną od *{closedAt}*. Zadzwoń do operatora.',
  'verdict-rule-22-unanswered': 'Strona sklepu nie odpowiada od *{closedAt}*.',
  'verdict-rule-23-edge':
    'Przybywa botów: Cloudflare zatrzymuje *{stoppedPercent}* żądań, zwykle {usualPercent}. Włącz sprawdzanie przeglądarki.',
  'verdict-rule-23-firewall':
    'Przybywa botów: zapora zatrzymuje *{stoppedPercent}* żądań, zwykle {usualPercent}. Włącz regułę limitu.',
  'verdict-rule-24-cache': 'Pamięć rezerwacji jest przeciążona: CPU *{cachePercent}*. Powiększ ją albo zwolnij wpuszczanie.',
  'verdict-rule-24-evictions': 'Rezerwacje miejsc mogą przepadać: pamięć wyrzuca wpisy, *{evictionsPerMinute}*. Powiększ ją.',
  'verdict-rule-26-signed-out':
    'Sesja AWS wygasła o *{sinceAt}*. Zaloguj się ponownie.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-rule-26-session-ends': 'Sesja AWS skończy się o *{endsAt}*, przed końcem sprzedaży. Zaloguj się teraz jeszcze raz.',
  'verdict-rule-26-token-refused':
    'Cloudflare nie przyjmuje tokenu od *{sinceAt}*. Wklej nowy token.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-rule-26-token-ends': 'Token Cloudflare skończy się o *{endsAt}*, przed końcem sprzedaży. Wklej teraz nowy.',
  'verdict-rule-26-clock-fast': 'Zegar tego komputera spieszy się o *{skewMs}* względem AWS. Ustaw zegar z sieci.',
  'verdict-rule-26-clock-slow': 'Zegar tego komputera spóźnia się o *{skewMs}* względem AWS. Ustaw zegar z sieci.',
  'verdict-blind-several':
    'Nie widać od *{sinceAt}*: {goneSources}. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-several-selling':
    'Nie widać od *{sinceAt}*: {goneSources}. Zamówienia {ordersPerMinute}. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-aws':
    'Nie widać serwerów od *{sinceAt}*. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-aws-selling':
    'Nie widać serwerów od *{sinceAt}*. Zamówienia {ordersPerMinute}. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-cloudflare':
    'Nie widać brzegu sieci od *{sinceAt}*. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-cloudflare-selling':
    'Nie widać brzegu sieci od *{sinceAt}*. Zamówienia {ordersPerMinute}. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-queue':
    'Nie widać kolejki od *{sinceAt}*. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-queue-selling':
    'Nie widać kolejki od *{sinceAt}*. Zamówienia {ordersPerMinute}. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-shop':
    'Nie widać strony sklepu od *{sinceAt}*. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-shop-selling':
    'Nie widać strony sklepu od *{sinceAt}*. Zamówienia {ordersPerMinute}. {freshSourcesN, select, none {Sprawdź sieć.} other {Świeże: {freshSources}.}}',
  'verdict-blind-sales':
    'Nie widać sprzedaży od *{sinceAt}*. Sprawdź połączenie z platformą.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-late-several':
    'Spóźniają się: {goneSources}, najstarsze dane sprzed *{ageMs}*.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-late-aws':
    'Dane AWS sprzed *{ageMs}*. Rady o serwerach wstrzymane.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-late-cloudflare':
    'Dane Cloudflare sprzed *{ageMs}*. Rady o brzegu sieci wstrzymane.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-late-queue':
    'Dane kolejki sprzed *{ageMs}*. Rady o wpuszczaniu wstrzymane.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-late-shop':
    'Ostatnia odpowiedź sklepu sprzed *{ageMs}*.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-late-sales':
    'Dane o sprzedaży sprzed *{ageMs}*. Sprawdź połączenie z platformą.{freshSourcesN, select, none {} other { Świeże: {freshSources}.}}',
  'verdict-throttled-aws': 'AWS ogranicza odczyty. Odświeżanie co *{everyMs}*, nic nie zginęło.',
  'verdict-throttled-cloudflare': 'Cloudflare ogranicza odczyty. Odświeżanie co *{everyMs}*, nic nie zginęło.',
  'verdict-throttled-queue': 'Kolejka ogranicza odczyty. Odświeżanie co *{everyMs}*, nic nie zginęło.',
  'verdict-throttled-shop': 'Sklep ogranicza zapytania Kasy. Kasa pyta co *{everyMs}*.',
  'verdict-throttled-several': 'Ograniczają odczyty: {goneSources}. Odświeżanie co *{everyMs}*, nic nie zginęło.',
  'verdict-throttled-sales': 'Platforma ogranicza odczyty sprzedaży. Odświeżanie co *{everyMs}*, nic nie zginęło.',
  'verdict-sold-out': 'Wyprzedane o *{soldOutAt}*. Zamknij kolejkę i zaplanuj wyłączenie dodanych serwerów.',
  'verdict-over': 'Sprzedaż skończona o *{endedAt}*, sprzedano *{soldTickets} z {allTickets}*. Raport jest gotowy.',
  'verdict-over-settling':
    'Sprzedaż skończona o *{endedAt}*, sprzedano *{soldTickets} z {allTickets}*. Ostatnie dane spłyną do {settledAt}; raport do tej pory jest wstępny.',
  'verdict-over-sold-out':
    'Wyprzedane i skończone o *{endedAt}*, sprzedano *{soldTickets} z {allTickets}*. Zaplanuj wyłączenie dodanych serwerów. Raport jest gotowy.',
  'verdict-over-sold-out-settling':
    'Wyprzedane, a w kolejce nikogo od *{endedAt}*. Zamknij kolejkę i zaplanuj wyłączenie dodanych serwerów. Ostatnie dane spłyną do {settledAt}.',
  'verdict-over-counted': 'Sprzedaż skończona o *{endedAt}*, sprzedano *{soldTickets}*. Raport jest gotowy.',
  'verdict-over-counted-settling':
    'Sprzedaż skończona o *{endedAt}*, sprzedano *{soldTickets}*. Ostatnie dane spłyną do {settledAt}; raport do tej pory jest wstępny.',
  'verdict-before-failed':
    '{failedN, plural, one {*{failed}* rzecz do naprawy} few {*{failed}* rzeczy do naprawy} many {*{failed}* rzeczy do naprawy} other {*{failed}* rzeczy do naprawy}} przed startem o {startsAt}.',
  'verdict-before-waiting':
    'Nic nie jest zepsute, ale {waitingN, plural, one {*{waiting}* sprawdzenie czeka} few {*{waiting}* sprawdzenia czekają} many {*{waiting}* sprawdzeń czeka} other {*{waiting}* sprawdzenia czeka}} na człowieka. Start o {startsAt}.',
  'verdict-before-unknown':
    'Nic nie jest zepsute, ale {unknownN, plural, one {*{unknown}* sprawdzenia} few {*{unknown}* sprawdzeń} many {*{unknown}* sprawdzeń} other {*{unknown}* sprawdzenia}} nie udało się zmierzyć. Start o {startsAt}.',
  'verdict-before-unchecked': 'Przed startem o *{startsAt}* niczego jeszcze nie sprawdzono.',
  'verdict-before-ready': 'Wszystko gotowe. Start o *{startsAt}*.',
  'verdict-calm': '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}}',
  'verdict-calm-database-connections':
    '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}} Najbliższy limit: połączenia z bazą, *{usedPercent}*.',
  'verdict-calm-database-cpu':
    '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}} Najbliższy limit: CPU bazy, *{usedPercent}*.',
  'verdict-calm-web-cpu':
    '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}} Najbliższy limit: CPU serwerów, *{usedPercent}*.',
  'verdict-calm-surge-queue':
    '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}} Najbliższy limit: kolejka przed serwerami, *{usedPercent}*.',
  'verdict-calm-servers':
    '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}} Najbliższy limit: liczba serwerów, *{usedPercent}*.',
  'verdict-calm-users':
    '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}} Najbliższy limit: osoby w sklepie, *{usedPercent}*.',
  'verdict-calm-stock':
    '{salesText, select, flow {Sprzedaż płynie.} other {Nic nie ostrzega.}} Sprzedane *{usedPercent}* biletów.',
} as const
