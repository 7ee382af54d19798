import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AgingAccount, ageAccounts, ageOf, daysSalesOutstanding, oldestAge, pastDue } from '../../src/domain/aging.ts'
import { dayNumber } from '../../src/domain/day.ts'
import type { InvoiceHistory, InvoicePart } from '../../src/domain/invoice-history.ts'

const TODAY = dayNumber('2026-11-22')

interface Given {
  readonly due?: number
  readonly issued?: number
  readonly amount?: number
  readonly parts?: readonly InvoicePart[]
  readonly disputes?: InvoiceHistory['disputes']
}

/** `due` and `issued` in days before today. */
const invoice = ({ due = 0, issued = Math.max(due, 0) + 30, amount = 100, parts = [], disputes = [] }: Given): InvoiceHistory => ({
  invoice_id: 1,
  issued: TODAY - issued,
  due: TODAY - due,
  amount_minor: amount,
  parts,
  disputes,
})
const part = (daysAgo: number, amount_minor: number, settles_as: InvoicePart['settles_as'] = 'payment'): InvoicePart => ({
  day: TODAY - daysAgo,
  amount_minor,
  settles_as,
})
const account = (client_id: number, invoices: readonly InvoiceHistory[], more: Partial<AgingAccount> = {}): AgingAccount => ({
  client_id,
  invoices,
  lowered_minor: invoices.flatMap(({ parts }) => parts).reduce((sum, { amount_minor }) => sum + amount_minor, 0),
  owedRefunds: () => [],
  ...more,
})
const onlyRow = (...invoices: InvoiceHistory[]) => ageAccounts([account(1, invoices)], TODAY).rows[0]

describe('ages', () => {
  test.each([
    [-1, 'not_due_minor'],
    [0, 'not_due_minor'],
    [1, 'days_1_30_minor'],
    [30, 'days_1_30_minor'],
    [31, 'days_31_60_minor'],
    [60, 'days_31_60_minor'],
    [61, 'days_61_90_minor'],
    [90, 'days_61_90_minor'],
    [91, 'over_90_minor'],
    [4000, 'over_90_minor'],
  ] as const)('%i days past due stands in %s', (days, key) => {
    expect(ageOf(days)).toBe(key)
    const { rows, total } = ageAccounts([account(1, [invoice({ due: days })])], TODAY)
    expect(rows[0]?.[key]).toBe(100)
    expect(rows[0]?.balance_minor).toBe(100)
    expect(total[key]).toBe(100)
  })

  test('each invoice stands by its own due day with what is left of it', () => {
    expect(
      onlyRow(invoice({ due: -5, amount: 300 }), invoice({ due: 40, amount: 500, parts: [part(10, 120)] }), invoice({ due: 45 })),
    ).toEqual({
      client_id: 1,
      not_due_minor: 300,
      days_1_30_minor: 0,
      days_31_60_minor: 480,
      days_61_90_minor: 0,
      over_90_minor: 0,
      disputed_minor: 0,
      credit_minor: 0,
      balance_minor: 780,
      usual_days_to_pay: null,
    })
  })

  test('what is in dispute on the day stands in its column, and beside; days in dispute still age it', () => {
    const disputed = (start: number, end: number | null) => [
      { start: TODAY - start, end: end === null ? null : TODAY - end, takes_days_off: true },
    ]
    const row = onlyRow(
      invoice({ due: 95, amount: 700, parts: [part(3, 50)], disputes: disputed(90, null) }),
      invoice({ due: 95, amount: 20, disputes: disputed(90, 1) }),
      invoice({ due: 20, amount: 4, disputes: disputed(0, null) }),
      invoice({ due: 20, amount: 900, parts: [part(2, 900)], disputes: disputed(10, null) }),
    )
    expect(row).toMatchObject({ over_90_minor: 670, days_1_30_minor: 4, disputed_minor: 654, balance_minor: 674 })
  })

  test('credit that waits stands below zero; a refund beyond the credit stands by its day', () => {
    const refund = (daysAgo: number, owed_minor: number) => () => [{ due: TODAY - daysAgo, owed_minor }]
    const { rows, total, disagreeing } = ageAccounts(
      [
        account(1, [], { lowered_minor: 250 }),
        account(2, [invoice({ due: 3 })], { lowered_minor: -70, owedRefunds: refund(61, 70) }),
        account(3, [], { lowered_minor: -5, owedRefunds: refund(0, 5) }),
      ],
      TODAY,
    )
    expect(disagreeing).toEqual([])
    expect(rows.map(({ client_id }) => client_id)).toEqual([2, 3, 1])
    expect(rows[0]).toMatchObject({ days_61_90_minor: 70, days_1_30_minor: 100, credit_minor: 0, balance_minor: 170 })
    expect(rows[1]).toMatchObject({ not_due_minor: 5, balance_minor: 5 })
    expect(rows[2]).toMatchObject({ not_due_minor: 0, credit_minor: -250, balance_minor: -250 })
    expect(total).toMatchObject({ credit_minor: -250, balance_minor: -75 })
  })

  test('who has nothing open and nothing waiting has no row', () => {
    const { rows, total } = ageAccounts([account(1, [invoice({ parts: [part(0, 100)] })]), account(2, [invoice({ amount: 0 })])], TODAY)
    expect(rows).toEqual([])
    expect(total).toMatchObject({ balance_minor: 0, dso: 0 })
  })
})

