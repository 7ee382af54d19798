/** The door to tables of text: bytes go in, out come what was detected, the header and the rows with their physical lines. */
import { isUtf8 } from 'node:buffer'
import { AppError, UsageError } from '../cli/errors.ts'
import { detectDialect } from '../domain/dialect.ts'
import { joinHeaderRows } from '../domain/header-rows.ts'
import type { Dialect } from '../domain/layout.ts'
import { ownDialect, rejectsDelimiter } from '../domain/own-export.ts'
import { type LinesLeftOut, TableLines } from '../domain/table-lines.ts'
import { isRule } from '../domain/table-shape.ts'
import { mayBeTwiceEncoded } from '../domain/twice-encoded.ts'
import { decodeText, Undecodable } from './decode.ts'
import { detectEncoding, encodingNamed } from './encoding.ts'
import { refuseNoTable } from './no-table.ts'
import { type Nuls, type RawRecord, readRecords } from './records.ts'
import { isBlank, readRows, rulesOf } from './rows.ts'
import { peek } from './source.ts'
import { openUndelimited } from './undelimited.ts'
import { wholeCharacters } from './utf8.ts'
import type { VcardTable } from './vcard.ts'

/** What the user said of the file; the rest is detected. */
export interface TableHints {
  /** A character, a space for runs of spaces, two for runs of two or more, or a delimiter and a space for a delimiter with spaces after it. */
  readonly delimiter?: string
  readonly quote?: string | null
  /** What stands before a quote inside a quoted cell: the quote once more, or a backslash. */
  readonly escaping?: 'double' | 'backslash'
  /** A name as typed. */
  readonly encoding?: string
  /** The physical line of the header's first row, from 1; 0 where there is none. */
  readonly headerRow?: number
  /** How many rows the header takes. */
  readonly headerRows?: number
  /** Names that columns are said to have, by which the header is known. */
  readonly columns?: readonly string[]
  /** Whether columns of these names are enough for what is asked for, by which one of several tables is chosen. */
  readonly fits?: (header: readonly string[]) => boolean
  /** How messages call the file. */
  readonly name?: string
  /** The currency of amounts in minor units, which only JSON has. */
  readonly currency?: string
}

export interface Detected {
  readonly encoding: string
  readonly delimiter: string
  readonly quote: string | null
  readonly header_row: number
  /** How many rows the header takes, where it is several. */
  readonly header_rows?: number
  /** Where backslashes stand before quotes inside cells, instead of a second quote. */
  readonly escape?: 'backslash'
}

export interface CsvRecord {
  /** The physical line on which the row starts, from 1. */
  readonly line: number
  /** As many as the header has, missing ones at the end added empty; as they stand where there is a `problem`. Copy what is kept for long. */
  readonly cells: readonly string[]
  /** Why the row cannot be right: `has 5 cells, the header has 4`. */
  readonly problem?: string
  /** How many cells at its end were missing. */
  readonly missing?: number
}

export interface LeftOutSoFar {
  readonly count: number
  /** The first hundred or so. */
  readonly first: readonly LinesLeftOut[]
}

export interface CsvTable {
  readonly detected: Detected
  /** Whether it is a list of JSON objects; lines are then the numbers of rows, but for one object a line. */
  readonly isJson: boolean
  /** What it is, where it is no table of cells: values are then as programs write them, and the header is a line of no file. */
  readonly form?: 'JSON' | 'NDJSON' | 'vCard'
  /** Of vCards: what is to be said of those read, and what of them no field takes. */
  readonly vcards?: Pick<VcardTable, 'takeRemarks' | 'unused' | 'filled'>
  /** The header cells, trimmed, those of several rows joined; `#1`, `#2` ... where there is no header. */
  readonly header: readonly string[]
  /** 0 where there is no header. */
  readonly headerLine: number
  /** The rows below the header in batches of about a thousand; once. Lines that are no rows are not among them: see `leftOut`. */
  readonly records: AsyncIterable<readonly CsvRecord[]>
  /** What stood between and below the rows read so far: totals, notes, the header come again, a second table, NUL bytes. */
  leftOut(): LeftOutSoFar
  /** Whether text read so far may be UTF-8 that was encoded twice; which cells are, they say themselves. */
  mayBeTwice?(): boolean
  /** How many bytes of the source have been worked on, for a progress bar. */
  bytesRead(): number
  /** Lets go of the source without reading on; needed only where `records` is never begun. */
  close(): Promise<void>
}

