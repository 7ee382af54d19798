/**
 * How a text table is written: what stands between its cells and around them, and which lines are its header (PRODUCT.md section 8).
 * Judged on a sample from the beginning. A way to read it is scored by how even the rows it gives are and how much like numbers, days
 * and plain words their cells look, after G. van den Burg, A. Nazabal, C. Sutton, "Wrangling messy CSV files by detecting row and
 * type patterns" (2019); a row of known header names counts beside that. What stays open is refused with the option that settles it.
 */
import { type CellSyntax, cellKind, GAP, isOfSpaces, type SampleRecord, sampleRecords } from './dialect-sample.ts'
import { knownNames } from './header-rows.ts'
import { isKnownHeader } from './headers.ts'
import { type Detection, type DialectHints, layOut } from './layout.ts'
import { isRule, usualWidth } from './table-shape.ts'

const DELIMITERS = [',', ';', '\t', '|']
/** As databases draw tables; for all others it costs no look. */
const DRAWN_BAR = '│'
const SPREADSHEET_DIRECTIVE = /^"?sep=([^\r\n])"?(?:\r\n|\r|\n|$)/i
/** A second way that scores so much of the first is as likely. */
const AS_LIKELY = 0.95

/**
 * The dialect of the table that begins with `sample`. `complete`: the sample is the whole table; else its last line is left out,
 * for it may be cut. Not ok where two delimiters fit equally, or a row of words may be a header as well as a row.
 */
export function detectDialect(sample: string, complete: boolean, hints: DialectHints = {}): Detection {
  const text = complete ? sample : sample.slice(0, Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r')) + 1) || sample
  const directive = SPREADSHEET_DIRECTIVE.exec(text)?.[1]
  const best = bestWay(text, hints, directive)
  if ('reason' in best) return best
  const { syntax, records: all } = best
  const records = (directive === undefined ? all : all.slice(1)).filter(({ cells }) => !isRule(cells))
  const spaced = hints.delimiter === undefined && !isOfSpaces(syntax.delimiter) && isSpaced(text, syntax)
  const written = spaced ? { ...syntax, delimiter: `${syntax.delimiter} ` } : syntax
  return layOut(records, written, hints)
}

interface Way {
  readonly syntax: CellSyntax
  readonly records: readonly SampleRecord[]
  readonly score: number
}

function bestWay(text: string, hints: DialectHints, directive: string | undefined): Way | Extract<Detection, { ok: false }> {
  const given = hints.delimiter ?? directive
  const wayOf = (delimiter: string) => bestQuoting(text, delimiter, hints)
  if (given !== undefined) return wayOf(given)
  const [best, second] = (text.includes(DRAWN_BAR) ? [...DELIMITERS, DRAWN_BAR] : DELIMITERS)
    .map(wayOf)
    .sort((one, other) => other.score - one.score)
  if (best === undefined) return wayOf(',')
  const gaps = hasGaps(text) ? wayOf(GAP) : undefined
  if (gaps !== undefined && isTableOfGaps(gaps.records, wayOf(' ').records)) {
    if (usualWidth(best.records) < 2 || best.score < gaps.score * AS_LIKELY) return gaps
    if (isAsLikely(gaps, best)) return twoDelimiters(gaps, best)
  }
  if (usualWidth(best.records) > 1) return second && isAsLikely(second, best) ? twoDelimiters(best, second) : best
  const spaces = wayOf(' ')
  if (isTableOfSpaces(spaces.records)) return spaces
  return mayBeSpaces(text, spaces.records) ? spacesOrOneColumn(spaces) : wayOf(',')
}

/**
 * The quotes by which the cells look best: single ones only around several cells, where no cell stands in double ones; none where
 * quotes are there, but no cell stands in them properly.
 */
function bestQuoting(text: string, delimiter: string, hints: DialectHints): Way {
  const wayOf = (quote: string | null, escaping: CellSyntax['escaping'] = 'double'): Way => {
    const syntax = { delimiter, quote, escaping }
    const records = sampleRecords(text, syntax)
    return { syntax, records, score: score(records) }
  }
  const bestOf = (quote: string): Way => {
    const way = wayOf(quote, hints.escaping)
    const other = hints.escaping === undefined && text.includes(`\\${quote}`) ? wayOf(quote, 'backslash') : way
    const [fewer, more] = [countOf(other, 'flaws'), countOf(way, 'flaws')]
    return fewer < more || (fewer === more && other.score > way.score) ? other : way
  }
  if (hints.quote !== undefined) return hints.quote === null ? wayOf(null, hints.escaping) : bestOf(hints.quote)
  const double = bestOf('"')
  if (countOf(double, 'quoted') > 0) return double
  const single = text.includes("'") ? bestOf("'") : double
  if (countOf(single, 'quoted') > 1 && countOf(single, 'flaws') === 0) return single
  return countOf(double, 'broken') > 0 ? wayOf(null, hints.escaping) : double
}

function countOf({ records }: Way, what: 'quoted' | 'broken' | 'flaws'): number {
  return records.reduce((sum, record) => sum + record[what], 0)
}

/** Evenness of rows times the share of cells that look like something, and as much again for each known header name. */
function score(records: readonly SampleRecord[]): number {
  const widths = new Map<number, number>()
  let cells = 0
  let plain = 0
  let names = 0
  for (const { cells: row, flaws } of records) {
    widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    cells += row.length
    plain -= flaws
    for (const cell of row) plain += plainness(cell)
    if (row.length > 1) names = Math.max(names, knownNames(row))
  }
  if (cells === 0) return 0
  const pattern = [...widths].reduce((sum, [width, rows]) => sum + rows * ((width - 1) / width), 0) / widths.size
  return pattern * Math.max(0.01, plain / cells) * (1 + names)
}

function plainness(cell: string): number {
  if (cellKind(cell) !== 'text') return 1
  if (/[;\t|]/.test(cell)) return 0.1
  return cell.includes(',') ? 0.7 : 1
}

function isAsLikely(second: Way, best: Way): boolean {
  return usualWidth(second.records) > 1 && second.score >= best.score * AS_LIKELY
}

const WORDS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'bar',
  [DRAWN_BAR]: DRAWN_BAR,
  [GAP]: 'gaps',
}

