/** A quick look at the first rows of a text table, by which its dialect is judged. Reading the table itself is csv/'s work. */

export interface SampleRecord {
  /** The physical line on which it starts, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Whether blank lines stand right above it. */
  readonly afterBlank: boolean
  /** How many cells look as if they were quoted in another way; 0.5 for one that needs but a little goodwill. */
  readonly flaws: number
  /** How many cells stand properly in quotes, and how many have quotes that cannot have been meant as such. */
  readonly quoted: number
  readonly broken: number
}

/** What stands between cells, around them, and before a quote inside them. */
export interface CellSyntax {
  /** One space stands for any run of them, two for any run of two or more; a delimiter and a space (`, `), for the delimiter with spaces after it. */
  readonly delimiter: string
  /** Null where nothing is quoted. */
  readonly quote: string | null
  /** What stands before a quote inside a quoted cell: the quote once more, or a backslash. */
  readonly escaping: 'double' | 'backslash'
}

/** Whether runs of spaces are between the cells. */
export function isOfSpaces(delimiter: string): boolean {
  return delimiter === ' ' || delimiter === GAP
}

/** Runs of two spaces or more, so that cells may have single ones, as reports align their columns. */
export const GAP = '  '

export type CellKind = 'empty' | 'number' | 'day' | 'text'

