import { expect, test } from 'vitest'
import {
  type CellReader,
  type Condition,
  columnsOf,
  compileConditions,
  compileSource,
  describeSource,
  type Source,
} from '../../../src/domain/import/cell-source.ts'
import { isNothingAmongWords, nothingIn } from '../../../src/domain/import/nothing.ts'
import { columnFinder } from '../../../src/domain/import/profile-map.ts'

const HEADER = ['First', 'Last', 'Mobile', 'Phone', 'Type', 'Gross', 'Phone']
const find = columnFinder(HEADER)
const read = (source: Source, ...cells: string[]): string | undefined => {
  const compiled = compileSource(source, find)
  return typeof compiled === 'number' ? cells[compiled] : compiled?.(cells)
}

test('a column is found by its header in any spelling, the first of several or a later one, or by its place', () => {
  expect(['Phone #1', 'phone #2', 'Phone #3', 'First #2'].map(find)).toEqual([3, 6, undefined, undefined])
  expect(columnFinder(['Account', 'Account #2', 'Account'])('Account #2')).toBe(1)
  expect(['first', 'LAST', 'phone', '#7', '#8', 'Fax', '#0'].map(find)).toEqual([0, 1, 3, 6, undefined, undefined, undefined])
  expect(columnFinder(['Betrag (€)', 'Montant EUR'])('Betrag')).toBe(0)
  expect(columnFinder(['Betrag (€)', 'Montant EUR'])('Montant')).toBe(1)
})

test('one column, or what comes to one, is read where it stands', () => {
  expect(compileSource('Last', find)).toBe(1)
  expect(compileSource({ first: ['Fax', 'Mobile'] }, find)).toBe(2)
  expect(compileSource({ join: ['First', 'Middle'] }, find)).toBe(0)
  expect(compileSource({ first: ['Phone', 'phone'] }, find)).toBe(3)
  expect(compileSource('Fax', find)).toBeUndefined()
  expect(compileSource({ first: ['Fax', { join: ['Street'] }] }, find)).toBeUndefined()
  expect(compileSource({ join: ['First', 'Middle'], whole: true }, find)).toBeUndefined()
})

test('the first that is not empty, and all joined', () => {
  expect(read({ first: ['Mobile', 'Phone'] }, 'A', 'B', ' ', '12')).toBe('12')
  expect(read({ first: ['Mobile', 'Phone'] }, 'A', 'B', 'NULL', '12')).toBe('12')
  expect(read({ join: ['First', 'Last'] }, ' Asha ', 'Patel')).toBe('Asha Patel')
  expect(read({ join: ['First', 'Last'] }, '', 'Patel')).toBe('Patel')
  expect(read({ join: ['First', 'Last', 'Mobile'], with: '-', whole: true }, '1988', '5', '')).toBe('')
  expect(read({ join: ['First', 'Last', 'Mobile'], with: '-', whole: true }, '1988', '5', '4')).toBe('1988-5-4')
})

test('a cell in other words', () => {
  const stage: Source = { of: 'Type', values: { Customer: 'active', Other: '' }, otherwise: 'prospect' }
  expect(['customer', 'OTHER', 'Lead', ''].map((type) => read(stage, '', '', '', '', type))).toEqual(['active', '', 'prospect', ''])
  expect(read({ of: 'Type', values: { a: 'b' } }, '', '', '', '', 'c')).toBe('c')
  expect(read({ of: 'Mobile', before: ' ::: ' }, '', '', '1 ::: 2')).toBe('1')
  const within: Source = { of: 'Mobile', within: ['REFUND FOR (', ')'] }
  expect(['Refund for (Ben (2))', 'Ben (2)', 'REFUND FOR Ben'].map((cell) => read(within, '', '', cell))).toEqual([
    ...['Ben (2)', 'Ben (2)', 'REFUND FOR Ben'],
  ])
  const unsigned: Source = { of: 'Mobile', unsigned: true }
  expect(['-1,100.00', '1,100.00', '(50.00)', '50.00-', '\u221250'].map((cell) => read(unsigned, '', '', cell))).toEqual([
    ...['1,100.00', '1,100.00', '50.00', '50.00', '50'],
  ])
})

const holds = (condition: Condition, type: string, gross = ''): boolean =>
  compileConditions([condition], find)(['', '', '', '', type, gross])

test('conditions are of a column that is there', () => {
  expect(holds({ column: 'Type', is: ['Refund'] }, ' refund ')).toBe(true)
  expect(holds({ column: 'Type', is_not: ['Refund'] }, 'refund')).toBe(false)
  expect(holds({ column: 'Type', begins: ['Hold'] }, 'HOLD on balance')).toBe(true)
  expect(holds({ column: 'Type', ends: ['.'] }, '03.03. ')).toBe(true)
  expect(holds({ column: 'Type', ends: ['.'] }, '03.03.2026')).toBe(false)
  expect(holds({ column: 'Kind', is_not: ['Refund'] }, 'x')).toBe(false)
  expect(holds({ column: 'Kind', is: [''] }, 'x')).toBe(false)
})

