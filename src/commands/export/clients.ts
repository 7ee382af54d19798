import { defineCommand } from '../../cli/define.ts'
import type { ExportedClient } from '../../db/queries/exports.ts'
import { type Column, table } from '../../output/view.ts'
import { cardFilterOptions, exportFilter } from './filter.ts'

const consent = (value: number | null): boolean | null => (value === null ? null : value === 1)

/** The fields of `import clients`, behind clientele's own number (PRODUCT.md section 8). */
const COLUMNS: readonly Column<ExportedClient>[] = [
  { key: 'client_number', title: 'Number', kind: 'number' },
  { key: 'name', title: 'Name', kind: 'text', style: () => 'bold' },
  { key: 'kind', title: 'Kind', kind: 'text' },
  { key: 'status', title: 'Status', kind: 'text' },
  { key: 'category', title: 'Category', kind: 'text' },
  { key: 'phone', title: 'Phone', kind: 'text' },
  { key: 'email', title: 'Email', kind: 'text' },
  { key: 'address', title: 'Address', kind: 'text', show: 'secondary' },
  { key: 'postcode', title: 'Postcode', kind: 'text', show: 'secondary' },
  { key: 'city', title: 'City', kind: 'text' },
  { key: 'region', title: 'Region', kind: 'text', show: 'secondary' },
  { key: 'country', title: 'Country', kind: 'text', show: 'secondary' },
  { key: 'card', title: 'Card', kind: 'text', show: 'secondary' },
  { key: 'birthday', title: 'Birthday', kind: 'day', show: 'secondary' },
  { key: 'source', title: 'Source', kind: 'text', show: 'secondary' },
  { key: 'operator', title: 'Operator', kind: 'text', show: 'secondary' },
  { key: 'attitude', title: 'Attitude', kind: 'text', show: 'secondary' },
  { key: 'consent_mail', title: 'Mail', kind: 'flag', show: 'secondary', value: (row) => consent(row.consent_mail) },
  { key: 'consent_sms', title: 'Messages', kind: 'flag', show: 'secondary', value: (row) => consent(row.consent_sms) },
  { key: 'ref', title: 'Reference', kind: 'text', show: 'secondary' },
  { key: 'avoid', title: 'Avoid', kind: 'text', show: 'secondary' },
  { key: 'archived', title: 'Archived', kind: 'day', show: 'secondary' },
  { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
]

export const exportClients = defineCommand({
  name: 'export clients',
  summary: 'Write all cards, archived ones too, as a file that import takes back',
  file: 'read',
  options: cardFilterOptions,
  examples: ['export clients', 'export clients --category vip --format json'],
  async run(context, values) {
    const store = await context.store()
    const { rows, count } = store.exports.clients(await exportFilter(context, values))
    return {
      defaultFormat: 'csv',
      title: 'Clients',
      head: { currency: store.settings.currency },
      table: table<ExportedClient>({ columns: COLUMNS, rows, count, empty: 'There are no such clients.' }),
      foot: { total: { clients: count } },
    }
  },
})