test('usual days to pay: the median of three paid invoices; credited and written off ones say nothing', () => {
  const paidAfter = (days: number, kind: InvoicePart['settles_as'] = 'payment') =>
    invoice({ issued: 100, due: 70, parts: [part(100 - days, 100, kind)] })
  const open = invoice({ due: 1 })
  expect(onlyRow(open, paidAfter(9), paidAfter(50))?.usual_days_to_pay).toBeNull()
  expect(onlyRow(open, paidAfter(50), paidAfter(9), paidAfter(12))?.usual_days_to_pay).toBe(12)
  expect(onlyRow(open, paidAfter(50), paidAfter(9), paidAfter(13), paidAfter(12))?.usual_days_to_pay).toBe(13)
  expect(onlyRow(open, paidAfter(9), paidAfter(12), paidAfter(50, 'credit_note'), paidAfter(50, 'write_off'))?.usual_days_to_pay).toBeNull()
  const inParts = invoice({ issued: 100, parts: [part(90, 10, 'credit_note'), part(80, 40), part(70, 50)] })
  expect(onlyRow(open, paidAfter(9), paidAfter(50), inParts)?.usual_days_to_pay).toBe(30)
})

describe('days sales outstanding', () => {
  test('outstanding / invoiced in 365 days x 365, to one decimal; null where nothing was invoiced', () => {
    expect(daysSalesOutstanding(100, 365)).toBe(100)
    expect(daysSalesOutstanding(1, 3)).toBe(121.7)
    // 0.05 and a little less.
    expect(daysSalesOutstanding(1, 7300)).toBe(0.1)
    expect(daysSalesOutstanding(1, 7301)).toBe(0)
    expect(daysSalesOutstanding(0, 500)).toBe(0)
    expect(daysSalesOutstanding(500, 0)).toBeNull()
  })

  test('the 365 days end with the day; what was invoiced before is outstanding all the same', () => {
    const dso = (issued: number) =>
      ageAccounts([account(1, [invoice({ issued, due: 0 }), invoice({ issued: 0, due: 0 })])], TODAY).total.dso
    expect(dso(364)).toBe(365)
    expect(dso(365)).toBe(730)
  })

  test('credits and owed refunds are no outstanding invoices, settled clients are invoiced too', () => {
    const settled = account(1, [invoice({ issued: 9, due: 2, amount: 300, parts: [part(0, 300)] })])
    const owing = account(2, [invoice({ issued: 9, due: 2 })], {
      lowered_minor: -900,
      owedRefunds: () => [{ due: TODAY, owed_minor: 900 }],
    })
    const waiting = account(3, [], { lowered_minor: 50 })
    expect(ageAccounts([settled, owing, waiting], TODAY).total.dso).toBe(91.3)
    expect(ageAccounts([waiting], TODAY).total.dso).toBeNull()
  })
})

