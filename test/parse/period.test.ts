import { expect, test } from 'vitest'
import { parsePeriodText } from '../../src/parse/period.ts'

const read = async (text: string, order: 'dmy' | 'mdy' | null = null) => {
  const result = await parsePeriodText(text, { today: '2026-11-22', order })
  return result.ok ? `${result.value.from} ${result.value.to} ${result.value.unit}` : result.message
}

test.each([
  ['2026', '2026-01-01 2026-12-31 year'],
  ['2026-W47', '2026-11-16 2026-11-22 week'],
  ['today', '2026-11-22 2026-11-22 day'],
  ['hier', '2026-11-21 2026-11-21 day'],
  ['12/11/2026', '2026-11-12 2026-11-12 day'],
  ['last 30 days', '2026-10-24 2026-11-22 null'],
  ['Last 7 days', '2026-11-16 2026-11-22 null'],
  ['past 1 day', '2026-11-22 2026-11-22 null'],
  ['last 2 weeks', '2026-11-09 2026-11-22 null'],
  ['last 3 months', '2026-08-23 2026-11-22 null'],
  ['last 2 quarters', '2026-05-23 2026-11-22 null'],
  ['last 2 years', '2024-11-23 2026-11-22 null'],
  ['les 30 derniers jours', '2026-10-24 2026-11-22 null'],
  ['2 dernières semaines', '2026-11-09 2026-11-22 null'],
  ['les 3 derniers mois', '2026-08-23 2026-11-22 null'],
  ['les 2 dernières années', '2024-11-23 2026-11-22 null'],
  ['this week', '2026-11-16 2026-11-22 week'],
  ['Last Month', '2026-10-01 2026-10-31 month'],
  ['last quarter', '2026-07-01 2026-09-30 quarter'],
  ['this year', '2026-01-01 2026-12-31 year'],
  ['ce mois', '2026-11-01 2026-11-30 month'],
  ['le mois dernier', '2026-10-01 2026-10-31 month'],
  ['cette année', '2026-01-01 2026-12-31 year'],
  ['l’an dernier', '2025-01-01 2025-12-31 year'],
  ['année dernière', '2025-01-01 2025-12-31 year'],
  ['cette semaine', '2026-11-16 2026-11-22 week'],
  ['semaine dernière', '2026-11-09 2026-11-15 week'],
  ['trimestre dernier', '2026-07-01 2026-09-30 quarter'],
  ['2026-01-01..2026-03-31', '2026-01-01 2026-03-31 null'],
  ['last month..today', '2026-10-01 2026-11-22 null'],
  ['2026-11-12 .. yesterday', '2026-11-12 2026-11-21 null'],
  ['1.2.2026..15.2.2026', '2026-02-01 2026-02-15 null'],
])('%j is %s', async (text, expected) => {
  expect(await read(text, 'dmy')).toBe(expected)
})

/** Words that a library would take for one day or another: in a report that day would stand for a span, and nobody would see it. */
const FREE = [
  ...['next week', '-30d', '30d', 'monday', 'last friday', '12 nov', '12 novembre 2026', '3 weeks ago', 'in 3 days', 'last weekend'],
  ...['last 0 days', 'next 30 days', 'last days', 'les derniers jours', 'last 30 constructor'],
]

test('what is no period says what one is', async () => {
  for (const text of ['garbage', '2026-Q5', 'mois', 'ce mois dernier', 'next month', '..2026', '2026..', '2026..2027..2028', '', ...FREE]) {
    expect(await read(text), text).toBe(
      `"${text}" is not a period: say 2026, 2026-Q3, 2026-11, 2026-W47, "last month", "last 30 days" or 2026-01-01..2026-03-31`,
    )
  }
  expect(await read('Nov 12 .. yesterday')).toMatch(/^"Nov 12" is not a period/)
  expect(await read('-30d..today')).toMatch(/^"-30d" is not a period/)
  expect(await read('2026..2025')).toBe('"2026..2025" ends before it starts: say the earlier day first')
})

test('a side that can be read two ways is refused with both readings', async () => {
  const sentence = '03/04/2026 can be 3 April or 4 March 2026: say 2026-04-03, or set the order once: clientele settings date-order dmy'
  expect(await read('2026-01-01..03/04/2026')).toBe(sentence)
  expect(await read('2026-01-01..03/04/2026', 'mdy')).toBe('2026-01-01 2026-03-04 null')
})
