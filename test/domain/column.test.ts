import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settleDayOrder, settleDecimalMark } from '../../src/domain/column.ts'
import { addAmountCell, addDayCell, newEvidence } from '../../src/domain/column-evidence.ts'
import { addDays, type DayOrder } from '../../src/domain/day.ts'
import { parseDayCell } from '../../src/domain/day-cell.ts'

function days(...cells: string[]) {
  const evidence = newEvidence()
  for (const [index, cell] of cells.entries()) addDayCell(evidence, cell, index + 2)
  return settleDayOrder(evidence, '2026-11-29')
}

function amounts(...cells: string[]) {
  const evidence = newEvidence()
  for (const [index, cell] of cells.entries()) addAmountCell(evidence, cell, index + 2)
  return settleDecimalMark(evidence)
}

test('one cell over 12 settles the order', () => {
  expect(days('03/04/2026', '31/04/2026', '13/04/2026', '')).toEqual({
    state: 'settled',
    value: 'dmy',
    evidence: 'days as day/month/year (1 cell over 12)',
  })
  expect(days('03/04/2026', '04/13/2026', '12/25/2026')).toMatchObject({
    value: 'mdy',
    evidence: 'days as month/day/year (2 cells over 12)',
  })
})

test('a year in front needs no proof, and proves nothing about its neighbours', () => {
  expect(days('2026-01-31', '20260201')).toEqual({ state: 'settled', value: 'ymd', evidence: 'days as year-month-day' })
  expect(days('2026-01-31', '31/01/2026')).toMatchObject({ state: 'settled', value: 'dmy' })
  expect(days('2026-01-31', '03/04/2026')).toMatchObject({ state: 'open', candidates: ['dmy', 'mdy'] })
})

test('a column that leaves two orders is open, with the readings of a cell', () => {
  expect(days('05/05/2026', '03/04/2026', '01/02/2026')).toEqual({
    state: 'open',
    candidates: ['dmy', 'mdy'],
    example: { text: '03/04/2026', line: 3 },
    reason: '03/04/2026 can be 3 April or 4 March 2026 (line 3), and no cell of the column settles it',
    hint: 'say --date-order dmy or mdy',
  })
})

test('whether a year of two figures stands first or last is never guessed, whatever parts the numbers', () => {
  for (const sign of ['/', '.', '-']) {
    const written = ['26/01/02', '26/01/13'].map((text) => text.replaceAll('/', sign))
    expect(days(...written)).toMatchObject({
      state: 'open',
      candidates: ['dmy', 'ymd'],
      reason: `${written[0]} can be 26 January 2002 or 2 January 2026 (line 2), and no cell of the column settles it`,
      hint: 'say --date-order dmy or ymd',
    })
  }
  expect(days('25/01/26')).toMatchObject({ state: 'open', candidates: ['dmy', 'ymd'] })
  expect(days('01/02/03')).toMatchObject({ state: 'open', candidates: ['dmy', 'mdy', 'ymd'] })
  // The first of each month, five years long, is no year 2001.
  expect(days('22/02/01', '24/03/01', '26/12/01')).toMatchObject({ state: 'open' })
})

test('years of two figures stand last where they are of now and the first numbers are not, or where a first one is no year yet', () => {
  const evidence = 'days as day/month/year (2 cells over 12, years 2025 to 2026 last)'
  expect(days('12/01/26', '25/01/26', '31/12/25')).toEqual({ state: 'settled', value: 'dmy', evidence })
  expect(days('12-01-26', '25-01-26', '13-12-25')).toMatchObject({ evidence })
  expect(days('03.02.19', '30.05.21')).toMatchObject({
    value: 'dmy',
    evidence: 'days as day/month/year (1 cell over 12, years 2019 to 2021 last)',
  })
  expect(days('01/05/26', '12/06/26')).toMatchObject({ state: 'open', candidates: ['dmy', 'mdy'] })
  expect(days('05/05/26', '01/01/26', '12/12/26')).toMatchObject({ state: 'any' })
  expect(days('01/25/26', '05/06/26')).toMatchObject({ value: 'mdy' })
})

