/** Files of rows that are no tables of cells: JSON, JSON line by line, vCards. */
import { AppError } from '../cli/errors.ts'
import { decodeText, Undecodable } from './decode.ts'
import { beginsLikeJson, jsonTable } from './json.ts'
import { beginsLikeNdjson, ndjsonTable } from './ndjson.ts'
import type { Peeked } from './source.ts'
import type { CsvRecord, CsvTable } from './table.ts'
import { beginsLikeVcard, vcardTable } from './vcard.ts'

const JSON_BATCH = 1000

export interface UndelimitedHints {
  /** How messages call the file. */
  readonly name: string
  /** The currency of amounts in minor units, which only JSON has. */
  readonly currency: string | undefined
}

/** The table of a file that begins with the sample, if that is of such a form. @throws AppError where the form is broken from the beginning */
export async function openUndelimited(
  peeked: Peeked,
  { sample, encoding }: { readonly sample: string; readonly encoding: string },
  { name, currency }: UndelimitedHints,
): Promise<CsvTable | undefined> {
  const isJson = beginsLikeJson(sample)
  if (!isJson && !beginsLikeVcard(sample)) return undefined
  const { bytesRead, close } = peeked
  const text = telling(decodeText(peeked.bytes, encoding), name)
  const detected = { encoding, delimiter: ',', quote: '"', header_row: 1 }
  const common = { detected, headerLine: 1, leftOut: () => ({ count: 0, first: [] }), bytesRead, close, isJson }
  if (!isJson) {
    const { header, records, leftOut, ...vcards } = vcardTable(text, name)
    return { ...common, form: 'vCard', header, records, leftOut, vcards }
  }
  if (beginsLikeNdjson(sample)) return { ...common, form: 'NDJSON', ...(await ndjsonTable(text, name, currency)) }
  const pieces: string[] = []
  for await (const piece of text) pieces.push(piece)
  const { header, records } = jsonTable(pieces.join(''), name, currency)
  return { ...common, form: 'JSON', header, records: inBatches(records) }
}

async function* inBatches(records: readonly CsvRecord[]): AsyncGenerator<readonly CsvRecord[]> {
  for (let at = 0; at < records.length; at += JSON_BATCH) yield records.slice(at, at + JSON_BATCH)
}

/** The text, its bytes that do not fit the encoding an error with the file's name. */
async function* telling(text: AsyncIterable<string>, name: string): AsyncGenerator<string> {
  try {
    yield* text
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error
    throw new AppError(`${name}: ${error.what}`, { hint: error.hint, cause: error })
  }
}
