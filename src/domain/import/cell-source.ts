/**
 * Where a field's cell comes from when one column is not enough, as data: first and last name joined, the first of several columns that
 * is not empty, a cell's words put into ours. A profile is made of these (domain/import/profile.ts).
 */
import { isNothingAmongWords } from './nothing.ts'

/**
 * A header, `Ville #2` for the second of that header, or `#3` for the third column; or what is made of others:
 * `first`: the first that is not empty; `join`: all that are not empty, with `with` between (a space), and if `whole` only where none is
 * empty; `of`: a cell up to `before`, or what stands between two texts that it begins and ends with (`within`), or an amount without its sign
 * (`unsigned`), and then put into other words (`values`, in any case; `otherwise` for those not listed, else as it stands); `when`: one or the other; `text`: always this.
 */
export type Source =
  | string
  | { readonly first: readonly Source[] }
  | { readonly join: readonly Source[]; readonly with?: string; readonly whole?: boolean }
  | Reworded
  | { readonly when: readonly Condition[]; readonly take: Source; readonly else?: Source }
  | { readonly text: string }

interface Reworded {
  readonly of: Source
  readonly before?: string
  readonly within?: readonly string[]
  readonly unsigned?: boolean
  readonly values?: Readonly<Record<string, string>>
  readonly otherwise?: string
}

/** What must hold of the cell of a column, in any case. Of a column that the table does not have, nothing holds. */
export interface Condition {
  readonly column: string
  readonly is?: readonly string[]
  readonly is_not?: readonly string[]
  readonly begins?: readonly string[]
  readonly ends?: readonly string[]
  /** Another column, whose cell is the same. */
  readonly same_as?: string
  /** Whether it is an amount below zero, or above it, by its sign and figures alone. */
  readonly negative?: boolean
  readonly positive?: boolean
}

export type Cells = readonly string[]
export type CellReader = (cells: Cells) => string
/** The position of a column in the table at hand; undefined where it has none. */
export type FindColumn = (column: string) => number | undefined

/** The source for the table at hand: the position of the one column that it comes to, or what reads it; undefined where its columns are not there. */
export function compileSource(source: Source, find: FindColumn): number | CellReader | undefined {
  if (typeof source === 'string') return find(source)
  if ('text' in source) return () => source.text
  if ('first' in source) return oneOf(compileAll(source.first, find), firstFilled)
  if ('join' in source) {
    const { whole = false } = source
    const parts = compileAll(source.join, find)
    if (whole && parts.length < source.join.length) return undefined
    return oneOf(parts, (readers) => joined(readers, source.with ?? ' ', whole))
  }
  if ('of' in source) {
    const inner = compileSource(source.of, find)
    return inner === undefined ? undefined : reworded(readerOf(inner), source)
  }
  const other = source.else === undefined ? undefined : compileSource(source.else, find)
  if (!isOfColumns(source.when, find)) return other
  const take = compileSource(source.take, find)
  const holds = compileConditions(source.when, find)
  if (take === undefined && other === undefined) return undefined
  const [yes, no] = [take, other].map((each) => (each === undefined ? () => '' : readerOf(each)))
  return (cells) => (holds(cells) ? yes?.(cells) : no?.(cells)) ?? ''
}

/** Whether all of the conditions hold of a row. */
export function compileConditions(conditions: readonly Condition[], find: FindColumn): (cells: Cells) => boolean {
  const tests = conditions.map((condition) => compileCondition(condition, find))
  return (cells) => tests.every((test) => test(cells))
}

/** The headers, or places, of all columns that a source looks into. */
export function columnsOf(source: Source): readonly string[] {
  if (typeof source === 'string') return [source]
  if ('text' in source) return []
  if ('first' in source) return source.first.flatMap(columnsOf)
  if ('join' in source) return source.join.flatMap(columnsOf)
  if ('of' in source) return columnsOf(source.of)
  return [
    ...source.when.flatMap(({ column, same_as }) => (same_as === undefined ? [column] : [column, same_as])),
    ...columnsOf(source.take),
    ...(source.else === undefined ? [] : columnsOf(source.else)),
  ]
}

/** The columns of a source that the table has, in words: `First Name + Last Name`, `Mobile or Phone`. */
export function describeSource(source: Source, header: Cells, find: FindColumn): string {
  if (typeof source === 'string') return header[find(source) ?? -1] || source
  if ('text' in source) return `"${source.text}"`
  if ('of' in source) return describeSource(source.of, header, find)
  const describe = (each: Source): string => describeSource(each, header, find)
  const areThere = (sources: readonly Source[]): Source[] => sources.filter((each) => compileSource(each, find) !== undefined)
  if ('join' in source) return shortened(areThere(source.join).map(describe), ' + ')
  if (isChoice(source) && !hasRest(source)) return `${shortened(areThere(takesOf(source)).map(describe), ' or ')} in some rows`
  return shortened(alternatives(source, find).map(describe), ' or ')
}

type Choice = Extract<Source, { when: readonly Condition[] }>

function isChoice(source: Source): source is Choice {
  return typeof source === 'object' && 'when' in source
}

