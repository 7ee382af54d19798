/**
 * Text to records with their physical lines, in bounded memory. The text is cut into pieces at line ends. A piece without any
 * quote is nothing but lines and delimiters, and is split directly, four times as fast; any other goes to csv-parse, whose answer
 * says whether the piece ended inside a quoted cell: then that record is left for the next piece.
 */
import { parse } from 'csv-parse/sync'
import { AppError } from '../cli/errors.ts'
import { GAP, isOfSpaces, lineEnds } from '../domain/dialect-sample.ts'
import { Undecodable } from './decode.ts'
import { isSpaced, splitter } from './split.ts'

/** A record as it stands in the file, blank lines included (as one empty cell). */
export interface RawRecord {
  /** The physical line on which it starts, from 1. */
  readonly line: number
  /** Cells may share memory with their batch: copy what is kept for long. */
  readonly cells: readonly string[]
  /** Of the last record: that no line end follows, so that the text may have been cut. */
  readonly unended?: boolean
}

export interface CellDialect {
  readonly delimiter: string
  readonly quote: string | null
  /** What stands before a quote inside a quoted cell; the quote once more by default. */
  readonly escaping?: 'double' | 'backslash'
}

/** NUL bytes that were left out, which no text has. */
export interface Nuls {
  count: number
  /** The line of the first. */
  line: number
}

/** About a thousand short records. */
const PIECE = 32_768
/** One record longer than this is a quote that was never closed. */
const LONGEST_RECORD = 1_048_576

/**
 * The records of the text in batches. `name` is the file's, for messages; NULs are left out, and counted in `nuls`. Throws AppError,
 * with the line, at bytes that do not fit the encoding, and at a quoted cell that is never closed; the records before are handed
 * out first.
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  dialect: CellDialect,
  name: string,
  nuls: Nuls = { count: 0, line: 0 },
): AsyncGenerator<RawRecord[]> {
  const parser = pieceParser(dialect)
  let waiting = ''
  let line = 1
  let size = PIECE
  let open = false

  function* drain(final: boolean): Generator<RawRecord[]> {
    let at = 0
    open = false
    for (;;) {
      const end = pieceEnd(waiting, at, size, final)
      if (end === at) break
      const piece = waiting.slice(at, end)
      const { records, length, lines } = parser(piece, line)
      open = length === 0
      if (open) {
        if (final && end === waiting.length) throw notClosed(name, line, 'never closed')
        if (end === waiting.length || size > LONGEST_RECORD) break
        size *= 2
        continue
      }
      size = PIECE
      at += length
      line += lines
      const unended = final && at === waiting.length && !/[\r\n]$/.test(piece)
      yield unended ? records.map((record, index) => (index === records.length - 1 ? { ...record, unended } : record)) : records
    }
    waiting = waiting.slice(at)
  }

  try {
    for await (const chunk of text) {
      waiting = waiting === '' ? chunk : waiting + chunk
      if (chunk.includes('\0')) {
        if (nuls.count === 0) nuls.line = line + lineEnds(waiting.slice(0, waiting.indexOf('\0')))
        const bare = waiting.replaceAll('\0', '')
        nuls.count += waiting.length - bare.length
        waiting = bare
      }
      yield* drain(false)
      if (waiting.length > LONGEST_RECORD)
        throw open ? notClosed(name, line, `not closed within ${LONGEST_RECORD} characters`) : tooLong(name, line)
    }
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error
    throw new AppError(`${name}:${line + lineEnds(waiting)}: ${error.what}`, { hint: error.hint, cause: error })
  }
  yield* drain(true)
}

function notClosed(name: string, line: number, howLong: string): AppError {
  return new AppError(`${name}:${line}: a quoted cell is opened in this row and ${howLong}`, {
    hint: 'close it, or say --quote none if quotes are only text here',
  })
}

function tooLong(name: string, line: number): AppError {
  return new AppError(`${name}:${line}: the line is longer than ${LONGEST_RECORD} characters`, {
    hint: 'is it a table with one row a line?',
  })
}

/** Where the piece that starts at `from` ends: after the last line end within `size` characters, else after the next one; `from` if there is none. */
function pieceEnd(text: string, from: number, size: number, final: boolean): number {
  const limit = from + size
  if (final && limit >= text.length) return text.length
  // A window, because a search for what is not there would go back to the beginning of the text.
  const window = text.slice(from, limit)
  const feed = window.lastIndexOf('\n')
  if (feed >= 0) return from + feed + 1
  // A return at the very end may be the first half of CRLF.
  const last = text.length - 2
  const before = from + window.lastIndexOf('\r', last - from)
  if (before >= from && before <= last) return text.charCodeAt(before + 1) === 10 ? before + 2 : before + 1
  const nextFeed = text.indexOf('\n', limit)
  const nextReturn = text.indexOf('\r', limit)
  const next = nextReturn >= 0 && nextReturn <= last && (nextFeed < 0 || nextReturn < nextFeed) ? nextReturn : nextFeed
  if (next < 0) return final ? text.length : from
  return text.startsWith('\r\n', next) ? next + 2 : next + 1
}

