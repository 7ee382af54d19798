/** The door to tables of text: bytes go in, out come what was detected, the header and the rows with their physical lines. */
import { AppError, UsageError } from '../cli/errors.ts'
import { type Dialect, detectDialect } from '../domain/dialect.ts'
import { decodeText, Undecodable } from './decode.ts'
import { detectEncoding, encodingNamed } from './encoding.ts'
import { beginsLikeJson, jsonTable } from './json.ts'
import { type RawRecord, readRecords } from './records.ts'
import { type Peeked, peek } from './source.ts'

/** What the user said of the file; the rest is detected. */
export interface TableHints {
  /** A character, a space for runs of spaces, or a delimiter and a space for a delimiter with spaces after it. */
  readonly delimiter?: string
  readonly quote?: string | null
  /** A name as typed. */
  readonly encoding?: string
  /** The physical line of the header, from 1; 0 where there is none. */
  readonly headerRow?: number
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
}

export interface CsvRecord {
  /** The physical line on which the row starts, from 1. */
  readonly line: number
  /** As many as the header has, missing ones at the end added empty; as they stand where there is a `problem`. Copy what is kept for long. */
  readonly cells: readonly string[]
  /** Why the row cannot be right: `has 5 cells, the header has 4`. */
  readonly problem?: string
}

export interface CsvTable {
  readonly detected: Detected
  /** Whether it is a list of JSON objects; lines are then the numbers of rows. */
  readonly isJson: boolean
  /** The header cells, trimmed; `#1`, `#2` ... where there is no header. */
  readonly header: readonly string[]
  /** 0 where there is no header. */
  readonly headerLine: number
  /** The rows below the header without blank ones, in batches of about a thousand; once. */
  readonly records: AsyncIterable<readonly CsvRecord[]>
  /** How many bytes of the source have been worked on, for a progress bar. */
  bytesRead(): number
  /** Lets go of the source without reading on; needed only where `records` is never begun. */
  close(): Promise<void>
}

/** Bytes by which the encoding is judged; and characters by which the rest is. */
const PREFIX = 262_144
const SAMPLE = 65_536
const JSON_BATCH = 1000

/**
 * Opens a table: detects its dialect by a bounded prefix and reads as far as the header. Memory does not grow with the file.
 * Throws AppError where the source is empty or no text table, UsageError where a hint cannot be, and whatever the source throws;
 * so does reading `records` (a NUL byte, bytes that do not fit the encoding, a quote never closed), always with the line.
 */
export async function openTable(source: AsyncIterable<Uint8Array>, hints: TableHints = {}): Promise<CsvTable> {
  const name = hints.name ?? 'the table'
  const peeked = await peek(source, PREFIX)
  try {
    if (peeked.prefix.length === 0) throw new AppError(`${name} is empty`, { hint: 'give a file with a header and rows' })
    const encoding =
      hints.encoding === undefined ? await detectEncoding(peeked.prefix, peeked.complete, name) : await encodingNamed(hints.encoding, peeked.prefix)
    const sample = await decodeSample(peeked.prefix, encoding)
    if (hints.delimiter === undefined && beginsLikeJson(sample)) return await openJson(peeked, encoding, name, hints.currency)
    const dialect = detectDialect(sample.slice(0, SAMPLE), peeked.complete && sample.length <= SAMPLE, hints)
    const batches = readRecords(decodeText(peeked.bytes, encoding), dialect, name)
    const { header, first } = await readHeader(batches, dialect, name)
    const close = async () => {
      await batches.return(undefined)
      await peeked.close()
    }
    return {
      detected: { encoding, delimiter: dialect.delimiter, quote: dialect.quote, header_row: dialect.headerRow },
      isJson: false,
      header,
      headerLine: dialect.headerRow,
      records: readRows(first, batches, header.length, dialect.delimiter === ' ', close),
      bytesRead: peeked.bytesRead,
      close,
    }
  } catch (error) {
    await peeked.close()
    throw error
  }
}

/** Reads all of a JSON document. */
async function openJson(peeked: Peeked, encoding: string, name: string, currency: string | undefined): Promise<CsvTable> {
  const pieces: string[] = []
  try {
    for await (const piece of decodeText(peeked.bytes, encoding)) pieces.push(piece)
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error
    throw new AppError(`${name}: ${error.what}`, { hint: error.hint, cause: error })
  }
  const { header, records } = jsonTable(pieces.join(''), name, currency)
  async function* batches(): AsyncGenerator<readonly CsvRecord[]> {
    for (let at = 0; at < records.length; at += JSON_BATCH) yield records.slice(at, at + JSON_BATCH)
  }
  return {
    detected: { encoding, delimiter: ',', quote: '"', header_row: 1 },
    isJson: true,
    header,
    headerLine: 1,
    records: batches(),
    bytesRead: peeked.bytesRead,
    close: peeked.close,
  }
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

type Batches = AsyncGenerator<RawRecord[]>

async function readHeader(batches: Batches, dialect: Dialect, name: string): Promise<{ header: string[]; first: RawRecord[] }> {
  const { headerRow, width } = dialect
  if (headerRow === 0) return { header: Array.from({ length: width }, (_, index) => `#${index + 1}`), first: [] }
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    const at = next.value.findIndex((record) => record.line >= headerRow)
    const record = next.value[at]
    if (record === undefined) continue
    if (record.line === headerRow && !isBlank(record.cells)) {
      return { header: record.cells.map((cell) => cell.trim()), first: next.value.slice(at + 1) }
    }
    const why = record.line === headerRow ? 'is blank' : 'is inside a quoted cell'
    throw new UsageError(`${name}: line ${headerRow} ${why}, so it is no header`, 'say the line with --header-row, or 0 for none')
  }
  throw new UsageError(`${name} ends before line ${headerRow}`, 'say the line of the header with --header-row, or 0 for none')
}

async function* readRows(
  first: RawRecord[],
  batches: Batches,
  width: number,
  byRuns: boolean,
  close: () => Promise<void>,
): AsyncGenerator<CsvRecord[]> {
  try {
    if (first.length > 0) yield shape(first, width, byRuns)
    for await (const batch of batches) {
      const rows = shape(batch, width, byRuns)
      if (rows.length > 0) yield rows
    }
  } finally {
    await close()
  }
}

/** Rows as wide as the header. Among runs of spaces nobody can tell which cell is missing, so a short row is a problem there. */
function shape(records: readonly RawRecord[], width: number, byRuns: boolean): CsvRecord[] {
  const rows: CsvRecord[] = []
  for (const record of records) {
    const { line, cells } = record
    const excess = cells.length - width
    if (isBlank(cells)) continue
    if (excess === 0) rows.push(record)
    else if (excess > 0 && isBlank(cells.slice(width))) rows.push({ line, cells: cells.slice(0, width) })
    else if (excess < 0 && !byRuns) rows.push({ line, cells: [...cells, ...Array<string>(-excess).fill('')] })
    else rows.push({ line, cells, problem: `has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}, the header has ${width}` })
  }
  return rows
}

function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return false
  return true
}
