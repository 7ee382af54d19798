import type { Context } from '../../cli/context.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import type { Store } from '../../db/store.ts'
import { DEFAULT_SYSTEM } from '../../domain/client-match.ts'
import type { TableKind } from '../../domain/headers.ts'
import { isProfileName, NO_PROFILE, type Profile, type ProfileOptions } from '../../domain/import/profile.ts'
import { fieldsToSave } from '../../domain/import/profile-map.ts'
import { readProfile } from '../../domain/import/read-profile.ts'
import type { ColumnMap } from '../../domain/mapping.ts'
import type { PaymentKind } from '../../domain/payment-kind.ts'
import { BUILT_IN } from '../../profiles/built-in.ts'
import type { OwnerValues, TableValues } from './options.ts'

/** The values of an import, whatever it is of. */
export interface ImportValues extends TableValues, Partial<OwnerValues> {
  readonly kind?: PaymentKind | undefined
  readonly creditsOnly?: boolean
}

/**
 * The profile that the user names for a table of this kind, of the file's own or built in; undefined where none is named.
 * @throws UsageError where there is none of that name and kind
 */
export async function namedProfile(context: Context, name: string | undefined, kind: TableKind): Promise<Profile | undefined> {
  const profile = await profileNamed(context, name)
  if (profile === undefined || profile.kind === kind) return profile
  throw new UsageError(`profile ${profile.name} is of ${profile.kind}, not of ${kind}`, `say import ${profile.kind}, or another profile`)
}

/** As `namedProfile`, of any kind. @throws UsageError where there is none of that name */
export async function profileNamed(context: Context, name: string | undefined): Promise<Profile | undefined> {
  if (name === undefined || name === NO_PROFILE) return undefined
  const profile = builtIn(name) ?? savedProfile(await context.store({ orMemory: true }), name)
  if (profile === undefined) throw new UsageError(`there is no profile "${name}"`, 'clientele import profiles lists them')
  return profile
}

function builtIn(name: string): Profile | undefined {
  return BUILT_IN.find((profile) => profile.name === name.toLowerCase())
}

function savedProfile(store: Store, name: string): Profile | undefined {
  const saved = store.importProfiles.byName(name)
  if (saved === undefined) return undefined
  const read = readProfile(JSON.parse(saved.definition))
  if (!read.ok) throw new AppError(`the profile ${saved.name} cannot be used: ${read.reason}`, { hint: 'save it anew with --save-profile' })
  return { ...read.value, name: saved.name }
}

/** The values with the profile's options where nothing was said. */
export function withProfile<Values extends ImportValues>(values: Values, profile: Pick<Profile, 'options'> | undefined): Values {
  const options: ProfileOptions = profile?.options ?? {}
  const owners = values.createMissing === undefined ? {} : { createMissing: values.createMissing || (options.create_missing ?? false) }
  const payments =
    values.creditsOnly === undefined
      ? {}
      : { creditsOnly: values.creditsOnly || (options.credits_only ?? false), kind: values.kind ?? options.kind }
  return {
    ...values,
    ...owners,
    ...payments,
    from: values.from ?? options.from,
    category: values.category ?? options.category,
    delimiter: values.delimiter ?? options.delimiter,
    quote: values.quote === undefined ? options.quote : values.quote,
    escape: values.escape ?? options.escape,
    encoding: values.encoding ?? options.encoding,
    headerRow: values.headerRow ?? options.header_row,
    headerRows: values.headerRows ?? options.header_rows,
    decimal: values.decimal ?? options.decimal,
    dateOrder: values.dateOrder ?? options.date_order,
  }
}

/** The system that the references of a file are of. */
export function systemOf({ from }: ImportValues): string {
  return from ?? DEFAULT_SYSTEM
}

/** Refuses a name under which no profile can be saved. @throws UsageError */
export function checkProfileName(name: string): void {
  if (builtIn(name)) throw new UsageError(`${name} is a built-in profile`, 'save it under another name')
  if (!isProfileName(name)) throw new UsageError(`"${name}" is no name for a profile`, 'say one of letters and figures, such as my-bank')
}

/** How a table was read, to be kept. */
export interface ReadBy {
  readonly file: string
  readonly header: readonly string[]
  readonly map: ColumnMap
  readonly profile: Profile | undefined
}

/** Keeps how a table is read as a profile of the file, within the operation under way. `values` are those that were in force. */
export function saveProfile(
  store: Store,
  kind: TableKind,
  name: string,
  values: ImportValues,
  { header, map, profile, file }: ReadBy,
): void {
  const saved: Profile = {
    ...(profile ?? {}),
    name,
    title: profile === undefined ? `saved from ${file}` : `saved from ${file}, ${profile.title}`,
    kind,
    recognised_by: [],
    fields: fieldsToSave(map, header, profile),
    options: optionsOf(values),
  }
  store.importProfiles.save(name, kind, JSON.stringify(saved))
}

/** The options in force, without those that nobody said. */
function optionsOf(values: ImportValues): ProfileOptions {
  const { from, kind, creditsOnly, createMissing, category, delimiter, quote, encoding, headerRow, headerRows, decimal, dateOrder } = values
  const said = {
    from,
    kind,
    credits_only: creditsOnly || undefined,
    create_missing: createMissing || undefined,
    category,
    delimiter,
    quote,
    escape: values.escape,
    encoding,
    header_row: headerRow,
    header_rows: headerRows,
    decimal,
    date_order: dateOrder,
  }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}
