import { expect, test } from 'vitest'
import { askAboutSales } from '../../src/commands/invoice/guessed-sales.ts'
import { dumpFile, openFile } from '../money.ts'
import { newFile } from '../support.ts'

/** A client who paid 50.00 and 30.00 before anybody said what for. */
async function withGuesses() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('pay', '1', '50', '--on', '2026-11-10')
  await clientele('pay', '1', '30', '--on', '2026-11-12')
  return clientele
}

const kinds = (path: string) =>
  (dumpFile(path).payment as { kind: string; kind_guessed: number }[]).map(({ kind, kind_guessed }) => `${kind} ${kind_guessed}`)

test('payments guessed to be sales since the issue day are named, and nothing is written until it is said what they were', async () => {
  const clientele = await withGuesses()
  const before = dumpFile(clientele.path)
  const { code, err } = await clientele('invoice', '1', '80', '--on', '2026-11-10')
  expect(code).toBe(1)
  expect(err).toBe(
    'Asha Patel (1) made payments 1 (50.00 EUR, 10 Nov), 2 (30.00 EUR, 12 Nov), 80.00 EUR in all, taken for sales, which may have paid this invoice - say --reclassify-sales if so, --keep-sales if something else was bought\n',
  )
  expect(dumpFile(clientele.path)).toEqual(before)
  const many = newFile()
  await many('add', 'Asha')
  for (const day of ['01', '02', '03', '04', '05']) await many('pay', '1', '1', '--on', `2026-11-${day}`)
  expect((await many('invoice', '1', '80', '--on', '2026-11-01')).err).toContain('3 (1.00 EUR, 3 Nov) and 2 more, 5.00 EUR in all')
})

test('only guessed ones, above zero, not void, on the issue day or after it', async () => {
  const clientele = await withGuesses()
  expect((await clientele('invoice', '1', '5', '--on', '2026-11-12')).err).toContain('Asha Patel (1) made payment 2 (30.00 EUR, 12 Nov)')
  expect((await clientele('invoice', '1', '5', '--on', '2026-11-13')).code).toBe(0)
  await clientele('payments', 'void', '2')
  expect((await clientele('invoice', '1', '5', '--on', '2026-11-12')).code).toBe(0)
  await clientele('payments', 'edit', '1', '--kind', 'sale')
  expect((await clientele('invoice', '1', '5', '--on', '2026-11-01')).code).toBe(0)
})

test('--reclassify-sales puts them on account, and they settle it', async () => {
  const clientele = await withGuesses()
  const { json } = await clientele('invoice', '1', '70', '--on', '2026-11-10', '--reclassify-sales', '--format', 'json')
  expect(json).toMatchObject({ open_minor: 0, reclassified_sales: [1, 2], kept_sales: [] })
  expect(json.allocations.map((part: { source_id: number; amount_minor: number }) => [part.source_id, part.amount_minor])).toEqual([
    [1, 5000],
    [2, 2000],
  ])
  expect(kinds(clientele.path)).toEqual(['account 0', 'account 0'])
  expect((await clientele('show', '1', '--format', 'json')).json).toMatchObject({ balance_minor: -1000, credit_minor: 1000 })
  await clientele('undo')
  expect(kinds(clientele.path)).toEqual(['sale 1', 'sale 1'])
})

test('--keep-sales leaves them sales, and the next invoice does not ask again', async () => {
  const clientele = await withGuesses()
  const { out } = await clientele('invoice', '1', '70', '--on', '2026-11-12', '--keep-sales')
  expect(out).toContain('Payment 2: a sale, and not asked about again.')
  expect(kinds(clientele.path)).toEqual(['sale 1', 'sale 0'])
  expect((await clientele('invoice', '1', '5', '--on', '2026-11-12')).code).toBe(0)
})

test('a prepayment counts what goes on account with it', async () => {
  const clientele = await withGuesses()
  await clientele('edit', '1', '--category', 'problem')
  const missing = await clientele('invoice', '1', '60', '--on', '2026-11-10', '--reclassify-sales')
  expect(missing.err).toContain('10.00 EUR is missing on 10 Nov')
  expect(kinds(clientele.path)).toEqual(['sale 1', 'sale 1'])
  expect((await clientele('invoice', '1', '50', '--on', '2026-11-10', '--reclassify-sales')).code).toBe(0)
})

test('a sale whose refund would be left without it cannot go on account', async () => {
  const clientele = await withGuesses()
  await clientele('refund', '1', '60', '--sale', '--on', '2026-11-15')
  const before = dumpFile(clientele.path)
  const { code, err } = await clientele('invoice', '1', '70', '--on', '2026-11-10', '--reclassify-sales')
  expect([code, err]).toEqual([
    1,
    'the 2 payments since 10 Nov cannot be put on account: refund 3 of 60.00 EUR to Asha Patel (1) on 15 Nov would be more than there was - void the refund first: clientele payments void 3\n',
  ])
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('saying both is wrong usage; saying one where nothing was guessed is no matter', async () => {
  const clientele = await withGuesses()
  const both = await clientele('invoice', '1', '70', '--reclassify-sales', '--keep-sales')
  expect(both).toMatchObject({ code: 2, out: '' })
  expect(both.err).toContain('--reclassify-sales and --keep-sales cannot both be')
  const none = await clientele('invoice', '1', '70', '--reclassify-sales', '--format', 'json')
  expect(none.json).toMatchObject({ reclassified_sales: [], kept_sales: [], open_minor: 7000 })
})

test('on a terminal it is asked, where there is something to ask about', async () => {
  const clientele = await withGuesses()
  const store = openFile(clientele.path)
  const asked: string[] = []
  const ask = {
    choose: async <T>(question: string, choices: readonly { readonly value: T }[]): Promise<T> => {
      asked.push(question)
      return (choices[0] as { value: T }).value
    },
    confirm: async () => true,
  }
  expect(await askAboutSales({ ask, today: '2026-11-22' }, store, 1, '2026-11-11')).toBe('reclassify')
  expect(await askAboutSales({ ask, today: '2026-11-22' }, store, 1, '2026-11-13')).toBeUndefined()
  expect(await askAboutSales({ ask: null, today: '2026-11-22' }, store, 1, '2026-11-11')).toBeUndefined()
  expect(asked).toEqual(['Taken for a sale: payment 2 (30.00 EUR, 12 Nov). What was it?'])
  store.connection.close()
})
