import { describe, expect, test } from 'vitest'
import type { Check } from '#contract/onsale-face'
import { onsaleChecks } from '#contract/onsale-checks'
import type { Figures, RuleNumber } from '#contract/onsale-finding'
import { ruleNumbers } from '#contract/onsale-finding'
import { rules } from '#domain/onsale/rules'
import { dictionaries } from '#words/dictionaries'
import { figureParameters, figureText } from '#words/figures'
import { checkWords, evidenceLines, findingSentence, verdictSentence } from '#words/finding-words'
import { sayIn } from '#words/say'

const settings = (['pl', 'en'] as const).map(language => ({ say: sayIn(language), currency: 'PLN', timezone: 'Europe/Warsaw' }))
const [polish, english] = settings

/** Every variant of every rule with the figures it always brings along; the rules' own tests hold that they do. */
const brought: Readonly<Record<RuleNumber, Readonly<Record<string, readonly string[]>>>> = {
  1: { plain: ['buyers'] },
  2: {
    waits: ['waitingRequests', 'mostRequests', 'fullPercent', 'leadMs'],
    half: ['waitingRequests', 'mostRequests', 'fullPercent', 'leadMs'],
    fills: ['waitingRequests', 'mostRequests', 'fullPercent', 'leadMs', 'fullFromMs', 'fullToMs'],
  },
  3: Object.fromEntries(
    ['plain', 'broken', 'unserved', 'unanswered'].map(variant => [
      variant,
      ['failedPercent', 'failedRequests', 'budgetUsedPercent'],
    ]),
  ),
  4: { plain: ['failedPercent', 'failedRequests', 'budgetUsedPercent'] },
  5: { plain: ['outServers', 'total'], 'none-left': ['outServers', 'total'], fewer: ['healthy', 'planned'] },
  6: { slow: ['waitSeconds', 'limitSeconds'], slower: ['waitSeconds', 'limitSeconds', 'usualSeconds'] },
  7: { classic: ['grownPercent', 'requestsPerMinute'], application: ['grownPercent', 'requestsPerMinute'] },
  8: {
    hot: ['cpuPercent'],
    coming: ['cpuPercent', 'comingServers', 'readyAt'],
    overdue: ['cpuPercent', 'missingServers', 'dueAt'],
    'no-room': ['cpuPercent'],
    'at-most': ['cpuPercent', 'allowedServers'],
    one: ['hottestPercent', 'cpuPercent'],
  },
  9: { plain: ['everyMs'] },
  10: { plain: ['databasePercent'] },
  11: {
    full: ['connections', 'mostConnections', 'usedPercent'],
    filling: ['connections', 'mostConnections', 'usedPercent', 'fullFromMs', 'fullToMs', 'leadMs'],
    'before-server': ['connections', 'mostConnections', 'usedPercent', 'fullFromMs', 'fullToMs', 'leadMs'],
  },
  12: { latency: ['diskSeconds'], balance: ['balancePercent'], queue: ['diskQueue', 'usualQueue'] },
  13: { plain: ['sessions', 'waitingSessions', 'cores'] },
  14: { web: ['credits', 'slowAt'], database: ['credits', 'slowAt'] },
  15: { late: ['missingServers', 'waitedMs', 'leadMs'], failed: ['missingServers', 'waitedMs', 'leadMs', 'reasonText'] },
  16: { plain: ['maximumServers', 'cpuPercent'] },
  17: { plain: ['cachedPercent', 'usualPercent', 'loadTimes'] },
  18: {
    plain: ['morePerMinute', 'nowPerMinute', 'thenPerMinute'],
    sales: ['morePerMinute', 'nowPerMinute', 'thenPerMinute', 'ordersPerMinute'],
  },
  19: { plain: ['nowPerMinute', 'thenPerMinute'], slowed: ['fromPerMinute', 'nowPerMinute'] },
  20: { plain: ['activeUsers', 'safeUsers', 'rehearsedUsers'] },
  21: { line: ['emptyHanded', 'waiting', 'left'], category: ['categoryText', 'left', 'goneMs'] },
  22: {
    plain: ['ordersPerMinute', 'usualOrdersPerMinute', 'requestsPercent', 'usualRequestsPerMinute'],
    maintenance: ['closedAt'],
    unanswered: ['closedAt'],
  },
  23: { edge: ['stoppedPercent', 'usualPercent'], firewall: ['stoppedPercent', 'usualPercent'] },
  24: { cache: ['cachePercent'], evictions: ['evictionsPerMinute'], mail: ['mailMs'] },
  25: Object.fromEntries(
    ['late', 'blind'].flatMap(state =>
      ['aws', 'cloudflare', 'queue', 'shop', 'sales'].map(source => [`${state}-${source}`, ['sinceAt', 'ageMs']]),
    ),
  ),
  26: {
    'signed-out': ['sinceAt', 'freshSources'],
    'token-refused': ['sinceAt', 'freshSources'],
    'session-ends': ['endsAt', 'saleEndsAt'],
    'token-ends': ['endsAt', 'saleEndsAt'],
    'clock-fast': ['skewMs'],
    'clock-slow': ['skewMs'],
    ...Object.fromEntries(['aws', 'cloudflare', 'queue', 'shop', 'sales'].map(source => [`throttled-${source}`, ['everyMs']])),
  },
}
const figuresOf = (names: readonly string[]): Figures => Object.fromEntries(names.map(name => [name, exampleOf(name)]))
const exampleOf = (name: string): number | string => {
  if (name.endsWith('Text')) return 'Płyta'
  return name.endsWith('Sources') ? 'aws shop' : 1_234
}
const variants = ruleNumbers.flatMap(rule => Object.entries(brought[rule]).map(([variant, names]) => ({ rule, variant, names })))

