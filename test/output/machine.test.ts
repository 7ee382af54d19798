import fc from 'fast-check'
import { expect, test } from 'vitest'
import { flatten, headerOf, machineText, plainNumber } from '../../src/output/machine.ts'

test('headers join nested keys and drop _minor', () => {
  expect(['amount_minor', 'signs.payment.score', 'days_1_30_minor', 'total_minor.credit_minor', 'minor'].map(headerOf)).toEqual([
    'amount',
    'signs_payment_score',
    'days_1_30',
    'total_credit',
    'minor',
  ])
})

test('machine text is plain', () => {
  expect(machineText(123450, 'money', 2)).toBe('1234.50')
  expect(machineText(-5, 'money', 3)).toBe('-0.005')
  expect(machineText(0.0985, 'share', 2)).toBe('0.0985')
  expect(machineText(null, 'text', 2)).toBe('')
  expect(machineText(false, 'flag', 2)).toBe('false')
  expect(machineText(['a', 'b'], 'list', 2)).toBe('a; b')
  expect(machineText([], 'list', 2)).toBe('')
  const parts = [
    { id: 1, number: '41', amount_minor: 12000, open_minor: -5, note: null },
    { id: 2, number: '44', amount_minor: 0, open_minor: null, late: true },
  ]
  expect(machineText(parts, 'text', 2)).toBe('1 41 120.00 -0.05; 2 44 0.00 true')
  expect(machineText([{ year: 2026, amount_minor: 5 }], 'text', 0)).toBe('2026 5')
  expect(machineText([{ of: { id: 1, sum_minor: 250 }, tags: ['a', 'b'] }], 'text', 2)).toBe('1 2.50 a b')
})

test('only text is guarded against being taken for a formula', () => {
  expect(machineText('=1+1', 'text', 2)).toBe("'=1+1")
  expect(machineText(['=1+1', 'x'], 'list', 2)).toBe("'=1+1; x")
  expect(machineText(-5, 'number', 2)).toBe('-5')
})

test('no number is written with an exponent, and each reads back', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: 1e-12 }), (value) => {
      const text = plainNumber(value)
      expect(text).toMatch(/^-?\d+(\.\d+)?$/)
      expect(Math.abs(Number(text) - value)).toBeLessThanOrEqual(value * 1e-6)
    }),
  )
  expect(plainNumber(1e-7)).toBe('0.0000001')
  expect(plainNumber(-1e-30)).toBe('0')
  expect(plainNumber(Number.NaN)).toBe('')
})

test('a single answer is flattened', () => {
  expect(flatten({ operation: 3, period: { from: '2026-01-01', sum_minor: 5 }, warnings: ['x'] })).toEqual([
    { key: 'operation', value: 3, kind: 'text' },
    { key: 'period.from', value: '2026-01-01', kind: 'text' },
    { key: 'period.sum_minor', value: 5, kind: 'money' },
    { key: 'warnings', value: ['x'], kind: 'text' },
  ])
})
