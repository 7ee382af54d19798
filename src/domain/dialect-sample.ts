/** A quick look at the first rows of a text table, by which its dialect is judged. Reading the table itself is csv/'s work. */

export interface SampleRecord {
  /** The physical line on which it starts, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

export type CellKind = 'empty' | 'number' | 'day' | 'text'

const MOST_RECORDS = 300
const NUMBER = /^[-+(]?\s*(?:[€$£₹]|[A-Z]{3})?\s*[-+]?(?:\d[\d .,'\u00a0\u202f]*|[.,]\d+)\s*(?:[€$£₹%]|[A-Z]{3})?\s*[-)]?$/
const DAY = /^(?:\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4})(?:[ T]\d{1,2}[:h]\d{2}.{0,12})?$|^\d{1,2}[:h]\d{2}(?::\d{2})?$/

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
export function sampleRecords(text: string, delimiter: string, quote: string | null): SampleRecord[] {
  const records: SampleRecord[] = []
  let at = 0
  let line = 1
  while (at < text.length && records.length < MOST_RECORDS) {
    const record = readRecord(text, at, delimiter, quote)
    if (record.cells.length > 1 || record.cells[0]?.trim() !== '') records.push({ line, cells: record.cells })
    line += lineEnds(text.slice(at, record.end))
    at = record.end
  }
  return records
}

function readRecord(text: string, start: number, delimiter: string, quote: string | null): { cells: string[]; end: number } {
  const cells: string[] = []
  let at = delimiter === ' ' ? skipSpaces(text, start) : start
  for (;;) {
    const cell = readCell(text, at, delimiter, quote)
    at = cell.end
    const apart = text.startsWith(delimiter, at)
    if (apart) at = delimiter === ' ' ? skipSpaces(text, at) : at + delimiter.length
    // Runs of spaces may end a line without another cell behind them.
    const ended = !apart || (delimiter === ' ' && isLineEnd(text, at))
    cells.push(cell.text)
    if (ended) return { cells, end: afterLineEnd(text, at) }
  }
}

function readCell(text: string, start: number, delimiter: string, quote: string | null): { text: string; end: number } {
  const opening = quote === null ? start : skipSpaces(text, start)
  if (quote !== null && text.startsWith(quote, opening)) {
    const closing = closingQuote(text, opening + 1, quote)
    if (closing !== undefined) {
      const end = skipSpaces(text, closing + 1)
      const inside = text.slice(opening + 1, closing).replaceAll(quote + quote, quote)
      if (end >= text.length || isLineEnd(text, end) || text.startsWith(delimiter, end)) return { text: inside, end }
      if (delimiter === ' ') return { text: inside, end: closing + 1 }
    }
  }
  let end = start
  while (end < text.length && !isLineEnd(text, end) && !text.startsWith(delimiter, end)) end++
  return { text: text.slice(start, end), end }
}

function closingQuote(text: string, from: number, quote: string): number | undefined {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (text[at + 1] !== quote) return at
  }
  return undefined
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
