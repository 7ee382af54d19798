import { defineCommand } from '../../cli/define.ts'
import type { Store } from '../../db/store.ts'
import { formatMinorHuman } from '../../domain/money.ts'
import type { Period } from '../../domain/period.ts'
import { type Line, table } from '../../output/view.ts'
import { amountsOf } from './abc-rows.ts'
import { exactSums } from './exact.ts'
import { scopeHead, scopeOf, scopeOptions } from './scope.ts'

interface CategoryRow {
  readonly category: string
  readonly clients: number
  /** Clients with purchases other than zero: those of whom the average is. */
  readonly active_clients: number
  readonly amount_minor: number
  readonly payments_minor: number
  /** Purchases for each of the active clients; null where there is none. */
  readonly average_minor: number | null
  /** Of the purchases of all categories that come to more than zero; null for the others. */
  readonly share: number | null
}

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0)

/** Rounded half away from zero to a whole minor unit. */
function averageOf(amount: number, clients: number): number | null {
  if (clients === 0) return null
  const [whole, rest] = [Math.trunc(amount / clients), Math.abs(amount % clients)]
  return whole + (rest * 2 >= clients ? Math.sign(amount) : 0)
}

/** One row a category, the one that bought most first. */
function rowsOf(store: Store, period: Period): CategoryRow[] {
  const purchases = exactSums(store.purchases.sums('purchases', period), store.settings)
  const payments = exactSums(store.purchases.sums('payments', period), store.settings)
  const rows = store.categories.all().map(({ id, name }) => {
    const { open, archived } = store.purchases.cards({ category: id })
    const cards = { open, archived: archived.filter((client) => purchases.has(client) || payments.has(client)) }
    const amounts = amountsOf(cards, purchases)
    return {
      category: name,
      clients: cards.open.length + cards.archived.length,
      active_clients: amounts.filter((amount) => amount !== 0).length,
      amount_minor: sum(amounts),
      payments_minor: sum(amountsOf(cards, payments)),
    }
  })
  const total = sum(rows.map((row) => Math.max(0, row.amount_minor)))
  return rows
    .map((row) => ({
      ...row,
      average_minor: averageOf(row.amount_minor, row.active_clients),
      share: row.amount_minor > 0 ? row.amount_minor / total : null,
    }))
    .sort((one, other) => other.amount_minor - one.amount_minor || (one.category < other.category ? -1 : 1))
}

function totalOf(rows: readonly CategoryRow[]) {
  const all = (value: (row: CategoryRow) => number): number => sum(rows.map(value))
  const amount_minor = all((row) => row.amount_minor)
  const active_clients = all((row) => row.active_clients)
  return {
    clients: all((row) => row.clients),
    active_clients,
    amount_minor,
    payments_minor: all((row) => row.payments_minor),
    average_minor: averageOf(amount_minor, active_clients),
  }
}

/** Which group is worth most, in a sentence. */
function mostProfitable([first]: readonly CategoryRow[], currency: string, digits: number): Line[] {
  if (!first || first.average_minor === null || first.amount_minor <= 0) return ['No purchases in this period.']
  const [amount, average] = [first.amount_minor, first.average_minor].map((minor) => formatMinorHuman(minor, digits))
  return [[{ text: first.category, style: 'bold' }, { text: ` bought most: ${amount} ${currency}, on average ${average} a client.` }]]
}

export const reportCategories = defineCommand({
  name: 'report categories',
  summary: 'Say which category of clients brings most: purchases, payments, average and share',
  file: 'read',
  options: scopeOptions,
  examples: ['report categories', 'report categories --period 2026 --format json'],
  async run(context, values) {
    const scope = scopeOf(context, values)
    const store = await context.store()
    const { currency, digits } = store.settings
    const rows = store.connection.snapshot(() => rowsOf(store, scope.counted))
    const total = totalOf(rows)
    return {
      title: `Categories, ${scope.words}`,
      aside: currency,
      lines: mostProfitable(rows, currency, digits),
      head: scopeHead(currency, scope),
      table: table<CategoryRow>({
        columns: [
          { key: 'category', title: 'Category', kind: 'text', style: () => 'bold' },
          { key: 'clients', title: 'Clients', kind: 'count' },
          { key: 'active_clients', title: 'Buying', kind: 'count' },
          { key: 'amount_minor', title: 'Purchases', kind: 'money' },
          { key: 'payments_minor', title: 'Payments', kind: 'money' },
          { key: 'average_minor', title: 'Average', kind: 'money' },
          { key: 'share', title: 'Share', kind: 'share' },
        ],
        rows,
        total,
      }),
      foot: { total },
    }
  },
})
