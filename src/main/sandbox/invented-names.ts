import type { SeededRandom } from './seeded-random.ts'

/** An invented buyer; the mail domain is one that can belong to nobody. */
export type InventedPerson = { readonly givenName: string; readonly familyName: string; readonly email: string }

/** Draws a person with a Polish name (and now and then one from elsewhere). */
export function inventPerson(random: SeededRandom): InventedPerson {
  const woman = random.next() < 0.5
  const givenName = random.pick(woman ? WOMEN : MEN)
  const family = random.pick(FAMILIES)
  const familyName = woman && /(ski|cki|dzki)$/.test(family) ? `${family.slice(0, -1)}a` : family
  const email = `${plain(givenName)}.${plain(familyName)}${random.integer(90) + 10}@example.org`
  return { givenName, familyName, email }
}

function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
}

const WOMEN = [
  'Anna',
  'Katarzyna',
  'Małgorzata',
  'Agnieszka',
  'Krystyna',
  'Świętosława',
  'Żaneta',
  'Łucja',
  'Zofia',
  'Bożena',
  'Grażyna',
  'Elżbieta',
  'Róża',
  'Maja',
  'Hanna',
  'Oliwia',
]
const MEN = [
  'Piotr',
  'Krzysztof',
  'Łukasz',
  'Paweł',
  'Michał',
  'Stanisław',
  'Wojciech',
  'Józef',
  'Bartłomiej',
  'Kamil',
  'Jakub',
  'Zbigniew',
  'Mieczysław',
  'Rafał',
  'Szymon',
  'Seán',
]
const FAMILIES = [
  'Nowak',
  'Kowalski',
  'Wiśniewski',
  'Wójcik',
  'Kamiński',
  'Lewandowski',
  'Zieliński',
  'Szymański',
  'Woźniak',
  'Dąbrowski',
  'Kozłowski',
  'Jabłoński',
  'Źdźbło',
  'Gęślą',
  'Ćwikła',
  'Żółtowski',
  'Brzęczyszczykiewicz',
  'Król',
  'Śliwa',
  'Pająk',
  'Głowacki',
  'Müller',
  "O'Brien",
  'Łoś',
]
