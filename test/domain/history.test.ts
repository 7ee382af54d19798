import { expect, test } from 'vitest'
import { entriesOf, type Image, type StoredRow } from '../../src/domain/history.ts'

const words = { name: (column: string, id: number) => `${column} ${id}`, money: (minor: number) => (minor / 100).toFixed(2) }
const row = (more: StoredRow): StoredRow => ({
  id: 1,
  operation_id: 1,
  name: 'Asha',
  city: null,
  checked_on: null,
  consent_mail: null,
  ...more,
})
const image = (operation: number, before: StoredRow, action: Image['action'] = 'update'): Image => ({ operation, action, before })
const told = (images: Image[], now: StoredRow | null, table = 'client') =>
  entriesOf({ table, id: 1, images, now }, words).map(
    (entry) => `${entry.operation} ${entry.action} ${entry.field} ${entry.before} -> ${entry.after}`,
  )

test('the after of a change is the next image of the row, at last the row itself', () => {
  expect(told([image(2, row({})), image(3, row({ city: 'Lyon' }))], row({ city: 'Vienne' }))).toEqual([
    '1 added null null -> Asha',
    '2 changed city null -> Lyon',
    '3 changed city Lyon -> Vienne',
  ])
})

test('several updates of one operation are one change; checking the card is told only where nothing else changed', () => {
  const first = image(2, row({}))
  const second = image(2, row({ city: 'Lyon' }))
  const edited = row({ city: 'Lyon', checked_on: '2026-11-22' })
  expect(told([first, second], edited)).toEqual(['1 added null null -> Asha', '2 changed city null -> Lyon'])
  expect(told([image(3, edited)], { ...edited, checked_on: '2026-11-23' })).toEqual([
    '1 added null null -> Asha',
    '3 changed checked_on 2026-11-22 -> 2026-11-23',
  ])
})

test('an undo is told as the change back, and a row that an undo took out not at all', () => {
  const lyon = row({ city: 'Lyon' })
  expect(told([image(2, row({})), image(3, lyon)], row({}))).toEqual([
    '1 added null null -> Asha',
    '2 changed city null -> Lyon',
    '3 changed city Lyon -> null',
  ])
  expect(told([image(2, row({})), image(3, lyon)], null)).toEqual([])
})

test('a removed row was added once; another row under its number is another', () => {
  const reference = { id: 1, operation_id: 1, client_id: 1, system_id: 1, reference: 'P-1', imported_hash: null }
  expect(told([image(4, reference, 'delete')], { ...reference, operation_id: 5, reference: 'P-2' }, 'client_reference')).toEqual([
    '1 added null null -> P-1 in system_id 1',
    '4 removed null P-1 in system_id 1 -> null',
    '5 added null null -> P-2 in system_id 1',
  ])
})

test('amounts are decimals, numbers of other rows their names, flags words; what the program keeps for itself is left out', () => {
  const payment = {
    id: 1,
    operation_id: 1,
    client_id: 1,
    paid_on: '2026-11-01',
    amount_minor: 1250,
    kind: 'sale',
    invoice_id: null,
    imported_hash: 'a',
  }
  const now = { ...payment, amount_minor: 1350, invoice_id: 7, imported_hash: 'b' }
  expect(told([image(2, payment)], now, 'payment')).toEqual([
    '1 added null null -> 12.50 on 2026-11-01, sale',
    '2 changed amount 12.50 -> 13.50',
    '2 changed invoice null -> invoice_id 7',
  ])
  expect(told([image(2, row({}))], row({ consent_mail: 0, name_folded: 'x' }))).toContain('2 changed consent_mail null -> no')
})
