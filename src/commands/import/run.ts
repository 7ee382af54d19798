import type { Context } from '../../cli/context.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { checkOwners, isBulk, isWorthRebuilding, widenCache, withoutForeignKeys } from '../../db/bulk.ts'
import type { WriteScope } from '../../db/store.ts'
import type { CellRules } from '../../domain/import/cells.ts'
import { Erasing } from '../../domain/import/erase.ts'
import { currencyOf } from '../../domain/money.ts'
import type { View } from '../../output/view.ts'
import { failedView, failure, importAnswer, sayDetected } from './answer.ts'
import type { ImportKind, ImportWork } from './kind.ts'
import { leaveTotals } from './leave-totals.ts'
import { checkProfileName, type ImportValues, saveProfile, systemOf } from './profile.ts'
import { isOfRejects, type OpenedTable, openForImport } from './read-table.ts'
import { readWith } from './read-with.ts'
import { REJECTS, RejectsFile } from './rejects.ts'
import { type Chosen, doubtOf, preferencesFor, settleColumns } from './settle.ts'
import type { Unwanted } from './sieve.ts'
import { type StagedTable, stageTable } from './stage-table.ts'
import { Tally } from './tally.ts'
import { Updates } from './updates.ts'

/** Leaves the operation, so that all of it is rolled back. */
class NothingImported extends Error {}

/**
 * Imports a table (PRODUCT.md section 8): reads it once into a staging table without holding the file's lock, settles its columns as a whole,
 * then judges and writes its rows as one operation. A dry run is the same, rolled back.
 */
export async function runImport<Values extends ImportValues>(
  context: Context,
  typed: Values,
  kindOf: (values: Values) => ImportKind,
): Promise<View> {
  const { rejects, skipBad, dryRun } = typed
  if (rejects !== undefined && !skipBad) throw new UsageError('--rejects goes with --skip-bad', 'say both, or neither')
  if (rejects === '-') throw new UsageError('--rejects - would mix rows and the answer', 'name a file')
  if (typed.saveProfile !== undefined) checkProfileName(typed.saveProfile)
  if (rejects !== undefined && !dryRun) await context.checkOutput(rejects, REJECTS)
  const table = await openForImport(context, typed, kindOf(typed))
  const { values } = table
  const kind = kindOf(values)
  if (values.category !== undefined && values.createMissing === false) {
    await table.csv.close()
    throw new UsageError('--category goes with --create-missing', 'it is the category of the cards that are made')
  }
  const withRecords = rejects !== undefined && !dryRun
  const store = await context.store({ orMemory: dryRun })
  const whole = await stageTable(context, store, table, kind, { file: values.file, withRecords })
  try {
    const preferences = preferencesFor(values, table.ways, { ...store.settings, today: context.today }, whole.rejects)
    const chosen = settleColumns(table.name, whole.evidence, preferences)
    const { staged, doubtful } = leaveTotals(whole, kind, cellRules(store.settings.currency, chosen))
    sayDetected(context, table, staged, chosen)
    const doubt = doubtOf(table.name, chosen, staged.evidence, preferences.dateOrder)
    if (doubt !== null) context.warn(doubt)
    const tally = new Tally(new Map([...table.columns].map(([field, index]) => [field, table.titles[index] ?? field])))
    const file = withRecords ? new RejectsFile(context, rejects, table, readWith(chosen, staged.evidence)) : undefined
    const updates = values.verbose ? new Updates(context) : undefined
    const told = {
      table,
      updates,
      currency: store.settings,
      chosen,
      tally,
      values,
    }
    const operation = await writeRows(context, kind, { table, staged, chosen, tally, updates, rejects: file })
    for (const line of doubtful)
      tally.remark('for a client called like a total, whose amount is not the sum of the rows above', `line ${line}`)
    for (const { sentence, line } of staged.remarks) tally.remark(sentence, `line ${line}`)
    tellTwice(tally, staged.twice)
    for (const warning of tally.warnings(operation !== undefined)) context.warn(warning)
    if (operation === undefined) return failedOrThrown(context, told)
    return importAnswer(context, operation, told)
  } finally {
    whole.staging.drop()
  }
}

/** @throws AppError */
function cellRules(code: string, { decimal, dateOrder }: Chosen): CellRules {
  const currency = currencyOf(code)
  if (!currency) throw new AppError(`the file's currency "${code}" is not known`)
  return { currency, decimal: decimal.value, dateOrder: dateOrder.value }
}

