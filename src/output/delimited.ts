import { keepText, quoteFormula } from '../domain/formula.ts'
import { valueReader } from './cells.ts'
import { flatten, headerOf, machineColumns, machineText } from './machine.ts'
import type { RenderOptions } from './options.ts'
import { sanitizeMachineText } from './sanitize.ts'
import type { Table, View } from './view.ts'

/**
 * csv and tsv: the rows only, under `--summary` the summary only; a single answer is one row. Lines end in LF; a cell is quoted where
 * it holds the separator, a quote or a line break, in tsv as well, so that import reads back what was written.
 */
export function* drawDelimited(view: View, options: RenderOptions): Iterable<string> {
  const { spreadsheet } = view
  const line = lineWriter(options, spreadsheet?.decimal)
  const { digits } = options.currency
  if (spreadsheet && view.table) {
    yield BYTE_ORDER_MARK
    return yield* tableLines(view.table, digits, line, spreadsheetText(spreadsheet.decimal))
  }
  if (view.summaryOnly && view.summary) yield* tableLines(view.summary, digits, line)
  else if (view.record) yield* recordLines(view.record, digits, line)
  else if (view.table) yield* tableLines(view.table, digits, line)
  else yield* recordLines({ ...view.head, ...view.foot }, digits, line)
}

/** By this a spreadsheet knows the text to be UTF-8. */
const BYTE_ORDER_MARK = '\ufeff'

type CellText = typeof machineText

/** A cell as a spreadsheet in the user's language reads it: amounts with its decimal mark, texts as they stand, days as year-month-day, which all take. */
function spreadsheetText(decimal: 'comma' | 'point'): CellText {
  return (value, kind, digits) => {
    const text = machineText(value, kind, digits)
    if (kind === 'money' && decimal === 'comma') return text.replace('.', ',')
    if (kind !== 'text' || typeof value !== 'string') return text
    const kept = keepText(value)
    return kept === value ? text : kept
  }
}

type LineWriter = (cells: readonly string[]) => string

// biome-ignore lint/suspicious/noExplicitAny: a view is drawn without knowing its row type.
function* tableLines(table: Table<any>, digits: number, line: LineWriter, textOf: CellText = machineText): Iterable<string> {
  const columns = machineColumns(table)
  yield line(columns.map(({ key, header }) => (header === undefined ? headerOf(key) : quoteFormula(header))))
  const readers = columns.map((column) => [valueReader(column), column.kind] as const)
  for (const row of table.rows) yield line(readers.map(([read, kind]) => textOf(read(row), kind, digits)))
}

function* recordLines(record: NonNullable<View['record']>, digits: number, line: LineWriter): Iterable<string> {
  const fields = flatten(record)
  if (fields.length === 0) return
  yield line(fields.map((field) => headerOf(field.key)))
  yield line(fields.map((field) => machineText(field.value, field.kind, digits)))
}

/** `decimal`: that of a spreadsheet; with a comma, semicolons stand between cells. */
function lineWriter(options: RenderOptions, decimal: 'comma' | 'point' | undefined): LineWriter {
  const separator = options.format === 'tsv' ? '\t' : decimal === 'comma' ? ';' : ','
  const special = { '\t': /[\t"\r\n]/, ',': /[,"\r\n]/, ';': /[;"\r\n]/ }[separator]
  const end = decimal === undefined ? '\n' : '\r\n'
  return (cells) => {
    // A lone empty cell would be a blank line, which readers skip.
    if (cells.length === 1 && cells[0] === '') return `""${end}`
    const quoted = cells.map((cell) => {
      const text = options.terminal ? sanitizeMachineText(cell) : cell
      return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    return `${quoted.join(separator)}${end}`
  }
}
