/**
 * How a text table is written: what stands between its cells and around them, and on which line its header is (PRODUCT.md
 * section 8). Judged on a sample from the beginning. A delimiter is scored by how even the rows it gives are and how much like
 * numbers, days and plain words their cells look, after G. van den Burg, A. Nazabal, C. Sutton, "Wrangling messy CSV files by
 * detecting row and type patterns" (2019); a row of known header names counts beside that.
 */
import { cellKind, type SampleRecord, sampleRecords } from './dialect-sample.ts'
import { isKnownHeader } from './headers.ts'

export interface Dialect {
  /** One space stands for any run of them; a delimiter and a space (`, `), for the delimiter with spaces after it. */
  readonly delimiter: string
  /** Doubled inside a quoted cell; null where nothing is quoted. */
  readonly quote: string | null
  /** The physical line of the header, from 1; 0 where there is none. */
  readonly headerRow: number
  /** How many cells most rows have. */
  readonly width: number
}

/** What the user said; the rest is detected. */
export interface DialectHints {
  readonly delimiter?: string
  readonly quote?: string | null
  readonly headerRow?: number
}

const DELIMITERS = [',', ';', '\t', '|']
const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'bars',
  ' ': 'spaces',
  ', ': 'commas and spaces',
}
const TYPED: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  bar: '|',
  space: ' ',
  spaces: ' ',
}
const SPREADSHEET_DIRECTIVE = /^"?sep=([^\r\n])"?(?:\r\n|\r|\n|$)/i

/**
 * The dialect of the table that begins with `sample`. `complete`: the sample is the whole table; else its last line is left out,
 * for it may be cut.
 */
export function detectDialect(sample: string, complete: boolean, hints: DialectHints = {}): Dialect {
  const text = complete ? sample : sample.slice(0, Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r')) + 1) || sample
  const directive = SPREADSHEET_DIRECTIVE.exec(text)?.[1]
  const { delimiter, quote, records } = bestWay(text, hints, directive)
  const width = usualWidth(records)
  const headerRow = hints.headerRow ?? findHeader(directive === undefined ? records : records.slice(1), width)
  const spaced = hints.delimiter === undefined && delimiter !== ' ' && isSpaced(text, delimiter, quote)
  return { delimiter: spaced ? `${delimiter} ` : delimiter, quote, headerRow, width }
}

/** The delimiter that the user typed, as a character or by name; undefined where it can be none. */
export function parseDelimiter(typed: string): string | undefined {
  const named = TYPED[typed.toLowerCase()] ?? typed
  return named === '' || /[\r\n"']/.test(named) ? undefined : named
}

/** `"` or `'`, typed as such or as `double`, `single` or `none` (null); undefined for anything else. */
export function parseQuote(typed: string): string | null | undefined {
  if (typed === 'none') return null
  if (typed === 'double' || typed === '"') return '"'
  return typed === 'single' || typed === "'" ? "'" : undefined
}

/** The dialect in words: `semicolons, header on line 12`. */
export function describeDialect({ delimiter, quote, headerRow }: Pick<Dialect, 'delimiter' | 'quote' | 'headerRow'>): string {
  const between = DELIMITER_WORDS[delimiter] ?? `"${delimiter}" between cells`
  const around = quote === "'" ? ', single quotes' : quote === null ? ', no quotes' : ''
  return `${between}${around}, ${headerRow === 0 ? 'no header' : `header on line ${headerRow}`}`
}

interface Way {
  readonly delimiter: string
  readonly quote: string | null
  readonly records: readonly SampleRecord[]
}

function bestWay(text: string, hints: DialectHints, directive: string | undefined): Way {
  const given = hints.delimiter ?? directive
  const wayOf = (delimiter: string): Way => {
    const quote = hints.quote === undefined ? usualQuote(text, delimiter) : hints.quote
    return { delimiter, quote, records: sampleRecords(text, delimiter, quote) }
  }
  if (given !== undefined) return wayOf(given)
  const scored = DELIMITERS.map(wayOf).map((way) => ({ way, score: score(way.records) }))
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one))
  if (usualWidth(best.way.records) > 1) return best.way
  const spaces = wayOf(' ')
  return isTableOfSpaces(spaces.records) ? spaces : best.way
}