/** Bytes by which the encoding is judged; and characters by which the rest is. */
const PREFIX = 262_144
const SAMPLE = 65_536
/** A share of NULs above which a file is no text that had an accident. */
const MOST_NULS = 0.3

/**
 * Opens a table: detects its dialect by a bounded prefix and reads as far as the header. Memory does not grow with the file.
 * Throws AppError where the source is empty or no text table, UsageError where a hint cannot be, and whatever the source throws;
 * so does reading `records` (a NUL byte, bytes that do not fit the encoding, a quote never closed), always with the line.
 */
export async function openTable(source: AsyncIterable<Uint8Array>, given: TableHints = {}): Promise<CsvTable> {
  const name = given.name ?? 'the table'
  const peeked = await peek(source, PREFIX)
  try {
    const hints = hintsFor(peeked.prefix, given)
    if (peeked.prefix.length === 0) refuseNoTable('', true, name)
    const encoding =
      hints.encoding === undefined
        ? await detectEncoding(peeked.prefix, peeked.complete, name)
        : await encodingNamed(hints.encoding, peeked.prefix)
    const decoded = await decodeSample(peeked.prefix, encoding)
    const sample = decoded.replaceAll('\0', '')
    if (decoded.length - sample.length > decoded.length * MOST_NULS) throw mostlyNul(name)
    refuseNoTable(sample, peeked.complete, name)
    const undelimited =
      hints.delimiter === undefined ? await openUndelimited(peeked, { sample, encoding }, { name, currency: hints.currency }) : undefined
    if (undelimited) return undelimited
    const isDetected = hints.delimiter === undefined && hints.quote === undefined && hints.headerRow === undefined
    const own = isDetected ? ownDialect(sample) : undefined
    const detection = own
      ? { ok: true as const, value: own }
      : detectDialect(sample.slice(0, SAMPLE), peeked.complete && sample.length <= SAMPLE, hints)
    if (!detection.ok) throw new AppError(`${name}: ${detection.reason}`, { hint: detection.hint })
    const dialect = detection.value
    const nuls: Nuls = { count: 0, line: 0 }
    const text = watched(decodeText(peeked.bytes, encoding))
    const batches = readRecords(text.pieces, dialect, name, nuls)
    const { header, rows, first } = await readHeader(batches, dialect, name)
    const lines = new TableLines<RawRecord>(dialect.shape, rows)
    const close = async () => {
      await batches.return(undefined)
      await peeked.close()
    }
    return {
      detected: detectedOf(encoding, dialect),
      isJson: false,
      header,
      headerLine: dialect.headerRow,
      records: readRows(
        first,
        batches,
        rulesOf(dialect, header.length, lines, { isOwn: own !== undefined, isTold: hints.quote !== undefined }),
        close,
      ),
      leftOut: () => leftOutSoFar(lines, nuls, dialect.above),
      mayBeTwice: text.mayBeTwice,
      bytesRead: peeked.bytesRead,
      close,
    }
  } catch (error) {
    await peeked.close()
    throw error
  }
}

/**
 * What is said of a table that rejects come from is often said again of them, who are written in clientele's own way. Saved again by another program in
 * another encoding they are a table like any other.
 */
function hintsFor(prefix: Buffer, given: TableHints): TableHints {
  const start = prefix.subarray(0, wholeCharacters(prefix))
  const delimiter = isUtf8(start) ? rejectsDelimiter(start.toString('utf8')) : undefined
  if (delimiter === undefined) return given
  // Columns of a table without a header are said by their places, and the header is left out.
  const header = given.headerRow === 0 ? {} : { headerRow: 1, headerRows: 1 }
  return { ...given, encoding: 'utf-8', delimiter, quote: '"', escaping: 'double', ...header }
}

