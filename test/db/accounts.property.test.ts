import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accountFacts } from '../../src/db/allocations.ts'
import { invoiceHistories } from '../../src/db/invoice-histories.ts'
import type { Store } from '../../src/db/store.ts'
import { replay } from '../../src/domain/allocation.ts'
import { dayNumber } from '../../src/domain/day.ts'
import { stateOn } from '../../src/domain/invoice-history.ts'
import { memoryWith, write } from '../money.ts'

/** Accounts entered through the store, a fact an operation: what they come to hangs on the facts alone. */

const CLIENTS = [1, 2]
const INVOICES = 5

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-02-${String(number).padStart(2, '0')}`)
const amount = fc.integer({ min: 1, max: 300 })
const client = fc.constantFrom(...CLIENTS)
const isVoid = fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0)
const invoices = fc.array(fc.record({ client, issued: day, terms: day, amount, isVoid }), { minLength: 1, maxLength: INVOICES })
const adjustments = fc.array(fc.record({ invoice: fc.nat(INVOICES - 1), on: day, amount }), { maxLength: 3 })
const payments = fc.array(
  fc.record({
    client,
    on: day,
    amount: fc.integer({ min: -150, max: 300 }),
    kind: fc.constantFrom('account' as const, 'account' as const, 'sale' as const),
    names: fc.option(fc.nat(INVOICES - 1), { nil: null }),
    isVoid,
  }),
  { maxLength: 7 },
)
const histories = fc.record({ invoices, creditNotes: adjustments, writeOffs: adjustments, payments })
type History = typeof histories extends fc.Arbitrary<infer T> ? T : never

/** One thing that is entered; what it refers to must be there before. */
interface Step {
  readonly makes?: string
  readonly needs: readonly string[]
  readonly clientId: number
  readonly enter: (store: Store) => void
}

function invoiceSteps({ invoices: all, creditNotes, writeOffs }: History): Step[] {
  const made = all.flatMap(({ client: clientId, issued, terms, amount: amount_minor, isVoid: voided }, index): Step[] => {
    const id = index + 1
    const [issued_on, due_on] = [issued, terms].sort() as [string, string]
    const row = { id, client_id: clientId, number: `F${id}`, issued_on, due_on, amount_minor }
    const issue: Step = { makes: `i${id}`, needs: [], clientId, enter: (store) => void store.connection.insert('invoice', row) }
    const voiding: Step = { needs: [`i${id}`], clientId, enter: (store) => void store.invoices.void(id, '2026-03-01') }
    return voided ? [issue, voiding] : [issue]
  })
  const adjusted = (facts: History['creditNotes'], add: (store: Store, id: number, invoiceId: number, fact: (typeof facts)[0]) => void) =>
    facts.flatMap((fact, index): Step[] => {
      const owner = all[fact.invoice]
      if (!owner) return []
      const invoiceId = fact.invoice + 1
      return [{ needs: [`i${invoiceId}`], clientId: owner.client, enter: (store) => add(store, index + 1, invoiceId, fact) }]
    })
  return [
    ...made,
    ...adjusted(creditNotes, ({ connection }, id, invoice_id, { on, amount: amount_minor }) =>
      connection.insert('credit_note', { id, invoice_id, credited_on: on, amount_minor }),
    ),
    ...adjusted(writeOffs, ({ connection }, id, invoice_id, { on, amount: amount_minor }) =>
      connection.insert('write_off', { id, invoice_id, written_off_on: on, amount_minor }),
    ),
  ]
}

function paymentSteps({ invoices: all, payments: paid }: History): Step[] {
  return paid.flatMap((payment, index): Step[] => {
    const id = index + 1
    const { client: clientId, on: paid_on, amount: amount_minor, kind, names } = payment
    const row = { id, client_id: clientId, paid_on, amount_minor, kind }
    const steps: Step[] = [{ makes: `p${id}`, needs: [], clientId, enter: ({ connection }) => void connection.insert('payment', row) }]
    const named = names === null ? undefined : all[names]
    if (names !== null && named?.client === clientId && kind === 'account' && amount_minor > 0) {
      const name = (store: Store): void => void store.payments.update(id, { invoice_id: names + 1 })
      steps.push({ needs: [`p${id}`, `i${names + 1}`], clientId, enter: name })
    }
    if (payment.isVoid) {
      steps.push({ needs: [`p${id}`], clientId, enter: (store) => void store.payments.update(id, { voided_on: '2026-03-01' }) })
    }
    return steps
  })
}

/** A file in which the facts were entered in the order of `keys`, each as soon as what it needs is there. */
async function entered(history: History, keys: readonly number[]): Promise<Store> {
  const store = await memoryWith(CLIENTS.length)
  let waiting = [...invoiceSteps(history), ...paymentSteps(history)]
    .map((step, index) => ({ step, key: keys[index % keys.length] ?? 0 }))
    .sort((one, other) => one.key - other.key)
    .map(({ step }) => step)
  const there = new Set<string>()
  while (waiting.length > 0) {
    const ready = waiting.find(({ needs }) => needs.every((need) => there.has(need)))
    if (!ready) throw new Error('nothing can be entered any more')
    waiting = waiting.filter((step) => step !== ready)
    await write(store, () => {
      ready.enter(store)
      store.payments.refreshAllocations([ready.clientId])
    })
    if (ready.makes) there.add(ready.makes)
  }
  return store
}

/** What the accounts come to: the cache, and each client's on two days. */
function outcome(store: Store, asOf: string): unknown {
  const { connection, invoiceList, payments: money } = store
  const accounts = CLIENTS.map((id) => {
    const { invoices: states, ...account } = replay(accountFacts(connection, id), asOf)
    return [account, [...states], money.standing(id, asOf), money.refundable(id, asOf), money.overRefunded(id)]
  })
  const listed = [...invoiceList.list({ withVoid: true }, asOf).rows]
  const totals = [invoiceList.list({}, asOf).total, invoiceList.list({ only: 'open' }, asOf).total]
  const cache = connection.sqlite.prepare('SELECT * FROM allocation ORDER BY client_id, invoice_id, part').raw().all()
  return { accounts, listed, totals, cache }
}

const keys = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 30, maxLength: 30 })

test('facts with given kinds and numbers, entered in any order, come to the same balances and allocations', async () => {
  await fc.assert(
    fc.asyncProperty(histories, keys, day, async (history, order, asOf) => {
      const sorted = await entered(history, [0])
      const shuffled = await entered(history, order)
      expect(outcome(shuffled, asOf)).toEqual(outcome(sorted, asOf))
      for (const store of [sorted, shuffled]) store.connection.close()
    }),
    { numRuns: 150 },
  )
}, 240_000)

test('the state of an invoice, read in bulk from the cache, is what a replay up to the day comes to', async () => {
  const settledBy = { payment: 'other', write_off: 'other', credit_note: 'credit_notes' } as const
  await fc.assert(
    fc.asyncProperty(histories, fc.array(day, { minLength: 1, maxLength: 4 }), async (history, days) => {
      const store = await entered(history, [0])
      for (const asOf of days) {
        const seen = new Map<number, unknown>()
        for (const { client_id, invoices: all } of invoiceHistories(store.connection, asOf)) {
          const account = replay(accountFacts(store.connection, client_id), asOf)
          for (const invoice of all) {
            const { outstanding_minor, settled, settled_by, written_off } = stateOn(invoice, dayNumber(asOf))
            seen.set(invoice.invoice_id, { outstanding_minor, settled, settled_by, written_off })
          }
          const number = (on: string | null | undefined): number | null => (on == null ? null : dayNumber(on))
          expect(new Set(all.map(({ invoice_id }) => invoice_id))).toEqual(new Set(account.invoices.keys()))
          for (const one of account.invoices.values()) {
            const listed = { open_minor: one.outstanding_minor, settled_on: one.settled_on, amount_minor: one.amount_minor }
            expect(store.invoiceList.row(one.invoice_id, asOf)).toMatchObject(listed)
            expect(seen.get(one.invoice_id)).toEqual({
              outstanding_minor: one.outstanding_minor,
              settled: number(one.settled_on),
              settled_by: one.settled_by === null ? null : settledBy[one.settled_by],
              written_off: number(one.written_off_on),
            })
          }
        }
        const expected = CLIENTS.flatMap((id) => [...replay(accountFacts(store.connection, id), asOf).invoices.keys()])
        expect(seen.size).toBe(expected.length)
      }
      store.connection.close()
    }),
    { numRuns: 150 },
  )
}, 240_000)

test('open invoices, listed in bulk, are those that a replay leaves open, the oldest due first', async () => {
  await fc.assert(
    fc.asyncProperty(histories, day, fc.constantFrom(undefined, ...CLIENTS), async (history, asOf, clientId) => {
      const store = await entered(history, [0])
      const open = (clientId === undefined ? CLIENTS : [clientId]).flatMap((id) =>
        [...replay(accountFacts(store.connection, id)).invoices.values()].map((invoice) => {
          const now = replay(accountFacts(store.connection, id), asOf).invoices.get(invoice.invoice_id)
          // What is issued later is open in full.
          return { ...invoice, rest: now ? now.outstanding_minor : invoice.amount_minor }
        }),
      )
      const rank = ({ due_on, issued_on, invoice_id }: (typeof open)[0]): string => `${due_on} ${issued_on} ${invoice_id}`
      const expected = open.filter(({ rest }) => rest > 0).sort((one, other) => (rank(one) < rank(other) ? -1 : 1))
      const { rows, total } = store.invoiceList.list({ clientId, only: 'open' }, asOf)
      expect([...rows].map((row) => [row.invoice_id, row.open_minor])).toEqual(expected.map((one) => [one.invoice_id, one.rest]))
      expect(total.open_minor).toBe(expected.reduce((sum, { rest }) => sum + rest, 0))
      expect(store.invoiceList.list({ clientId }, asOf).total.open_minor).toBe(total.open_minor)
      const overdue = store.invoiceList.list({ clientId, only: 'overdue' }, asOf)
      expect([...overdue.rows].map((row) => row.invoice_id)).toEqual(
        expected.filter(({ due_on }) => due_on < asOf).map((one) => one.invoice_id),
      )
      store.connection.close()
    }),
    { numRuns: 150 },
  )
}, 240_000)
