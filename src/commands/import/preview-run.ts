import type { Context } from '../../cli/context.ts'
import { isAppError } from '../../cli/errors.ts'
import type { CsvRecord, CsvTable } from '../../csv/table.ts'
import { Staging } from '../../db/staging.ts'
import type { TableKind } from '../../domain/headers.ts'
import { guessKind } from '../../domain/import/guess-kind.ts'
import { NO_PROFILE, type Profile } from '../../domain/import/profile.ts'
import { currencyOf } from '../../domain/money.ts'
import type { View } from '../../output/view.ts'
import { BUILT_IN } from '../../profiles/built-in.ts'
import { clientsImport } from './client-rows.ts'
import { invoicesImport } from './invoice-rows.ts'
import type { ImportKind } from './kind.ts'
import { leaveTotals } from './leave-totals.ts'
import type { TableValues } from './options.ts'
import { paymentsImport } from './payment-rows.ts'
import { readStaged } from './preview-rows.ts'
import { cleanTable, type Previewed, previewView } from './preview-view.ts'
import { type ColumnRole, Problems, TableWatch } from './preview-watch.ts'
import { type ImportValues, profileNamed } from './profile.ts'
import { hasColumns, type OpenedTable, openFile, withColumns } from './read-table.ts'
import { type Chosen, preferencesFor, settleColumns } from './settle.ts'
import { leftOutInWords, lineWarnings, Sieve } from './sieve.ts'
import { stageTable } from './stage-table.ts'
import { visitsImport } from './visit-rows.ts'

type PreviewValues = Omit<TableValues, 'saveProfile' | 'from' | 'dryRun' | 'emptyErases' | 'verbose' | 'skipBad' | 'rejects'> & {
  readonly as: TableKind | undefined
}

/** What an import would be told, to find its columns and read its rows with: nothing is imported. */
function asImport(values: PreviewValues): ImportValues {
  const writing = { dryRun: true, emptyErases: false, verbose: false, skipBad: true, rejects: undefined }
  return { ...values, ...writing, saveProfile: undefined, from: undefined }
}

function kindNamed(name: TableKind): ImportKind {
  const owners = { createMissing: true, category: undefined }
  switch (name) {
    case 'clients':
      return clientsImport({ ...owners, onDuplicate: undefined })
    case 'payments':
      return paymentsImport({ ...owners, kind: undefined, creditsOnly: false })
    case 'invoices':
      return invoicesImport({ ...owners, reclassifySales: false, keepSales: false })
    case 'visits':
      return visitsImport(owners)
  }
}

/**
 * `import preview`: reads a table to its end as an import would and writes nothing. What would stop an import is a problem to be shown; only a
 * table that cannot be read as one at all is an error.
 */
export async function runPreview(context: Context, values: PreviewValues): Promise<View> {
  const typed = asImport(values)
  const named = await profileNamed(context, typed.profile)
  const said = values.as ?? named?.kind
  const kindOf = (header: readonly string[]) => said ?? guessKind(header, values.profile === NO_PROFILE ? [] : BUILT_IN)?.kind
  const fits = (header: readonly string[]): boolean => {
    const kind = kindOf(header)
    return kind !== undefined && hasColumns(header, typed, kindNamed(kind), named)
  }
  const csv = await openFile(context, typed, named, fits)
  const { format, formatGiven } = context.globals
  const kind = kindOf(csv.header)
  const source = { typed, named, csv, kind }
  if (formatGiven && (format === 'csv' || format === 'tsv')) return stageWhole(context, source)
  return previewView(context, await preview(context, source, { guessed: said === undefined }))
}

interface Source {
  readonly typed: ImportValues
  readonly named: Profile | undefined
  readonly csv: CsvTable
  readonly kind: TableKind | undefined
}

