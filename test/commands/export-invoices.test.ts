import { expect, test } from 'vitest'
import { openFile, write } from '../money.ts'
import { newFile } from '../support.ts'

const INPUT = `client,number,issued,due,amount,disputed,paid_on,paid_amount,for
Asha,F-1,2026-01-05,2026-02-04,1234.50,1 day,2026-02-10,1000,"advice, twice"
Ben,F-2,2026-02-05,2026-03-07,80,,,,
Asha,F-3,2026-02-06,2026-03-08,60,yes,,,
`

async function withInvoices() {
  const clientele = newFile()
  await clientele('add', 'Asha')
  await clientele('add', 'Ben', '--category', 'vip')
  await clientele.with({ input: INPUT }, 'import', 'invoices', '-')
  return clientele
}

test('invoices come as csv by themselves, with the fields of import behind the number of the client', async () => {
  const { out, err } = await (await withInvoices())('export', 'invoices')
  expect(out).toBe(
    [
      'client_number,client,number,issued,due,amount,disputed,paid_on,paid_amount,for',
      '1,Asha,F-1,2026-01-05,2026-02-04,1234.50,1 day,2026-02-10,1000.00,"advice, twice"',
      '2,Ben,F-2,2026-02-05,2026-03-07,80.00,,,,',
      '1,Asha,F-3,2026-02-06,2026-03-08,60.00,yes,,,',
      '',
    ].join('\n'),
  )
  expect(err).toBe('')
})

test.each([
  [
    ['--client', 'Asha'],
    ['F-1', 'F-3'],
  ],
  [['--category', 'vip'], ['F-2']],
  [
    ['--period', '2026-02'],
    ['F-2', 'F-3'],
  ],
  [['--client', 'Asha', '--period', '2026-02'], ['F-3']],
])('export invoices %s', async (options, numbers) => {
  const { json } = await (await withInvoices())('export', 'invoices', ...options, '--format', 'json')
  expect(json.rows.map(({ number }: { number: string }) => number)).toEqual(numbers)
  expect(json).toMatchObject({ currency: 'EUR', total: { invoices: numbers.length } })
})

test('void invoices are left out, and a payment that named one names none', async () => {
  const clientele = await withInvoices()
  const store = openFile(clientele.path)
  await write(store, () => store.connection.update('invoice', 1, { voided_on: '2026-02-11' }))
  store.connection.close()
  expect((await clientele('export', 'invoices', '--format', 'json')).json.total.invoices).toBe(2)
  expect((await clientele('export', 'payments')).out).toContain('1,Asha,2026-02-10,1000.00,,,account,false,,\n')
})

test('a payment of an invoice’s row is in its row, and export payments says so; one with more to say is there', async () => {
  const clientele = await withInvoices()
  await clientele('pay', '2', '5', '--sale')
  const before = await clientele('export', 'payments', '--format', 'json')
  expect(before.json.rows).toMatchObject([{ client: 'Ben', amount_minor: 500 }])
  expect(before.err).toBe('1 payment that came with an invoice is in clientele export invoices\n')
  await clientele('payments', 'edit', '1', '--note', 'in two parts')
  const after = await clientele('export', 'payments', '--format', 'json')
  expect(after.json.rows).toMatchObject([{ client: 'Asha', invoice: 'F-1', note: 'in two parts' }, { client: 'Ben' }])
  expect(after.err).toBe('')
  expect((await clientele('export', 'invoices', '--format', 'json')).json.rows[0]).toMatchObject({ paid_on: null, paid_amount_minor: null })
})

test('what a row cannot say is left out and told', async () => {
  const clientele = await withInvoices()
  const store = openFile(clientele.path)
  await write(store, () => {
    store.connection.insert('credit_note', { invoice_id: 1, credited_on: '2026-03-01', amount_minor: 10 })
    store.connection.insert('write_off', { invoice_id: 1, written_off_on: '2026-03-01', amount_minor: 10 })
    store.connection.insert('dispute', { invoice_id: 2, started_on: '2026-03-01', ended_on: '2026-03-08' })
  })
  store.connection.close()
  const { err, json } = await clientele('export', 'invoices', '--format', 'json')
  expect(err).toBe('2 invoices have credit notes, write-offs or disputes, which a table of invoices cannot hold: they are left out\n')
  expect(json.rows[1]).toMatchObject({ number: 'F-2', disputed: null })
  // From the due day on it is one that an import could have made.
  const other = openFile(clientele.path)
  await write(other, () => other.connection.update('dispute', 3, { started_on: '2026-03-07', ended_on: '2026-03-14' }))
  other.connection.close()
  expect((await clientele('export', 'invoices', '--client', 'Ben', '--format', 'json')).json.rows).toMatchObject([{ disputed: '7 days' }])
})
