import { expect, test } from 'vitest'
import { joinHeaderRows } from '../../src/domain/header-rows.ts'

const join = (...rows: string[]) => joinHeaderRows(rows.map((row) => row.split(';'))).join(';')

test('upper words belong to the names below, in the order in which the language says them', () => {
  expect(join('Client;;Payment;', 'Number;Name;Date;Amount')).toBe('Client Number;Client Name;Payment Date;Amount')
  expect(join('Client;;Paiement;', 'Numéro;Nom;Date;Montant')).toBe('Numéro Client;Nom Client;Date Paiement;Montant')
  expect(join(';Client;;Paiement;', 'Numéro;Nom;Note;Date;Montant')).toBe('Numéro;Nom Client;Note;Date Paiement;Montant')
})
