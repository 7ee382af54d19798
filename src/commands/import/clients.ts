import { defineCommand, opt } from '../../cli/define.ts'
import { choice, text } from '../../cli/parsers.ts'
import { fileArgument, tableOptions } from './options.ts'

export const importClients = defineCommand({
  name: 'import clients',
  summary: 'Read the cards of clients from a CSV file, whole or not at all',
  file: 'create',
  arguments: fileArgument,
  options: {
    ...tableOptions,
    category: opt('--category <name>', 'the category of rows that name none', text),
    onDuplicate: opt(
      '--on-duplicate <way>',
      'rows that seem to be a card on file or a row before: skip, update or add; else they are rejected',
      choice('skip', 'update', 'add'),
    ),
  },
  examples: [
    'import clients fixtures/practice/clients.csv --dry-run',
    'import clients fixtures/practice/clients.csv --on-duplicate update --empty-erases --verbose --dry-run',
  ],
  async run(context, values) {
    const { runImport } = await import('./run.ts')
    const { clientsImport } = await import('./client-rows.ts')
    return runImport(context, values, clientsImport)
  },
})
