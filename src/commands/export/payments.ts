import { defineCommand } from '../../cli/define.ts'
import type { ExportedPayment } from '../../db/queries/exports.ts'
import { type Column, table } from '../../output/view.ts'
import { exportFilter, factFilterOptions } from './filter.ts'

/** The fields of `import payments`, behind clientele's own number (PRODUCT.md section 8). */
const COLUMNS: readonly Column<ExportedPayment>[] = [
  { key: 'client_number', title: 'Number', kind: 'number', show: 'secondary' },
  { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
  { key: 'date', title: 'Day', kind: 'day' },
  { key: 'amount_minor', title: 'Amount', kind: 'money' },
  { key: 'method', title: 'Method', kind: 'text' },
  { key: 'reference', title: 'Reference', kind: 'text' },
  { key: 'kind', title: 'Kind', kind: 'text' },
  { key: 'invoice', title: 'Invoice', kind: 'text', show: 'secondary' },
  { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
]

export const exportPayments = defineCommand({
  name: 'export payments',
  summary: 'Write payments and refunds as a file that import takes back; those of imported invoices are with the invoices',
  file: 'read',
  options: factFilterOptions,
  examples: ['export payments', 'export payments --period 2026 --format json'],
  async run(context, values) {
    const store = await context.store()
    const { rows, count, elsewhere } = store.exports.payments(await exportFilter(context, values))
    if (elsewhere > 0) {
      const they = elsewhere === 1 ? '1 payment that came with an invoice is' : `${elsewhere} payments that came with invoices are`
      context.notice(`${they} in clientele export invoices`)
    }
    return {
      defaultFormat: 'csv',
      title: 'Payments',
      aside: store.settings.currency,
      head: { currency: store.settings.currency },
      table: table<ExportedPayment>({ columns: COLUMNS, rows, count, empty: 'There are no such payments.' }),
      foot: { total: { payments: count } },
    }
  },
})
