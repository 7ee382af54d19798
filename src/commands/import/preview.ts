import { defineCommand, opt } from '../../cli/define.ts'
import { choice } from '../../cli/parsers.ts'
import { fileArgument, tableOptions } from './options.ts'

const { map, profile, delimiter, quote, escape: escaping, encoding, headerRow, headerRows, decimal, dateOrder } = tableOptions

export const importPreview = defineCommand({
  name: 'import preview',
  summary: 'Show how a table would be read, and write it out clean with --format csv',
  file: 'read',
  arguments: fileArgument,
  options: {
    as: opt(
      '--as <kind>',
      'clients, payments, invoices or visits; by its columns if left out',
      choice('clients', 'payments', 'invoices', 'visits'),
    ),
    map,
    profile,
    delimiter,
    quote,
    escape: escaping,
    encoding,
    headerRow,
    headerRows,
    decimal,
    dateOrder,
  },
  examples: ['import preview fixtures/practice/bank-2026.csv --as payments', 'import preview fixtures/practice/visits.csv --format csv'],
  async run(context, values) {
    const { runPreview } = await import('./preview-run.ts')
    return runPreview(context, values)
  },
})
