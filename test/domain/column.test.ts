import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addAmountCell, addDayCell, newEvidence, settleDayOrder, settleDecimalMark } from '../../src/domain/column.ts'
import { addDays, type DayOrder } from '../../src/domain/day.ts'
import { parseDayCell } from '../../src/domain/day-cell.ts'

function days(...cells: string[]) {
  const evidence = newEvidence()
  for (const [index, cell] of cells.entries()) addDayCell(evidence, cell, index + 2)
  return settleDayOrder(evidence)
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
  const day = fc.integer({ min: 0, max: 18_000 }).map((after) => addDays('2000-01-01', after))
  fc.assert(
    fc.property(fc.constantFrom<DayOrder>('dmy', 'mdy', 'ymd'), fc.array(day, { minLength: 1, maxLength: 20 }), (order, facts) => {
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
