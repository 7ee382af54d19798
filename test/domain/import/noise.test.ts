import { expect, test } from 'vitest'
import { leftOut, type NoiseRules } from '../../../src/domain/import/noise.ts'

const payments: NoiseRules = {
  kind: 'payments',
  header: ['Date', 'Client', 'Amount'],
  fields: ['date', 'client', 'amount'],
  day: 0,
  client: 1,
}
const clients: NoiseRules = { kind: 'clients', header: ['Name', 'City'], fields: ['name', 'city'], day: undefined, client: 0 }

test.each<[string[], 'header' | 'total' | undefined]>([
  [['Total', '', '12.00'], 'total'],
  [['Sous-total :', '', '12.00'], 'total'],
  [['', 'TOTAL GÉNÉRAL', '12.00'], 'total'],
  [['Total of January', '', '12.00'], 'total'],
  [['Date', 'Client', 'Amount'], 'header'],
  [['Jour', 'Payeur', 'Montant'], 'header'],
  [['', 'Total SA', '12.00'], undefined],
  [['05/01/2026', 'Total', '12.00'], undefined],
  [['bad', 'Balance', '7.5'], undefined],
  [['', 'Asha', '12.00'], undefined],
  [['', 'Asha', ''], undefined],
  [['', 'Client', ''], undefined],
])('among payments %j: %s', (cells, kind) => {
  expect(leftOut(cells, payments, false)).toBe(kind)
})

test('the total of a client is one below his rows, where nothing but amounts stands beside', () => {
  const receivables: NoiseRules = {
    kind: 'invoices',
    header: ['Client', 'Facture', 'Date', 'Montant', 'Solde'],
    fields: ['client', 'number', 'issued', 'amount', undefined],
    day: 2,
    client: 0,
  }
  const judged = (above: string, ...cells: string[]) => leftOut(cells, receivables, false, above)
  expect(judged('Dupont', 'Total Dupont', '', '', '1 334,50 €', '–12,50')).toBe('total')
  expect(judged('Société Dupont', 'Sous-total : société DUPONT', '', '', '', '12,50 EUR')).toBe('total')
  expect(judged('Total SA', 'Total Total SA', '', '', '12,50', '')).toBe('total')
  expect(judged('Dupont', 'Total SA', '', '', '1 334,50', '')).toBeUndefined()
  expect(judged('Dupont', 'Total Dupont', 'F1', '', '1 334,50', '')).toBeUndefined()
  expect(judged('Dupont', 'Total Dupont', '', '', 'beaucoup', '')).toBeUndefined()
  expect(judged('Dupont', 'Total Dupont', '', '', '', '')).toBeUndefined()
})

test('a row of units alone goes on with the header, right below it', () => {
  expect(leftOut(['(day)', '', '(EUR)'], payments, true)).toBe('header')
  expect(leftOut(['(day)', '', '(EUR)'], payments, false)).toBeUndefined()
  expect(leftOut(['yesterday', 'Asha', 'twelve'], payments, true)).toBeUndefined()
})

test.each<[string[], 'header' | 'total' | undefined]>([
  [['Total', '76'], 'total'],
  [['Nom', 'Ville'], 'header'],
  [['Contact', 'Company'], undefined],
  [['Total', ''], undefined],
  [['Total', 'Paris'], undefined],
  [['Total Énergies', ''], undefined],
])('among clients %j: %s', (cells, kind) => {
  expect(leftOut(cells, clients, false)).toBe(kind)
})
