import { defineCommand } from '../../cli/define.ts'
import { fileArgument, ownerOptions, tableOptions } from './options.ts'

export const importVisits = defineCommand({
  name: 'import visits',
  summary: 'Read visits and other contacts from a CSV file, whole or not at all',
  file: 'create',
  arguments: fileArgument,
  options: { ...tableOptions, ...ownerOptions },
  examples: ['import visits fixtures/practice/visits.csv --dry-run'],
  async run(context, values) {
    const { runImport } = await import('./run.ts')
    const { visitsImport } = await import('./visit-rows.ts')
    return runImport(context, values, visitsImport)
  },
})
