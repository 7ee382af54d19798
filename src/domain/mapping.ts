/** Which column of a table is which field (PRODUCT.md section 8): by what the user says, else by the header's names. */
import { companySources, placeIn } from './company-column.ts'
import { openSides } from './debit-credit.ts'
import type { TableKind } from './headers.ts'
import { DESCRIPTION_TIER, endsWithCurrency, FIELDS, fieldsOf, foldHeader, foldWithoutUnit, OWN_COLUMNS } from './headers.ts'
import { columnsOf, compileSource, describeSource, type Source } from './import/cell-source.ts'

/** `--map field=Column`: the column is a header text, or `#3` for the third one. */
export interface ExplicitColumn {
  readonly field: string
  readonly column: string
}

export interface ColumnMap {
  /** Field to position of its column, from 0, in the order fields are told. */
  readonly columns: ReadonlyMap<string, number>
  /** Headers that are no field, as they stand. */
  readonly unmapped: readonly string[]
  /** Columns made of others, whose positions are those behind the table's own. */
  readonly computed: readonly ComputedColumn[]
}

export interface ComputedColumn {
  /** What it is made of, in words. */
  readonly title: string
  /** The same as data, where no profile says it. */
  readonly source?: Source
  readonly read: (cells: readonly string[]) => string
}

export interface Refused {
  readonly ok: false
  readonly reason: string
  readonly hint: string
}
export type Mapped = { readonly ok: true; readonly value: ColumnMap } | Refused

/** Each line: one of these must have a column. */
const REQUIRED: Readonly<Record<TableKind, readonly (readonly string[])[]>> = {
  clients: [['name', 'first_name', 'last_name']],
  payments: [['client', 'client_number', 'last_name'], ['date'], ['amount']],
  invoices: [['client', 'client_number', 'last_name'], ['issued'], ['amount']],
  visits: [['client', 'client_number', 'last_name'], ['date']],
}

/** More columns than this are only counted. */
const MOST_SAID = 12

/** The fields of a kind of table, in the order they are told. */
export function fieldNames(kind: TableKind): readonly string[] {
  return Object.keys(FIELDS[kind])
}

/**
 * Gives every field its column: first those named explicitly, then by header, the better name winning where two columns fit a
 * field. Two equally good columns, an unknown field or column, and a required field without column are refused.
 */
export function mapColumns(kind: TableKind, header: readonly string[], explicit: readonly ExplicitColumn[] = []): Mapped {
  const columns = explicitColumns(kind, header, explicit)
  if ('ok' in columns) return columns
  const conflict = mapByHeader(kind, header, columns)
  if (conflict !== undefined) return conflict
  const open = kind === 'payments' ? openSides(header, columns, explicit) : undefined
  if (open !== undefined) return open
  settleNames(kind, header, columns, new Set(explicit.map(({ field }) => foldHeader(field))))
  const missing = checkRequired(kind, header, columns)
  if (missing) return missing
  const known = new Set(columns.values())
  const computed = kind === 'clients' ? companiesAlone(header, columns, known) : []
  return { ok: true, value: columnMap(kind, header, columns, known, computed) }
}

/** Gives the name, and the kind where no column is it, of rows that have a company and no name of a person. */
function companiesAlone(header: readonly string[], columns: Map<string, number>, known: Set<number>): ComputedColumn[] {
  const sources = companySources(header, columns)
  if (sources === undefined) return []
  const find = (column: string): number => placeIn(header, column)
  const computed: ComputedColumn[] = []
  for (const [field, source] of Object.entries(sources)) {
    const read = columns.has(field) ? undefined : compileSource(source, find)
    if (typeof read !== 'function') continue
    columns.set(field, header.length + computed.length)
    for (const column of columnsOf(source)) known.add(find(column))
    computed.push({ title: describeSource(source, header, find), source, read })
  }
  return computed
}

