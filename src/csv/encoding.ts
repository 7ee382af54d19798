/** Which encoding a file is written in, judged by its first bytes. Encodings go by their lower-case labels: `utf-8`, `windows-1252`. */
import { isUtf8 } from 'node:buffer'
import { AppError, UsageError } from '../cli/errors.ts'
import { plausibility } from '../domain/plausibility.ts'

/** What people call them, to the label. Latin-1 is Windows-1252 without its printed signs, as in browsers. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  'utf-8-sig': 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  utf16: 'utf-16',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  ucs2: 'utf-16',
  'ucs-2': 'utf-16',
  unicode: 'utf-16',
  latin1: 'windows-1252',
  'latin-1': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  ansi: 'windows-1252',
  cp1252: 'windows-1252',
  windows1252: 'windows-1252',
  latin9: 'iso-8859-15',
  'latin-9': 'iso-8859-15',
  mac: 'macroman',
  macintosh: 'macroman',
  'mac-roman': 'macroman',
  'mac roman': 'macroman',
  'x-mac-roman': 'macroman',
  dos: 'cp850',
  oem: 'cp850',
  ibm850: 'cp850',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
  cp932: 'shift_jis',
}

/** How files begin that people take for tables. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a spreadsheet workbook or another zip archive'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old spreadsheet workbook'],
  ['%PDF-', 'a PDF document'],
  ['SQLite format 3\u0000', 'a database file'],
  ['\u001f\u008b', 'a compressed file'],
]

/** Pages that the detector does not tell apart, or does not know, the likeliest first. */
const WESTERN: readonly string[] = ['windows-1252', 'macroman', 'cp850', 'iso-8859-15']
/** The detector's names for what was judged before. */
const JUDGED_BEFORE = /^(?:iso-8859-1|windows-1252|ascii|utf-8|utf-16.*|utf-32.*)$/
/** The detector goes by bytes that few texts have in naming the one or the other. */
const NEIGHBOURS: Readonly<Record<string, string>> = {
  'iso-8859-2': 'windows-1250',
  'iso-8859-6': 'windows-1256',
  'iso-8859-7': 'windows-1253',
  'iso-8859-8': 'windows-1255',
  'iso-8859-9': 'windows-1254',
}
/** Pages of two bytes a character: of these, by its tables of common characters, the detector knows more than we. */
const DOUBLE = /^(?:shift_jis|euc-jp|euc-kr|big5|gb18030|iso-2022-..)$/
/** As much text as is judged, in bytes of lines that have any outside ASCII. */
const JUDGED = 8192
/** Less between the two best readings, in the units of domain/plausibility.ts, is no answer: two letters of one word. */
const MARGIN = 0.8
/** What the contract's own page is ahead of the others. */
const HEAD_START = 0.5

/** The label for what the user typed, of a file that begins with `prefix`. Throws UsageError where no decoder knows it. */
export async function encodingNamed(typed: string, prefix: Buffer): Promise<string> {
  const name = typed.trim().toLowerCase()
  const label = ALIASES[name] ?? name
  if (label === 'utf-16') return marked(prefix) ?? wideByNul(prefix) ?? 'utf-16le'
  if (label.startsWith('utf-8') || label === 'utf-16le' || label === 'utf-16be') return label
  const iconv = await import('iconv-lite')
  if (iconv.encodingExists(label)) return label
  throw new UsageError(`there is no encoding "${typed}"`, 'say utf-8, utf-16le, windows-1252, macroman, shift_jis or the like')
}

/**
 * The encoding of a file that begins with `prefix`: by its byte order mark, else UTF-16 by where its NUL bytes stand, else UTF-8
 * if it is (but for a few bytes, which are told when they are read), else the legacy page by which it reads most like words. `name` is
 * the file's, for messages. Throws AppError where the file is plainly no text, and where two pages read equally well.
 */
export async function detectEncoding(prefix: Buffer, complete: boolean, name: string): Promise<string> {
  const begins = prefix.toString('latin1', 0, 16)
  const other = OTHER_FORMATS.find(([magic]) => begins.startsWith(magic))
  if (other !== undefined) {
    throw new AppError(`${name} is ${other[1]}, not a text table`, { hint: 'save it as CSV in the program it comes from' })
  }
  const wide = marked(prefix) ?? wideByNul(prefix)
  if (wide !== undefined) return wide
  const whole = complete ? prefix : prefix.subarray(0, wholeCharacters(prefix))
  if (isUtf8(whole) || isNearlyUtf8(whole)) return 'utf-8'
  return await legacyPage(whole, name)
}