test('one cell settles it that is a day in one way alone', () => {
  expect(days('26/01/02', '13/01/45')).toMatchObject({ value: 'dmy', evidence: 'days as day/month/year (2 cells over 12)' })
  expect(days('26/01/02', '5/01/02')).toMatchObject({ value: 'dmy' })
  expect(days('26/01/02', '99/01/13')).toMatchObject({
    value: 'ymd',
    evidence: 'days as year-month-day (1 cell that fits no other order)',
  })
  // A mistyped day does not turn a column whose years stand last.
  expect(days('12/01/26', '25/01/26', '52/01/26')).toMatchObject({
    state: 'mixed',
    reason: '"25/01/26" (line 3) is day/month/year, but "52/01/26" (line 4) is year-month-day',
  })
})

test('equal readings leave nothing open', () => {
  expect(days('05/05/2026', '12/12/2026')).toEqual({ state: 'any', value: 'dmy' })
})

test('cells that contradict each other are named', () => {
  expect(days('03/04/2026', '12/31/2026', '31/12/2026')).toMatchObject({
    state: 'mixed',
    cells: [
      { text: '12/31/2026', line: 3 },
      { text: '31/12/2026', line: 4 },
    ],
    reason: '"12/31/2026" (line 3) is month/day/year, but "31/12/2026" (line 4) is day/month/year',
  })
})

test('cells that are nothing are errors of their rows, unless all are', () => {
  expect(days('Total', '13/04/2026', '31/02/2026')).toMatchObject({ state: 'settled', value: 'dmy' })
  expect(days('', 'soon', 'later')).toMatchObject({
    state: 'unreadable',
    reason: 'no cell of the column is a day; the first is "soon" (line 3)',
  })
  expect(days('', ' ')).toEqual({ state: 'empty' })
})

test('decimal marks', () => {
  expect(amounts('1,234', '12,50')).toEqual({ state: 'settled', value: 'comma', evidence: 'decimal comma' })
  expect(amounts('1,234', '12.50', '-3')).toMatchObject({ state: 'settled', value: 'point' })
  expect(amounts('12', '1 234', '-5 €')).toEqual({ state: 'any', value: 'point' })
  expect(amounts('12', '1,234')).toEqual({
    state: 'open',
    candidates: ['comma', 'point'],
    example: { text: '1,234', line: 3 },
    reason: '"1,234" (line 3) can be 1.234 or 1234, and no cell of the column settles it',
    hint: 'say --decimal comma or point',
  })
  expect(amounts('12,50', '13.50')).toMatchObject({
    state: 'mixed',
    reason: '"12,50" (line 2) is written with a decimal comma, but "13.50" (line 3) is written with a decimal point',
  })
  expect(amounts('none')).toMatchObject({ state: 'unreadable' })
})

const written: Record<DayOrder, (year: string, month: string, day: string) => string> = {
  dmy: (year, month, day) => `${day}/${month}/${year}`,
  mdy: (year, month, day) => `${month}/${day}/${year}`,
  ymd: (year, month, day) => `${year.slice(2)}-${month}-${day}`,
}

test('a column written in one order is never settled on days other than its own, whatever the order of its cells', () => {
  const day = fc.integer({ min: 0, max: 9800 }).map((after) => addDays('2000-01-01', after))
  fc.assert(
    fc.property(fc.constantFrom<DayOrder>('dmy', 'mdy', 'ymd'), fc.array(day, { minLength: 1, maxLength: 20 }), (order, facts) => {
      // Of ten years and more, all on the last days of a month whose numbers are those of now: that is taken for years.
      fc.pre(order !== 'ymd' || facts.some((fact) => !/^2000|2[567]$/.test(fact)))
      const cells = facts.map((fact) => written[order](fact.slice(0, 4), fact.slice(5, 7), fact.slice(8)))
      const settled = days(...cells)
      expect(days(...[...cells].reverse()).state).toBe(settled.state)
      if (settled.state === 'open') {
        expect(settled.candidates).toContain(order)
        return
      }
      if (settled.state !== 'settled' && settled.state !== 'any') throw new Error(`${settled.state}: ${cells.join(' ')}`)
      for (const [index, cell] of cells.entries()) {
        expect(parseDayCell(cell, settled.value)?.day).toBe(facts[index])
      }
    }),
    { numRuns: 1000 },
  )
})