/** The positions of the columns that the user names. */
export function explicitColumns(
  kind: TableKind,
  header: readonly string[],
  explicit: readonly ExplicitColumn[],
): Map<string, number> | Refused {
  const columns = new Map<string, number>()
  for (const { field, column } of explicit) {
    const known = fieldNames(kind).find((name) => foldHeader(name) === foldHeader(field))
    if (known === undefined) return unknownField(kind, field)
    const index = findColumn(header, column)
    if (typeof index !== 'number') return index
    const before = columns.get(known)
    if (before !== undefined && before !== index) {
      return refuse(`${known} is mapped to both ${quoted(header, before)} and ${quoted(header, index)}`, 'say --map once for each field')
    }
    columns.set(known, index)
  }
  return columns
}

/** What may stand between cells. */
const SIGN = /[^\p{L}\p{M}\p{N}\s_]/u

/** The refusal of a table without a column that it must have. */
export function checkRequired(kind: TableKind, header: readonly string[], columns: ReadonlyMap<string, number>): Refused | undefined {
  const missing = REQUIRED[kind].find((fields) => !fields.some((field) => columns.has(field)))?.[0]
  if (missing === undefined) return undefined
  const seen = header.filter((name) => name !== '' && !OWN_COLUMNS.includes(name))
  const parted = header.length === 1 && SIGN.test(seen[0] ?? '') ? 'say --delimiter if a sign in it parts cells, or ' : ''
  return refuse(`no column is the ${missing}; the columns are ${listed(seen)}`, `${parted}say which: --map ${missing}=COLUMN`)
}

/** What was found, in the order in which fields are told; `known` are the positions of columns that nobody need be told of. */
export function columnMap(
  kind: TableKind,
  header: readonly string[],
  columns: ReadonlyMap<string, number>,
  known: ReadonlySet<number>,
  computed: readonly ComputedColumn[] = [],
): ColumnMap {
  const unmapped = header.filter((name, index) => !known.has(index) && name.trim() !== '' && !OWN_COLUMNS.includes(name.trim()))
  const inOrder = fieldNames(kind).flatMap((field) => {
    const index = columns.get(field)
    return index === undefined ? [] : [[field, index] as const]
  })
  return { columns: new Map(inOrder), unmapped, computed }
}

/** What was mapped, for the line that says what was read: `client <- Libellé · date <- Date opération · not used: Fax`. */
export function describeMapping({ columns, unmapped, computed }: ColumnMap, header: readonly string[]): string {
  const titles = [...header, ...computed.map(({ title }) => title)]
  const used = [...columns].map(([field, index]) => `${field} <- ${titles[index] || `#${index + 1}`}`)
  const more = unmapped.length > MOST_SAID ? ` and ${unmapped.length - MOST_SAID} more` : ''
  return [...used, ...(unmapped.length > 0 ? [`not used: ${unmapped.slice(0, MOST_SAID).join(', ')}${more}`] : [])].join(' · ')
}

/** A client's name of its two halves, either of which may be empty. */
export function joinNames(first: string, last: string): string {
  return [first.trim(), last.trim()].filter((part) => part !== '').join(' ')
}

interface Match {
  readonly field: string
  readonly index: number
  readonly tier: number
}

/** Best names first; a column serves one field. Answers the refusal where two columns are equally good for a field. */
function mapByHeader(kind: TableKind, header: readonly string[], columns: Map<string, number>): Refused | undefined {
  const taken = new Set(columns.values())
  const matches = header.flatMap((name, index) => matchesOf(kind, name, index)).sort((one, other) => one.tier - other.tier)
  for (const match of matches) {
    if (columns.has(match.field) || taken.has(match.index)) continue
    const rival = matches.find(
      (other) => other.field === match.field && other.tier === match.tier && other.index !== match.index && !taken.has(other.index),
    )
    if (rival !== undefined) {
      const both = [match.index, rival.index].sort((one, other) => one - other).map((index) => quoted(header, index))
      return refuse(`${both.join(' and ')} can both be the ${match.field}`, `say which: --map ${match.field}=COLUMN, or #2 for the second`)
    }
    columns.set(match.field, match.index)
    taken.add(match.index)
  }
  return undefined
}

function matchesOf(kind: TableKind, name: string, index: number): Match[] {
  if (OWN_COLUMNS.includes(name.trim())) return []
  // `Débit (EUR)` is no débiteur.
  const exact = endsWithCurrency(name) ? new Map<string, number>() : fieldsOf(kind, foldHeader(name))
  const found = exact.size > 0 ? exact : fieldsOf(kind, foldWithoutUnit(name))
  const order = fieldNames(kind)
  return [...found]
    .map(([field, tier]) => ({ field, index, tier }))
    .sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field))
}

