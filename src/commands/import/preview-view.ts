import type { Context } from '../../cli/context.ts'
import type { CsvTable } from '../../csv/table.ts'
import type { Staging } from '../../db/staging.ts'
import { describeDialect, describeEncoding } from '../../domain/dialect-words.ts'
import type { TableKind } from '../../domain/headers.ts'
import { counted } from '../../domain/words.ts'
import { type Column, type Json, table, type View } from '../../output/view.ts'
import { asRead, type FirstRow, type Problem, type Problems, type TableWatch } from './preview-watch.ts'
import { nameOf, type OpenedTable } from './read-table.ts'
import type { Chosen } from './settle.ts'

/** A table that was read to its end, and what was found. */
export interface Previewed {
  readonly name: string
  readonly csv: CsvTable
  readonly kind: TableKind | undefined
  readonly guessed: boolean
  /** Undefined where its columns cannot be found. */
  readonly table: OpenedTable | undefined
  /** Undefined where nothing settles how its days or amounts are read. */
  readonly chosen: Chosen | undefined
  readonly watch: TableWatch
  readonly problems: Problems
  /** Those of an import. */
  readonly warnings: readonly string[]
}

interface ColumnRow {
  /** From 1; null for one that is made of others. */
  readonly column: number | null
  readonly header: string
  readonly field: string | null
  readonly filled: number | null
  readonly evidence: string | null
}

/** The columns of the file, then those that its profile makes of several. */
function columnRows({ csv, table: opened, watch }: Previewed): ColumnRow[] {
  const fields = new Map([...(opened?.columns ?? [])].map(([field, index]) => [index, field]))
  const own = csv.header.map((header, index) => ({
    column: index + 1,
    header,
    field: fields.get(index) ?? null,
    filled: watch.filled[index] ?? 0,
    evidence: watch.evidenceOf(index),
  }))
  const made = (opened?.map.computed ?? []).map(({ title }, index) => ({
    column: null,
    header: title,
    field: fields.get(csv.header.length + index) ?? null,
    filled: null,
    evidence: null,
  }))
  return [...own, ...made]
}

/** The answer for people, or the whole of it as one JSON document. */
export async function previewView(context: Context, previewed: Previewed): Promise<View> {
  if (context.globals.format === 'json') return { record: await record(context, previewed) }
  const { watch, problems, kind, name } = previewed
  const rows = counted(watch.rows, 'row')
  const found = problems.all
  const next = kind === undefined ? [] : [`To import it: clientele import ${kind} ${name}`]
  return {
    lines: [said(previewed), meant(previewed)],
    table: columnTable(columnRows(previewed)),
    also: [
      { title: `First rows of ${rows}`, table: rowTable(previewed) },
      { lines: [found.length === 0 ? `No problem found in ${rows}.` : 'Problems:', ...found.map(problemLine), ...next] },
    ],
  }
}

async function record(context: Context, previewed: Previewed): Promise<Record<string, Json>> {
  const { csv, kind, guessed, table: opened, chosen, watch, problems, warnings } = previewed
  for (const warning of warnings) context.warn(warning)
  return {
    currency: (await context.settings()).currency,
    kind: kind ?? null,
    kind_guessed: guessed,
    detected: {
      ...csv.detected,
      decimal: chosen?.decimal.value ?? null,
      date_order: chosen?.dateOrder.value ?? null,
      ...(opened?.profile === undefined ? {} : { profile: opened.profile.name }),
    },
    columns: columnRows(previewed).map((row) => ({ ...row })),
    rows: watch.first.map(({ line, cells }) => ({ line, cells })),
    problems: problems.all.map(({ rows, lines, column, message }) => ({ line: lines[0] || null, rows, lines, column, message })),
    read: watch.rows,
    warnings: [...context.warnings],
  }
}

