import { expect, test } from 'vitest'
import { dayReader, readAmount, readWhole, readYesNo, wordTable } from '../../../src/domain/import/cells.ts'
import { clientChange, clientContent, type ImportedClient, standsOn } from '../../../src/domain/import/client.ts'
import { paymentChange } from '../../../src/domain/import/payment.ts'
import { TwinIndex } from '../../../src/domain/import/twins.ts'
import { visitChange } from '../../../src/domain/import/visit.ts'
import { currencyOf } from '../../../src/domain/money.ts'

const eur = currencyOf('EUR') ?? { code: 'EUR', digits: 2, signs: [] }

test('amounts are read by the mark of the file, and rounded half away from zero', () => {
  const rules = { currency: eur, decimal: 'comma', dateOrder: null } as const
  expect(readAmount('amount', '1.234,505', rules)).toEqual({ ok: true, value: { minor: 123451, rounded: true } })
  expect(readAmount('amount', '-0,005', rules)).toEqual({ ok: true, value: { minor: -1, rounded: true } })
  expect(readAmount('amount', '', rules)).toMatchObject({ problem: { field: 'amount', message: 'amount is empty' } })
  expect(readAmount('amount', '12,5x', rules)).toMatchObject({ problem: { message: 'amount "12,5x" is not an amount' } })
  expect(readAmount('amount', '10000000000000', rules)).toMatchObject({
    problem: { message: 'amount: 10000000000000 is too large an amount' },
  })
})

test('days are read in one order, again and again', () => {
  const read = dayReader('dmy')
  for (let time = 0; time < 2; time++) {
    expect(read('03/04/2026')).toEqual({ day: '2026-04-03', time: null })
    expect(read('2026-04-03 09:30')).toEqual({ day: '2026-04-03', time: '09:30' })
    expect(read('31/02/2026')).toBeUndefined()
  }
})

test('words, yes and no, whole numbers', () => {
  const read = wordTable({ kept: 'honoré, à l’heure', no_show: 'pas venu' })
  expect([read('KEPT'), read('Honore'), read("a l'heure"), read('No-Show'), read('pas  venu'), read('x')]).toEqual([
    ...['kept', 'kept', 'kept', 'no_show', 'no_show', undefined],
  ])
  expect([readYesNo('Oui'), readYesNo('0'), readYesNo('perhaps')]).toEqual(['yes', 'no', undefined])
  expect([readWhole('15 min', 60, / ?min$/), readWhole('61', 60, / ?min$/), readWhole('-1', 60, / ?min$/)]).toEqual([
    15,
    undefined,
    undefined,
  ])
  expect(['10.0', '10,00', '10.5', '1.000', '.0'].map((text) => readWhole(text, 60, / ?min$/))).toEqual([
    10,
    10,
    undefined,
    undefined,
    undefined,
  ])
})

test('a payment changes in what the row says and the file does not', () => {
  const cells = {
    client: 'A',
    client_number: '',
    date: '',
    amount: '',
    method: 'card',
    reference: 'R',
    kind: '',
    invoice: '',
    note: '',
    currency: '',
    money_out: '',
    direction: '',
    amount_refunded: '',
    kind_guessed: '',
  }
  const known = { client_id: 1, voided_on: null, imported_hash: null, paid_on: '2026-01-05', amount_minor: 100, kind: 'account' } as const
  const there = { ...known, method: 'card', invoice_id: null, note: 'kept' }
  expect(paymentChange(cells, { day: '2026-01-05', minor: 100, rounded: false, kind: null, guessed: false }, null, there)).toEqual({})
  expect(paymentChange(cells, { day: '2026-01-06', minor: 200, rounded: false, kind: 'sale', guessed: false }, 4, there)).toEqual({
    ...{ paid_on: '2026-01-06', amount_minor: 200, kind: 'sale', kind_guessed: 0, invoice_id: 4 },
  })
})