function detectedOf(encoding: string, { delimiter, quote, escaping, headerRow, headerRows }: Dialect): Detected {
  return {
    encoding,
    delimiter,
    quote,
    header_row: headerRow,
    ...(headerRows > 1 ? { header_rows: headerRows } : {}),
    ...(escaping === 'backslash' ? { escape: escaping } : {}),
  }
}

function leftOutSoFar(
  { leftOut, leftOutCount }: TableLines<RawRecord>,
  { count, line }: Nuls,
  above: readonly LinesLeftOut[],
): LeftOutSoFar {
  const what = count === 1 ? 'a NUL byte' : `${count} NUL bytes, the first`
  const nuls = count === 0 ? [] : [{ what, first: line, last: line }]
  return { count: leftOutCount + nuls.length + above.length, first: [...nuls, ...above, ...leftOut] }
}

function mostlyNul(name: string): AppError {
  return new AppError(`${name} is full of NUL bytes, which no text has`, {
    hint: 'save it again as CSV, or say its --encoding if it is one of two bytes a character',
  })
}

/** As much of the prefix as can be decoded; what cannot is told when it is read, with its line. */
async function decodeSample(prefix: Buffer, encoding: string): Promise<string> {
  let text = ''
  try {
    for await (const piece of decodeText(only(prefix), encoding)) text += piece
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error
  }
  return text
}

async function* only(prefix: Buffer): AsyncGenerator<Buffer> {
  yield prefix
}

/** The pieces of text as they are, each looked at as a whole: cells one by one are too many to be asked. */
function watched(decoded: AsyncIterable<string>): { readonly pieces: AsyncIterable<string>; readonly mayBeTwice: () => boolean } {
  let suspect = false
  async function* pieces(): AsyncGenerator<string> {
    for await (const piece of decoded) {
      suspect ||= mayBeTwiceEncoded(piece)
      yield piece
    }
  }
  return { pieces: pieces(), mayBeTwice: () => suspect }
}

type Batches = AsyncGenerator<RawRecord[]>

interface HeaderRead {
  readonly header: string[]
  /** Its rows as they stand. */
  readonly rows: readonly (readonly string[])[]
  /** Records already read from below it. */
  readonly first: RawRecord[]
}

async function readHeader(batches: Batches, dialect: Dialect, name: string): Promise<HeaderRead> {
  const { headerRow, headerRows, bodyLine, shape } = dialect
  const rows: (readonly string[])[] = []
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    for (const [index, { line, cells }] of next.value.entries()) {
      if (headerRow > 0 && line >= headerRow && rows.length < headerRows) {
        if (rows.length === 0 && (line > headerRow || isBlank(cells))) throw noHeader(name, headerRow, line > headerRow)
        if (!isBlank(cells) && !isRule(cells)) rows.push(cells)
      } else if (headerRow > 0 ? rows.length === headerRows : line >= bodyLine) {
        return { header: headerOf(rows, shape.width), rows, first: next.value.slice(index) }
      }
    }
  }
  if (headerRow > 0 && rows.length === 0) {
    throw new UsageError(`${name} ends before line ${headerRow}`, 'say the line of the header with --header-row, or 0 for none')
  }
  return { header: headerOf(rows, shape.width), rows, first: [] }
}

function headerOf(rows: readonly (readonly string[])[], width: number): string[] {
  return rows.length > 0 ? joinHeaderRows(rows) : Array.from({ length: width }, (_, index) => `#${index + 1}`)
}

function noHeader(name: string, line: number, inside: boolean): UsageError {
  const why = inside ? 'is inside a quoted cell' : 'is blank'
  return new UsageError(`${name}: line ${line} ${why}, so it is no header`, 'say the line with --header-row, or 0 for none')
}
