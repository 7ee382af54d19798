import { defineCommand, opt } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import { fileArgument, tableOptions } from './options.ts'

export const importClients = defineCommand({
  name: 'import clients',
  summary: 'Read the cards of clients from a CSV file, whole or not at all',
  file: 'create',
  arguments: fileArgument,
  options: { ...tableOptions, category: opt('--category <name>', 'the category of rows that name none', text) },
  examples: ['import clients fixtures/practice/clients.csv --dry-run'],
  async run(context, values) {
    const { runImport } = await import('./run.ts')
    const { clientsImport } = await import('./client-rows.ts')
    return runImport(context, values, clientsImport)
  },
})
