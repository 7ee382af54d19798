import { defineCommand, opt } from '../../cli/define.ts'
import { pastDay, text } from '../../cli/parsers.ts'
import type { Store } from '../../db/store.ts'
import { type Age, type Aging, type AgingRow, ageAccounts, oldestAge, pastDue } from '../../domain/aging.ts'
import { type Day, dayNumber, formatDayHuman } from '../../domain/day.ts'
import { type Line, table } from '../../output/view.ts'
import { inCurrency } from '../money.ts'
import { drawnWhenAsked } from './abc-rows.ts'
import { agingColumns, type ShownAging } from './aging-columns.ts'
import { checkExact } from './exact.ts'
import { filterOf, type Narrowing, narrowingWords } from './narrowing.ts'

/** Clients looked up at once: a table shows a hundred of perhaps a hundred thousand. */
const BLOCK = 512

/** The clients to report on; undefined where all are. @throws UsageError as `filterOf` does */
function clientsIn(store: Store, narrowing: Narrowing): Set<number> | undefined {
  const filter = filterOf(store, narrowing)
  if (Object.values(filter).every((value) => value === undefined)) return undefined
  const { open, archived } = store.purchases.cards(filter)
  return new Set([...open, ...archived])
}

/** @throws AppError where the sums no longer count exactly; Error where stored allocations are not what the facts come to */
function agingOn(store: Store, asOf: Day, narrowing: Narrowing): Aging {
  const accounts = () => ageAccounts(store.aging.accounts(asOf, clientsIn(store, narrowing)), dayNumber(asOf))
  const aging = store.connection.snapshot(accounts)
  checkExact([aging.moved_minor], store.settings)
  const [client] = aging.disagreeing
  if (client !== undefined) throw new Error(`the stored allocations of client ${client} are not what his facts come to`)
  return aging
}

function* withClients(store: Store, rows: readonly AgingRow[]): Generator<ShownAging> {
  for (let start = 0; start < rows.length; start += BLOCK) {
    const block = rows.slice(start, start + BLOCK)
    const clients = store.aging.clients(block.map((row) => row.client_id))
    for (const row of block) {
      const client = clients.get(row.client_id)
      if (!client) throw new Error(`there is no client ${row.client_id}`)
      yield { row, client }
    }
  }
}

const AGE_WORDS: Readonly<Record<Age, string>> = {
  not_due_minor: '',
  days_1_30_minor: 'past due for up to 30 days',
  days_31_60_minor: 'past due for 31 to 60 days',
  days_61_90_minor: 'past due for 61 to 90 days',
  over_90_minor: 'past due for more than 90 days',
}

/** Whom to call first: the first client with more past due than he disputes, and more than a rest that is ignored. */
function firstCall(store: Store, rows: readonly AgingRow[], inWords: (minor: number) => string): Line[] {
  const row = rows.find((each) => pastDue(each) - each.disputed_minor >= store.settings.trustIgnoreBelowMinor)
  const client = row && store.aging.clients([row.client_id]).get(row.client_id)
  const age = row && oldestAge(row)
  if (!client || !age) return []
  const { client_id, client: name, phone } = client
  const reached = phone === null ? `client ${client_id}` : `client ${client_id}, ${phone}`
  return [[{ text: 'Call first: ' }, { text: name, style: 'bold' }, { text: ` (${reached}), ${inWords(row[age])} ${AGE_WORDS[age]}.` }]]
}

/** What is owed in all, how old, and how fast it comes in. */
function closingLines(store: Store, { rows, total }: Aging): Line[] {
  if (rows.length === 0) return []
  const inWords = (minor: number): string => inCurrency(minor, store.settings)
  const late = pastDue(total)
  const said = [
    `Owed ${inWords(total.balance_minor - total.credit_minor)}`,
    ...(late > 0 ? [`${inWords(late)} of it past due`] : []),
    ...(total.disputed_minor > 0 ? [`${inWords(total.disputed_minor)} in dispute`] : []),
    ...(total.credit_minor < 0 ? [`credit waiting ${inWords(-total.credit_minor)}`] : []),
  ]
  const dso = total.dso === null ? '' : ` Days sales outstanding: ${total.dso.toFixed(1)}.`
  return [`${said.join(', ')}.${dso}`, ...firstCall(store, rows, inWords)]
}

export const reportAging = defineCommand({
  name: 'report aging',
  summary: 'Show who owes, how long it is past due, and how they usually pay',
  file: 'read',
  options: {
    asOf: opt('--as-of <day>', 'count facts dated up to this day (today)', pastDay),
    category: opt('--category <name>', 'only the clients of this category', text),
    region: opt('--region <name>', 'only the clients of this region', text),
    operator: opt('--operator <name>', 'only the clients of this operator', text),
  },
  examples: ['report aging', 'report aging --as-of 2026-09-30 --format json', 'report aging --category vip'],
  async run(context, { asOf = context.today, ...narrowing }) {
    const store = await context.store()
    const { currency, digits } = store.settings
    const aging = agingOn(store, asOf, narrowing)
    return {
      title: `Owed by age on ${formatDayHuman(asOf, '')}${narrowingWords(narrowing)}`,
      aside: currency,
      head: { currency, as_of: asOf },
      table: table<ShownAging>({
        columns: agingColumns(aging, digits),
        rows: drawnWhenAsked(() => withClients(store, aging.rows)),
        count: aging.rows.length,
        empty: 'Nobody owes anything, and no credit waits.',
        total: { ...aging.total, disputed: aging.total.disputed_minor },
      }),
      foot: { total: { ...aging.total } },
      closing: closingLines(store, aging),
    }
  },
})
