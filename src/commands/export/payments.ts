import { defineCommand } from '../../cli/define.ts'
import type { ExportedPayment } from '../../db/queries/exports.ts'
import { type Column, table } from '../../output/view.ts'
import { paymentFilter, paymentFilterOptions } from '../payment/list.ts'
import { excelOption, exportAnswer } from './answer.ts'
import { categoryIdOf, categoryOption } from './filter.ts'

/** The fields of `import payments`, behind clientele's own number (PRODUCT.md section 8). */
const COLUMNS: readonly Column<ExportedPayment>[] = [
  { key: 'client_number', title: 'Number', kind: 'number', show: 'secondary' },
  { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
  { key: 'date', title: 'Day', kind: 'day' },
  { key: 'amount_minor', title: 'Amount', kind: 'money' },
  { key: 'method', title: 'Method', kind: 'text' },
  { key: 'reference', title: 'Reference', kind: 'text' },
  { key: 'kind', title: 'Kind', kind: 'text' },
  {
    key: 'kind_guessed',
    title: 'Guessed',
    kind: 'flag',
    show: 'secondary',
    value: ({ kind_guessed }) => kind_guessed === 1,
  },
  { key: 'invoice', title: 'Invoice', kind: 'text', show: 'secondary' },
  { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
]

export const exportPayments = defineCommand({
  name: 'export payments',
  summary: 'Write payments and refunds as a file that import takes back; those of imported invoices are with the invoices',
  file: 'read',
  options: { ...paymentFilterOptions, ...categoryOption, ...excelOption },
  examples: ['export payments', 'export payments --period 2026 --format json', 'export payments --kind sale --method cash --excel'],
  async run(context, values) {
    const { exports } = await context.store()
    const { filter } = await paymentFilter(context, values)
    const { rows, count, elsewhere } = exports.payments({ ...filter, categoryId: await categoryIdOf(context, values.category) })
    if (elsewhere > 0) {
      const they = elsewhere === 1 ? '1 payment that came with an invoice is' : `${elsewhere} payments that came with invoices are`
      context.notice(`${they} in clientele export invoices`)
    }
    const answered = table<ExportedPayment>({ columns: COLUMNS, rows, empty: 'There are no such payments.' })
    return exportAnswer(context, { title: 'Payments', counted: 'payments', table: answered, count, excel: values.excel })
  },
})
