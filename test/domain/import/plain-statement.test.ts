import { expect, test } from 'vitest'
import { isPlainStatement, withoutPayersReference } from '../../../src/domain/import/plain-statement.ts'
import { type ExplicitColumn, mapColumns } from '../../../src/domain/mapping.ts'

function mapped(header: readonly string[], explicit: readonly ExplicitColumn[] = []) {
  const found = mapColumns('payments', header, explicit)
  if (!found.ok) throw new Error(found.reason)
  return found.value
}

test.each([
  [['Date', 'Libellé', 'Montant'], true],
  [['Date', 'Description', 'Amount (EUR)', 'Reference'], true],
  [['Date', 'Payee', 'Amount'], true],
  [['Date', 'Client', 'Amount', 'Description'], false],
  [['Date', 'Nom', 'Libellé', 'Montant'], false],
  [['Date', 'Prénom', 'Nom', 'Libellé', 'Montant'], false],
  [['Date', 'Email', 'Description', 'Amount'], false],
] as const)('%j is the statement of a bank: %s', (header, is) => {
  expect(isPlainStatement('payments', header, mapped(header))).toBe(is)
})

test('invoices with a text and no client are no statement', () => {
  const header = ['Number', 'Date', 'Description', 'Amount']
  const found = mapColumns('invoices', header)
  expect(found.ok && isPlainStatement('invoices', header, found.value)).toBe(false)
})

test('a reference in a statement is the note, or not used where there is one, unless the user maps it', () => {
  const plain = ['Date', 'Description', 'Amount', 'Reference']
  expect([...withoutPayersReference(mapped(plain), plain, []).columns]).toContainEqual(['note', 3])
  const noted = [...plain, 'Notes']
  const { columns, unmapped } = withoutPayersReference(mapped(noted), noted, [])
  expect([columns.has('reference'), columns.get('note'), unmapped]).toEqual([false, 4, ['Reference']])
  const said = [{ field: 'reference', column: 'Reference' }]
  expect(withoutPayersReference(mapped(plain, said), plain, said).columns.get('reference')).toBe(3)
  const numbered = ['Date', 'Description', 'Amount', 'Transaction ID']
  expect(withoutPayersReference(mapped(numbered), numbered, []).columns.get('reference')).toBe(3)
})
