/** Breaks clean tables in the ways that people's programs do, several at once; what is to come back is known. */
import fc from 'fast-check'
import { encode } from 'iconv-lite'

export interface Dirty {
  readonly bytes: Buffer
  readonly header: readonly string[]
  /** The rows with the physical lines on which they start. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[]
  readonly dialect: { readonly encoding: string; readonly delimiter: string }
}

const who = fc.constantFrom('Renée Béranger', 'Zoé Lefèvre', 'Moreau, Jean', 'Garage "Moreau"', 'O’Neil', 'François d’Arc', 'Müller; fils')
const when = fc.constantFrom('13/01/2026', '02/02/2026', '28/12/2025', '31.03.2026')
const amount = fc.constantFrom('12,50', '1 250,00', '8.00', '-3,00', '120')
const note = fc.constantFrom(
  '',
  '',
  'à voir',
  'payé, puis reporté',
  'dit "oui"',
  'deux\nlignes',
  'a|b',
  'C:\\temp\\x',
  'n° 41',
  'noël',
  '5" pipe',
)
const row = fc.tuple(who, when, amount, note)

const HEADERS = [
  [['Client', 'Date', 'Montant', 'Note']],
  [['whom', 'day paid', 'how much', 'remark']],
  [
    ['Client', 'Date of', 'Amount', ''],
    ['name', 'payment', 'paid', 'remark'],
  ],
  [
    ['Client', 'Payment', '', 'More'],
    ['Name', 'Date', 'Amount', 'Note'],
  ],
  [],
] as const
const JOINED = [
  ['Client', 'Date', 'Montant', 'Note'],
  ['whom', 'day paid', 'how much', 'remark'],
  ['Client name', 'Date of payment', 'Amount paid', 'remark'],
  ['Client Name', 'Payment Date', 'Amount', 'Note'],
  ['#1', '#2', '#3', '#4'],
]

const ENCODINGS: Readonly<Record<string, (text: string) => Buffer>> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16le with mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be': (text) => Buffer.from(text, 'utf16le').swap16(),
  'utf-16be with mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  'windows-1252': (text) => encode(text, 'windows-1252'),
  macroman: (text) => encode(text, 'macroman'),
}

const ways = fc.record({
  header: fc.nat({ max: HEADERS.length - 1 }),
  delimiter: fc.constantFrom(',', ';', '\t', '|', ', '),
  quote: fc.constantFrom('"', '"', "'"),
  all: fc.boolean(),
  backslash: fc.boolean(),
  lineEnds: fc.array(fc.constantFrom('\n', '\r\n', '\r'), { minLength: 1, maxLength: 3 }),
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  title: fc.array(fc.constantFrom('Relevé de compte', 'Institut des Lilas', 'Édité par Zoé'), { maxLength: 3 }),
  blankBelowTitle: fc.boolean(),
  /** After which rows blank lines stand, of how many delimiters. */
  blanks: fc.array(fc.tuple(fc.nat({ max: 20 }), fc.constantFrom('', '  ', 'cells')), { maxLength: 3 }),
  pages: fc.boolean(),
  shorter: fc.boolean(),
  longer: fc.nat({ max: 2 }),
  total: fc.boolean(),
  notes: fc.constantFrom<readonly string[]>([], ['* montants en euros'], ['', 'Édité le 31 janvier']),
  second: fc.constantFrom<readonly (readonly string[])[]>(
    [],
    [
      ['mois', 'ventes'],
      ['janvier', '12'],
      ['mars', '30'],
    ],
  ),
  nuls: fc.array(fc.nat({ max: 400 }), { maxLength: 3 }),
})

/** One physical or several lines of the file; `cells` where it is a row of the table. */
interface Piece {
  readonly text: string
  readonly cells?: readonly string[]
}

export const dirtyTable: fc.Arbitrary<Dirty> = fc.tuple(fc.array(row, { minLength: 4, maxLength: 15 }), ways).map(([rows, drawn]) => {
  // Without a quote inside a cell, nothing tells that `\\\\` is one backslash.
  const way = { ...drawn, backslash: drawn.backslash && rows.some((cells) => cells.some((cell) => cell.includes(drawn.quote))) }
  const pieces = piecesOf(rows, way)
  let text = ''
  let line = 1
  const expected: { line: number; cells: readonly string[] }[] = []
  const end = (index: number) => way.lineEnds[index % way.lineEnds.length] ?? '\n'
  for (const [index, piece] of pieces.entries()) {
    if (piece.cells !== undefined) expected.push({ line, cells: piece.cells })
    // A blank line between LF and CR ends would make CRLF of two line ends.
    const ending = piece.text === '' && end(index) !== '\r\n' ? '\r\n' : end(index)
    text += piece.text + ending
    line += piece.text.split('\n').length
  }
  const encoding = way.encoding.split(' ')[0] ?? ''
  const withNuls = way.encoding.startsWith('utf-8') ? [...way.nuls].reduce((all, at) => inserted(all, at), text) : text
  const bytes = (ENCODINGS[way.encoding] ?? Buffer.from)(withNuls)
  return { bytes, header: JOINED[way.header] ?? [], rows: expected, dialect: { encoding, delimiter: way.delimiter } }
})

function inserted(text: string, at: number): string {
  return at > text.length ? text : `${text.slice(0, at)}\0${text.slice(at)}`
}

type Way = typeof ways extends fc.Arbitrary<infer Value> ? Value : never

function piecesOf(rows: readonly (readonly string[])[], way: Way): Piece[] {
  const write = (cells: readonly string[]) => ({ text: cells.map((cell) => cellText(cell, way)).join(way.delimiter) })
  const header = (HEADERS[way.header] ?? []).map(write)
  const pieces: Piece[] = way.title.map((text) => ({ text }))
  if (way.blankBelowTitle || header.length === 0) pieces.push({ text: '' })
  pieces.push(...header)
  for (const [index, cells] of rows.entries()) {
    const written =
      way.shorter && header.length > 0 && cells[3] === ''
        ? cells.slice(0, 3)
        : way.longer > 0 && index % 3 === 1
          ? [...cells, ...Array(way.longer).fill('')]
          : cells
    pieces.push({ ...write(written), cells })
    for (const [after, kind] of way.blanks) {
      if (after === index) pieces.push({ text: kind === 'cells' ? way.delimiter.repeat(3) : kind })
    }
    if (way.pages && index === 2 && header.length > 0) pieces.push({ text: '' }, { text: 'Page 2' }, ...header)
  }
  if (way.total) pieces.push(write(['Total', '', '1 420,50', '']))
  pieces.push(...way.notes.map((text) => ({ text })))
  if (way.second.length > 0) pieces.push({ text: '' }, ...way.second.map(write))
  return pieces
}

function cellText(cell: string, { delimiter, quote, all, backslash }: Way): string {
  const bare = delimiter.trim() || delimiter
  const must = cell.includes(bare) || cell.includes('\n') || cell.startsWith(quote) || cell.includes(quote)
  // A few single quotes alone would be apostrophes.
  if (!must && !all && quote === '"') return cell
  return (
    quote +
    (backslash
      ? cell.replace(/["'\\]/g, (each) => (each === quote || each === '\\' ? `\\${each}` : each))
      : cell.replaceAll(quote, quote + quote)) +
    quote
  )
}
