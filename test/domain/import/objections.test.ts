import { expect, test } from 'vitest'
import type { TableKind } from '../../../src/domain/headers.ts'
import { objectionsOf } from '../../../src/domain/import/objections.ts'
import { mapColumns } from '../../../src/domain/mapping.ts'

/** What is said against each row of a table whose columns are found by their headers, and by `fields` as the user names them. */
function against(kind: TableKind, header: string, rows: readonly string[], fields: Readonly<Record<string, string>> = {}) {
  const names = header.split(',')
  const mapped = mapColumns(
    kind,
    names,
    Object.entries(fields).map(([field, column]) => ({ field, column })),
  )
  if (!mapped.ok) throw new Error(mapped.reason)
  const objection = objectionsOf(kind, names, mapped.value, new Set(Object.keys(fields)))
  return rows.map((row) => objection?.(row.split(',')))
}

const PAID = 'Date,Customer,Amount,Status'
const paidRow = (state: string) => `2026-03-14,Zoe,12.50,${state}`

test('a payment that failed or is pending is none', () => {
  expect(against('payments', PAID, ['Failed', 'completed', '', 'En attente'].map(paidRow))).toEqual([
    'says "Failed" in Status, so that no money came - leave it out with --skip-bad, or say --map note=Status where that means something else',
    undefined,
    undefined,
    'says "En attente" in Status, so that no money came - leave it out with --skip-bad, or say --map note=Status where that means something else',
  ])
  expect(against('payments', PAID, [paidRow('Failed')], { note: 'Status' })).toEqual([undefined])
  expect(against('payments', 'Date,Customer,Amount,City', [paidRow('Failed')])).toEqual([undefined])
})

test.each(['Refund', 'Remboursement', 'Avoir', 'Erstattung', 'Reembolso'])('%s is no method of a payment that came in', (word) => {
  const header = 'Date,Customer,Type,Amount'
  expect(against('payments', header, [`2026-03-14,Zoe,${word},12.50`])).toEqual([
    `says "${word}" in Type, but its amount is above zero - say --map direction=Type if that column tells refunds from payments, or --map method=Type if not`,
  ])
  for (const amount of ['-12.50', '(12.50)', '12.50-']) {
    expect(against('payments', header, [`2026-03-14,Zoe,${word},${amount}`])).toEqual([undefined])
  }
  for (const field of ['direction', 'method']) {
    expect(against('payments', header, [`2026-03-14,Zoe,${word},12.50`], { [field]: 'Type' })).toEqual([undefined])
  }
  // Paid with a credit note, where the column says how.
  expect(against('payments', 'Date,Client,Mode de paiement,Montant', [`2026-03-14,Zoe,${word},12.50`])).toEqual([undefined])
})

test('an invoice among payments is none', () => {
  expect(against('payments', 'Date,Customer,Type,Amount', ['2026-03-14,Zoe,Invoice,12.50', '2026-03-14,Zoe,Card,12.50'])).toEqual([
    'says "Invoice" in Type, which is no payment - leave it out with --skip-bad, or say --map method=Type where that means something else',
    undefined,
  ])
})

test('a column of amounts is no method', () => {
  const rows = ['13/03/2026,Zoe,13,12.28', '13/03/2026,Zoe,13,12.28 €', '13/03/2026,Zoe,13,Carte 2', '13/03/2026,Zoe,13,3']
  expect(against('payments', 'Date,Client,Total,Paiement', rows)).toEqual([
    'says "12.28" in Paiement, an amount and no method of payment - say which is: --map method=COLUMN, or --map note=Paiement',
    'says "12.28 €" in Paiement, an amount and no method of payment - say which is: --map method=COLUMN, or --map note=Paiement',
    undefined,
    undefined,
  ])
})

const INVOICED = 'Invoice Number,Customer,Invoice Date,Amount,Balance Due,Status'

test('an invoice that is void, or paid nobody knows when, is not taken for an open one', () => {
  const rows = ['1,Zoe,2026-01-01,100.00,0.00,Paid', '2,Zoe,2026-01-01,100.00,100.00,Void', '3,Zoe,2026-01-01,100.00,100,Sent']
  expect(against('invoices', INVOICED, rows)).toEqual([
    'says "Paid" in Status, but nothing says when it was paid - say --map paid_on=COLUMN, or --map "amount=Balance Due" to import what is open, or --map for=Status where that means something else',
    'says "Void" in Status - leave it out with --skip-bad, or say --map for=Status where that means something else',
    undefined,
  ])
  expect(against('invoices', INVOICED, rows, { amount: 'Balance Due' })).toEqual([undefined, expect.stringContaining('"Void"'), undefined])
  const dated = ['1,Zoe,2026-01-01,100.00,2026-02-01,Paid', '2,Zoe,2026-01-01,100.00,,Partially paid']
  expect(against('invoices', 'Number,Customer,Issued,Amount,Paid on,Status', dated)).toEqual([
    undefined,
    'says "Partially paid" in Status, but nothing says when it was paid - say --map paid_on=COLUMN, or --map for=Status where that means something else',
  ])
})

test('a payment or a credit note among invoices is none', () => {
  const rows = ['1,Zoe,2026-01-01,100.00,Invoice', '2,Zoe,2026-01-01,100.00,Payment', '3,Zoe,2026-01-01,100.00,Avoir']
  expect(against('invoices', 'Num,Customer,Date,Amount,Type', rows)).toEqual([
    undefined,
    'says "Payment" in Type, which is no invoice - leave it out with --skip-bad, or say --map for=Type where that means something else',
    'says "Avoir" in Type, which is no invoice - leave it out with --skip-bad, or say --map for=Type where that means something else',
  ])
})

test('a rest that is not the amount tells of a payment', () => {
  const rows = ['1,Zoe,2026-01-01,"$1 100.00",100.00', '2,Zoe,2026-01-01,100,100.00', '3,Zoe,2026-01-01,100.00,']
  expect(against('invoices', 'Number,Customer,Issued,Amount,Balance Due', rows)).toEqual([
    'says "100.00" in Balance Due, which is not its amount, but nothing says when it was paid - say --map paid_on=COLUMN, or --map "amount=Balance Due" to import what is open',
    undefined,
    undefined,
  ])
})

test('tables of clients and visits, and those without such columns, are not looked at', () => {
  expect(
    objectionsOf('clients', ['Name', 'Status'], { columns: new Map([['name', 0]]), unmapped: ['Status'], computed: [] }, new Set()),
  ).toBe(undefined)
  expect(against('payments', 'Date,Customer,Amount', ['2026-03-14,Zoe,1'])).toEqual([undefined])
})
