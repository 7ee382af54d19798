import iconv from 'iconv-lite'
import type { Random } from './random.ts'

type Mutation = (bytes: Buffer, random: Random) => Buffer

/** No mutated file is larger, so that none may take long. */
export const LARGEST = 100_000
const MOST_MUTATIONS = 4

const TOKENS: readonly (string | number[])[] = [
  [0],
  [0xff],
  [0xfe, 0xff],
  [0xff, 0xfe],
  [0xef, 0xbb, 0xbf],
  [0xc3],
  [0xed, 0xa0, 0x80],
  '"',
  "'",
  '""',
  '\\"',
  '\n',
  '\r',
  '\r\n',
  '\u2028',
  '\u202e',
  ',',
  ';',
  '\t',
  '|',
  ' ',
  '\u00a0',
  '[',
  '{"a":',
  'sep=;\n',
  '_line',
  '#1',
]

const CELLS: readonly string[] = [
  '',
  '-',
  '=1+1',
  "'=1",
  'NULL',
  'n/a',
  '1e999',
  '9999999999999999',
  '-0',
  '0.005',
  '1,234',
  '1.234,56 EUR',
  '$8.00',
  '(12.50)',
  '12.50-',
  '٣',
  '31/02/2026',
  '0000-00-00',
  '9999-12-31',
  '46000',
  '02/03/04',
  '29 février 2026',
  '2026-01-01T25:61:00Z',
  'yes',
  'TRUE',
  '1',
  '__proto__',
  'constructor',
  'toString',
  '\u{1F600}',
  'a\u0301',
  'İ',
  'Asha Patel',
  '+91 98250 12345',
  '@',
  'x@y',
  '12 Asha',
]

const ENCODINGS: readonly string[] = [
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'macintosh',
  'shift_jis',
  'windows-1251',
  'cp850',
  'utf-7',
  'gb18030',
]
const DELIMITERS: readonly string[] = [',', ';', '\t', '|', ' ', ', ', ':', '~', '\u0001']

function splice(bytes: Buffer, at: number, removed: number, added: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)])
}

function range(bytes: Buffer, random: Random, longest: number): { at: number; length: number } {
  const at = random.next(bytes.length)
  return { at, length: Math.min(bytes.length - at, 1 + random.next(longest)) }
}

function tokenOf(random: Random): Buffer {
  const token = random.one(TOKENS)
  return typeof token === 'string' ? Buffer.from(token) : Buffer.from(token)
}

/** Works on the file as lines of bytes read one a character, so that nothing of it is lost. */
function byLines(change: (lines: string[], random: Random) => void): Mutation {
  return (bytes, random) => {
    const lines = bytes.toString('latin1').split('\n')
    change(lines, random)
    return Buffer.from(lines.join('\n'), 'latin1')
  }
}

const flipBytes: Mutation = (bytes, random) => {
  const flipped = Buffer.from(bytes)
  for (let count = 1 + random.next(8); count > 0; count--) {
    const at = random.next(flipped.length)
    if (at < flipped.length) flipped[at] = (flipped[at] ?? 0) ^ (1 << random.next(8))
  }
  return flipped
}

const cut: Mutation = (bytes, random) =>
  random.once(2) ? bytes.subarray(0, random.next(bytes.length)) : bytes.subarray(random.next(bytes.length))

const remove: Mutation = (bytes, random) => {
  const { at, length } = range(bytes, random, 400)
  return splice(bytes, at, length, Buffer.alloc(0))
}

const double: Mutation = (bytes, random) => {
  const { at, length } = range(bytes, random, 2000)
  const part = bytes.subarray(at, at + length)
  return splice(bytes, random.next(bytes.length), 0, Buffer.concat(Array<Buffer>(1 + random.next(4)).fill(part)))
}

const insert: Mutation = (bytes, random) => {
  let into = bytes
  for (let count = 1 + random.next(4); count > 0; count--) into = splice(into, random.next(into.length + 1), 0, tokenOf(random))
  return into
}

const swapDelimiter: Mutation = (bytes, random) => {
  const from = random.one(DELIMITERS)
  const to = random.one(DELIMITERS)
  const text = bytes.toString('latin1')
  // Everywhere, or from somewhere on, so that two dialects stand in one file.
  const at = random.once(3) ? random.next(text.length) : 0
  return Buffer.from(text.slice(0, at) + text.slice(at).replaceAll(from, to), 'latin1')
}

