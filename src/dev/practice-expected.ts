/** What the practice's files must come to, worked out the slow and obvious way and without any of clientele's own rules. */

import type { Client, Invoice, Payment, Visit } from './practice-files.ts'
import { sum } from './practice-files.ts'

const FROM = '2025-11-23'
const TO = '2026-11-22'

interface Practice {
  readonly clients: readonly Client[]
  readonly till: readonly Payment[]
  readonly bank: readonly Payment[]
  readonly visits: readonly Visit[]
  readonly invoices: readonly Invoice[]
}

type Purchase = { readonly client: Client; readonly day: string; readonly amount: number }

/** The content of expected.json: rows a file, sums in minor units, and three ABC summaries over the 365 days to 2026-11-22. */
export function expectations({ clients, till, bank, visits, invoices }: Practice): object {
  const payments = [...till, ...bank]
  checkTwins(payments)
  const guessed = payments.filter((payment) => payment.client.category !== 'problem')
  const invoiced = invoices.map((invoice) => ({ client: invoice.client, day: invoice.issued, amount: invoice.amount }))
  return {
    as_of: TO,
    currency: 'EUR',
    rows: {
      'clients.csv': clients.length,
      'till-2025.csv': till.length,
      'bank-2026.csv': bank.length,
      'visits.csv': visits.length,
      'invoices-2026.csv': invoices.length,
    },
    categories: count(clients.map((client) => client.category)),
    statuses: count(clients.map((client) => client.status)),
    visits: count(visits.map((visit) => visit.outcome)),
    payments: { 'till-2025.csv': sums(till), 'bank-2026.csv': sums(bank), total: sums(payments) },
    invoices: {
      sum_minor: sum(invoices),
      paid_minor: invoices.reduce((total, invoice) => total + invoice.paid, 0),
      open: invoices.filter((invoice) => invoice.paid < invoice.amount).length,
    },
    aging: aging(invoices),
    abc: {
      period: { from: FROM, to: TO },
      // Both payment files imported with --kind sale.
      sales: abc(clients, payments),
      // Without --kind: the problem category is prepaid, so its payments wait as credit and are no purchases.
      guessed_kinds: abc(clients, guessed).summary,
      // With --kind sale and the invoices as well.
      with_invoices: abc(clients, [...payments, ...invoiced]),
    },
  }
}

/** What is open by the days since it was due, on the day after `TO`, on which the demo plays. */
function aging(invoices: readonly Invoice[]): Record<string, number> {
  const open = invoices.map(({ due, amount, paid }) => ({
    late: (Date.parse('2026-11-23') - Date.parse(due)) / 86_400_000,
    left: amount - paid,
  }))
  const between = (from: number, to: number): number =>
    open.reduce((total, { late, left }) => (late >= from && late <= to ? total + left : total), 0)
  return {
    not_due_minor: between(Number.NEGATIVE_INFINITY, 0),
    days_1_30_minor: between(1, 30),
    days_31_60_minor: between(31, 60),
    days_61_90_minor: between(61, 90),
    over_90_minor: between(91, Number.POSITIVE_INFINITY),
    balance_minor: between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
  }
}

function sums(payments: readonly Payment[]): object {
  const refunds = payments.filter((payment) => payment.amount < 0)
  return { rows: payments.length, sum_minor: sum(payments), refunds: refunds.length, refunds_minor: sum(refunds) }
}

function count(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const word of [...words].sort()) counts[word] = (counts[word] ?? 0) + 1
  return counts
}

function abc(clients: readonly Client[], purchases: readonly Purchase[]) {
  const inPeriod = purchases.filter((purchase) => FROM <= purchase.day && purchase.day <= TO)
  const bought = clients.map((client) => ({ client, amount: sum(inPeriod.filter((purchase) => purchase.client === client)) }))
  const ranked = bought.filter((one) => one.amount > 0).sort((one, other) => other.amount - one.amount)
  const total = sum(ranked)
  const rows = ranked.map(({ client, amount }, index) => {
    const before = BigInt(sum(ranked.slice(0, index))) * 100n
    const cls = before < BigInt(total) * 80n ? 'A' : before < BigInt(total) * 95n ? 'B' : 'C'
    return { rank: index + 1, ref: client.ref, amount_minor: amount, class: cls }
  })
  const summary = ['A', 'B', 'C'].map((cls) => {
    const members = rows.filter((row) => row.class === cls)
    return { class: cls, clients: members.length, amount_minor: members.reduce((all, row) => all + row.amount_minor, 0) }
  })
  const rest = bought.filter((one) => one.amount <= 0)
  return { summary: [...summary, { class: '-', clients: rest.length, amount_minor: sum(rest) }], rows }
}

/** The fixture promises exactly one pair of payments that are equal in everything and carry no reference. */
function checkTwins(payments: readonly Payment[]): void {
  const keys = payments.filter((p) => p.reference === '').map((p) => [p.cell, p.day, p.amount, p.method].join('|'))
  const repeated = keys.filter((key, index) => keys.indexOf(key) !== index)
  if (repeated.length !== 1) throw new Error(`expected one pair of equal payments without reference, found ${repeated.length}`)
}
