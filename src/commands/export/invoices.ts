import { defineCommand } from '../../cli/define.ts'
import type { ExportedInvoice } from '../../db/queries/exports.ts'
import { counted } from '../../domain/words.ts'
import { type Column, table } from '../../output/view.ts'
import { invoiceFilter, invoiceFilterOptions } from '../invoice/list.ts'
import { excelOption, exportAnswer } from './answer.ts'
import { categoryIdOf, categoryOption } from './filter.ts'

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
    value: ({ disputed }) => (typeof disputed === 'number' ? counted(disputed, 'day') : disputed),
  },
  { key: 'paid_on', title: 'Paid', kind: 'day' },
  { key: 'paid_amount_minor', title: 'Paid amount', kind: 'money', show: 'secondary' },
  { key: 'for', title: 'For', kind: 'text', show: 'secondary' },
]

export const exportInvoices = defineCommand({
  name: 'export invoices',
  summary: 'Write invoices, with the payments they were imported with, as a file that import takes back',
  file: 'read',
  options: { ...invoiceFilterOptions, ...categoryOption, ...excelOption },
  examples: ['export invoices', 'export invoices --period 2026 --format json', 'export invoices --overdue --excel'],
  async run(context, values) {
    const { exports, invoiceList } = await context.store()
    const filter = await invoiceFilter(context, values)
    const ids = filter.only === undefined ? undefined : invoiceList.openOnes(filter, context.today)
    const categoryId = await categoryIdOf(context, values.category)
    const { rows, count, incomplete } = exports.invoices({ ...filter, categoryId, ids })
    if (incomplete > 0) {
      const they = incomplete === 1 ? '1 invoice has' : `${incomplete} invoices have`
      context.notice(`${they} credit notes, write-offs or disputes, which a table of invoices cannot hold: they are left out`)
    }
    const answered = table<ExportedInvoice>({ columns: COLUMNS, rows, empty: 'There are no such invoices.' })
    return exportAnswer(context, { title: 'Invoices', counted: 'invoices', table: answered, count, excel: values.excel })
  },
})
