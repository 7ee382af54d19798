import { expect, test } from 'vitest'
import { accountRanges } from '../../src/db/account-ranges.ts'
import { accountFacts } from '../../src/db/allocations.ts'
import { insertInvoice, memoryWith, write } from '../money.ts'

test('the facts of ranges are those of each client with invoices', async () => {
  const CLIENTS = 1100
  const store = await memoryWith(CLIENTS)
  const { connection } = store
  await write(store, () => {
    for (let client = 1; client <= CLIENTS; client += client % 3 === 0 ? 2 : 1) {
      const on = `2026-01-${String((client % 28) + 1).padStart(2, '0')}`
      const invoice_id = insertInvoice(connection, { client, number: `${client}`, issued: on, amount: client })
      const gone = insertInvoice(connection, { client, number: `${client}b`, issued: on, amount: 7 })
      for (const each of [invoice_id, gone]) {
        connection.insert('credit_note', { invoice_id: each, credited_on: on, amount_minor: 1 })
        connection.insert('write_off', { invoice_id: each, written_off_on: on, amount_minor: 2 })
      }
      connection.update('invoice', gone, { voided_on: on })
      store.payments.insert({ client_id: client, paid_on: on, amount_minor: 3, kind: 'account', invoice_id })
      store.payments.insert({ client_id: client, paid_on: on, amount_minor: -2, kind: 'account' })
      store.payments.insert({ client_id: client, paid_on: on, amount_minor: 9, kind: 'sale' })
      store.payments.insert({ client_id: client, paid_on: on, amount_minor: 5, kind: 'account', voided_on: on })
    }
    store.payments.insert({ client_id: 4, paid_on: '2026-01-01', amount_minor: 11, kind: 'account' })
  })
  const seen: number[] = []
  let last = 0
  for (const { to, facts } of accountRanges(connection)) {
    for (const [client, each] of facts) {
      expect(client).toBeGreaterThan(last)
      expect(client).toBeLessThanOrEqual(to)
      expect(each).toEqual(accountFacts(connection, client))
      seen.push(client)
    }
    last = to
  }
  const withInvoices = connection.sqlite.prepare('SELECT DISTINCT client_id FROM invoice WHERE voided_on IS NULL ORDER BY 1').pluck().all()
  expect(seen.sort((one, other) => one - other)).toEqual(withInvoices)
  connection.close()
})