test('the oldest and largest first: by over 90, then each younger column, then balance, then number', () => {
  const accounts = [
    account(9, [], { lowered_minor: 10 }),
    account(8, [invoice({ due: 0, amount: 5 })]),
    account(7, [invoice({ due: 0, amount: 5 })]),
    account(6, [invoice({ due: 0, amount: 5000 })]),
    account(5, [invoice({ due: 5, amount: 900 })]),
    account(4, [invoice({ due: 35, amount: 20 })]),
    account(3, [invoice({ due: 65, amount: 30 })]),
    account(2, [invoice({ due: 65, amount: 30 }), invoice({ due: 5, amount: 1 })]),
    account(1, [invoice({ due: 91, amount: 1 })]),
  ]
  const order = ageAccounts(accounts, TODAY).rows.map(({ client_id }) => client_id)
  expect(order).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(ageAccounts(accounts.toReversed(), TODAY).rows.map(({ client_id }) => client_id)).toEqual(order)
})

test('a balance that the open invoices do not fit is told of', () => {
  const twice = account(1, [invoice({ parts: [part(3, 40)] })], { lowered_minor: 0 })
  const never = account(2, [invoice({})], { lowered_minor: 40 })
  const fits = account(3, [invoice({ parts: [part(3, 40)] })])
  expect(ageAccounts([twice, never, fits], TODAY).disagreeing).toEqual([1, 2])
})

test('what is past due, and the oldest of it', () => {
  const sums = ageAccounts(
    [account(1, [invoice({ due: 0, amount: 1 }), invoice({ due: 5, amount: 20 }), invoice({ due: 99, amount: 300 })])],
    TODAY,
  )
  expect(pastDue(sums.total)).toBe(320)
  expect(oldestAge(sums.total)).toBe('over_90_minor')
  expect(oldestAge(ageAccounts([account(1, [invoice({ due: -2 })])], TODAY).total)).toBe('not_due_minor')
  expect(oldestAge(ageAccounts([account(1, [], { lowered_minor: 4 })], TODAY).total)).toBeNull()
})

const anyInvoice = fc
  .record({
    issued: fc.nat(500),
    terms: fc.nat(120),
    amount: fc.nat(900),
    paid: fc.nat(900),
    paidAfter: fc.nat(200),
    disputed: fc.boolean(),
  })
  .map(({ issued, terms, amount, paid, paidAfter, disputed }): InvoiceHistory => {
    const daysAgo = Math.max(0, issued - paidAfter)
    const parts = Math.min(paid, amount) > 0 ? [part(daysAgo, Math.min(paid, amount))] : []
    const disputes = disputed ? [{ start: TODAY - issued, end: null, takes_days_off: true }] : []
    return invoice({ issued, due: issued - terms, amount, parts, disputes })
  })
const anyAccounts = fc.array(fc.array(anyInvoice, { maxLength: 8 }), { maxLength: 12 })

test('any accounts: columns and rows add up, what is in dispute is part of what is open, and the order given does not matter', () => {
  fc.assert(
    fc.property(anyAccounts, (all) => {
      const accounts = all.map((invoices, at) => account(at + 1, invoices))
      const aging = ageAccounts(accounts, TODAY)
      expect(aging.disagreeing).toEqual([])
      for (const sums of [...aging.rows, aging.total]) {
        const open = sums.not_due_minor + pastDue(sums)
        expect(open + sums.credit_minor).toBe(sums.balance_minor)
        expect(sums.disputed_minor).toBeLessThanOrEqual(open)
      }
      expect(aging.rows.reduce((sum, row) => sum + row.balance_minor, 0)).toBe(aging.total.balance_minor)
      const turned = accounts.map((each) => ({ ...each, invoices: each.invoices.toReversed() })).toReversed()
      expect(ageAccounts(turned, TODAY)).toEqual(aging)
    }),
    { numRuns: 500 },
  )
})
