import { defineCommand, flag, opt } from '../../cli/define.ts'
import { choice } from '../../cli/parsers.ts'
import { fileArgument, ownerOptions, tableOptions } from './options.ts'

export const importPayments = defineCommand({
  name: 'import payments',
  summary: 'Read payments and refunds from a CSV file, whole or not at all',
  file: 'create',
  arguments: fileArgument,
  options: {
    ...tableOptions,
    ...ownerOptions,
    kind: opt('--kind <kind>', 'sale or account, for rows that do not say', choice('sale', 'account')),
    creditsOnly: flag('--credits-only', 'leave out money that went out'),
  },
  examples: [
    'import payments fixtures/practice/bank-2026.csv --kind sale --dry-run',
    'import payments fixtures/practice/till-2025.csv --kind sale --from till --map reference=Receipt --dry-run',
  ],
  async run(context, values) {
    const { runImport } = await import('./run.ts')
    const { paymentsImport } = await import('./payment-rows.ts')
    return runImport(context, values, paymentsImport)
  },
})