function twoDelimiters({ syntax: one }: Way, { syntax: other }: Way): Extract<Detection, { ok: false }> {
  const [first, second] = [WORDS[one.delimiter], WORDS[other.delimiter]]
  return {
    ok: false,
    reason: `the cells may be apart by ${first} or by ${second}: both give even rows`,
    hint: `say --delimiter ${first} or --delimiter ${second}`,
  }
}

function spacesOrOneColumn({ records }: Way): Extract<Detection, { ok: false }> {
  return {
    ok: false,
    reason: `the words may be ${usualWidth(records)} columns apart by spaces, or one column of texts`,
    hint: 'say --delimiter spaces, or --delimiter comma for one column',
  }
}

/** Words are apart by spaces as well, so spaces make a table only where nearly all rows agree and a column holds numbers or days. */
function isTableOfSpaces(records: readonly SampleRecord[]): boolean {
  const width = usualWidth(records)
  const full = records.filter((record) => record.cells.length === width)
  if (width < 2 || full.length < 2 || full.length < records.length * 0.8) return false
  if (full[0] && knownNames(full[0].cells) > 1) return true
  const below = full.slice(1)
  return full[0]?.cells.some((_, column) => below.every(({ cells }) => isValue(cells[column] ?? ''))) ?? false
}

/** Whether most lines have runs of spaces that are not the padding of another delimiter. */
function hasGaps(text: string): boolean {
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  return text.includes(GAP) && lines.filter((line) => INNER_GAP.test(line)).length * 2 > lines.length
}

const INNER_GAP = /[^\s,;|│] {2,}[^\s,;|│]/

/** Whether gaps part columns, of which some have words one space apart: not days and names, as in a table of single spaces that is aligned in part. */
function isTableOfGaps(records: readonly SampleRecord[], bySpaces: readonly SampleRecord[]): boolean {
  // A line drawn below the header may have single spaces where the cells have gaps.
  const parted = records.filter(({ cells }) => cells.length > 1 && !isRule(cells))
  if (!isTableOfSpaces(parted) || !parted.some(({ cells }) => cells.some((cell) => cell.trim().includes(' ')))) return false
  const hidesDay = (cell: string) => cellKind(cell) === 'text' && cell.split(' ').some((word) => cellKind(word) === 'day')
  const hiding = parted.filter(({ cells }) => cells.some(hidesDay)).length
  return !isTableOfSpaces(bySpaces) || hiding * 2 < parted.length - 1
}

/** Whether every line is of as many words, and the first is not the name of one column. */
function mayBeSpaces(text: string, records: readonly SampleRecord[]): boolean {
  const width = usualWidth(records)
  const [first = ''] = text.split(/[\r\n]+/).filter((line) => line.trim() !== '')
  return width > 1 && records.length > 1 && records.every(({ cells }) => cells.length === width) && !isKnownHeader(first)
}

function isValue(cell: string): boolean {
  const kind = cellKind(cell)
  return kind === 'number' || kind === 'day'
}

/** Whether a space follows every delimiter, or stands between it and each quoted cell. */
function isSpaced(text: string, { delimiter, quote }: CellSyntax): boolean {
  const edge = escapePattern(delimiter)
  if (quote !== null && new RegExp(`${edge} +${quote}`).test(text)) return !text.includes(delimiter + quote)
  return text.includes(`${delimiter} `) && !new RegExp(`${edge}(?=[^ \\r\\n])`).test(text)
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
