import { expect, test } from 'vitest'
import { humanCell, humanForm, humanShare, rawValue, totalCells } from '../../src/output/cells.ts'
import { sampleTable } from './sample.ts'

test('every kind has one human form', () => {
  expect(humanForm(123450, 'money', 2)).toBe('1,234.50')
  expect(humanForm(123450, 'money', 0)).toBe('123,450')
  expect(humanForm('2026-11-18', 'day', 2)).toBe('2026-11-18')
  expect(humanForm(1234, 'count', 2)).toBe('1234')
  expect(humanForm(['a', 'b'], 'list', 2)).toBe('a, b')
  expect(humanForm(true, 'flag', 2)).toBe('yes')
  expect(humanForm(false, 'flag', 2)).toBe('')
  expect(humanForm(null, 'money', 2)).toBe('')
})

test('a share is a percentage with one decimal, half away from zero', () => {
  expect([0.098, 0.0985, 1, 0, 0.0005, 0.00049, 1.0005].map(humanShare)).toEqual([
    '9.8 %',
    '9.9 %',
    '100.0 %',
    '0.0 %',
    '0.1 %',
    '0.0 %',
    '100.1 %',
  ])
  expect([-0.0985, -0.0001].map(humanShare)).toEqual(['-9.9 %', '0.0 %'])
})

test('every half of a tenth of a percent is rounded away from zero, whatever its binary form', () => {
  for (let tenths = 0; tenths < 1000; tenths += 1) {
    expect(humanShare((tenths * 10 + 5) / 10000)).toBe(`${((tenths + 1) / 10).toFixed(1)} %`)
  }
})

test('a raw value comes from the function, the property or the nested property, and is null where there is none', () => {
  const row = { name: 'Asha', 'a.b': 1, signs: { payment: { score: 70 }, time: null } }
  expect(rawValue({ key: 'name', title: '', kind: 'text' }, row)).toBe('Asha')
  expect(rawValue({ key: 'x', title: '', kind: 'text', value: (r: typeof row) => r.name.length }, row)).toBe(4)
  expect(rawValue({ key: 'a.b', title: '', kind: 'number' }, row)).toBe(1)
  expect(rawValue({ key: 'signs.payment.score', title: '', kind: 'number' }, row)).toBe(70)
  expect(rawValue({ key: 'signs.time.score', title: '', kind: 'number' }, row)).toBe(null)
  expect(rawValue({ key: 'constructor', title: '', kind: 'text' }, row)).toBe(null)
})

test('words of a column replace its form for people, and are made safe', () => {
  expect(humanCell({ key: 'n', title: '', kind: 'count', human: () => '12\x1b days' }, { n: 12 }, 2)).toBe('12\\x1b days')
})

test('the line of sums is labelled in its first free text column', () => {
  expect(totalCells(sampleTable([]).columns, { amount_minor: 1234567 }, 2)).toEqual(['', '', 'Total', '', '', '', '', '', '12,345.67'])
})
