import { expect, test } from 'vitest'
import { addInvoices, dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

async function withAsha() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  return clientele
}

test('a refund of a sale is a negative payment, limited to the sales up to that day', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '100', '--sale', '--on', '2026-11-10')
  const { json } = await clientele('refund', '1', '30', '--format', 'json')
  expect(json).toEqual({
    operation: 3,
    client_id: 1,
    payment_id: 2,
    kind: 'sale',
    amount_minor: -3000,
    credit_minor: 0,
    currency: 'EUR',
    warnings: [],
  })
  const tooMuch = await clientele('refund', '1', '70.01', '--sale')
  expect(tooMuch).toMatchObject({
    code: 1,
    err: '70.01 EUR cannot be refunded to Asha Patel (1): by 22 Nov sales less refunds come to 70.00 EUR - see clientele payments --client 1\n',
  })
  expect((await clientele('refund', '1', '70', '--sale')).code).toBe(0)
  expect((await clientele('payments', '--format', 'json')).json.total).toEqual({
    payments: 3,
    amount_minor: 0,
    sale_minor: 0,
    account_minor: 0,
  })
})

test('a refund dated before the sale, or before one that took the rest, is refused', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '100', '--sale', '--on', '2026-11-10')
  expect((await clientele('refund', '1', '1', '--sale', '--on', '2026-11-09')).err).toContain(
    'by 9 Nov sales less refunds come to 0.00 EUR',
  )
  await clientele('refund', '1', '90', '--sale', '--on', '2026-11-20')
  const between = await clientele('refund', '1', '20', '--sale', '--on', '2026-11-15')
  expect(between.code).toBe(1)
  expect(between.err).toContain('by 15 Nov sales less refunds come to 100.00 EUR, and later refunds were paid from that')
})

test('an account refund pays back waiting credit, never more than waits on that day', async () => {
  const clientele = await withAsha()
  await addInvoices(clientele.path, [{ number: '41', issued: '2026-10-01', amount: 10000 }])
  await clientele('pay', '1', '130', '--on', '2026-11-10')
  expect((await clientele('refund', '1', '31', '--account')).err).toContain('waiting credit comes to 30.00 EUR')
  expect((await clientele('refund', '1', '10', '--account', '--on', '2026-11-09')).err).toContain(
    'by 9 Nov waiting credit comes to 0.00 EUR',
  )
  const paidBack = await clientele('refund', '1', '20')
  expect(paidBack.out).toContain('Refunded 20.00 EUR to Asha Patel (1): of waiting credit, 10.00 EUR of it left.')
  expect((await clientele('refund', '1', '20', '--account', '--on', '2026-11-15')).err).toContain('later refunds were paid from that')
  expect((await clientele('refund', '1', '10', '--account', '--on', '2026-11-15')).code).toBe(0)
})

test('without a kind: the account while enough waits there, else a sale, never split', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '50', '--account')
  await clientele('pay', '1', '80', '--sale')
  expect((await clientele('refund', '1', '60', '--format', 'json')).json).toMatchObject({ kind: 'sale', credit_minor: 5000 })
  expect((await clientele('refund', '1', '50', '--format', 'json')).json).toMatchObject({ kind: 'account', credit_minor: 0 })
  expect((await clientele('refund', '1', '21')).err).toContain(
    'by 22 Nov waiting credit comes to 0.00 EUR and sales less refunds come to 20.00 EUR',
  )
})

test('what an import refunded beyond the sales does not forbid a refund of later ones', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '10', '--sale', '--on', '2026-11-01')
  const { openFile, write } = await import('../money.ts')
  const store = openFile(clientele.path)
  await write(store, () => store.payments.insert({ client_id: 1, paid_on: '2026-11-02', amount_minor: -5000, kind: 'sale' }))
  store.connection.close()
  await clientele('pay', '1', '100', '--sale', '--on', '2026-11-03')
  expect((await clientele('refund', '1', '60', '--sale')).code).toBe(0)
  expect((await clientele('refund', '1', '0.01', '--sale')).code).toBe(1)
})

test('a refused refund leaves nothing, and undo takes back one that was not', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '50', '--account')
  const before = dumpFile(clientele.path)
  await clientele('refund', '1', '51', '--account')
  expect(dumpFile(clientele.path)).toEqual(before)
  await clientele('refund', '1', '50')
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})
