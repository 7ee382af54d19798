import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

/** undo(operation(file)) = file, whatever the operation; and all of them undone give back the file they began with. */

const client = fc.constantFrom('1', '2', '3')
const day = fc.constantFrom('2026-01-15', '2026-03-02', '2026-11-20')
const amount = fc.constantFrom('8', '40', '95')
const invoice = fc.constantFrom('1', '2', '3')
const operation = fc.oneof(
  fc
    .tuple(fc.constantFrom('Asha', 'Zoé', 'Ben', 'આશા'), fc.constantFrom('vip', 'problem'))
    .map(([name, category]) => ['add', name, '--category', category, '--force']),
  fc.tuple(client, fc.constantFrom('Lyon', '')).map(([who, city]) => ['edit', who, '--city', city, '--note', 'changed']),
  fc.tuple(client, day, fc.constantFrom('--sale', '--account')).map(([who, on, kind]) => ['pay', who, '10.50', '--on', on, kind]),
  fc.tuple(client, day).map(([who, on]) => ['refund', who, '3', '--on', on]),
  fc.tuple(client, day).map(([who, on]) => ['visit', who, '--on', on, '--by', 'Nadia']),
  fc.constantFrom('1', '2').map((payment) => ['payments', 'void', payment]),
  fc.constantFrom('1', '2').map((payment) => ['payments', 'edit', payment, '--amount', '77']),
  fc.constantFrom('1', '2').map((visit) => ['visits', 'edit', visit, '--note', 'moved']),
  fc.tuple(client, day, amount).map(([who, on, sum]) => ['invoice', who, sum, '--on', on, '--force', '--reclassify-sales']),
  fc.tuple(client, day).map(([who, on]) => ['invoice', who, '9', '--on', on, '--keep-sales']),
  fc.tuple(invoice, amount).map(([number, sum]) => ['invoices', 'credit', number, sum]),
  fc.tuple(invoice, fc.constantFrom('void', 'dispute', 'resolve', 'write-off')).map(([number, verb]) => ['invoices', verb, number]),
  fc.tuple(client, fc.constantFrom('500', '')).map(([who, limit]) => ['edit', who, '--credit-limit', limit]),
  client.map((who) => ['archive', who]),
  fc.constant(['categories', 'add', 'gold', '--prepay', '50']),
  fc.constant(['categories', 'remove', 'vip', '--move-to', 'regular', '--yes']),
  fc.constant(['settings', 'decimal', 'point']),
  fc.constant(['import', 'payments', '-', '--create-missing']),
)
const CSV = 'client,date,amount,reference\nAsha,2026-02-01,12.00,R1\nNew Client,2026-02-02,13.00,R2\n'

test('every operation can be undone, and all of them in turn', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 9 }), async (operations) => {
      const clientele = newFile()
      await clientele('add', 'First')
      await clientele('add', 'Second', '--category', 'problem')
      await clientele('pay', '1', '100', '--sale', '--on', '2026-01-01')
      await clientele('pay', '1', '20', '--account', '--on', '2026-01-02')
      await clientele('invoice', '1', '50', '--on', '2026-01-03')
      const dumps = [dumpFile(clientele.path)]
      for (const argv of operations) {
        const { code, err } = await clientele.with({ input: CSV }, ...argv, '--format', 'json')
        expect(err).not.toContain('bug')
        const after = dumpFile(clientele.path)
        // What was refused, or changed nothing, logged nothing and left nothing.
        if (code !== 0) expect(after).toEqual(dumps.at(-1))
        if (JSON.stringify(after) !== JSON.stringify(dumps.at(-1))) dumps.push(after)
      }
      for (const before of dumps.slice(0, -1).reverse()) {
        expect((await clientele('undo')).code).toBe(0)
        expect(dumpFile(clientele.path)).toEqual(before)
      }
    }),
    { numRuns: 30 },
  )
}, 120_000)