test.each([
  ['-5.00', true, false],
  ['(5,00)', true, false],
  ['$-5', true, false],
  ['-$5', true, false],
  ['5.00-', true, false],
  ['\u22125', true, false],
  ['5.00', false, true],
  ['$5', false, true],
  ['0,00', false, false],
  ['-0.00', false, false],
  ['', false, false],
])('%s is below zero: %s, above: %s', (gross, negative, positive) => {
  expect(holds({ column: 'Gross', negative: true }, '', gross)).toBe(negative)
  expect(holds({ column: 'Gross', positive: true }, '', gross)).toBe(positive)
})

test('one thing or another', () => {
  const source: Source = { when: [{ column: 'Gross', negative: true }], take: 'First', else: 'Last' }
  expect(read(source, 'to', 'from', '', '', '', '-1')).toBe('to')
  expect(read(source, 'to', 'from', '', '', '', '1')).toBe('from')
  expect(read({ when: [{ column: 'Type', is: ['x'] }], take: { text: 'company' } }, '', '', '', '', 'y')).toBe('')
  expect(columnsOf(source)).toEqual(['Gross', 'First', 'Last'])
})

test('what depends on a column that is not there is the other thing, where that stands', () => {
  const when = [{ column: 'Soll', is_not: [''] }]
  expect(compileSource({ when, take: 'First', else: 'Last' }, find)).toBe(1)
  expect(compileSource({ when, take: 'First' }, find)).toBeUndefined()
})

test('what a cell is made of is told by the headers of the file', () => {
  const said = (source: Source) => describeSource(source, HEADER, find)
  expect(said({ first: [{ join: ['first', 'last'] }, 'Fax', 'mobile'] })).toBe('First + Last or Mobile')
  expect(said({ first: ['First', 'Last', 'Mobile', 'Phone'] })).toBe('First or Last or 2 more')
  expect(said({ when: [{ column: 'Type', is: ['x'] }], take: { text: 'company' } })).toBe('"company" in some rows')
  const choice: Source = { when: [{ column: 'Type', is: ['x'] }], take: { first: ['Last', 'First'] }, else: 'First' }
  expect(said({ first: [choice, 'Mobile'] })).toBe('Last or First or Mobile')
  expect(said({ first: [{ when: [{ column: 'Fax', is: ['x'] }], take: 'Last', else: 'First' }, 'Mobile'] })).toBe('First or Mobile')
  const reader = compileSource({ text: 'card' }, find) as CellReader
  expect([reader([]), said({ text: 'card' })]).toEqual(['card', '"card"'])
})

test('what programs write for nothing is nothing, but not among words', () => {
  const isNothing = nothingIn('country')
  for (const cell of ['NULL', 'null', 'N/A', 'n/a', '#N/A', 'NaN', '-', '—', '\\N', '(null)']) expect(isNothing(cell)).toBe(true)
  for (const cell of ['', '0', '-5', 'NA', 'none', 'Nan Goldin', '--05-04']) expect(isNothing(cell)).toBe(false)
  for (const cell of ['NULL', '#N/A', '-']) expect(isNothingAmongWords(cell)).toBe(true)
  for (const cell of ['Null', 'n/a', 'N/A', 'nan']) expect(isNothingAmongWords(cell)).toBe(false)
})

test('NA, as R writes it, is nothing but where it is a place or a word', () => {
  expect(['late', 'paid_amount', 'date', 'email', 'country', 'region', 'name', 'note'].filter((field) => nothingIn(field)('NA'))).toEqual([
    ...['late', 'paid_amount', 'date', 'email'],
  ])
  expect(nothingIn('late')('Na')).toBe(false)
})

test('a condition may ask for the cell of another column, and what is taken under several is told once', () => {
  const rest: Source = { when: [{ column: 'Last', is: [''] }], take: { text: 'none' } }
  const source: Source = { when: [{ column: 'First', same_as: 'Last' }], take: { text: 'same' }, else: rest }
  expect(read(source, 'Ann', 'ann')).toBe('same')
  expect(read(source, 'Ann', '')).toBe('none')
  expect(read(source, 'Ann', 'King')).toBe('')
  expect(columnsOf(source)).toEqual(['First', 'Last', 'Last'])
  expect(describeSource({ ...source, else: { ...rest, take: { text: 'same' } } }, HEADER, find)).toBe('"same" in some rows')
})