/** Names that mean one thing alone and another beside their neighbours. */
function settleNames(kind: TableKind, header: readonly string[], columns: Map<string, number>, explicit: ReadonlySet<string>): void {
  const foldedOf = (field: string): string => foldHeader(header[columns.get(field) ?? -1] ?? '')
  const move = (from: string, to: string): void => {
    const index = columns.get(from)
    if (index === undefined || columns.has(to)) return
    columns.set(to, index)
    columns.delete(from)
  }
  // French "Nom" beside "Prénom" is the family name.
  if (foldedOf('name') === 'nom' && columns.has('first_name')) move('name', 'last_name')
  const halves = columns.has('first_name') || columns.has('last_name')
  if (kind === 'clients') {
    // A company beside a person's names is where the person works.
    if (halves && (fieldsOf('clients', foldedOf('name')).get('name') ?? 0) >= 3) columns.delete('name')
    return
  }
  // A description is the client only where nothing else is.
  const described = fieldsOf(kind, foldedOf('client')).get('client') === DESCRIPTION_TIER
  if (described && (columns.has('last_name') || columns.has('name')) && !explicit.has('client')) {
    if (fieldNames(kind).includes('note')) move('client', 'note')
    columns.delete('client')
  }
  move('name', 'client')
}

function findColumn(header: readonly string[], column: string): number | Refused {
  const wanted = column.trim()
  const position = /^#(\d+)$/.exec(wanted)
  if (position !== null) {
    const index = Number(position[1]) - 1
    if (index >= 0 && index < header.length) return index
    return refuse(`there is no column ${wanted}; the table has ${header.length}`, `say #1 to #${header.length}, or a header`)
  }
  const exact = positionsOf(header, (name) => name.trim() === wanted)
  const found = exact.length > 0 ? exact : positionsOf(header, (name) => foldHeader(name) !== '' && foldHeader(name) === foldHeader(wanted))
  const [first, second] = found
  if (first === undefined) {
    return refuse(`there is no column "${wanted}"; the columns are ${listed(header)}`, 'say one of them, or #2 for the second')
  }
  if (second === undefined) return first
  const places = found.map((index) => `#${index + 1}`)
  return refuse(`${found.length} columns are called "${wanted}"`, `say ${places.slice(0, -1).join(', ')} or ${places.at(-1)}`)
}

function positionsOf(header: readonly string[], test: (name: string) => boolean): number[] {
  return header.flatMap((name, index) => (test(name) ? [index] : []))
}

function unknownField(kind: TableKind, field: string): Refused {
  const names = fieldNames(kind)
  const distances = names.map((name) => ({ name, distance: editDistance(foldHeader(name), foldHeader(field)) }))
  const nearest = distances.reduce((best, each) => (each.distance < best.distance ? each : best))
  const near = nearest.distance <= Math.max(2, Math.floor(nearest.name.length / 3))
  return refuse(
    `${kind} have no field "${field.trim()}"`,
    near ? `did you mean ${nearest.name}? The fields are ${names.join(', ')}` : `the fields are ${names.join(', ')}`,
  )
}

/** Levenshtein's distance: insertions, deletions and changes of a character. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [at, character] of [...one].entries()) {
    const next = [at + 1]
    for (let index = 1; index <= other.length; index++) {
      const change = (row[index - 1] ?? 0) + (other[index - 1] === character ? 0 : 1)
      next.push(Math.min(change, (row[index] ?? 0) + 1, (next[index - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

function quoted(header: readonly string[], index: number): string {
  return `"${header[index] ?? ''}" (#${index + 1})`
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map((name) => `"${name}"`)
  return names.length > 20 ? `${shown.join(', ')} and ${names.length - 20} more` : shown.join(', ')
}

function refuse(reason: string, hint: string): Refused {
  return { ok: false, reason, hint }
}
