import { defineCommand, flag, opt, type Parser } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { choice, text } from '../../cli/parsers.ts'
import type { ListFilter, ListRow } from '../../db/queries/client-list.ts'
import type { Store } from '../../db/store.ts'
import type { AbcClass } from '../../domain/abc.ts'
import { type Day, daysBetween } from '../../domain/day.ts'
import { textQuery } from '../../domain/text-search.ts'
import { VERDICTS, type Verdict } from '../../domain/trust/rules.ts'
import { type Column, table } from '../../output/view.ts'
import { operatorNamed } from '../operator.ts'
import { regionsNamed } from '../region.ts'
import { classesOf } from '../report/classes.ts'
import { verdictStyle } from '../report/trust-columns.ts'
import { verdictsOf } from '../report/verdicts.ts'
import { categoryNamed } from './card-values.ts'

type ClassedRow = ListRow & { readonly class: AbcClass; readonly verdict: Verdict | null }

const abcClass: Parser<AbcClass> = (typed) => {
  const found = (['A', 'B', 'C', '-'] as const).find((name) => name === typed.trim().toUpperCase())
  if (!found) throw new UsageError(`"${typed}" is not a class`, 'say A, B, C, or - for clients without purchases')
  return found
}

/** `let go`, also as one word. */
const verdictName: Parser<Verdict> = (typed, environment) => choice(...VERDICTS)(typed.trim().replace(/[-_\s]+/g, ' '), environment)

/** `today`, `1 day`, `12 days`: how long ago. */
function ago(day: Day | null, today: Day): string {
  if (day === null) return ''
  const days = daysBetween(day, today)
  return days === 0 ? 'today' : `${days} day${days === 1 ? '' : 's'}`
}

function columns(today: Day, { archived, verdict }: { readonly archived: boolean; readonly verdict: boolean }): Column<ClassedRow>[] {
  const judged: Column<ClassedRow>[] = verdict
    ? [{ key: 'verdict', title: 'Verdict', kind: 'text', style: (row) => (row.verdict === null ? undefined : verdictStyle(row.verdict)) }]
    : []
  return [
    { key: 'client_id', title: '#', kind: 'count' },
    { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
    { key: 'ref', title: 'Reference', kind: 'text', show: 'machine' },
    { key: 'category', title: 'Category', kind: 'text' },
    { key: 'class', title: 'Class', kind: 'text', align: 'center' },
    ...judged,
    { key: 'last_contact', title: 'Contact', kind: 'day', human: (row) => ago(row.last_contact, today) },
    { key: 'phone', title: 'Phone', kind: 'text' },
    { key: 'city', title: 'City', kind: 'text', show: 'secondary' },
    { key: 'status', title: 'Status', kind: 'text', show: 'secondary' },
    { key: 'email', title: 'Email', kind: 'text', show: 'secondary' },
    { key: 'operator', title: 'Operator', kind: 'text', show: 'secondary' },
    { key: 'kind', title: 'Kind', kind: 'text', show: 'machine' },
    { key: 'address', title: 'Address', kind: 'text', show: 'machine' },
    { key: 'postcode', title: 'Postcode', kind: 'text', show: 'machine' },
    { key: 'region', title: 'Region', kind: 'text', show: 'machine' },
    { key: 'country', title: 'Country', kind: 'text', show: 'machine' },
    { key: 'card', title: 'Card', kind: 'text', show: 'machine' },
    { key: 'attitude', title: 'Attitude', kind: 'text', show: 'machine' },
    { key: 'added_on', title: 'Added', kind: 'day', show: 'machine' },
    { key: 'checked_on', title: 'Checked', kind: 'day', show: 'machine' },
    { key: 'archived_on', title: 'Archived', kind: 'day', ...(archived ? {} : { show: 'machine' }) },
  ]
}

function rowsOf(
  store: Store,
  filter: ListFilter,
  only: { class: AbcClass | undefined; verdict: Verdict | undefined; search: string | undefined },
  today: Day,
): ClassedRow[] {
  const classes = classesOf(store, today)
  const verdicts = only.verdict === undefined ? null : verdictsOf(store, today)
  const found = only.search === undefined ? null : store.clientSearch.clients(textQuery(only.search), store.settings.digits)
  return store.clientList
    .list(filter, today)
    .filter(({ client_id }) => found === null || found.has(client_id))
    .map((row): ClassedRow => {
      const verdict = verdicts === null ? null : (verdicts.get(row.client_id) ?? 'unknown')
      return Object.assign(row, { class: classes.get(row.client_id)?.class ?? '-', verdict })
    })
    .filter((row) => (only.class === undefined || row.class === only.class) && (only.verdict === undefined || row.verdict === only.verdict))
}

export const list = defineCommand({
  name: 'list',
  summary: 'List the clients, by name',
  file: 'read',
  options: {
    category: opt('--category <name>', 'only those of this category', text),
    status: opt('--status <status>', 'only prospect, active or former ones', choice('prospect', 'active', 'former')),
    class: opt('--class <class>', 'only those of class A, B, C or - (by purchases of the last 365 days)', abcClass),
    verdict: opt('--verdict <verdict>', `only those judged so: ${VERDICTS.join(', ')}`, verdictName),
    region: opt('--region <name>', 'only those of this region', text),
    operator: opt('--operator <name>', 'only those this operator is responsible for', text),
    attitude: opt('--attitude <attitude>', 'only loyal, switcher or unattached ones', choice('loyal', 'switcher', 'unattached')),
    search: opt('--search <text>', 'only those with this in any field of the card', text),
    archived: flag('--archived', 'the archived clients too'),
  },
  examples: ['list', 'list --category vip --class A', 'list --verdict watch', 'list --search lyon --format csv'],
  async run(context, { category, status, attitude, region, operator, archived, class: abc, verdict, search }) {
    const store = await context.store()
    const filter: ListFilter = {
      category_id: category === undefined ? undefined : categoryNamed(store, category),
      status,
      attitude,
      regions: region === undefined ? undefined : regionsNamed(store, region),
      operator_id: operator === undefined ? undefined : operatorNamed(store, operator),
      archived,
    }
    const rows = store.connection.snapshot(() => rowsOf(store, filter, { class: abc, verdict, search }, context.today))
    const { currency } = store.settings
    return {
      title: 'Clients',
      head: { currency },
      table: table<ClassedRow>({
        columns: columns(context.today, { archived, verdict: verdict !== undefined }),
        rows,
        empty: 'No client matches.',
      }),
      foot: { total: { clients: rows.length } },
      closing: rows.length > 0 ? [`${rows.length} client${rows.length === 1 ? '' : 's'}`] : [],
    }
  },
})
