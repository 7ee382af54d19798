import { defineCommand } from '../../cli/define.ts'
import type { ExportedInvoice } from '../../db/queries/exports.ts'
import { daysInWords } from '../../domain/invoice.ts'
import { type Column, table } from '../../output/view.ts'
import { exportFilter, factFilterOptions } from './filter.ts'

/** The fields of `import invoices`, behind clientele's own number (PRODUCT.md section 8). */
const COLUMNS: readonly Column<ExportedInvoice>[] = [
  { key: 'client_number', title: 'Client no.', kind: 'number', show: 'secondary' },
  { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
  { key: 'number', title: 'Number', kind: 'text' },
  { key: 'issued', title: 'Issued', kind: 'day' },
  { key: 'due', title: 'Due', kind: 'day' },
  { key: 'amount_minor', title: 'Amount', kind: 'money' },
  // With its unit: a bare 1 might be a yes.
  {
    key: 'disputed',
    title: 'Disputed',
    kind: 'text',
    value: ({ disputed }) => (typeof disputed === 'number' ? daysInWords(disputed) : disputed),
  },
  { key: 'paid_on', title: 'Paid', kind: 'day' },
  { key: 'paid_amount_minor', title: 'Paid amount', kind: 'money', show: 'secondary' },
  { key: 'for', title: 'For', kind: 'text', show: 'secondary' },
]

export const exportInvoices = defineCommand({
  name: 'export invoices',
  summary: 'Write invoices, with the payments they were imported with, as a file that import takes back',
  file: 'read',
  options: factFilterOptions,
  examples: ['export invoices', 'export invoices --period 2026 --format json'],
  async run(context, values) {
    const store = await context.store()
    const { rows, count, incomplete } = store.exports.invoices(await exportFilter(context, values))
    if (incomplete > 0) {
      const they = incomplete === 1 ? '1 invoice has' : `${incomplete} invoices have`
      context.notice(`${they} credit notes, write-offs or disputes, which a table of invoices cannot hold: they are left out`)
    }
    return {
      defaultFormat: 'csv',
      title: 'Invoices',
      aside: store.settings.currency,
      head: { currency: store.settings.currency },
      table: table<ExportedInvoice>({ columns: COLUMNS, rows, count, empty: 'There are no such invoices.' }),
      foot: { total: { invoices: count } },
    }
  },
})
