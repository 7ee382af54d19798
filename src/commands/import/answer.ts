import { withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { AppError, exitCode } from '../../cli/errors.ts'
import { describeDialect, describeEncoding } from '../../domain/dialect-words.ts'
import { counted } from '../../domain/words.ts'
import type { Json, View } from '../../output/view.ts'
import type { TableValues } from './options.ts'
import type { OpenedTable } from './read-table.ts'
import type { Chosen } from './settle.ts'
import { lineWarnings } from './sieve.ts'
import type { StagedTable } from './stage-table.ts'
import type { RowError, Tally } from './tally.ts'
import type { Updates } from './updates.ts'

const MOST_SHOWN = 10

/** Says in one line how the table was read, then which columns are which fields, and which lines are no rows. */
export function sayDetected(
  context: Context,
  { name, csv, mapping, profile }: OpenedTable,
  { leftOut, unwanted, filledUp }: Pick<StagedTable, 'leftOut' | 'unwanted' | 'filledUp'>,
  { decimal, dateOrder }: Chosen,
): void {
  const { encoding, header_row: headerRow, header_rows: headerRows = 1, ...cells } = csv.detected
  const dialect = csv.form ?? describeDialect({ ...cells, escaping: cells.escape, headerRow, headerRows })
  const by = profile === undefined ? null : `profile ${profile.name}`
  // How days stand in a vCard its standard says.
  const said = [describeEncoding(encoding), dialect, by, ...(csv.vcards ? [] : [decimal.said, dateOrder.said])]
  context.notice(`${name}: ${said.filter((part) => part !== null).join(', ')}`)
  const unused = csv.vcards?.unused() ?? []
  if (csv.vcards === undefined) context.notice(`  ${mapping}`)
  else if (unused.length > 0) context.notice(`  not used: ${unused.join(', ')}`)
  const skipped = [...unwanted].map(
    ([why, { rows, lines }]) => `${rows} ${why} (line ${lines.join(', ')}${rows > lines.length ? ', ...' : ''})`,
  )
  if (skipped.length > 0) context.notice(`  skipped: ${skipped.join('; ')}`)
  for (const warning of lineWarnings(leftOut, filledUp)) context.warn(warning)
}

/** What there is to tell of an import. */
export interface Told {
  readonly table: OpenedTable
  readonly chosen: Chosen
  readonly tally: Tally
  /** The updates field by field, where --verbose asks for them. */
  readonly updates: Updates | undefined
  readonly currency: { readonly currency: string; readonly digits: number }
  readonly values: TableValues & { readonly category?: string | undefined }
}

/** The record of PRODUCT.md section 8. */
function record(context: Context, operation: number | null, told: Told): Record<string, Json> {
  const { table, chosen, tally, updates, currency, values } = told
  const { read, added, updated, unchanged, skipped, rejected, clientsCreated, rounded, errors } = tally
  return {
    operation,
    read,
    added,
    updated,
    unchanged,
    skipped,
    rejected,
    clients_created: clientsCreated,
    rounded,
    dry_run: values.dryRun,
    warnings: [...context.warnings],
    ...(updates === undefined ? {} : { currency: currency.currency, updates: updates.entries() }),
    errors: errors.map(({ line, column, message }) => ({ line, column, message })),
    detected: {
      ...table.csv.detected,
      decimal: chosen.decimal.value,
      date_order: chosen.dateOrder.value,
      ...(table.profile === undefined ? {} : { profile: table.profile.name }),
    },
  }
}

/** What an import did, in a sentence for people; exit code 3 where rows were left out. */
export function importAnswer(context: Context, operation: number | null, told: Told): View {
  const { tally, table, updates, currency } = told
  for (const error of tally.errors.slice(0, MOST_SHOWN)) context.notice(inPlace(table.name, error))
  const lines = [withUndo(sentence(told, operation), operation), ...(updates?.lines(currency) ?? [])]
  const view = { lines, record: record(context, operation, told) }
  return tally.rejected > 0 ? { ...view, exitCode: exitCode.rejected } : view
}

function sentence(told: Told, operation: number | null): string {
  const { tally, values } = told
  const { read, added, settled, updated, unchanged, skipped, rejected, clientsCreated, rounded } = tally
  const left = values.rejects === undefined || values.dryRun ? 'rejected' : `rejected (${values.rejects})`
  const counts = [
    ...(added > 0 ? [`${added} added${settled > 0 ? `, ${settled === added ? 'each' : `${settled} of them`} with a payment` : ''}`] : []),
    ...(updated > 0 ? [`${updated} updated`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(skipped > 0 ? [`${skipped} skipped${reasonsOf(tally)}`] : []),
    ...(rejected > 0 ? [`${rejected} ${left}`] : []),
  ]
  const sentences = [`Read ${counted(read, 'row')}: ${counts.join(', ') || 'nothing to import'}.`]
  if (clientsCreated > 0) sentences.push(`${counted(clientsCreated, 'client')} created (category ${tally.category})${namesOf(tally)}.`)
  if (rounded > 0) sentences.push(`${counted(rounded, 'amount')} rounded.`)
  const kept = values.saveProfile !== undefined && operation !== null
  if (kept) sentences.push(`How it was read is kept as profile ${values.saveProfile}.`)
  if (values.dryRun) sentences.push('A dry run: nothing was written.')
  else if (!kept && added + updated === 0 && rejected === 0 && unchanged > 0) sentences.push('Nothing was changed.')
  return sentences.join(' ')
}

/** ` (2 money out, 1 not paid)`; the one reason of all without its number. */
function reasonsOf({ skipped, skippedFor }: Tally): string {
  const reasons = [...skippedFor].map(([why, rows]) => (rows === skipped ? why : `${rows} ${why}`))
  return reasons.length === 0 ? '' : ` (${reasons.join(', ')})`
}

/** `: Zoe, Ben and 5 more`; the names are what an owner sees a misspelling by. */
function namesOf({ createdNames, clientsCreated }: Tally): string {
  const more = clientsCreated - createdNames.length
  return `: ${createdNames.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}

/** The answer in JSON where bad rows kept everything out. */
export function failedView(context: Context, told: Told): View {
  const nothing = { added: 0, updated: 0, clients_created: 0, rounded: 0 }
  const updates = told.updates === undefined ? {} : { updates: [] }
  return { record: { ...record(context, null, told), ...nothing, ...updates }, exitCode: exitCode.failed }
}

/** The first bad rows, a line each, and the way out (PRODUCT.md section 2). */
export function failure({ tally, table }: Told): AppError {
  const [first] = tally.errors
  const lines = tally.errors.slice(0, MOST_SHOWN).map((error) => inPlace(table.name, error))
  if (tally.rejected === 1 && first) {
    const known = first.message.includes(' - ')
    return new AppError(lines.join(''), known ? {} : { hint: 'fix the cell, or import the rest with --skip-bad' })
  }
  const { rejected, read } = tally
  if (rejected > MOST_SHOWN) lines.push(`... and ${rejected - MOST_SHOWN} more`)
  const rest = 'Mend them, or import the rest: --skip-bad --rejects rejects.csv'
  return new AppError(`${rejected} of ${counted(read, 'row')} cannot be imported, so nothing was. ${rest}`, { before: lines })
}

function inPlace(name: string, { line, message }: RowError): string {
  return `${name}:${line}: ${message}`
}
