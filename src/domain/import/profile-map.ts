/** A profile on the table at hand: which column is which field, what is made of several, and which rows are left out. */
import { foldHeader, foldWithoutUnit } from '../headers.ts'
import {
  type ColumnMap,
  type ComputedColumn,
  checkRequired,
  columnMap,
  type ExplicitColumn,
  explicitColumns,
  type Mapped,
} from '../mapping.ts'
import { type Cells, columnsOf, compileConditions, compileSource, describeSource, type FindColumn, type Source } from './cell-source.ts'
import type { Profile } from './profile.ts'

/** Which rows of a table are none, by the profile. */
export interface RowRules {
  leavesOut(cells: Cells): boolean
  /** Why the row is not wanted; undefined where it is. */
  skips(cells: Cells): string | undefined
}

/** Finds a column by its header, the first of those that have it or a later one (`Ville #2`), or by its place (`#3`). */
export function columnFinder(header: readonly string[]): FindColumn {
  const places = new Map<string, number>()
  const folded = header.map(foldHeader)
  for (const names of [folded, header.map(foldWithoutUnit)]) {
    for (const [index, name] of names.entries()) if (name !== '' && !places.has(name)) places.set(name, index)
  }
  return (column) => {
    const [, name = '', count] = /^(.*?)\s*#(\d+)$/.exec(column) ?? []
    if (count === undefined) return places.get(foldHeader(column))
    if (name !== '') {
      const wanted = foldHeader(name)
      return places.get(foldHeader(column)) ?? folded.flatMap((each, index) => (each === wanted ? [index] : []))[Number(count) - 1]
    }
    return Number(count) >= 1 && Number(count) <= header.length ? Number(count) - 1 : undefined
  }
}

/** As `mapColumns`, by a profile: columns that the user names go before, and headers that it does not know are not looked at. */
export function mapByProfile(profile: Profile, header: readonly string[], explicit: readonly ExplicitColumn[]): Mapped {
  const { kind, fields, defaults = {}, ignored = [] } = profile
  const find = columnFinder(header)
  const columns = explicitColumns(kind, header, explicit)
  if ('ok' in columns) return columns
  const computed: ComputedColumn[] = []
  const known = new Set(columns.values())
  const add = (field: string, source: Source): void => {
    if (columns.has(field)) return
    const compiled = compileSource(source, find)
    if (compiled === undefined) return
    for (const column of columnsOf(source)) known.add(find(column) ?? -1)
    if (typeof compiled === 'number') columns.set(field, compiled)
    else {
      columns.set(field, header.length + computed.length)
      computed.push({ title: describeSource(source, header, find), read: compiled })
    }
  }
  for (const [field, source] of Object.entries(fields)) add(field, source)
  for (const [field, text] of Object.entries(defaults)) add(field, { text })
  for (const column of [...ignored, ...conditionColumns(profile)]) known.add(find(column) ?? -1)
  const name = columns.get('name')
  // In tables of facts the name is the client where nothing better is.
  if (kind !== 'clients' && name !== undefined && !columns.has('client')) {
    columns.set('client', name)
    columns.delete('name')
  }
  return checkRequired(kind, header, columns) ?? { ok: true, value: columnMap(kind, header, columns, known, computed) }
}

/** Undefined where the profile leaves no row out. */
export function rowRules({ left_out = [], skip = [] }: Profile, header: readonly string[]): RowRules | undefined {
  if (left_out.length + skip.length === 0) return undefined
  const find = columnFinder(header)
  const headings = left_out.map((conditions) => compileConditions(conditions, find))
  const unwanted = skip.map(({ why, when }) => ({ why, holds: compileConditions(when, find) }))
  return {
    leavesOut: (cells) => headings.some((holds) => holds(cells)),
    skips: (cells) => unwanted.find(({ holds }) => holds(cells))?.why,
  }
}

function conditionColumns({ left_out = [], skip = [] }: Profile): string[] {
  return [...left_out.flat(), ...skip.flatMap(({ when }) => when)].map(({ column }) => column)
}

/** The mapping at hand as the fields of a profile to save: a column by its header, or by its place where another is called the same. */
export function fieldsToSave(
  { columns, computed }: ColumnMap,
  header: readonly string[],
  base: Profile | undefined,
): Record<string, Source> {
  const find = columnFinder(header)
  return Object.fromEntries(
    [...columns].flatMap(([field, index]): [string, Source][] => {
      const name = header[index]
      if (name !== undefined) return [[field, name.trim() !== '' && find(name) === index ? name : `#${index + 1}`]]
      // A column made of others is one of the profile's, and a client that was a name is still under that.
      const made = base?.fields[field] ?? (field === 'client' ? base?.fields.name : undefined) ?? computed[index - header.length]?.source
      return made === undefined ? [] : [[field, made]]
    }),
  )
}
