/** Which encoding a file is written in, judged by its first bytes. Encodings go by their lower-case labels: `utf-8`, `windows-1252`. */
import { isUtf8 } from 'node:buffer'
import { AppError, UsageError } from '../cli/errors.ts'

/** What people call them, to the label. Latin-1 is Windows-1252 without its printed signs, as in browsers. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  ascii: 'utf-8',
  'us-ascii': 'utf-8',
  utf16: 'utf-16le',
  'utf-16': 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  ucs2: 'utf-16le',
  latin1: 'windows-1252',
  'latin-1': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  ansi: 'windows-1252',
  cp1252: 'windows-1252',
  windows1252: 'windows-1252',
  'shift-jis': 'shift_jis',
  sjis: 'shift_jis',
}

/** How files begin that people take for tables. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a spreadsheet workbook or another zip archive'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old spreadsheet workbook'],
  ['%PDF-', 'a PDF document'],
  ['SQLite format 3\u0000', 'a database file'],
  ['\u001f\u008b', 'a compressed file'],
]

/** How sure the detector must be of a page other than Windows-1252; below, what it names is chance as often as not. */
const CONFIDENT = 50
const WESTERN = /^(?:iso-8859-1|iso-8859-9|iso-8859-15|windows-1252|windows-1254|ascii|utf-8)$/

/** The label for what the user typed. Throws UsageError where no decoder knows it. */
export async function encodingNamed(typed: string): Promise<string> {
  const name = typed.trim().toLowerCase()
  const label = ALIASES[name] ?? name
  if (label.startsWith('utf-8') || label === 'utf-16le' || label === 'utf-16be') return label
  const iconv = await import('iconv-lite')
  if (iconv.encodingExists(label)) return label
  throw new UsageError(`there is no encoding "${typed}"`, 'say utf-8, utf-16le, windows-1252, macroman, shift_jis or the like')
}

/**
 * The encoding of a file that begins with `prefix`: by its byte order mark, else UTF-16 by where its NUL bytes stand, else UTF-8
 * if it is, else a legacy page, Windows-1252 unless the detector is sure of another. `name` is the file's, for messages. Throws
 * AppError where the file is plainly no text.
 */
export async function detectEncoding(prefix: Buffer, complete: boolean, name: string): Promise<string> {
  const begins = prefix.toString('latin1', 0, 16)
  const other = OTHER_FORMATS.find(([magic]) => begins.startsWith(magic))
  if (other !== undefined) {
    throw new AppError(`${name} is ${other[1]}, not a text table`, { hint: 'save it as CSV in the program it comes from' })
  }
  if (begins.startsWith('\u00ef\u00bb\u00bf')) return 'utf-8'
  if (begins.startsWith('\u00ff\u00fe')) return 'utf-16le'
  if (begins.startsWith('\u00fe\u00ff')) return 'utf-16be'
  const wide = wideByNul(prefix)
  if (wide !== undefined) return wide
  if (isUtf8(complete ? prefix : prefix.subarray(0, wholeCharacters(prefix)))) return 'utf-8'
  const [{ analyse }, iconv] = await Promise.all([import('chardet'), import('iconv-lite')])
  const [best] = analyse(prefix.subarray(0, 65_536))
  const label = best?.name.toLowerCase() ?? ''
  const sure = best !== undefined && best.confidence >= CONFIDENT && !WESTERN.test(label) && iconv.encodingExists(label)
  return sure ? label : 'windows-1252'
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