/** `bank.csv: UTF-8, commas, header on line 1, decimal comma, days as day/month/year (41 cells over 12)` */
function said({ name, csv, table: opened, chosen }: Previewed): string {
  const profile = opened?.profile
  const parts = [dialectOf(csv), profile ? `profile ${profile.name}` : null, chosen?.decimal.said ?? null, chosen?.dateOrder.said ?? null]
  return `${nameOf(name)}: ${parts.filter((part) => part !== null).join(', ')}`
}

function dialectOf({ detected, form }: CsvTable): string {
  const { encoding, header_row: headerRow, header_rows: headerRows = 1, ...cells } = detected
  const dialect = form ?? describeDialect({ ...cells, escaping: cells.escape, headerRow, headerRows })
  return `${describeEncoding(encoding)}, ${dialect}`
}

function meant({ kind, guessed, table: opened }: Previewed): string {
  if (kind === undefined) return 'Its columns are not enough to tell what it is of: say --as clients, payments, invoices or visits.'
  const how = opened?.readAs ? `as ${opened.readAs.title}` : 'by their headers'
  return guessed ? `Taken for ${kind}, ${how}; --as says otherwise.` : `Read as ${kind}.`
}

function columnTable(rows: readonly ColumnRow[]): NonNullable<View['table']> {
  return table<ColumnRow>({
    columns: [
      { key: 'column', title: '#', kind: 'count' },
      { key: 'header', title: 'Column', kind: 'text', essential: true },
      { key: 'field', title: 'Is the', kind: 'text', style: () => 'bold', essential: true },
      { key: 'filled', title: 'Filled', kind: 'count', show: 'secondary' },
      { key: 'evidence', title: 'Because', kind: 'text', room: 40 },
    ],
    rows,
  })
}

/** Columns without a field are the first to go where there is no room. */
function rowTable({ csv, table: opened, watch }: Previewed): NonNullable<View['table']> {
  const used = new Set(opened?.columns.values() ?? [])
  return table<FirstRow>({
    columns: [
      { key: 'line', title: 'Line', kind: 'count', style: () => 'dim' },
      ...csv.header.map(
        (header, index): Column<FirstRow> => ({
          key: `cell_${index}`,
          title: header || `#${index + 1}`,
          kind: 'text',
          value: ({ cells }) => cells[index] ?? '',
          room: 8,
          ...(used.size > 0 && !used.has(index) ? { show: 'secondary' as const } : {}),
        }),
      ),
    ],
    rows: watch.first,
  })
}

/** `2 rows (lines 2, 4): the row has 3 cells, the header has 4`: in whole sentences, which a table would shorten. */
function problemLine({ rows, lines, column, message }: Problem): string {
  const known = lines.filter((line) => line > 0)
  const more = rows > lines.length ? ', ...' : ''
  const where = known.length === 0 ? '' : ` (${rows === 1 ? 'line' : 'lines'} ${known.join(', ')}${more})`
  const about = column === null ? '' : `${column}: `
  return `  ${counted(rows, 'line')}${where}: ${about}${message}`
}

interface Whole {
  readonly csv: CsvTable
  readonly staging: Staging
  readonly watch: TableWatch
  readonly problems: Problems
}

/** The whole table, each row as wide as the widest: cells beyond the header get a column of their own, so that none is lost. */
export function cleanTable(context: Context, { csv, staging, watch, problems }: Whole): View {
  context.notice(`${dialectOf(csv)}: ${counted(watch.rows, 'row')}`)
  for (const problem of problems.all) context.notice(problemLine(problem))
  const headers = headersOf(csv.header, watch.width)
  return {
    table: table<readonly string[]>({
      columns: headers.map((header, index) => ({
        key: `cell_${index}`,
        header: asRead(header),
        title: header,
        kind: 'text',
        value: (cells) => cells[index] ?? '',
      })),
      rows: cleanRows(staging),
    }),
  }
}

function headersOf(header: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => header[index] ?? `#${index + 1}`)
}

function* cleanRows(staging: Staging): Iterable<readonly string[]> {
  for (const batch of staging.read()) for (const row of batch) yield (JSON.parse(row) as string[]).map(asRead)
  staging.drop()
}