interface Parsed {
  readonly records: RawRecord[]
  /** How much of the piece the records take: less than all where the last one is not whole. */
  readonly length: number
  /** How many physical lines they take. */
  readonly lines: number
}

export type PieceParser = (piece: string, firstLine: number) => Parsed

/** The parser of pieces that start with a record and end at a line end or the end of the file. */
export function pieceParser(dialect: CellDialect): PieceParser {
  const split = splitter(dialect)
  const { quote } = dialect
  if (quote === null) return split
  const quoted = quotedParser(dialect, quote)
  return (piece, firstLine) => (piece.includes(quote) ? quoted(piece, firstLine) : split(piece, firstLine))
}

/**
 * csv-parse over a piece. Its own line numbers count CRLF inside a quoted cell twice, so lines are counted from its cells: every
 * line end of the piece either ends a record or stands inside a cell.
 */
export function quotedParser({ delimiter, escaping }: CellDialect, quote: string): PieceParser {
  const spaced = isSpaced(delimiter)
  const runs = isOfSpaces(delimiter)
  const backslashes = escaping === 'backslash'
  const wrapped = unwrapper(quote)
  let open = false
  const options = {
    delimiter: spaced ? delimiter.trim() : delimiter,
    quote,
    escape: backslashes ? '\\' : quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    // Of a run of three, two are the delimiter.
    ltrim: spaced || delimiter === GAP,
    // Where the last record is not whole, this hands out those before it instead of nothing.
    skip_records_with_error: true,
    on_skip: () => {
      open = true
      return undefined
    },
    ...(runs || backslashes ? { cast: castOf(runs, backslashes) } : {}),
  }
  return (piece, firstLine) => {
    open = false
    const rows = (
      backslashes ? parse(withoutLoneBackslashes(piece, quote), options).map(withLoneBackslashes) : parse(piece, options)
    ) as string[][]
    const ends = lineEnds(piece)
    const single = !open && ends <= rows.length
    const records = new Array<RawRecord>(rows.length)
    let line = firstLine
    for (let index = 0; index < rows.length; index++) {
      const cells = rows[index] ?? []
      records[index] = { line, cells: wrapped(runs ? withoutRuns(cells) : cells, piece) }
      line += 1
      if (!single) for (const cell of cells) if (cell !== null) line += lineEnds(cell)
    }
    const lines = line - firstLine
    return { records, length: open ? afterLines(piece, lines) : piece.length, lines }
  }
}

/**
 * Between the spaces of a run stand empty cells that nobody wrote; only a quoted one is meant. What writes backslashes before quotes does so
 * in cells without quotes around them, too, which csv-parse leaves as they stand.
 */
function castOf(runs: boolean, backslashes: boolean): (cell: string, context: { quoting: boolean }) => string | null {
  return (cell, { quoting }) => {
    if (quoting) return cell
    if (runs && cell === '') return null
    return backslashes ? cell.replace(/\\(["'\\])/g, '$1') : cell
  }
}

/** Of `\n` or `C:\temp` the backslash is a character of the cell, which csv-parse is not to see: no text has this one. */
const LONE = '\uffff'
/** MySQL writes a backslash before one inside a cell. */
const LINE_END = /[\r\n]/

function withoutLoneBackslashes(piece: string, quote: string): string {
  return piece.replace(/\\([\s\S])/g, (both, next) => (next === quote || next === '\\' ? both : LINE_END.test(next) ? next : LONE + next))
}

function withLoneBackslashes(cells: (string | null)[]): (string | null)[] {
  return cells.map((cell) => (cell?.includes(LONE) ? cell.replaceAll(LONE, '\\') : cell))
}

/**
 * Cells like `"He said "hi" to me"`, whose inner quotes should have been doubled, come out of csv-parse with the outer quotes on: these are
 * taken off. A cell that is meant to be in quotes is written with three of them.
 */
function unwrapper(quote: string): (cells: string[], piece: string) => string[] {
  const inner = new RegExp(`(?<![\\s(])${quote}`)
  return (cells, piece) => {
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? ''
      if (cell.length < 4 || !cell.startsWith(quote) || !cell.endsWith(quote)) continue
      const inside = cell.slice(1, -1)
      const count = inside.split(quote).length - 1
      // `"Lilas" and "Roses"` begins and ends with words in quotes: the first quote inside closes.
      const closesFirst = count % 2 === 0 && inner.test(inside.slice(0, inside.indexOf(quote) + 1))
      if (count > 0 && !closesFirst && !piece.includes(quote + cell.replaceAll(quote, quote + quote) + quote)) cells[index] = inside
    }
    return cells
  }
}

function withoutRuns(cells: readonly (string | null)[]): string[] {
  const written = cells.filter((cell) => cell !== null)
  return written.length === 0 ? [''] : written
}

/** The position behind the first `lines` line ends. */
function afterLines(text: string, lines: number): number {
  const ends = /\r\n|\n|\r/g
  for (let line = 0; line < lines; line++) ends.exec(text)
  return lines === 0 ? 0 : ends.lastIndex
}