const otherEncoding: Mutation = (bytes, random) => {
  const encoded = iconv.encode(bytes.toString('utf8'), random.one(ENCODINGS), { addBOM: random.once(2) })
  if (!random.once(3)) return encoded
  const at = random.next(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), encoded.subarray(at)])
}

const hugeLine: Mutation = (bytes, random) => {
  const { at, length } = range(bytes, random, 60)
  const part = bytes.subarray(at, at + length)
  return splice(bytes, at, 0, Buffer.concat(Array<Buffer>(Math.floor(40_000 / Math.max(1, length))).fill(part)))
}

const deepJson: Mutation = (bytes, random) => {
  const depth = 1 + random.next(20_000)
  const open = random.one(['[', '{"a":', '[{"client":', ' [ '])
  const whole = random.once(2)
  const close = open.includes('{') ? (open.startsWith('[') ? '}]' : '}') : ']'
  return Buffer.concat([
    Buffer.from(open.repeat(depth)),
    whole ? Buffer.from(JSON.stringify(bytes.toString('utf8'))) : bytes,
    Buffer.from(close.repeat(random.once(3) ? random.next(depth) : depth)),
  ])
}

/** The table as a list of JSON objects, of odd values some of them. */
const asJson: Mutation = (bytes, random) => {
  const [header = '', ...lines] = bytes.toString('utf8').split(/\r\n|\n|\r/)
  const keys = header.split(/[,;\t]/)
  const odd = [null, 12, 1.5, -0, 1e21, true, [], {}, ['a', 1], { a: { b: null } }, '']
  const rows = lines.slice(0, 50).map((line) => {
    const cells: readonly unknown[] = line.split(/[,;\t]/)
    return Object.fromEntries(keys.map((key, at) => [key, random.once(6) ? random.one(odd) : cells[at]]))
  })
  return Buffer.from(JSON.stringify(random.once(4) ? { rows, currency: random.one(['EUR', 'JPY', 3]) } : rows))
}

const replaceCells: Mutation = (bytes, random) => {
  const cells = bytes.toString('latin1').split(/([,;\t\n|])/)
  for (let count = 1 + random.next(6); count > 0; count--) {
    const at = 2 * random.next(Math.ceil(cells.length / 2))
    cells[at] = Buffer.from(random.one(CELLS)).toString('latin1')
  }
  return Buffer.from(cells.join(''), 'latin1')
}

const lineMutations: readonly Mutation[] = [
  byLines((lines, random) => lines.splice(random.next(lines.length), 1 + random.next(3))),
  byLines((lines, random) => lines.splice(random.next(lines.length), 0, lines[random.next(lines.length)] ?? '', '')),
  byLines((lines, random) => lines.splice(random.next(lines.length), 0, lines[0] ?? '')),
  byLines((lines, random) => lines.unshift(...Array<string>(1 + random.next(12)).fill(random.one(['', 'Statement', 'a;b', ',,,,'])))),
  byLines((lines, random) => lines.push(random.one(['Total;;;12', '""', '"', ',,,,', '\f', '-- end']))),
  byLines((lines, random) => lines.sort(() => random.next(3) - 1)),
  byLines((lines, random) => {
    const end = random.one(['\r', '\r\r', '', '\u000b'])
    for (let at = 0; at < lines.length; at++) if (random.once(2)) lines[at] += end
  }),
]

const MUTATIONS: readonly Mutation[] = [
  flipBytes,
  cut,
  remove,
  double,
  insert,
  insert,
  swapDelimiter,
  otherEncoding,
  hugeLine,
  deepJson,
  asJson,
  replaceCells,
  replaceCells,
  replaceCells,
  ...lineMutations,
]

/** Spoils a file in one to four ways; now and then the second half is that of another one. */
export function mutate(source: Buffer, other: Buffer, random: Random): Buffer {
  let bytes: Buffer = source
  if (random.once(12)) bytes = Buffer.concat([source.subarray(0, random.next(source.length)), other.subarray(random.next(other.length))])
  for (let count = 1 + random.next(MOST_MUTATIONS); count > 0; count--) bytes = random.one(MUTATIONS)(bytes, random).subarray(0, LARGEST)
  return bytes
}
