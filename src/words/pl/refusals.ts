import type { RefusalCode } from '#contract/refusal'

/** One sentence or two for each refusal: what is so, what is safe, what to do next. */
export const refusals = {
  'input-malformed': 'Okno wysłało coś, czego program kasy nie rozumie ({method}). Nic się nie zmieniło. Odśwież okno.',
  'method-unknown': 'Okno pyta o coś, czego ten program kasy nie zna ({method}). Odśwież okno.',
  'not-allowed-here': 'Ten adres nie otwiera tej kasy. Użyj adresu, który wypisał ostatni start programu.',
  'too-many-requests':
    '{seconds, plural, =0 {Za dużo zapytań naraz. Odczekaj chwilę i spróbuj ponownie.} one {Za dużo zapytań naraz. Spróbuj ponownie za {seconds} sekundę.} few {Za dużo zapytań naraz. Spróbuj ponownie za {seconds} sekundy.} many {Za dużo zapytań naraz. Spróbuj ponownie za {seconds} sekund.} other {Za dużo zapytań naraz. Spróbuj ponownie za {seconds} sekundy.}}',
  'handshake-unreadable':
    'To nie jest tekst spod kodu QR urządzenia. W pretixie otwórz Urządzenia i skopiuj cały tekst razem z nawiasami.',
  'address-wrong': 'Pod adresem {url} nie odpowiada pretix. Sprawdź adres i wklej tekst jeszcze raz.',
  'token-unknown': 'Platforma nie zna tego klucza. W pretixie utwórz nowe urządzenie i wklej jego tekst.',
  'token-used': 'Ten tekst został już użyty. Działa tylko raz: w pretixie utwórz nowe urządzenie i wklej jego tekst.',
  'token-revoked': 'Ten klucz został unieważniony. W pretixie utwórz nowe urządzenie i wklej jego tekst.',
  'device-revoked':
    'Organizator odebrał tej kasie dostęp do platformy. Sprzedaże są na dysku. W pretixie utwórz nowe urządzenie i połącz kasę ponownie.',
  'credentials-refused':
    'Platforma nie przyjmuje klucza tej kasy. Sprzedaże są na dysku. Sprawdź w pretixie, czy urządzenie jest czynne, i połącz kasę ponownie.',
  'profile-cannot-sell': 'Profil tego urządzenia nie pozwala sprzedawać. W pretixie ustaw pełny dostęp i połącz kasę ponownie.',
  'certificate-untrusted':
    'Certyfikat serwera {url} nie jest zaufany, więc nic nie zostało wysłane. Poproś administratora serwera o ważny certyfikat.',
  'platform-unreachable': 'Platforma {url} jest nieosiągalna. Kasa łączy się sama. Sprawdź sieć.',
  'platform-answer-unreadable':
    'Odpowiedź z {url} jest nieczytelna. Nic nie zginęło, kasa pyta ponownie. Jeśli to trwa, sprawdź adres i sieć, na przykład stronę logowania Wi-Fi.',
  'platform-busy':
    '{seconds, plural, =0 {Platforma jest przeciążona. Kasa pyta ponownie sama.} one {Platforma jest przeciążona. Kasa zapyta ponownie za {seconds} sekundę.} few {Platforma jest przeciążona. Kasa zapyta ponownie za {seconds} sekundy.} many {Platforma jest przeciążona. Kasa zapyta ponownie za {seconds} sekund.} other {Platforma jest przeciążona. Kasa zapyta ponownie za {seconds} sekundy.}}',
  'platform-fault':
    '{seconds, plural, =0 {Platforma ma awarię. Kasa pyta ponownie sama.} one {Platforma ma awarię. Kasa zapyta ponownie za {seconds} sekundę.} few {Platforma ma awarię. Kasa zapyta ponownie za {seconds} sekundy.} many {Platforma ma awarię. Kasa zapyta ponownie za {seconds} sekund.} other {Platforma ma awarię. Kasa zapyta ponownie za {seconds} sekundy.}}',
  'not-connected': 'Ta kasa nie jest połączona z platformą. Połącz ją w Ustawieniach.',
  'channel-refused': 'Platforma nie przyjmuje kanału sprzedaży {channel}. Wybierz inny w Ustawieniach albo utwórz go w pretixie.',
  'already-connected': 'Ta kasa jest już połączona z {organizer}. Dla innego organizatora uruchom Kasę z innym folderem danych.',
  'event-unknown': 'Tego wydarzenia nie ma na platformie. Wybierz inne.',
  'product-unknown': 'Tego biletu nie ma już w ofercie. Wybierz inny.',
  'products-not-in': 'Oferta tego wydarzenia jeszcze się pobiera. Spróbuj za chwilę.',
  'product-unsellable': '{product}: nie w sprzedaży na tej kasie. {reason}. Wybierz inny bilet.',
  'stock-gone':
    '{left, plural, =0 {{product}: wyprzedane. Wybierz inny bilet.} one {{product}: teraz można wziąć {left}. Zmniejsz ilość.} few {{product}: teraz można wziąć {left}. Zmniejsz ilość.} many {{product}: teraz można wziąć {left}. Zmniejsz ilość.} other {{product}: teraz można wziąć {left}. Zmniejsz ilość.}}',
  'stock-not-leased': '{product}: bez sieci ta kasa nie ma już sztuk w puli. Wybierz inny bilet albo poczekaj na sieć.',
  'seat-taken': 'To miejsce zajął przed chwilą ktoś inny: {seat}. Wybierz inne.',
  'seat-not-leased': 'Tego miejsca nie ma w puli tej kasy: {seat}. Bez sieci wybierz miejsce z puli.',
  'seat-required': '{product}: wybierz miejsca z listy sektorów.',
  'variation-required': '{product}: wybierz rodzaj.',
  'addon-needs-ticket': '{product}: najpierw wybierz bilet, do którego to dodać.',
  'addon-count': '{product}: dodatków musi być od {least} do {most}. Popraw koszyk.',
  'product-too-many': '{product}: w jednej sprzedaży najwyżej {most}.',
  'product-too-few': '{product}: w jednej sprzedaży co najmniej {least}. Popraw koszyk.',
  'cart-empty': 'Koszyk jest pusty. Naciśnij bilet.',
  'cart-changed': 'Koszyk zmienił się w międzyczasie. Sprawdź kwotę i zapłać ponownie.',
  'cart-mixed-events': 'W koszyku jest inne wydarzenie. Dokończ tę sprzedaż albo opróżnij koszyk.',
  'cart-full':
    '{most, plural, one {W koszyku mieści się {most} pozycja. Dokończ tę sprzedaż i zacznij następną.} few {W koszyku mieszczą się {most} pozycje. Dokończ tę sprzedaż i zacznij następną.} many {W koszyku mieści się {most} pozycji. Dokończ tę sprzedaż i zacznij następną.} other {W koszyku mieści się {most} pozycji. Dokończ tę sprzedaż i zacznij następną.}}',
  'too-many-wishes':
    '{most, plural, one {Ta kasa może trzymać w puli najwyżej {most} pozycję naraz. Zwolnij inną, potem dodaj tę.} few {Ta kasa może trzymać w puli najwyżej {most} pozycje naraz. Zwolnij inną, potem dodaj tę.} many {Ta kasa może trzymać w puli najwyżej {most} pozycji naraz. Zwolnij inną, potem dodaj tę.} other {Ta kasa może trzymać w puli najwyżej {most} pozycji naraz. Zwolnij inną, potem dodaj tę.}}',
  'lease-expired': '{product}: czas trzymania minął. Weź ponownie.',
  'leases-unproven':
    'Plik jest przywrócony z kopii, więc pula czeka na sprawdzenie na platformie. Połącz kasę z siecią, sprzedaż ruszy sama.',
  'payment-short': 'Do zapłaty brakuje {missing}. Wpisz wyższą kwotę.',
  'payment-over': 'Kartą nie można wziąć więcej, niż jest do zapłaty. Popraw kwotę.',
  'reference-required': 'Wpisz kod autoryzacji z wydruku terminala.',
  'sale-unknown': 'Tej sprzedaży nie ma na tej kasie.',
  'sale-not-parked': 'Ta sprzedaż nie czeka na wyjaśnienie. Odśwież kolejkę.',
  'another-sale-runs': 'Trwa zapis poprzedniej sprzedaży. Odczekaj chwilę i spróbuj ponownie.',
  'file-newer':
    'Plik danych pochodzi z nowszej Kasy (wersja {found}, ta zna {known}). Nic nie zmieniono. Zainstaluj nowszą Kasę.',
  'file-damaged': 'Plik danych jest uszkodzony. Nic nie zmieniono. Zachowaj plik i przywróć ostatnią kopię z folderu backups.',
  'file-locked': 'Ten plik danych jest otwarty w innej Kasie. Użyj tamtego okna albo je zamknij.',
  'folder-read-only': 'Do folderu danych nie można pisać. Nadaj prawo zapisu albo wskaż inny folder.',
  'disk-full':
    'Nie można zapisać na dysku. Nie bierz pieniędzy. Zwolnij miejsce na dysku i spróbuj ponownie; jeśli to nie pomoże, dysk może się psuć: zawołaj opiekuna komputera.',
  'port-used': 'Port {port} jest zajęty. Podaj inny albo pomiń --port.',
  'node-too-old': 'Node {found} jest za stary, potrzebny {needed} albo nowszy. Zainstaluj nowszy.',
  'clock-wrong':
    '{minutes, plural, one {Zegar tego komputera różni się od platformy o {minutes} minutę. Ustaw godzinę w systemie.} few {Zegar tego komputera różni się od platformy o {minutes} minuty. Ustaw godzinę w systemie.} many {Zegar tego komputera różni się od platformy o {minutes} minut. Ustaw godzinę w systemie.} other {Zegar tego komputera różni się od platformy o {minutes} minuty. Ustaw godzinę w systemie.}}',
  'upload-before':
    '{minutes, plural, =0 {Minął czas na wysłanie sprzedaży. Platforma mogła już sprzedać te bilety ponownie. Połącz kasę z siecią.} one {Sprzedaże muszą wejść na platformę w ciągu {minutes} minuty, potem platforma może sprzedać te bilety ponownie. Połącz kasę z siecią.} few {Sprzedaże muszą wejść na platformę w ciągu {minutes} minut, potem platforma może sprzedać te bilety ponownie. Połącz kasę z siecią.} many {Sprzedaże muszą wejść na platformę w ciągu {minutes} minut, potem platforma może sprzedać te bilety ponownie. Połącz kasę z siecią.} other {Sprzedaże muszą wejść na platformę w ciągu {minutes} minuty, potem platforma może sprzedać te bilety ponownie. Połącz kasę z siecią.}}',
  'upload-seat':
    'Platforma oddała to miejsce komuś innemu: {seat}. Pieniądze są w tej kasie. Porozmawiaj z klientem albo z organizatorem.',
  'upload-quota':
    'Na platformie skończyła się pula: {quota}. Pieniądze są w tej kasie. Organizator może powiększyć pulę, potem wyślij ponownie.',
  'upload-code': 'Na platformie jest już inne zamówienie z kodem {code}. Pieniądze są w tej kasie. Zgłoś to organizatorowi.',
  'upload-product':
    'Platforma nie sprzedaje już tego biletu. Pieniądze są w tej kasie. Organizator może go przywrócić, potem wyślij ponownie.',
  'upload-voucher': 'Platforma nie przyjmuje kodu rabatowego tej sprzedaży. Pieniądze są w tej kasie. Zgłoś to organizatorowi.',
  'upload-not-permitted':
    'Platforma nie pozwala tej kasie zapisać sprzedaży tego wydarzenia: jest zamknięte dla tego urządzenia albo usunięte. Pieniądze są w tej kasie. Popraw wydarzenia urządzenia w pretixie, potem wyślij ponownie.',
  'upload-event': 'Wydarzenie jest na platformie zamknięte albo usunięte. Pieniądze są w tej kasie. Zgłoś to organizatorowi.',
  'upload-other': 'Platforma odrzuciła sprzedaż słowami: „{text}”. Pieniądze są w tej kasie. Zgłoś to organizatorowi.',
  'differs-secret':
    'Zamówienie {code} ma na platformie inny kod biletu niż wydrukowany. Wydrukowany bilet może nie przejść. Zgłoś to organizatorowi.',
  'differs-total': 'Zamówienie {code} ma na platformie inną kwotę niż przyjęta w kasie. Porównaj obie z organizatorem.',
  'onsale-unknown': 'Nie ma już takiej sprzedaży online. Wybierz inną z listy.',
  'onsale-watched': '{name} jest pod obserwacją. Najpierw ją zakończ.',
  'onsale-not-watched': '{name} nie jest pod obserwacją. Najpierw ją włącz.',
  'onsale-over': '{name} jest zakończona i nie ma już czego obserwować. Przesuń koniec w planie, żeby obserwować dalej.',
  'plan-too-long': 'Kasa śledzi sprzedaż najdłużej przez {hours} h. Ustaw wcześniejszy planowany koniec.',
  'plan-times-wrong': 'Planowany koniec nie jest po początku. Popraw jedno z nich.',
  'aws-no-profile': 'Na tym komputerze nie ma profilu AWS {profile}. Utwórz go poleceniem „aws configure sso” albo wybierz inny.',
  'aws-signed-out': 'Sesja AWS profilu {profile} wygasła. Zaloguj się ponownie; klucze AWS nie są zapisywane.',
  'aws-forbidden': 'Profilowi AWS brakuje prawa {right}. Dodaj je do zasad; najmniejsze wypisuje plan on-sale.',
  'aws-region-wrong': 'W regionie AWS {region} nie ma nic z tej sprzedaży. Wybierz inny region.',
  'aws-throttled':
    '{seconds, plural, one {AWS ogranicza odczyty. Następna próba za {seconds} sekundę; nic nie zginęło.} few {AWS ogranicza odczyty. Następna próba za {seconds} sekundy; nic nie zginęło.} many {AWS ogranicza odczyty. Następna próba za {seconds} sekund; nic nie zginęło.} other {AWS ogranicza odczyty. Następna próba za {seconds} sekundy; nic nie zginęło.}}',
  'aws-clock-wrong':
    '{minutes, plural, one {AWS odrzuca zegar tego komputera: różni się o {minutes} minutę. Ustaw czas w systemie.} few {AWS odrzuca zegar tego komputera: różni się o {minutes} minuty. Ustaw czas w systemie.} many {AWS odrzuca zegar tego komputera: różni się o {minutes} minut. Ustaw czas w systemie.} other {AWS odrzuca zegar tego komputera: różni się o {minutes} minuty. Ustaw czas w systemie.}}',
  'aws-refused': 'AWS odmówił słowami: „{text}”.',
  'aws-failed': 'AWS ma własne kłopoty i odpowiada: „{text}”. Odczyty idą dalej same.',
  'aws-answer-unreadable': 'Odpowiedzi AWS nie da się odczytać. Jeśli adres był zmieniany, sprawdź go.',
  'servers-trial-taken':
    'Adres przyjął dla {group} liczbę serwerów {asked}, choć maksimum na to nie pozwala: to nie Amazon albo maksimum właśnie podniesiono. Liczba wróciła do {desired}. Przed sprzedażą zajrzyj do tej grupy.',
  'servers-trial-left':
    'Adres przyjął dla {group} liczbę serwerów {asked}, choć maksimum na to nie pozwala, a liczby nie udało się cofnąć. Ustaw teraz w konsoli AWS pożądaną liczbę serwerów {group} na {desired}.',
  'resource-gone': '{name} już nie istnieje: zmieniono nazwę albo usunięto. Wyszukaj ponownie w ustawieniach sprzedaży.',
  'endpoint-insecure': '{url} to zwykły http na innym komputerze. Użyj https.',
  'cloudflare-token-missing': 'Dla strefy {zone} nie ma zapisanego tokenu Cloudflare. Wpisz go w ustawieniach sprzedaży.',
  'cloudflare-token-refused': 'Cloudflare nie przyjmuje tokenu: jest unieważniony, wygasł albo ma literówkę. Utwórz nowy.',
  'cloudflare-forbidden': 'Tokenowi Cloudflare brakuje prawa {right}. Dodaj je do tokenu.',
  'cloudflare-zone-unknown': 'Cloudflare nie zna dla tego tokenu strefy {zone}. Sprawdź identyfikator na stronie strefy.',
  'cloudflare-room-unknown': 'W tej strefie nie ma już poczekalni {room}. Wybierz inną.',
  'cloudflare-throttled':
    '{seconds, plural, one {Cloudflare ogranicza odczyty. Następna próba za {seconds} sekundę; nic nie zginęło.} few {Cloudflare ogranicza odczyty. Następna próba za {seconds} sekundy; nic nie zginęło.} many {Cloudflare ogranicza odczyty. Następna próba za {seconds} sekund; nic nie zginęło.} other {Cloudflare ogranicza odczyty. Następna próba za {seconds} sekundy; nic nie zginęło.}}',
  'cloudflare-refused': 'Cloudflare odmówił słowami: „{text}”.',
  'cloudflare-failed': 'Cloudflare ma własne kłopoty i nie odpowiada jak trzeba. Odczyty idą dalej same.',
  'cloudflare-answer-unreadable': 'Odpowiedzi Cloudflare nie da się odczytać. Jeśli adres był zmieniany, sprawdź go.',
  'source-unreachable': '{host} jest nieosiągalny. Sprawdź sieć; odczyty ruszą same.',
  'source-slow': '{host} nie odpowiedział na czas. Odczyty idą dalej same.',
  'source-hung': 'Brak odpowiedzi ({sourceName}) przez {count} s. Odczyty idą dalej same.',
  'series-too-many':
    'Kasa przechowuje {most} serii jednej sprzedaży; to, co przyszło ponad nie, pominięto. Zatwierdź mniej zasobów w ustawieniach tej sprzedaży.',
  'points-refused':
    '{count, plural, one {Pominięto jeden punkt odpowiedzi, bo nie może być prawdziwy.} few {Pominięto {count} punkty odpowiedzi, bo nie mogą być prawdziwe.} many {Pominięto {count} punktów odpowiedzi, bo nie mogą być prawdziwe.} other {Pominięto {count} punktu odpowiedzi, bo nie mogą być prawdziwe.}} Reszta się liczy.',
  'shop-maintenance': 'Sklep pokazuje przerwę techniczną. Nikt nie może kupić; zapytaj operatora sklepu, kiedy się skończy.',
  'shop-failed': 'Sklep odpowiada, że zawiódł. Zapytaj operatora sklepu.',
  'shop-answer-unreadable': 'Sklep odpowiada, ale nie swoim programem. Sprawdź adres.',
  'shop-queued':
    'Zamiast sklepu odpowiada poczekalnia: Kasa stoi w jej kolejce i nie widzi tego, co widzą kupujący w środku. Wpisz adres, który poczekalnia przepuszcza.',
  'address-leads-on': 'Adres prowadzi dalej, pod {url}, a tam Kasa nie idzie. Wpisz adres, pod którym jest sama strona.',
  'queue-field-missing': 'Odpowiedź kolejki nie ma liczby w polu {field}. Popraw nazwy pól.',
  'queue-twice':
    'Sprzedaż ma jedną kolejkę, a plan podaje dwie: poczekalnię Cloudflare i własną kolejkę sklepu. Zostaw jedną z nich.',
  'not-armed': 'Dźwignie są zablokowane. Najpierw uzbrój je dla tej sprzedaży.',
  'arm-too-long':
    '{hours, plural, one {Dźwignie można uzbroić najwyżej na {hours} godzinę. Wybierz wcześniejszy koniec.} few {Dźwignie można uzbroić najwyżej na {hours} godziny. Wybierz wcześniejszy koniec.} many {Dźwignie można uzbroić najwyżej na {hours} godzin. Wybierz wcześniejszy koniec.} other {Dźwignie można uzbroić najwyżej na {hours} godziny. Wybierz wcześniejszy koniec.}}',
  'changed-meanwhile': 'Było {was}, a jest {is}: ktoś to zmienił. Nic nie wysłano. Spójrz jeszcze raz i zdecyduj.',
  'room-event-changed':
    'Zaczęło się albo skończyło wydarzenie poczekalni i obowiązuje inny limit. Nic nie wysłano. Spójrz jeszcze raz i zdecyduj.',
  'ceiling-reached': 'Ten krok przekracza sufit. Wybierz mniejszy albo podnieś sufit.',
  'inlet-above-safe':
    'W sklepie byłoby ok. {is} osób naraz, a trzy czwarte tego, co wytrzymała próba, to {most}. Poczekaj, aż część wyjdzie.',
  'inlet-fills-database': 'Baza miałaby ok. {is} połączeń, a wpuszczać więcej wolno do {most}. Poczekaj, aż ubędzie.',
  'inlet-above-room':
    'Byłoby {is} osób/min, a poczekalnia trzyma w sklepie najwyżej {most} naraz. Najpierw podnieś ten limit w Cloudflare.',
  'inlet-at-least':
    'Cloudflare nie przyjmuje mniej niż {least} osób/min. Wolniej się nie da; całą kolejkę wstrzymasz w Cloudflare.',
  'cooling-down':
    '{seconds, plural, one {Poprzedni krok jeszcze działa. Poczekaj {seconds} sekundę albo podaj powód.} few {Poprzedni krok jeszcze działa. Poczekaj {seconds} sekundy albo podaj powód.} many {Poprzedni krok jeszcze działa. Poczekaj {seconds} sekund albo podaj powód.} other {Poprzedni krok jeszcze działa. Poczekaj {seconds} sekundy albo podaj powód.}}',
  'command-in-doubt': 'Na poprzednie polecenie nie przyszła odpowiedź. Kasa odczytuje, czy dotarło; spróbuj za minutę.',
  'reason-wanted': 'Napisz krótko, dlaczego. Powód stanie w dzienniku.',
  'source-blind': 'Nie widać teraz tego, co ta dźwignia porusza, więc jest zablokowana. Sprawdź źródło na dole.',
  'room-not-limited': 'Poczekalnia nie ma limitu nowych osób na minutę, który można zmienić.',
  'not-part-of-sale': 'Ta sprzedaż nie jest z tym połączona. Dodaj to w ustawieniach sprzedaży.',
  'not-in-replay': 'To powtórka tego, co było. Niczego nie można w niej zmienić.',
  'rehearsal-runs': 'Trwa próba. Najpierw ją zakończ.',
  'rehearsal-none': 'Żadna próba nie trwa.',
  'live-sale-watched': '{name} jest teraz w sprzedaży i pod obserwacją w tym oknie. Próba musi poczekać.',
  'live-sale-soon':
    '{name} zaczyna się za {minutes} min i jest pod obserwacją w tym oknie. Próba musi poczekać, aż ta sprzedaż się skończy.',
  'scenario-unknown': 'Nie ma scenariusza {scenario}.',
  'scenario-wrong': 'Wiersz {line} pliku {file} jest nieczytelny: {text}.',
  fault:
    'Program kasy zatrzymał się i rusza od nowa. Zapisane sprzedaże są na dysku. Sprawdź ostatnią w Kolejce, zanim ją powtórzysz.',
} as const satisfies Readonly<Record<RefusalCode, string>>
