import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleDayOrder, settleDecimalMark } from '../../src/domain/column.ts'
import { addAmountCell, addDayCell, newEvidence } from '../../src/domain/column-evidence.ts'
import { addDays } from '../../src/domain/day.ts'
import { parseDayCell, parseNamedDay, parseSerialDay } from '../../src/domain/day-cell.ts'
import { currencyOf, parseAmount } from '../../src/domain/money.ts'

test.each([
  ['14 Mar 2023', '2023-03-14'],
  ['14-Mar-23', '2023-03-14'],
  ['05JAN2026', '2026-01-05'],
  ['Jan 5, 2026', '2026-01-05'],
  ['January 5th, 2026', '2026-01-05'],
  ['2026-Jan-05', '2026-01-05'],
  ['Mon, 05 Jan 2026', '2026-01-05'],
  ['lundi 5 janvier 2026', '2026-01-05'],
  ['1er févr. 2026', '2026-02-01'],
  ['31 août 2026', '2026-08-31'],
  ['25 déc. 99', '1999-12-25'],
  ['mar. 3 mars 2026', '2026-03-03'],
  ['mar. 3 nov. 2026', '2026-11-03'],
  ['3 mar 2026', '2026-03-03'],
  ['5. März 2026', '2026-03-05'],
  ['5 de enero de 2026', '2026-01-05'],
  ['5 જાન્યુઆરી 2026', '2026-01-05'],
  ['૨ જાન્યુઆરી ૨૦૨૬', '2026-01-02'],
])('%s is %s', (text, day) => {
  expect(parseNamedDay(text)).toMatchObject({ day, time: null })
})

test.each([
  ['Oct 5, 2026, 10:30 AM', '10:30'],
  ['5 Jan 2026 22:15:03 +0100', '22:15'],
  ['Mon, 05 Jan 2026 10:30:00 GMT', '10:30'],
  ['Mon Jan 05 2026 10:30:00 GMT+0100', '10:30'],
  ['5 janvier 2026 14h30', '14:30'],
])('%s has the time %s', (text, time) => {
  expect(parseNamedDay(text)?.time).toBe(time)
})

test.each([
  '',
  'Mai',
  '5 Mai',
  'Mai 2026',
  '31 Feb 2026',
  '5 Foo 2026',
  'May Fair 2026',
  'Mars 5 et 6 2026',
  'Jan 5 6 2026',
  '2026 5 Jan',
  'lundi',
  '5 Jan 20260',
  '5 Jan 2026 25:00',
  'Jan 5; 2026',
])('"%s" is no day', (text) => {
  expect(parseNamedDay(text)).toBeUndefined()
})

test.each([
  ['2026-01-05 10:30:00 UTC', '10:30'],
  ['2026-01-05 10:30 CET', '10:30'],
  ['2026-01-05 10:30:00 +0000 UTC', '10:30'],
  ['1/5/2026 2:30 PM PST', '14:30'],
  ['1/5/2026 2:30 p.m.', '14:30'],
])('%s has the time %s, whatever its zone', (text, time) => {
  expect(parseDayCell(text, 'mdy')).toEqual({ day: '2026-01-05', time })
})

test('a spreadsheet counts days from the end of 1899', () => {
  expect(parseSerialDay('46027')).toEqual({ day: '2026-01-05', time: null })
  expect(parseSerialDay('46027.5')).toEqual({ day: '2026-01-05', time: '12:00' })
  expect(parseSerialDay('46027,75')).toEqual({ day: '2026-01-05', time: '18:00' })
  expect(parseSerialDay('10000')?.day).toBe('1927-05-18')
  expect(parseSerialDay('73050')?.day).toBe('2099-12-31')
  for (const other of ['9999', '73051', '2026', '460270', '4602a', '']) expect(parseSerialDay(other)).toBeUndefined()
})

const settle = (...cells: string[]) => {
  const evidence = newEvidence()
  for (const [index, cell] of cells.entries()) addDayCell(evidence, cell, index + 2)
  return settleDayOrder(evidence, '2026-11-29')
}

test('a column is one of numbered days only where all its cells are such numbers', () => {
  expect(settle('46027', '', '46028.25')).toEqual({
    state: 'settled',
    value: 'serial',
    evidence: 'days as a spreadsheet numbers them (46027 is 2026-01-05)',
  })
  expect(settle('46027', 'yesterday')).toMatchObject({ state: 'unreadable', example: { text: '46027', line: 2 } })
  expect(settle('46027', '13/01/2026')).toMatchObject({ state: 'settled', value: 'dmy' })
  expect(settle('12', '13')).toMatchObject({ state: 'unreadable' })
})

