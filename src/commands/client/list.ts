import { defineCommand, flag } from '../../cli/define.ts'
import { type Day, daysBetween } from '../../domain/day.ts'
import { age, counted } from '../../domain/words.ts'
import { type Column, table } from '../../output/view.ts'
import { verdictStyle } from '../report/trust-columns.ts'
import { type ClassedRow, cardFilterOptions, matchingCards } from './card-filter.ts'

/** How long ago. */
function since(day: Day | null, today: Day): string {
  return day === null ? '' : age(daysBetween(day, today))
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
    { key: 'last_contact', title: 'Contact', kind: 'day', human: (row) => since(row.last_contact, today) },
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

export const list = defineCommand({
  name: 'list',
  summary: 'List the clients, by name',
  file: 'read',
  options: {
    ...cardFilterOptions,
    archived: flag('--archived', 'the archived clients too'),
  },
  examples: ['list', 'list --category vip --class A', 'list --verdict watch', 'list --search lyon --format csv'],
  async run(context, values) {
    const store = await context.store()
    const { archived, verdict } = values
    const rows = store.connection.snapshot(() => matchingCards(store, values, archived, context.today))
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
      closing: rows.length > 0 ? [counted(rows.length, 'client')] : [],
    }
  },
})