test('an outcome that changes brings all that belongs to it', () => {
  const none = { time: null, patience: null, kindness: null, professionalism: null, follow_up_on: null, operator_id: null, note: null }
  const kept = {
    ...none,
    day: '2026-01-05',
    kind: 'visit',
    outcome: 'kept',
    cancelled_by: null,
    notice_hours: null,
    late_minutes: 5,
  } as const
  const cancelled = { ...kept, outcome: 'cancelled', cancelled_by: 'client', notice_hours: 3, late_minutes: null } as const
  expect(visitChange(cancelled, { kind: true, outcome: true }, kept)).toEqual({
    ...{ outcome: 'cancelled', cancelled_by: 'client', notice_hours: 3, late_minutes: null },
  })
  expect(visitChange({ ...kept, late_minutes: null }, { kind: true, outcome: true }, kept)).toEqual({})
  expect(visitChange(kept, { kind: false, outcome: false }, cancelled)).toEqual({})
})

const row: ImportedClient = {
  ...{
    name: 'Asha Patel',
    kind: null,
    status: null,
    phone: null,
    phone_e164: null,
    email: null,
    address: null,
    postcode: null,
    city: null,
  },
  ...{ region: null, country: null, card: null, birthday: null, source: null, attitude: null, consent_mail: null, consent_sms: null },
  ...{
    avoid: null,
    note: null,
    archived_on: null,
    category: null,
    operator: null,
    added_on: null,
    checked_on: null,
    credit_limit_minor: null,
  },
}
const known: ImportedClient = {
  ...row,
  kind: 'person',
  status: 'active',
  category: 'vip',
  email: 'asha@example.org',
  phone: '06',
  phone_e164: '+336',
}

test('a card changes in what the row says; the same phone in another form, and another case, is no change', () => {
  expect(clientChange({ ...row, email: 'ASHA@example.org', category: 'VIP', phone: '+33 6', phone_e164: '+336' }, known)).toEqual({})
  expect(clientChange({ ...row, city: 'Lyon', phone: '12', phone_e164: null }, known)).toEqual({
    city: 'Lyon',
    phone: '12',
    phone_e164: null,
  })
  expect(standsOn({ ...row, name: 'ASHA PATEL' }, known)).toBe(true)
  expect(standsOn({ ...row, city: 'Lyon' }, known)).toBe(false)
})

test('what a card said is hashed as it ever was, columns that came later only where they are said', () => {
  const first = ['name', 'kind', 'status', 'phone', 'phone_e164', 'email', 'address', 'postcode', 'city', 'region', 'country', 'card']
  const then = ['birthday', 'source', 'attitude', 'consent_mail', 'consent_sms', 'avoid', 'note', 'archived_on', 'category', 'operator']
  const later = ['added_on', 'checked_on', 'credit_limit_minor']
  const of = (columns: readonly string[]) => Object.fromEntries(columns.map((column) => [column, column.toUpperCase()]))
  const said = [...first, ...then].map((column) => column.toUpperCase())
  expect(Object.keys(row).sort()).toEqual([...first, ...then, ...later].sort())
  expect(clientContent({ ...row, ...of(first), ...of(then) })).toBe(said.join('\0'))
  const all = [...said, ...later.flatMap((column) => [column, column.toUpperCase()])]
  expect(clientContent({ ...row, ...of([...first, ...then, ...later]) })).toBe(all.join('\0'))
  expect(clientContent({ ...row, credit_limit_minor: 0 })).toBe(['Asha Patel', ...Array(21).fill(''), 'credit_limit_minor', 0].join('\0'))
})

test('twins: the same card number, or phone or email with a near name', () => {
  const twins = new TwinIndex((a, b) => a.toLowerCase() === b.toLowerCase())
  twins.add(1, { name: 'Asha', card: 'K1', email: 'a@x.org', phone: '06 12', phone_e164: null })
  const none = { card: null, email: null, phone: null, phone_e164: null }
  expect(twins.find({ ...none, name: 'Zoé', card: 'K1' })).toEqual([{ id: 1, same: 'card' }])
  expect(twins.find({ ...none, name: 'asha', email: 'A@X.ORG', phone: '0612' })).toEqual([{ id: 1, same: 'phone' }])
  expect(twins.find({ ...none, name: 'Zoé', email: 'a@x.org' })).toEqual([])
  expect(twins.named('ÀSHA')).toEqual([1])
})