/** Evenness of rows times the share of cells that look like something, and as much again for each known header name. */
function score(records: readonly SampleRecord[]): number {
  const widths = new Map<number, number>()
  let cells = 0
  let plain = 0
  let names = 0
  for (const { cells: row } of records) {
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    cells += row.length
    for (const cell of row) plain += plainness(cell)
    if (row.length > 1) names = Math.max(names, knownNames(row))
  }
  if (cells === 0) return 0
  const pattern = [...widths].reduce((sum, [width, rows]) => sum + rows * ((width - 1) / width), 0) / widths.size
  return pattern * (plain / cells) * (1 + names)
}

function plainness(cell: string): number {
  if (cellKind(cell) !== 'text') return 1
  if (/[;\t|]/.test(cell)) return 0.1
  return cell.includes(',') ? 0.7 : 1
}

/** Words are apart by spaces as well, so spaces make a table only where nearly all rows agree and a column holds numbers or days. */
function isTableOfSpaces(records: readonly SampleRecord[]): boolean {
  const width = usualWidth(records)
  const full = records.filter((record) => record.cells.length === width)
  if (width < 2 || full.length < 2 || full.length < records.length * 0.8) return false
  const below = full.slice(1)
  return full[0]?.cells.some((_, column) => below.every(({ cells }) => isValue(cells[column] ?? ''))) ?? false
}

/** The width of most rows, wider ones weighing more, so that title lines cannot outnumber a short table. */
function usualWidth(records: readonly SampleRecord[]): number {
  const weights = new Map<number, number>()
  for (const { cells } of records) weights.set(cells.length, (weights.get(cells.length) ?? 0) + cells.length - 1)
  return [...weights].reduce((best, each) => (each[1] > best[1] || (each[1] === best[1] && each[0] > best[0]) ? each : best), [1, 0])[0]
}

/** Double quotes, unless the text has single ones around whole cells and no double ones. */
function usualQuote(text: string, delimiter: string): string {
  const edge = delimiter === ' ' ? ' ' : escapePattern(delimiter.trim() || delimiter)
  const double = new RegExp(`(?:^|${edge}) *"`, 'm')
  if (double.test(text)) return '"'
  const opened = text.match(new RegExp(`(?:^|${edge}) *'`, 'gm'))?.length ?? 0
  const whole = text.match(new RegExp(`(?<=^|${edge}) *'(?:[^'\\r\\n]|'')*' *(?=$|${edge}|\\r)`, 'gm'))?.length ?? 0
  return whole >= 2 && whole === opened ? "'" : '"'
}

/** Whether a space follows every delimiter, or stands between it and each quoted cell. */
function isSpaced(text: string, delimiter: string, quote: string | null): boolean {
  const edge = escapePattern(delimiter)
  if (quote !== null && new RegExp(`${edge} +${quote}`).test(text)) return !text.includes(delimiter + quote)
  return text.includes(`${delimiter} `) && !new RegExp(`${edge}(?=[^ \\r\\n])`).test(text)
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** The line of the row with most known names; else of the first full row of words above the data; 0 where the data come first. */
function findHeader(records: readonly SampleRecord[], width: number): number {
  let best = { line: 0, names: 0 }
  for (const { line, cells } of records.slice(0, 100)) {
    const values = cells.filter(isValue).length
    const names = knownNames(cells)
    if (names > best.names && values * 3 <= cells.length && (names > 1 || cells.length === 1 || width <= 2)) best = { line, names }
  }
  if (best.line > 0) return best.line
  for (const { line, cells } of records) {
    if (cells.length !== width) continue
    const filled = cells.filter((cell) => cell.trim() !== '')
    if (filled.some(isValue)) return 0
    if (filled.length * 5 >= width * 3) return line
  }
  return 0
}

function isValue(cell: string): boolean {
  const kind = cellKind(cell)
  return kind === 'number' || kind === 'day'
}

function knownNames(cells: readonly string[]): number {
  return new Set(cells.filter((cell) => cell.length < 60 && cell.trim() !== '' && isKnownHeader(cell))).size
}
