import type { Context } from '../../cli/context.ts'
import { flag } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import type { Table, View } from '../../output/view.ts'

const ROWS_ALONE: readonly string[] = ['csv', 'tsv', 'ndjson']

export const excelOption = {
  excel: flag(
    '--excel',
    'csv for a spreadsheet in your language: marked as UTF-8, with semicolons and decimal commas where your settings say so',
  ),
} as const

/** What is exported, and how its total calls the rows. */
interface Exported<Row> {
  readonly title: string
  readonly counted: string
  readonly table: Table<Row>
  readonly count: () => number
  readonly excel: boolean
}

/** What an export answers: csv, unless another format is asked for. Rows alone need no count. @throws UsageError for --excel in another format */
export async function exportAnswer<Row>(context: Context, { title, counted, table, count, excel }: Exported<Row>): Promise<View> {
  const { currency, decimal } = (await context.store()).settings
  const { format, formatGiven } = context.globals
  if (excel && formatGiven && format !== 'csv') {
    throw new UsageError(`--excel writes csv, not ${format}`, 'leave --format out, and end the name of --output in .csv')
  }
  const rows = formatGiven && !ROWS_ALONE.includes(format) ? count() : undefined
  return {
    defaultFormat: 'csv',
    title,
    aside: currency,
    head: { currency },
    table: rows === undefined ? table : { ...table, count: rows },
    foot: rows === undefined ? {} : { total: { [counted]: rows } },
    ...(excel ? { spreadsheet: { decimal: decimal ?? 'point' } } : {}),
  }
}
