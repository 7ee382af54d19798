import { rawValue } from './cells.ts'
import { flatten, headerOf, machineColumns, machineText } from './machine.ts'
import type { RenderOptions } from './options.ts'
import { sanitizeMachineText } from './sanitize.ts'
import type { Table, View } from './view.ts'

/**
 * csv and tsv: the rows only, under `--summary` the summary only; a single answer is one row. Lines end in LF; a cell is quoted where
 * it holds the separator, a quote or a line break, in tsv as well, so that import reads back what was written.
 */
export function* drawDelimited(view: View, options: RenderOptions): Iterable<string> {
  const line = lineWriter(options)
  const { digits } = options.currency
  if (view.summaryOnly && view.summary) yield* tableLines(view.summary, digits, line)
  else if (view.record) yield* recordLines(view.record, digits, line)
  else if (view.table) yield* tableLines(view.table, digits, line)
  else yield* recordLines({ ...view.head, ...view.foot }, digits, line)
}

type LineWriter = (cells: readonly string[]) => string

// biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type.
function* tableLines(table: Table<any>, digits: number, line: LineWriter): Iterable<string> {
  const columns = machineColumns(table)
  yield line(columns.map((column) => headerOf(column.key)))
  for (const row of table.rows) yield line(columns.map((column) => machineText(rawValue(column, row), column.kind, digits)))
}

function* recordLines(record: NonNullable<View['record']>, digits: number, line: LineWriter): Iterable<string> {
  const fields = flatten(record)
  if (fields.length === 0) return
  yield line(fields.map((field) => headerOf(field.key)))
  yield line(fields.map((field) => machineText(field.value, field.kind, digits)))
}

function lineWriter(options: RenderOptions): LineWriter {
  const separator = options.format === 'tsv' ? '\t' : ','
  const special = options.format === 'tsv' ? /[\t"\r\n]/ : /[,"\r\n]/
  return (cells) => {
    // A lone empty cell would be a blank line, which readers skip.
    if (cells.length === 1 && cells[0] === '') return '""\n'
    const quoted = cells.map((cell) => {
      const text = options.terminal ? sanitizeMachineText(cell) : cell
      return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    return `${quoted.join(separator)}\n`
  }
}
