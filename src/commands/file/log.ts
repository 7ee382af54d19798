import { defineCommand } from '../../cli/define.ts'
import type { OperationRow } from '../../db/queries/operations.ts'
import { table } from '../../output/view.ts'

/** `{"client_id":12,"rows":3}` as `client_id 12, rows 3`. */
export function describeDetails(row: Pick<OperationRow, 'details'>): string {
  return Object.entries(JSON.parse(row.details) as Record<string, string | number | boolean | null>)
    .filter(([, value]) => value !== 0)
    .map(([key, value]) => `${(key === 'invoice_id' ? 'invoice id' : key.replace(/_id$/, '')).replace(/_/g, ' ')} ${value}`)
    .join(', ')
}

export const log = defineCommand({
  name: 'log',
  summary: 'List every operation, newest first, and which were undone',
  file: 'read',
  examples: ['log', 'log --format json'],
  async run(context) {
    const store = await context.store()
    const rows = store.operations.list()
    return {
      title: 'Operations',
      head: { currency: store.settings.currency },
      table: table<OperationRow>({
        columns: [
          { key: 'operation', title: '#', kind: 'count' },
          { key: 'at', title: 'When (UTC)', kind: 'text' },
          { key: 'command', title: 'Command', kind: 'text' },
          { key: 'details', title: 'What', kind: 'text', value: (row) => JSON.parse(row.details), human: describeDetails },
          { key: 'undone_by', title: 'Undone by', kind: 'count' },
        ],
        rows,
        empty: 'Nothing was changed yet.',
      }),
      foot: { total: { operations: rows.length } },
    }
  },
})
