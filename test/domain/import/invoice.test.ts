import { expect, test } from 'vitest'
import { dayReader } from '../../../src/domain/import/cells.ts'
import {
  countsDays,
  disputeOf,
  type ImportedInvoice,
  type InvoiceCells,
  invoiceChange,
  invoiceContent,
  invoiceFacts,
  isNumbered,
  readInvoice,
} from '../../../src/domain/import/invoice.ts'
import { currencyOf } from '../../../src/domain/money.ts'

const eur = currencyOf('EUR') ?? { code: 'EUR', digits: 2, signs: [] }
const rules = { currency: eur, decimal: 'point', dateOrder: 'ymd' } as const
const EMPTY: InvoiceCells = {
  ...{ client: 'A', client_number: '', number: 'F-1', issued: '2026-01-05', due: '', amount: '100.00' },
  ...{ disputed: '', paid_on: '', paid_amount: '', for: '', currency: '' },
}

const read = (cells: Partial<InvoiceCells>, inDays = false) => readInvoice({ ...EMPTY, ...cells }, rules, inDays, dayReader('ymd'))

function good(cells: Partial<InvoiceCells>, inDays = false): ImportedInvoice {
  const result = read(cells, inDays)
  if (!result.ok) throw new Error(result.problem.message)
  return result.value
}

test('a row of the least there can be', () => {
  expect(good({})).toEqual({ issued: '2026-01-05', due: null, minor: 10_000, rounded: 0, disputed: null, settled: null })
})

test.each<[string, Partial<InvoiceCells>, ImportedInvoice['settled']]>([
  ['paid on a day is paid in full', { paid_on: '2026-02-01' }, { paid_on: '2026-02-01', minor: 10_000 }],
  ['a part, before the issue', { paid_on: '2026-01-01', paid_amount: '40' }, { paid_on: '2026-01-01', minor: 4000 }],
  ['more than the invoice', { paid_on: '2026-02-01', paid_amount: '140' }, { paid_on: '2026-02-01', minor: 14_000 }],
  ['nothing, with a day', { paid_on: '2026-02-01', paid_amount: '0' }, 'unpaid'],
  ['nothing, without one', { paid_amount: '0.00' }, 'unpaid'],
  ['the whole of nothing', { amount: '0', paid_on: '2026-02-01' }, 'unpaid'],
  ['yes, on a day', { paid_on: '2026-02-01', paid_amount: 'oui' }, { paid_on: '2026-02-01', minor: 10_000 }],
  ['no', { paid_amount: 'Non' }, 'unpaid'],
])('the payment of the row: %s', (_, cells, settled) => {
  expect(good(cells).settled).toEqual(settled)
})

test.each<[string, Partial<InvoiceCells>, string]>([
  ['issued is empty', { issued: '' }, 'issued'],
  ['issued "soon" is not a day', { issued: 'soon' }, 'issued'],
  ['due "31/02" is not a day', { due: '31/02' }, 'due'],
  ['due "2026-01-04" is before the issue day "2026-01-05"', { due: '2026-01-04' }, 'due'],
  ['amount is empty', { amount: '' }, 'amount'],
  ['amount "-5.00" is below zero, and a credit note belongs to an invoice', { amount: '-5.00' }, 'amount'],
  ['currency "USD" is not EUR, the file\'s currency', { currency: 'USD' }, 'currency'],
  ['disputed "perhaps" is neither yes, nor no, nor a number of days', { disputed: 'perhaps' }, 'disputed'],
  ['disputed "-3" is neither yes, nor no, nor a number of days', { disputed: '-3' }, 'disputed'],
  ['paid_on "later" is not a day', { paid_on: 'later' }, 'paid_on'],
  ['paid_on is empty, but paid_amount says "40"', { paid_amount: '40' }, 'paid_on'],
  ['paid_amount "Yes" is yes or no where an amount is wanted, and paid_on is empty', { paid_amount: 'Yes' }, 'paid_amount'],
  ['paid_amount "-1" is below zero', { paid_on: '2026-02-01', paid_amount: '-1' }, 'paid_amount'],
  ['paid_amount "much" is not an amount', { paid_on: '2026-02-01', paid_amount: 'much' }, 'paid_amount'],
])('%s', (message, cells, field) => {
  expect(read(cells)).toMatchObject({ ok: false, problem: { message, field } })
})

test('due on the issue day itself, and an amount of nothing, are good', () => {
  expect(good({ due: '2026-01-05', amount: '0' })).toMatchObject({ due: '2026-01-05', minor: 0 })
})