/** What is taken under one condition or another. */
function takesOf({ take, else: rest }: Choice): Source[] {
  return [take, rest].flatMap((each) => (each === undefined ? [] : isChoice(each) ? takesOf(each) : [each]))
}

/** Whether something is taken whatever the conditions say. */
function hasRest({ take, else: rest }: Choice): boolean {
  return rest !== undefined && [take, rest].every((each) => !isChoice(each) || hasRest(each))
}

/** What a cell is taken from, one or another, of which each may itself be one or another. */
function alternatives(source: Source, find: FindColumn): readonly Source[] {
  if (compileSource(source, find) === undefined) return []
  if (typeof source === 'object' && 'first' in source) return source.first.flatMap((each) => alternatives(each, find))
  if (!isChoice(source) || !hasRest(source)) return [source]
  const { when, take, else: other } = source
  return [...(isOfColumns(when, find) ? [take] : []), other].flatMap((each) => (each === undefined ? [] : alternatives(each, find)))
}

function shortened(parts: readonly string[], between: string): string {
  const said = [...new Set(parts)]
  const more = said.length - MOST_SAID + 1
  return said.length > MOST_SAID ? `${said.slice(0, MOST_SAID - 1).join(between)}${between}${more} more` : said.join(between)
}

/** Whether the table has the columns that conditions look at; if not, they hold of no row. */
function isOfColumns(conditions: readonly Condition[], find: FindColumn): boolean {
  return conditions.every(({ column }) => find(column) !== undefined)
}

const MOST_SAID = 3

/** Two spellings of one header are one column. */
function compileAll(sources: readonly Source[], find: FindColumn): (number | CellReader)[] {
  return [...new Set(sources.map((source) => compileSource(source, find)))].filter((source) => source !== undefined)
}

function oneOf(
  sources: readonly (number | CellReader)[],
  several: (readers: readonly CellReader[]) => CellReader,
): number | CellReader | undefined {
  return sources.length > 1 ? several(sources.map(readerOf)) : sources[0]
}

function readerOf(source: number | CellReader): CellReader {
  return typeof source === 'number' ? (cells) => cells[source] ?? '' : source
}

function isEmpty(cell: string): boolean {
  const text = cell.trim()
  return text === '' || isNothingAmongWords(text)
}

function firstFilled(readers: readonly CellReader[]): CellReader {
  return (cells) => {
    for (const read of readers) {
      const cell = read(cells)
      if (!isEmpty(cell)) return cell
    }
    return ''
  }
}

function joined(readers: readonly CellReader[], between: string, whole: boolean): CellReader {
  return (cells) => {
    const parts = readers.map((read) => read(cells).trim()).filter((part) => !isEmpty(part))
    return whole && parts.length < readers.length ? '' : parts.join(between)
  }
}

function reworded(read: CellReader, { before, within, unsigned, values = {}, otherwise }: Reworded): CellReader {
  const words = new Map(Object.entries(values).map(([word, meaning]) => [fold(word), meaning]))
  return (cells) => {
    const cell = between(read(cells), within)
    const end = before === undefined ? -1 : cell.indexOf(before)
    const part = (end < 0 ? cell : cell.slice(0, end)).trim()
    const text = unsigned ? part.replace(SIGNS, '') : part
    return words.get(fold(text)) ?? (text === '' ? '' : (otherwise ?? text))
  }
}

/** What says of an amount that it is below zero. */
const SIGNS = /^[-\u2013\u2212(]|[-\u2013\u2212)]$/g

function between(cell: string, [beginning = '', end = '']: readonly string[] = []): string {
  const text = cell.trim()
  if (!fold(text).startsWith(fold(beginning)) || !text.endsWith(end)) return text
  return text.slice(beginning.length, text.length - end.length)
}

function compileCondition(condition: Condition, find: FindColumn): (cells: Cells) => boolean {
  const { column, is, is_not, begins, ends, same_as, negative, positive } = condition
  const index = find(column)
  const other = same_as === undefined ? undefined : (find(same_as) ?? -1)
  if (index === undefined) return () => false
  const allowed = is && new Set(is.map(fold))
  const refused = is_not && new Set(is_not.map(fold))
  const beginnings = begins?.map(fold)
  const endings = ends?.map(fold)
  return (cells) => {
    const text = fold(cells[index] ?? '')
    if (allowed && !allowed.has(text)) return false
    if (refused?.has(text)) return false
    if (beginnings && !beginnings.some((beginning) => text.startsWith(beginning))) return false
    if (endings && !endings.some((ending) => text.endsWith(ending))) return false
    if (other !== undefined && text !== fold(cells[other] ?? '')) return false
    if (negative !== undefined && negative !== signOf(text) < 0) return false
    return positive === undefined || positive === signOf(text) > 0
  }
}

/** Of an amount with whatever signs and words around it. */
export const BELOW_ZERO = /^\D*[-\u2013\u2212(]|[-\u2013\u2212]\D*$/

/** Whichever decimal mark it has: nothing but zeros is neither. */
function signOf(text: string): number {
  if (!/[1-9]/.test(text)) return 0
  return BELOW_ZERO.test(text) ? -1 : 1
}

function fold(text: string): string {
  return text.trim().toLowerCase()
}
