import { defineCommand, flag } from '../../cli/define.ts'
import { fileArgument, ownerOptions, tableOptions } from './options.ts'

export const importInvoices = defineCommand({
  name: 'import invoices',
  summary: 'Read invoices and what settled them from a CSV file, whole or not at all',
  file: 'create',
  arguments: fileArgument,
  options: {
    ...tableOptions,
    ...ownerOptions,
    reclassifySales: flag('--reclassify-sales', 'payments since that were taken for sales are on account'),
    keepSales: flag('--keep-sales', 'payments since that were taken for sales are sales'),
  },
  examples: [
    'import invoices fixtures/practice/invoices-2026.csv --dry-run',
    'import invoices fixtures/practice/invoices-2026.csv --reclassify-sales --dry-run',
  ],
  async run(context, values) {
    const { runImport } = await import('./run.ts')
    const { invoicesImport } = await import('./invoice-rows.ts')
    return runImport(context, values, invoicesImport)
  },
})