function marked(prefix: Buffer): string | undefined {
  const begins = prefix.toString('latin1', 0, 4)
  if (begins.startsWith('\u00ef\u00bb\u00bf')) return 'utf-8'
  if (begins.startsWith('\u00ff\u00fe')) return begins === '\u00ff\u00fe\0\0' ? 'utf-32le' : 'utf-16le'
  return begins.startsWith('\u00fe\u00ff') ? 'utf-16be' : undefined
}

/** Whether most bytes outside ASCII stand in whole characters of several bytes, which chance seldom makes. */
function isNearlyUtf8(bytes: Buffer): boolean {
  let good = 0
  let bad = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 0
    if (length > 0 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length))) {
      good++
      at += length - 1
    } else bad++
  }
  return good > bad * 4
}

interface Reading {
  readonly label: string
  readonly text: string
  readonly worth: number
}

async function legacyPage(bytes: Buffer, name: string): Promise<string> {
  const [{ analyse }, { decode, encodingExists }] = await Promise.all([import('chardet'), import('iconv-lite')])
  const judged = linesOutsideAscii(bytes)
  const found = new Map(analyse(bytes.subarray(0, 65_536)).map((match) => [match.name.toLowerCase(), match.confidence]))
  const named = [...found.keys()].flatMap((label) => (NEIGHBOURS[label] === undefined ? [label] : [NEIGHBOURS[label], label]))
  const readings: Reading[] = []
  for (const label of [...WESTERN, ...named.filter((each) => !JUDGED_BEFORE.test(each) && encodingExists(each))]) {
    const text = withEuro(decode(judged, label), label)
    if (readings.some((each) => each.text === text)) continue
    const confidence = (found.get(label) ?? 0) / 100
    const ahead = label === 'windows-1252' ? HEAD_START : confidence * (DOUBLE.test(label) ? 4 : 1)
    readings.push({ label, text, worth: plausibility(text) + ahead })
  }
  readings.sort((one, other) => other.worth - one.worth)
  const [best, second] = readings
  if (best === undefined) return 'windows-1252'
  if (second === undefined || best.worth - second.worth >= MARGIN) return best.label
  throw unclear(best, second, name)
}

/** The lines that have a byte outside ASCII, as many as are judged. */
function linesOutsideAscii(bytes: Buffer): Buffer {
  const lines: Buffer[] = []
  let length = 0
  let start = 0
  while (start < bytes.length && length < JUDGED) {
    const feed = bytes.indexOf(10, start)
    const end = Math.min(feed < 0 ? bytes.length : feed + 1, start + JUDGED)
    const line = bytes.subarray(start, end)
    if (line.some((byte) => byte >= 128)) {
      lines.push(line)
      length += line.length
    }
    start = end
  }
  return Buffer.concat(lines)
}

/** Names a word that differs, as each of the two pages has it. */
function unclear(best: Reading, second: Reading, name: string): AppError {
  const words = (text: string) => text.split(/[\s,;|"]+/)
  const others = words(second.text)
  const at = words(best.text).findIndex((word, index) => word !== others[index])
  const [one, other] = [words(best.text)[at] ?? '', others[at] ?? ''].map((word) => word.slice(0, 40).replace(/\p{Cc}/gu, '?'))
  return new AppError(`${name}: "${one}" in ${best.label} can also be "${other}" in ${second.label}, and nothing tells which`, {
    hint: `say --encoding ${best.label} or ${second.label}, or which it is`,
  })
}

/** Mac Roman has had the euro in place of the currency sign since 1998, but not for iconv-lite. */
export function withEuro(text: string, encoding: string): string {
  return encoding === 'macroman' ? text.replaceAll('¤', '€') : text
}

/** Where the last whole UTF-8 character of the bytes ends: at their end, or up to three bytes before. */
export function wholeCharacters(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** UTF-16 has a NUL in every second byte wherever a Latin letter, digit, delimiter or line end stands, and a line end somewhere. */
function wideByNul(prefix: Buffer): string | undefined {
  const nuls = [0, 0]
  for (let at = prefix.indexOf(0); at >= 0; at = prefix.indexOf(0, at + 1)) nuls[at % 2] = (nuls[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = nuls
  const few = Math.max(even, odd) / 20
  const many = Math.max(1, prefix.length / 50)
  if (odd > many && even <= few && hasWideLineEnd(prefix, 0)) return 'utf-16le'
  if (even > many && odd <= few && hasWideLineEnd(prefix, 1)) return 'utf-16be'
  return undefined
}

/** Whether a character of two bytes is a line feed or return; its low byte stands at the positions of this parity. */
function hasWideLineEnd(bytes: Buffer, parity: 0 | 1): boolean {
  for (let at = parity; at < bytes.length; at += 2) {
    if ((bytes[at] === 10 || bytes[at] === 13) && bytes[parity === 0 ? at + 1 : at - 1] === 0) return true
  }
  return false
}
