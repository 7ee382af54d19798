import type { Context } from '../../cli/context.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { type CsvTable, openTable } from '../../csv/table.ts'
import { Staging } from '../../db/staging.ts'
import type { Store } from '../../db/store.ts'
import { addAmountCell, addDayCell, newEvidence } from '../../domain/column.ts'
import { unquoteFormula } from '../../domain/formula.ts'
import { currencyOfHeader, OWN_COLUMNS } from '../../domain/headers.ts'
import { TextCounts } from '../../domain/import/identity.ts'
import { countsDays } from '../../domain/import/invoice.ts'
import { leftOut, type NoiseRules } from '../../domain/import/noise.ts'
import { describeMapping, mapColumns } from '../../domain/mapping.ts'
import { currencyOf } from '../../domain/money.ts'
import { FIRST_CELL, type ImportKind, type TableEvidence } from './kind.ts'
import type { TableValues } from './options.ts'

/** How messages call what is read. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file
}

export interface OpenedTable {
  readonly name: string
  readonly csv: CsvTable
  /** Field to position of its column in the file. */
  readonly columns: ReadonlyMap<string, number>
  /** `client <- Code client · date <- Date` */
  readonly mapping: string
  /** Whether clientele itself or another program wrote it: with a decimal point and days as year-month-day. */
  readonly isOwn: boolean
}

/** Opens the table and finds its columns. @throws AppError, UsageError */
export async function openForImport(context: Context, values: TableValues, kind: ImportKind): Promise<OpenedTable> {
  const name = nameOf(values.file)
  const { delimiter, quote, encoding, headerRow } = values
  const csv = await openTable(context.readInput(values.file), {
    name,
    currency: (await context.settings()).currency,
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(headerRow === undefined ? {} : { headerRow }),
  })
  const mapped = mapColumns(kind.kind, csv.header, values.map)
  const refused = mapped.ok ? otherCurrency(name, csv, mapped.value.columns, kind, (await context.settings()).currency) : undefined
  if (!mapped.ok || refused) await csv.close()
  if (refused) throw refused
  if (!mapped.ok) {
    const details = [`${name}: ${mapped.reason}`, mapped.hint] as const
    throw values.map.length > 0 ? new UsageError(...details) : new AppError(details[0], { hint: details[1] })
  }
  const isOwn = csv.isJson || csv.header.includes('client_number')
  return { name, csv, columns: mapped.value.columns, mapping: describeMapping(mapped.value, csv.header), isOwn }
}

/** The refusal of a column whose header says another currency than the file's. */
function otherCurrency(
  name: string,
  { header }: CsvTable,
  columns: ReadonlyMap<string, number>,
  { amounts }: ImportKind,
  code: string,
): AppError | undefined {
  const currency = currencyOf(code)
  for (const field of amounts) {
    const text = header[columns.get(field) ?? -1] ?? ''
    const other = currency && currencyOfHeader(text, currency)
    if (other === undefined) continue
    return new AppError(`${name}: column "${text}" is in ${other}, but the file's currency is ${code}`, {
      hint: `convert it first, or say which column is in ${code}: --map ${field}=COLUMN`,
    })
  }
  return undefined
}

/** The lines that are no rows: how many, and the first of them in words. */
export interface LeftOut {
  lines: number
  readonly first: string[]
}

const MOST_LEFT_OUT = 10

export interface StagedTable {
  readonly staging: Staging
  /** Field to place in a staged row. */
  readonly places: ReadonlyMap<string, number>
  readonly evidence: TableEvidence
  readonly leftOut: LeftOut
  readonly references: TextCounts
  /** Whether the kind's column of yes or no, or days, holds days. */
  readonly inDays: boolean
}

/** Reads all rows into the staging table, gathering what the columns say about themselves; the last cell is the whole row if `withRecords`. */
export async function stageTable(
  context: Context,
  store: Store,
  { csv, columns }: OpenedTable,
  kind: ImportKind,
  { file, withRecords }: { readonly file: string; readonly withRecords: boolean },
): Promise<StagedTable> {
  const fields = [...columns.keys()]
  const positions = [...columns.values()]
  const places = new Map(fields.map((field, index) => [field, FIRST_CELL + index]))
  const staging = new Staging(store.connection, FIRST_CELL + fields.length + (withRecords ? 1 : 0))
  const at = (names: readonly string[]) => names.flatMap((name) => columns.get(name) ?? [])
  const days = at(kind.days)
  const amounts = at(kind.amounts)
  const reference = columns.get(kind.reference)
  const yesOrDays = columns.get(kind.yesOrDays ?? '')
  let inDays = false
  const evidence = { days: newEvidence(), amounts: newEvidence() }
  const references = new TextCounts()
  const currency = currencyOf(store.settings.currency)
  const day = kind.dayInEveryRow ? days[0] : undefined
  const client = kind.dayInEveryRow ? (columns.get('client') ?? columns.get('last_name')) : columns.get('name')
  const byColumn = new Map([...columns].map(([field, index]) => [index, field]))
  const noise: NoiseRules = { kind: kind.kind, header: csv.header, fields: csv.header.map((_, index) => byColumn.get(index)), day, client }
  const said: LeftOut = { lines: 0, first: [] }
  const kept = csv.header.flatMap((header, index) => (OWN_COLUMNS.includes(header) ? [] : [index]))
  const progress = await context.progress('Reading', context.inputSize(file))
  try {
    for await (const batch of csv.records) {
      const staged: string[] = []
      for (const { line, cells, problem } of batch) {
        const isFirst = staging.rows === 0 && staged.length === 0
        const left = mayBeNoise(cells, noise) ? leftOut(cells, noise, isFirst) : undefined
        if (left !== undefined) {
          if (said.lines++ < MOST_LEFT_OUT) said.first.push(`${left} line ${line}`)
          continue
        }
        staged.push(String(line), problem ?? '')
        for (const position of positions) staged.push(cleanCell(cells[position] ?? ''))
        if (withRecords) staged.push(JSON.stringify(problem === undefined ? kept.map((index) => cells[index]) : cells))
        if (problem !== undefined) continue
        for (const position of days) addDayCell(evidence.days, cells[position] ?? '', line)
        for (const position of amounts) addAmountCell(evidence.amounts, cells[position] ?? '', line, currency)
        if (reference !== undefined && cells[reference] !== '') references.add(cleanCell(cells[reference] ?? ''))
        inDays ||= yesOrDays !== undefined && countsDays(cells[yesOrDays]?.trim() ?? '')
      }
      staging.add(staged)
      progress.at(csv.bytesRead())
    }
  } finally {
    progress.stop()
  }
  return { staging, places, evidence, references, inDays, leftOut: said }
}

/** A quick look that lets most records by: one whose day begins with a digit is a record. */
function mayBeNoise(cells: readonly string[], { day }: NoiseRules): boolean {
  if (day === undefined) return true
  const first = (cells[day] ?? '').charCodeAt(0)
  return !(first >= 48 && first <= 57)
}

/** The text of a cell: without spaces around, and without the apostrophe that keeps a spreadsheet from running it. */
function cleanCell(cell: string): string {
  const text = cell.trim()
  return text.charCodeAt(0) === 39 ? unquoteFormula(text) : text
}