test('both amounts are rounded, and counted', () => {
  expect(good({ amount: '1.005', paid_on: '2026-02-01', paid_amount: '0.505' })).toMatchObject({
    ...{ minor: 101, rounded: 2, settled: { minor: 51 } },
  })
})

test.each<[string, boolean, ImportedInvoice['disputed']]>([
  ['yes', false, 'yes'],
  ['Oui', false, 'yes'],
  ['en litige', false, 'yes'],
  ['હા', true, 'yes'],
  ['non', true, 'no'],
  ['', true, null],
  ['1', false, 'yes'],
  ['0', false, 'no'],
  ['1', true, 1],
  ['0', true, 'no'],
  ['1 day', false, 1],
  ['14', false, 14],
  ['14 jours', false, 14],
  ['0 days', false, 'no'],
])('disputed "%s" in a column of days: %s', (disputed, inDays, meant) => {
  expect(good({ disputed }, inDays).disputed).toBe(meant)
})

test('a column of disputes is one of days where a cell can be nothing else', () => {
  expect(['2', '1 d', '0 jours', '30'].map(countsDays)).toEqual([true, true, true, true])
  expect(['1', '0', '', 'yes', '-2', '2.5', '99999'].map(countsDays)).toEqual(Array(7).fill(false))
})

test('a dispute is from the issue day until paid, or so many days from the due day', () => {
  expect(disputeOf('no', '2026-01-05', '2026-02-04')).toBeNull()
  expect(disputeOf('yes', '2026-01-05', '2026-02-04')).toEqual({ started_on: '2026-01-05', ended_on: null, takes_days_off: 0 })
  expect(disputeOf(25, '2026-01-05', '2026-02-04')).toEqual({ started_on: '2026-02-04', ended_on: '2026-03-01', takes_days_off: 1 })
})

test('the facts are client, issue day and amount; the content is all that the row says', () => {
  const facts = (cells: Partial<InvoiceCells>) => invoiceFacts({ ...EMPTY, ...cells }, good(cells))
  for (const cells of [{ number: 'F-2' }, { due: '2026-03-01' }, { disputed: 'yes' }, { paid_on: '2026-02-01' }, { for: 'x' }]) {
    expect(facts(cells), JSON.stringify(cells)).toBe(facts({}))
  }
  for (const cells of [{ client: 'B' }, { client_number: '1' }, { issued: '2026-01-06' }, { amount: '100.01' }]) {
    expect(facts(cells), JSON.stringify(cells)).not.toBe(facts({}))
  }
  const content = (cells: Partial<InvoiceCells>) => invoiceContent({ ...EMPTY, ...cells }, good(cells))
  const told = [
    ...[{}, { due: '2026-03-01' }, { disputed: 'yes' }, { disputed: 'no' }, { disputed: '14' }, { for: 'x' }, { paid_amount: '0' }],
    ...[{ paid_on: '2026-02-01' }, { paid_on: '2026-02-02' }, { paid_on: '2026-02-01', paid_amount: '40' }, { amount: '7' }],
  ]
  expect(new Set(told.map(content)).size).toBe(told.length)
  expect(content({ paid_on: '2026-02-01' })).toBe(content({ paid_on: '2026-02-01', paid_amount: '100.00' }))
})

test('a repeated number is kept with a suffix, and known by it', () => {
  expect([isNumbered('F-12', 'F-12'), isNumbered('F-12-2', 'F-12'), isNumbered('F-12-31', 'F-12')]).toEqual([true, true, true])
  expect([isNumbered('F-12-', 'F-12'), isNumbered('F-12-b', 'F-12'), isNumbered('F-122', 'F-12'), isNumbered('F-1', 'F-12')]).toEqual(
    Array(4).fill(false),
  )
})

const known = { issued_on: '2026-01-05', due_on: '2026-02-10', amount_minor: 10_000, purpose: 'advice' }

test('an invoice changes in what the row says; an empty cell erases nothing', () => {
  expect(invoiceChange(EMPTY, good({}), '2026-02-04', known)).toEqual({})
  const cells = { due: '2026-03-01', amount: '120', for: 'plan' }
  expect(invoiceChange({ ...EMPTY, ...cells }, good(cells), '2026-02-04', known)).toEqual({
    ...{ due_on: '2026-03-01', amount_minor: 12_000, purpose: 'plan' },
  })
})

test('a due day that the row does not say moves along with the issue day', () => {
  const later = { issued: '2026-01-20' }
  expect(invoiceChange(EMPTY, good(later), '2026-02-19', known)).toEqual({ issued_on: '2026-01-20', due_on: '2026-02-19' })
})