function failedOrThrown(context: Context, told: Parameters<typeof failedView>[1]): View {
  if (context.globals.format === 'json' || context.globals.format === 'ndjson') return failedView(context, told)
  throw failure(told)
}

interface Writing {
  readonly table: OpenedTable
  readonly staged: StagedTable
  readonly chosen: Chosen
  readonly tally: Tally
  readonly updates: Updates | undefined
  readonly rejects: RejectsFile | undefined
}

/** The number of the operation, null where nothing changed; undefined where bad rows kept everything out. */
async function writeRows(context: Context, kind: ImportKind, writing: Writing): Promise<number | null | undefined> {
  const { tally, rejects, staged, table } = writing
  const { values } = table
  const work = async (scope: WriteScope): Promise<void> => {
    await takeRows(context, kind, scope, writing)
    if (tally.rejected > 0 && !values.skipBad) throw new NothingImported()
    rejects?.finish()
    if (values.saveProfile !== undefined) {
      saveProfile(scope.store, kind.kind, values.saveProfile, values, { ...table, file: table.name, header: table.csv.header })
    }
    const { read, added, updated, unchanged, skipped, rejected, clientsCreated } = tally
    scope.note({ read, added, updated, unchanged, skipped, rejected, clients_created: clientsCreated })
  }
  const write = () => context.write(`import ${kind.kind}`, work, { dryRun: values.dryRun })
  const { connection } = await context.store()
  try {
    const { id } = await (isBulk(staged.staging.rows) ? withoutForeignKeys(connection, write) : write())
    return id
  } catch (error) {
    rejects?.abandon()
    if (error instanceof NothingImported) return undefined
    throw error
  }
}

/** One cell such as `ZoÃ©` may be meant so; several are a table that was saved once too often. */
function tellTwice(tally: Tally, { rows, cells, examples }: StagedTable['twice']): void {
  if (cells < 2) return
  for (let row = 0; row < rows; row++) tally.remark(TWICE, examples[row] ?? '', 'taken as they stand')
}

const TWICE = 'with letters that seem to have been encoded twice (if so, export the table anew as UTF-8)'

/** Rows that the profile does not want are read and skipped. */
function countUnwanted(tally: Tally, unwanted: Unwanted): void {
  for (const [why, { rows }] of unwanted) {
    tally.read += rows
    tally.skip(why, rows)
  }
}

/** Whether the table has a column for a field; of vCards, whether any has something there. */
function hasColumn({ csv, columns }: OpenedTable, field: string): boolean {
  const at = columns.get(field)
  return at !== undefined && (csv.vcards?.filled().has(csv.header[at] ?? '') ?? true)
}

async function takeRows(context: Context, kind: ImportKind, scope: WriteScope, writing: Writing): Promise<void> {
  const { staged, chosen, tally, updates, table: opened, rejects } = writing
  const { staging, places, references, inDays } = staged
  const { settings, connection } = scope.store
  const [table] = kind.tables
  if (table && !isWorthRebuilding(connection, table, staging.rows)) widenCache(connection)
  const rules = cellRules(settings.currency, chosen)
  const work: ImportWork = {
    context,
    scope,
    rules,
    system: systemOf(opened.values),
    places,
    rows: staging.rows,
    withRecords: rejects !== undefined,
    references,
    inDays,
    kind,
    tally,
    updates,
    erasing: new Erasing(kind.erasable, opened.values.emptyErases, (field) => hasColumn(opened, field)),
    mended: isOfRejects(opened.csv),
  }
  const taker = await kind.begin(work)
  const progress = await context.progress('Importing', staging.rows)
  try {
    for (const cells of staging.read()) {
      tally.read += cells.length / staging.width
      taker.take(cells, staging.width)
      await rejects?.take(tally)
      progress.at(tally.read)
      await interruptible()
    }
    taker.finish()
    countUnwanted(tally, staged.unwanted)
    if (isBulk(staging.rows)) for (const name of kind.tables) checkOwners(connection, name)
    await rejects?.take(tally)
    await interruptible()
  } finally {
    progress.stop()
  }
}

/** Lets signals in: without it, Ctrl-C would be heard when all is written. */
function interruptible(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