/** What can be the sentence over everything; rule 25 speaks there of the sources as a whole. */
const grave = rules.flatMap(({ number, says }) =>
  Object.entries(says).flatMap(([variant, worst]) => (worst === 'notice' || number === 25 ? [] : [{ number, variant }])),
)
/** Two lines of the cockpit's head at its narrowest. */
const mostLetters = 140

test('the figures are known of everything a rule can say', () =>
  expect(variants.map(({ rule, variant }) => `${rule} ${variant}`).sort()).toEqual(
    rules.flatMap(({ number, says }) => Object.keys(says).map(variant => `${number} ${variant}`)).sort(),
  ))

describe.each(settings)('the words of findings, $say.language', setting => {
  test.each(variants)(
    'rule $rule, $variant: title, text and next step, every figure of theirs supplied',
    ({ rule, variant, names }) => {
      for (const part of ['title', 'text', 'next'] as const) {
        const sentence = findingSentence({ rule, variant, figures: figuresOf(names) }, part, setting)
        expect(sentence, `${rule} ${variant} ${part}`).toMatch(/\S/)
        expect(sentence).not.toContain('…')
        expect(Object.hasOwn(dictionaries[setting.say.language].findings, `r${rule}-${variant}-${part}`)).toBe(true)
      }
    },
  )
  test.each(grave)('rule $number, $variant, can warn: the sentence over everything is one line with its decisive figure', one => {
    const names = brought[one.number][one.variant] ?? []
    for (const salesText of ['flow', 'unknown']) {
      const figures = { ...figuresOf(names), salesText }
      const sentence = verdictSentence({ code: `rule-${one.number}-${one.variant}`, figures }, setting)
      expect(sentence).toMatch(/^[^…*\n]*\*[^…*\n]*\d[^…*\n]*\*[^…*\n]*\.$/)
      expect(sentence.length, sentence).toBeLessThanOrEqual(mostLetters)
    }
  })
  test('name each figure that is evidence', () => {
    for (const { names } of variants) {
      const evident = names.filter(name => name !== 'categoryText')
      expect(evidenceLines(figuresOf(evident), setting).map(({ name }) => name)).toEqual(evident)
    }
  })
  test('speak of no rule that is not there', () => {
    const keys = Object.keys(dictionaries[setting.say.language].findings).flatMap(
      key => /^(?:verdict-rule-|r)(\d+)-(.+?)(?:-(?:title|text|next))?$/.exec(key) ?? [],
    )
    const known = new Set(variants.map(({ rule, variant }) => `${rule} ${variant}`))
    for (let index = 0; index < keys.length; index += 3) expect(known).toContain(`${keys[index + 1]} ${keys[index + 2]}`)
  })
  test.each(Object.keys(onsaleChecks))('check %s has a name and a value', check => {
    const { name, value } = checkWords({ check, figures: checkFigures }, setting)
    expect([name === check, value]).toEqual([false, expect.stringMatching(/^[^…]+$/)])
  })
  test('each way of measuring a check has its own sentence', () => {
    const told = ways.map(({ check, howText }) => checkWords({ check, figures: { ...checkFigures, howText } }, setting).value)
    expect(told.filter(text => text === '' || text.includes('…'))).toEqual([])
    expect(new Set(told).size).toBe(told.length)
    const unmeasured = checkWords({ check: 'scheduled-growth', figures: { howText: 'late' } }, setting)
    expect(unmeasured.value, 'no sentence names a figure that did not come').toBe('')
  })
})