const MOST_RECORDS = 300
const NUMBER =
  /^(?:[CD][Rr]\.?\s?)?[-+(\u2013\u2212]?\s*(?:[€$£₹]|[A-Z]{3})?\s*[-+\u2212]?(?:\d[\d .,'’\u00a0\u202f]*|[.,]\d+)\s*(?:[€$£₹%]|[A-Z]{3})?\s*(?:[-)\u2013\u2212]|[CD][Rr]\.?|(?<=[.,]\d\d\s?)[CD])?$/
const TIME = '(?:[ T,]+\\d{1,2}[:h]\\d{2}.{0,12})?'
const MONTH = '(?:jan|f[eé]v|feb|mar|a[pv]r|ma[iy]|jui|jun|jul|ao[uû]|aug|sep|o[ck]t|nov|d[eé]c|dez)[a-zéû]{0,7}'
const DAY = new RegExp(
  `^(?:\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{1,4}\\.?|\\d{1,2}(?:er|st|nd|rd|th)?[ .-]+${MONTH}\\.?[ ,.-]+\\d{2,4}|${MONTH}\\.? \\d{1,2}(?:st|nd|rd|th)?,? \\d{4})${TIME}$|^\\d{1,2}[:h]\\d{2}(?::\\d{2})?$`,
  'i',
)
/** What programs and people write where there is no value. */
const NOTHING = /^(?:|null|nil|none|nan|n\/?a|n\.a\.|#n\/?a|aucun|néant|unknown|inconnu|\\n|[-–—?.]+)$/i

/** Whether the cell says that there is no value. */
export function saysNothing(cell: string): boolean {
  return NOTHING.test(cell.trim())
}

/** What a cell looks like at a glance. */
export function cellKind(untrimmed: string): CellKind {
  const cell = untrimmed.trim()
  if (cell === '') return 'empty'
  // No number or day is longer, and the patterns are not made for long texts.
  if (cell.length > 40) return 'text'
  if (DAY.test(cell)) return 'day'
  return NUMBER.test(cell) ? 'number' : 'text'
}

/** The first records of the text with their lines, blank ones left out. A quote that is never closed is an ordinary character. */
export function sampleRecords(text: string, syntax: CellSyntax): SampleRecord[] {
  const records: SampleRecord[] = []
  let at = 0
  let line = 1
  let afterBlank = false
  while (at < text.length && records.length < MOST_RECORDS) {
    const { end, ...record } = readRecord(text, at, syntax)
    const { cells } = record
    const blank = cells.every((cell) => cell.trim() === '')
    if (!blank) records.push({ ...record, line, afterBlank })
    afterBlank = blank
    line += lineEnds(text.slice(at, end))
    at = end
  }
  return records
}

function readRecord(text: string, start: number, syntax: CellSyntax): Omit<SampleRecord, 'line' | 'afterBlank'> & { end: number } {
  const { delimiter } = syntax
  const cells: string[] = []
  let flaws = 0
  let quoted = 0
  let broken = 0
  const runs = isOfSpaces(delimiter)
  let at = runs ? skipSpaces(text, start) : start
  for (;;) {
    const cell = readCell(text, at, syntax)
    at = cell.end
    const apart = text.startsWith(delimiter, at)
    if (apart) at = runs ? skipSpaces(text, at) : at + delimiter.length
    // Runs of spaces may end a line without another cell behind them.
    const ended = !apart || (runs && isLineEnd(text, at))
    cells.push(cell.text)
    flaws += cell.flaw
    if (cell.quoted) quoted++
    else if (cell.flaw >= BROKEN) broken++
    if (ended) return { cells, flaws, quoted, broken, end: afterLineEnd(text, at) }
  }
}

interface SampleCell {
  readonly text: string
  readonly end: number
  readonly flaw: number
  readonly quoted?: boolean
}

/** The flaw of a cell that begins with a quote and goes on behind the closing one. */
const BROKEN = 0.75

function readCell(text: string, start: number, syntax: CellSyntax): SampleCell {
  const { delimiter, quote } = syntax
  const opening = quote === null ? start : skipSpaces(text, start)
  if (quote === null || !text.startsWith(quote, opening)) return plainCell(text, start, start, delimiter, quote)
  const closing = closingQuote(text, opening + 1, syntax)
  if (closing === undefined) return { ...plainCell(text, start, start, delimiter, quote), flaw: 1 }
  const end = skipSpaces(text, closing + 1)
  const inside = unescaped(text.slice(opening + 1, closing), syntax)
  if (end >= text.length || isLineEnd(text, end) || text.startsWith(delimiter, end)) return { text: inside, end, flaw: 0, quoted: true }
  if (delimiter === ' ' && text[closing + 1] === ' ') return { text: inside, end: closing + 1, flaw: 0, quoted: true }
  const plain = plainCell(text, start, closing + 1, delimiter, quote)
  return { ...plain, flaw: plain.text.trimEnd().endsWith(quote) ? 0.5 : BROKEN }
}

/** A cell that is not quoted by `quote`; one inside other quotes would be another way to write it. */
function plainCell(text: string, start: number, from: number, delimiter: string, quote: string | null): SampleCell {
  const first = delimiter.charCodeAt(0)
  let end = from
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end)
    if (code === 10 || code === 13 || (code === first && text.startsWith(delimiter, end))) break
  }
  const cell = text.slice(start, end)
  return { text: cell, end, flaw: otherQuotes(cell.trim(), quote) }
}

function otherQuotes(cell: string, quote: string | null): number {
  const first = cell.charCodeAt(0)
  if (cell.length < 2 || (first !== 34 && first !== 39) || cell[0] === quote) return 0
  if (cell.charCodeAt(cell.length - 1) === first) return 0.7
  // An apostrophe may begin a word, or keep a spreadsheet from running the cell.
  return first === 34 ? 0.4 : 0
}

function closingQuote(text: string, from: number, { quote, escaping }: CellSyntax): number | undefined {
  const mark = quote ?? ''
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (escaping === 'double') {
      if (text[at + 1] !== mark) return at
      at++
    } else if (!isEscaped(text, at, from)) return at
  }
  return undefined
}

/** Whether an odd number of backslashes stands before the place. */
function isEscaped(text: string, at: number, from: number): boolean {
  let first = at
  while (first > from && text[first - 1] === '\\') first--
  return (at - first) % 2 === 1
}

function unescaped(inside: string, { quote, escaping }: CellSyntax): string {
  const mark = quote ?? ''
  return escaping === 'double' ? inside.replaceAll(mark + mark, mark) : inside.replace(/\\(["'\\])/g, '$1')
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 32) at++
  return at
}

function isLineEnd(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code === 10 || code === 13 || at >= text.length
}

function afterLineEnd(text: string, at: number): number {
  return text.startsWith('\r\n', at) ? at + 2 : Math.min(at + 1, text.length)
}

/** How many lines end in the text: with LF, CRLF or a lone CR. */
export function lineEnds(text: string): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) if (text.charCodeAt(at + 1) !== 10) lines++
  return lines
}
