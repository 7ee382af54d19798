import type { Context } from '../../cli/context.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { type CsvTable, openTable } from '../../csv/table.ts'
import { currencyOfHeader, OWN_COLUMNS } from '../../domain/headers.ts'
import { isPlainStatement, PLAIN_STATEMENT, withoutPayersReference } from '../../domain/import/plain-statement.ts'
import { NO_PROFILE, type Profile, recogniseProfile } from '../../domain/import/profile.ts'
import { mapByProfile } from '../../domain/import/profile-map.ts'
import { type ColumnMap, describeMapping, type Mapped, mapColumns } from '../../domain/mapping.ts'
import { currencyOf } from '../../domain/money.ts'
import { BUILT_IN } from '../../profiles/built-in.ts'
import type { ImportKind } from './kind.ts'
import { type ImportValues, namedProfile, withProfile } from './profile.ts'
import type { Ways } from './settle.ts'

/** How messages call what is read. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file
}

export interface OpenedTable<Values extends ImportValues = ImportValues> {
  readonly name: string
  readonly csv: CsvTable
  /** The options in force: those typed, then those of the profile. */
  readonly values: Values
  /** What the table is read by, named or known by its columns; undefined for its headers alone. */
  readonly profile: Profile | undefined
  /** What a table of such columns is called and read with; undefined where they say nothing more. */
  readonly readAs: Pick<Profile, 'title' | 'options'> | undefined
  readonly map: ColumnMap
  /** Field to position of its column: behind those of the file stand those made of several. */
  readonly columns: ReadonlyMap<string, number>
  /** The headers of the file's columns, and words for those made of several. */
  readonly titles: readonly string[]
  /** `client <- Code client · date <- Date` */
  readonly mapping: string
  /** How the program that wrote it writes what its columns leave open. */
  readonly ways: Ways
}

/** Opens the table and finds its columns. @throws AppError, UsageError */
export async function openForImport<Values extends ImportValues>(
  context: Context,
  typed: Values,
  kind: ImportKind,
): Promise<OpenedTable<Values>> {
  const named = await namedProfile(context, typed.profile, kind.kind)
  const fits = (header: readonly string[]): boolean => hasColumns(header, typed, kind, named)
  const csv = await openFile(context, typed, named, fits)
  const opened = withColumns(csv, typed, kind, named, (await context.settings()).currency)
  if (opened.ok) return opened.value
  await csv.close()
  throw opened.error
}

/**
 * Opens a table as the options say, else those of the profile, else as it shows by itself; of several the first whose header `fits`.
 * @throws AppError, UsageError
 */
export async function openFile(
  context: Context,
  typed: ImportValues,
  named: Profile | undefined,
  fits: (header: readonly string[]) => boolean,
): Promise<CsvTable> {
  const { delimiter, quote, escape: escaping, encoding, headerRow, headerRows } = withProfile(typed, named)
  const { currency } = await context.settings()
  return openTable(context.readInput(typed.file), {
    name: nameOf(typed.file),
    currency,
    fits,
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(quote === undefined ? {} : { quote }),
    ...(escaping === undefined ? {} : { escaping }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(headerRow === undefined ? {} : { headerRow }),
    ...(headerRows === undefined ? {} : { headerRows }),
    columns: typed.map.map(({ column }) => column).filter((column) => !column.startsWith('#')),
  })
}

type WithColumns<Values extends ImportValues> =
  | { readonly ok: true; readonly value: OpenedTable<Values> }
  | { readonly ok: false; readonly error: AppError }

/** The table with its columns found, or why it cannot be imported as it is. `currency`: that of the client file. */
export function withColumns<Values extends ImportValues>(
  csv: CsvTable,
  typed: Values,
  kind: ImportKind,
  named: Profile | undefined,
  currency: string,
): WithColumns<Values> {
  const name = nameOf(typed.file)
  if (csv.form === 'vCard' && kind.kind !== 'clients') {
    return {
      ok: false,
      error: new AppError(`${name} holds vCards, which are clients`, { hint: `clientele import clients ${typed.file}` }),
    }
  }
  const { mapped, profile } = findColumns(csv, typed, kind, named)
  if (!mapped.ok) {
    const hint = named ? `${named.name} is a profile of other columns: ${mapped.hint}` : mapped.hint
    const message = `${name}: ${mapped.reason}`
    const isUsage = typed.map.length > 0 || named !== undefined
    return { ok: false, error: isUsage ? new UsageError(message, hint) : new AppError(message, { hint }) }
  }
  const refused = otherCurrency(name, csv, mapped.value.columns, kind, currency)
  if (refused) return { ok: false, error: refused }
  const isStatement =
    profile === undefined && typed.profile !== NO_PROFILE && !isOwnExport(csv) && isPlainStatement(kind.kind, csv.header, mapped.value)
  const map = isStatement ? withoutPayersReference(mapped.value, csv.header, typed.map) : mapped.value
  const titles = [...csv.header, ...map.computed.map(({ title }) => title)]
  const described = describeMapping(map, csv.header)
  const mapping = isStatement ? `${PLAIN_STATEMENT.told} · ${described}` : described
  const readAs = isStatement ? PLAIN_STATEMENT : profile
  const values = withProfile(typed, readAs)
  const { columns } = map
  return { ok: true, value: { name, csv, values, profile, readAs, map, columns, titles, mapping, ways: waysOf(csv, profile) } }
}

/** The columns by the profile that is named, else by the one that the table is known for, else by their headers. */
function findColumns(
  csv: Pick<CsvTable, 'form' | 'header'>,
  { map, profile: typed }: ImportValues,
  { kind }: ImportKind,
  named: Profile | undefined,
): { readonly mapped: Mapped; readonly profile: Profile | undefined } {
  if (named) return { mapped: mapByProfile(named, csv.header, map), profile: named }
  const known = typed === NO_PROFILE || isOwnExport(csv) ? undefined : recogniseProfile(kind, csv.header, BUILT_IN)
  const mapped = known && mapByProfile(known, csv.header, map)
  return mapped?.ok ? { mapped, profile: known } : { mapped: mapColumns(kind, csv.header, map), profile: undefined }
}

/** Whether a text table with these columns has those that are needed. */
export function hasColumns(header: readonly string[], typed: ImportValues, kind: ImportKind, named: Profile | undefined): boolean {
  return findColumns({ header }, typed, kind, named).mapped.ok
}

/** Whether clientele itself or another program wrote it: with a decimal point and days as year-month-day. */
export function isOwnExport({ form, header }: Pick<CsvTable, 'form' | 'header'>): boolean {
  return form !== undefined || header.includes('client_number')
}

/** Whether the table is one of rows that an import left out. */
export function isOfRejects({ header }: Pick<CsvTable, 'header'>): boolean {
  return OWN_COLUMNS.every((column) => header.includes(column))
}

function waysOf(csv: CsvTable, profile: Profile | undefined): Ways {
  // With semicolons as --excel writes them.
  const decimal = csv.detected.delimiter === ';' ? 'comma' : 'point'
  if (isOwnExport(csv)) return { by: 'clientele exports', dateOrder: 'ymd', decimal }
  return { by: `in ${profile?.title ?? 'the profile'}`, dateOrder: profile?.date_order ?? null, decimal: profile?.decimal ?? null }
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