async function preview(context: Context, source: Source, { guessed }: { guessed: boolean }): Promise<Previewed> {
  const { typed, csv, kind: name } = source
  const store = await context.store({ orMemory: true })
  const currency = currencyOf(store.settings.currency)
  const { kind, opened } = openedAs(source, store.settings.currency)
  const table = opened?.ok ? opened.value : undefined
  const problems = new Problems()
  if (opened?.ok === false) {
    const { message, hint } = opened.error
    problems.add('columns', csv.headerLine, null, hint === undefined ? message : `${message} - ${hint}`)
  }
  const watch = new TableWatch(rolesOf(csv, table, kind), { currency, today: context.today }, problems)
  const common = { name: typed.file, csv, kind: name, guessed, table, watch, problems }
  if (!table || !kind) {
    for await (const batch of csv.records) for (const record of batch) watch.see(record)
    const left = leftOutInWords(csv.leftOut())
    addLeftOut(problems, left.places)
    return { ...common, chosen: undefined, warnings: lineWarnings(left) }
  }
  const see = watch.see.bind(watch)
  const whole = await stageTable(context, store, table, kind, { file: typed.file, withRecords: false, see })
  try {
    const chosen = settled(
      table,
      whole.evidence,
      preferencesFor(table.values, table.ways, { ...store.settings, today: context.today }, whole.rejects),
      problems,
    )
    const rules = chosen && currency && { currency, decimal: chosen.decimal.value, dateOrder: chosen.dateOrder.value }
    const { staged, totals } = rules ? leaveTotals(whole, kind, rules) : { staged: whole, totals: new Set<number>() }
    watch.forget(totals)
    addLeftOut(problems, staged.leftOut.places)
    for (const [why, { rows, lines }] of staged.unwanted)
      for (let row = 0; row < rows; row++) problems.add(why, lines[row] ?? 0, null, `skipped: ${why}`)
    if (rules) {
      const headers = new Map([...table.columns].map(([field, index]) => [field, table.titles[index] ?? field]))
      readStaged(context, kind, staged, rules, { headers, problems, creditsOnly: table.readAs?.options?.credits_only ?? false })
    }
    return { ...common, chosen, warnings: lineWarnings(staged.leftOut, staged.filledUp) }
  } finally {
    whole.staging.drop()
  }
}

/** How the columns are read; a problem where nothing settles that. */
function settled(
  { name }: OpenedTable,
  evidence: Parameters<typeof settleColumns>[1],
  preferences: Parameters<typeof settleColumns>[2],
  problems: Problems,
): Chosen | undefined {
  try {
    return settleColumns(name, evidence, preferences)
  } catch (error) {
    if (!isAppError(error)) throw error
    problems.add('reading', 0, null, error.hint === undefined ? error.message : `${error.message} - ${error.hint}`)
    return undefined
  }
}

function rolesOf({ header }: CsvTable, table: OpenedTable | undefined, kind: ImportKind | undefined): ColumnRole[] {
  const fields = new Map([...(table?.columns ?? [])].map(([field, index]) => [index, field]))
  return header.map((_, index) => {
    const field = fields.get(index)
    if (field === undefined) return 'any'
    return kind?.days.includes(field) ? 'day' : kind?.amounts.includes(field) ? 'amount' : 'text'
  })
}

function addLeftOut(problems: Problems, places: readonly { what: string; first: number; last: number }[]): void {
  for (const { what, first, last } of places) {
    for (let line = first; line <= last; line++) problems.add(`left out ${what}`, line, null, `left out: ${what}`)
  }
}

/** Reads the whole table into a temporary file, so that nothing is written of one that turns out broken, and memory stays small. */
async function stageWhole(context: Context, source: Source): Promise<View> {
  const { csv, typed } = source
  const { connection, settings } = await context.store({ orMemory: true })
  const { kind, opened } = openedAs(source, settings.currency)
  const sieve = kind && opened?.ok ? new Sieve(opened.value, kind) : undefined
  const staging = new Staging(connection, 1)
  const problems = new Problems()
  const watch = new TableWatch(
    csv.header.map(() => 'text'),
    { currency: undefined, today: context.today },
    problems,
  )
  const progress = await context.progress('Reading', context.inputSize(typed.file))
  try {
    for await (const batch of csv.records) {
      const isFirst = watch.rows === 0
      const isRow = ({ cells, line, problem }: CsvRecord, index: number) =>
        sieve?.take(cells, line, problem, isFirst && index === 0) !== undefined
      const rows = sieve === undefined ? batch : batch.filter(isRow)
      for (const row of rows) watch.see(row)
      // Cells of a broken row stand as they are, but what is left of a broken card is no card.
      const whole = csv.form === 'vCard' ? rows.filter(({ problem }) => problem === undefined) : rows
      staging.add(whole.map(({ cells }) => JSON.stringify(cells)))
      progress.at(csv.bytesRead())
    }
  } finally {
    progress.stop()
  }
  for (const warning of lineWarnings(leftOutInWords(csv.leftOut(), sieve))) context.warn(warning)
  return cleanTable(context, { csv, staging, watch, problems })
}

/** The table as one of its kind. */
function openedAs({ typed, named, csv, kind: name }: Source, currency: string) {
  const kind = name === undefined ? undefined : kindNamed(name)
  return { kind, opened: kind && withColumns(csv, typed, kind, named?.kind === name ? named : undefined, currency) }
}
