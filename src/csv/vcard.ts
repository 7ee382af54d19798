/**
 * vCards as a table: a row a card, a column a field. A reader of its own: of the libraries there are (vcf, ical.js, vcard4, vcard4-ts,
 * vcard-parser, vdata-parser; tried in November 2026) none decodes quoted-printable or its charset, none tells a physical line, all hold the
 * whole file, and the well-kept one (ical.js) refuses 2.1 and any file with one broken line. It reads back in the tests what clientele writes.
 */

import { quoteFormula } from '../domain/formula.ts'
import type { LinesLeftOut } from '../domain/table-lines.ts'
import type { CsvRecord, LeftOutSoFar } from './table.ts'
import { VCARD_COLUMNS, vcardRow } from './vcard-fields.ts'
import { readVcards } from './vcard-lines.ts'
import type { DecodeBytes } from './vcard-property.ts'

const BATCH = 500
const MOST_LEFT_OUT = 100

/** A remark on a card: what is said of all such cards in one sentence, and where. */
export interface TableRemark {
  readonly sentence: string
  readonly line: number
}

export interface VcardTable {
  readonly header: readonly string[]
  /** The rows in batches, with the physical line of each card's beginning; once. */
  readonly records: AsyncIterable<readonly CsvRecord[]>
  /** What is to be said of rows read so far that have not been asked for. */
  takeRemarks(): readonly TableRemark[]
  /** Names of properties that no field takes, of the rows read so far. */
  unused(): readonly string[]
  /** The columns that any of the rows read so far has something in: a vCard leaves out what is empty, and what its program does not know. */
  filled(): ReadonlySet<string>
  /** The groups of contacts among the cards read so far, which are no clients. */
  leftOut(): LeftOutSoFar
}

/** Whether a text begins like a vCard. */
export function beginsLikeVcard(text: string): boolean {
  return /^\s*BEGIN\s*:\s*VCARD\s*[\r\n]/i.test(text)
}

/** The table of the vCards in a text that is read as it is needed. `name`: of the file, for messages. */
export function vcardTable(text: AsyncIterable<string>, name: string): VcardTable {
  let remarks: TableRemark[] = []
  const unused = new Set<string>()
  const filled = new Set<string>()
  const groups: LinesLeftOut[] = []
  let groupCount = 0
  async function* records(): AsyncGenerator<readonly CsvRecord[]> {
    const decode = await charsetDecoder()
    let batch: CsvRecord[] = []
    for await (const card of readVcards(text, name)) {
      const { cells, remarks: said, isGroup, unused: names } = vcardRow(card, decode)
      if (isGroup && card.problem === undefined) {
        if (groupCount++ < MOST_LEFT_OUT) groups.push({ what: 'contact group', first: card.line, last: card.line })
        continue
      }
      if (card.problem === undefined) for (const sentence of said) remarks.push({ sentence, line: card.line })
      for (const name of names) unused.add(name)
      for (const [index, column] of VCARD_COLUMNS.entries()) if (cells[index] !== '') filled.add(column)
      const problem = card.problem ?? (cells.some((cell) => cell.includes('\0')) ? 'holds a NUL, which no text has' : undefined)
      // As in a CSV file, from whose cells import takes the apostrophe off again.
      batch.push({ line: card.line, cells: cells.map(quoteFormula), ...(problem === undefined ? {} : { problem }) })
      if (batch.length < BATCH) continue
      yield batch
      batch = []
    }
    if (batch.length > 0) yield batch
  }
  const takeRemarks = () => {
    const taken = remarks
    remarks = []
    return taken
  }
  const leftOut = () => ({ count: groupCount, first: groups })
  return { header: VCARD_COLUMNS, records: records(), takeRemarks, unused: () => [...unused], filled: () => filled, leftOut }
}

async function charsetDecoder(): Promise<DecodeBytes> {
  const iconv = await import('iconv-lite')
  return (bytes, charset) => (iconv.encodingExists(charset) ? iconv.decode(bytes, charset) : undefined)
}