test('months by name need no order, and leave that of figures beside them open', () => {
  expect(settle('14 Mar 2023', 'Jan 5, 2026')).toEqual({ state: 'settled', value: 'dmy', evidence: 'days with the month by name' })
  expect(settle('Jan 5, 2026')).toMatchObject({ value: 'mdy' })
  expect(settle('14 Mar 2023', '03/04/2026')).toMatchObject({ state: 'open', candidates: ['dmy', 'mdy'] })
  expect(settle('14 Mar 2023', '2026-01-05')).toMatchObject({ value: 'ymd' })
})

const NAMES = {
  en: 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' '),
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
  es: 'enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'.split(' '),
  gu: 'જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટેમ્બર ઑક્ટોબર નવેમ્બર ડિસેમ્બર'.split(' '),
  guShort: 'જાન્યુ ફેબ્રુ માર્ચ એપ્રિલ મે જૂન જુલાઈ ઑગસ્ટ સપ્ટે ઑક્ટો નવે ડિસે'.split(' '),
}

test('each month has its name in each language', () => {
  for (const names of Object.values(NAMES)) {
    expect(names.map((name) => parseNamedDay(`14 ${name} 2025`)?.day.slice(5, 7))).toEqual(
      Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0')),
    )
  }
})

test('every day written with its month by name is read back, in any form', () => {
  const forms = [
    (y: string, m: string, d: number) => `${d} ${m} ${y}`,
    (y: string, m: string, d: number) => `${m} ${d}, ${y}`,
    (y: string, m: string, d: number) => `${d}-${m}-${y.slice(2)}`,
    (y: string, m: string, d: number) => `${y} ${m} ${d}`,
  ]
  const day = fc.integer({ min: 0, max: 25_000 }).map((after) => addDays('1970-01-01', after))
  fc.assert(
    fc.property(day, fc.constantFrom(...Object.values(NAMES)), fc.constantFrom(...forms), (fact, names, form) => {
      const month = names[Number(fact.slice(5, 7)) - 1] ?? ''
      expect(parseNamedDay(form(fact.slice(0, 4), month, Number(fact.slice(8))))?.day).toBe(fact)
    }),
    { numRuns: 1000 },
  )
})

test.each([
  ['1,500.00 Cr', 150_000],
  ['1,500.00 Dr', -150_000],
  ['1,500.00DR.', -150_000],
  ['CR 12.50', 1250],
  ['Dr. 12.50', -1250],
  ['DR12.50', -1250],
  ['Cr $12.50', 1250],
  ['$12.50 dr', -1250],
  ['20.00 C', 2000],
  ['20.00 D', -2000],
  ['D 20.00', -2000],
  ['C1,220.00', 122_000],
  ['\u201312.50', -1250],
  ['\u221212.50', -1250],
  ['12.50\u2013', -1250],
  ['\u2212$12.50', -1250],
  ['12.50-', -1250],
  ['12.50+', 1250],
  ['($12.50)', -1250],
])('%s is %d in minor units', (text, minor) => {
  const currency = currencyOf('USD')
  if (!currency) throw new Error('no dollar')
  const read = parseAmount(text, { currency, decimal: null, mode: 'import' })
  expect(read.ok && read.value.minor).toBe(minor)
  const evidence = newEvidence()
  addAmountCell(evidence, text, 2, currency)
  expect(settleDecimalMark(evidence)).toMatchObject({ state: 'settled', value: 'point' })
})

test.each(['20 C', 'C 20', '1,200 D', '-20.00 C', '20.00 CD', 'DR 20.00 CR', 'C 20.00 D', 'B 20.00', '4 \u2013 5', '\u2013\u201320.00'])(
  '"%s" is no amount',
  (text) => {
    const currency = currencyOf('USD')
    if (!currency) throw new Error('no dollar')
    expect(parseAmount(text, { currency, decimal: 'point', mode: 'import' })).toMatchObject({ ok: false, reason: 'not-an-amount' })
  },
)

test('a currency whose code ends like a debit is one', () => {
  const currency = currencyOf('IDR')
  if (!currency) throw new Error('no rupiah')
  expect(parseAmount('12.50 IDR', { currency, decimal: 'point', mode: 'import' })).toMatchObject({ ok: true, value: { minor: 1250 } })
})