/** Each sentence that tells a check, where one is measured in several ways. */
const ways = Object.keys(dictionaries.pl.findings).flatMap(key => {
  const [, check, howText] = /^check-(.+)-value-(.+)$/.exec(key) ?? []
  return check !== undefined && howText !== undefined ? [{ check, howText }] : []
})

const checkFigures: Check['figures'] = Object.fromEntries(
  [
    'pointsInQuarter',
    'need',
    'most',
    'minimum',
    'desired',
    'servers',
    'fitServers',
    'maximum',
    'connectionsPerServer',
    'standing',
    'planned',
    'cachedPercent',
    'neededPercent',
    'limit',
    'endsAt',
    'plannedEndAt',
    'answerMs',
    'skewMs',
    'graceSeconds',
    'leadSeconds',
    'zonesText',
    'fromAt',
    'utcText',
    'readyAt',
    'startsAt',
    'heldAt',
    'openAt',
    'letsInAt',
  ].map(name => [name, 90]),
)

test('a check whose value was not measured says nothing made up', () =>
  expect(polish && checkWords({ check: 'room-limit', figures: { limit: 90 } }, polish)).toEqual({
    name: 'Limit poczekalni',
    value: '',
  }))

test('the sentence of the story', () => {
  const figures = { fullFromMs: 300_000, fullToMs: 420_000, leadMs: 420_000, salesText: 'flow' }
  const say = (setting: (typeof settings)[number] | undefined) =>
    setting && verdictSentence({ code: 'rule-11-before-server', figures }, setting)
  expect(say(polish)).toBe('Sprzedaż płynie, ale baza danych zapełni się za *5–7\u00a0min*; nowy serwer potrzebuje 7\u00a0min.')
  expect(say(english)).toBe('Sales are flowing, but the database fills up in *5–7\u00a0min*; a new server needs 7\u00a0min.')
})

test('a range is said in one unit, with nothing to break at', () => {
  const said = (fullFromMs: number, fullToMs: number) =>
    polish && figureParameters({ fullFromMs, fullToMs }, polish)['fullRangeMs']
  expect(said(60_000, 180_000)).toBe('1\u20133\u00a0min')
  expect(said(180_000, 200_000)).toBe('3\u00a0min')
  expect(said(3_000_000, 7_200_000)?.toString().replaceAll('\u00a0', ' ')).toBe('50 min\u20132 godz.')
})

test('the plural of people', () => {
  const last = (emptyHanded: number) =>
    polish &&
    findingSentence({ rule: 21, variant: 'line', figures: { emptyHanded, waiting: 9, left: 3 } }, 'text', polish).split(' w ')[0]
  expect([last(1), last(2), last(5), last(22)]).toEqual([
    'Ostatnia 1 osoba',
    'Ostatnie 2 osoby',
    'Ostatnie 5 osób',
    'Ostatnie 22 osoby',
  ])
})

test.each([
  ['answerMs', 820, '0,82 s'],
  ['leadMs', 420_000, '7 min'],
  ['skewMs', -45_000, '45 s'],
  ['failedPercent', 1.25, '1,3 %'],
  ['cpuPercent', 84.6, '85 %'],
  ['grownPercent', 1_240, '1 240 %'],
  ['ordersPerMinute', 1_180, '1 180/min'],
  ['costCents', 261, '2,61 USD'],
  ['missingServers', 5, '5 serwerów'],
  ['reasonText', 'no capacity', 'no capacity'],
  ['freshSources', 'cloudflare shop', 'Cloudflare, sklep'],
  ['freshSources', 'none', 'żadne'],
  ['loadTimes', 2.14, '2,1'],
])('%s of %s is written %s', (name, value, text) =>
  expect(polish && figureText(name, value, polish).replaceAll(/[\u00a0\u202f]/g, ' ')).toBe(text),
)
