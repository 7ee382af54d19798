/** Which encoding a file is written in, judged by its first bytes. Encodings go by their lower-case labels: `utf-8`, `windows-1252`. */
import { isUtf8 } from 'node:buffer'
import { AppError, UsageError } from '../cli/errors.ts'
import { legacyPage } from './legacy-page.ts'
import { countCharacters, wholeCharacters } from './utf8.ts'

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
  jis: 'iso-2022-jp',
  'iso2022-jp': 'iso-2022-jp',
  iso2022jp: 'iso-2022-jp',
}

/** Up to so many characters may be UTF-8 by chance. */
const FEW = 3

/** How files begin that people take for tables. */
const OTHER_FORMATS: readonly (readonly [string, string])[] = [
  ['PK\u0003\u0004', 'a spreadsheet workbook or another zip archive'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old spreadsheet workbook'],
  ['%PDF-', 'a PDF document'],
  ['SQLite format 3\u0000', 'a database file'],
  ['\u001f\u008b', 'a compressed file'],
]

/** The label for what the user typed, of a file that begins with `prefix`. Throws UsageError where no decoder knows it. */
export async function encodingNamed(typed: string, prefix: Buffer): Promise<string> {
  const name = typed.trim().toLowerCase()
  const label = ALIASES[name] ?? name.replace(/^(?:cp|win|windows)-?(125\d)$/, 'windows-$1').replace(/^(?:ibm|dos|cp)-?(\d{3})$/, 'cp$1')
  if (label === 'utf-16') return marked(prefix) ?? wideByNul(prefix) ?? 'utf-16le'
  if (label.startsWith('utf-8') || label === 'utf-16le' || label === 'utf-16be' || label === 'iso-2022-jp') return label
  const iconv = await import('iconv-lite')
  if (iconv.encodingExists(label)) return label
  throw new UsageError(`there is no encoding "${typed}"`, 'say utf-8, utf-16le, windows-1252, macroman, shift_jis or the like')
}

/**
 * The encoding of a file that begins with `prefix`: by its byte order mark, else UTF-16 by where its NUL bytes stand, else UTF-8
 * if it is (but for a few bytes, which are told when they are read), else the legacy page by which it reads most like words, and UTF-8
 * after all if it reads like words by none. `name` is the file's, for messages. Throws AppError where the file is plainly no text, and
 * where two pages read equally well.
 */
export async function detectEncoding(prefix: Buffer, complete: boolean, name: string): Promise<string> {
  const begins = prefix.toString('latin1', 0, 16)
  const other = OTHER_FORMATS.find(([magic]) => begins.startsWith(magic))
  if (other !== undefined) {
    throw new AppError(`${name} is ${other[1]}, not a text table`, { hint: 'save it as CSV in the program it comes from' })
  }
  const wide = marked(prefix) ?? wideByNul(prefix) ?? escaped(prefix, name)
  if (wide !== undefined) return wide
  const whole = complete ? prefix : prefix.subarray(0, wholeCharacters(prefix))
  if (isUtf8(whole)) return isUtf8ByChance(whole) ? await legacyPage(whole, name) : 'utf-8'
  const { good, bad } = countCharacters(whole)
  return good > bad * 4 ? 'utf-8' : await legacyPage(whole, name)
}

function marked(prefix: Buffer): string | undefined {
  const begins = prefix.toString('latin1', 0, 4)
  if (begins.startsWith('\u00ef\u00bb\u00bf')) return 'utf-8'
  if (begins.startsWith('\u00ff\u00fe')) return begins === '\u00ff\u00fe\0\0' ? 'utf-32le' : 'utf-16le'
  return begins.startsWith('\u00fe\u00ff') ? 'utf-16be' : undefined
}

/** Whether the bytes, which are UTF-8, look so by chance: all they have beside ASCII are a few letters of alphabets that are hardly met. */
function isUtf8ByChance(bytes: Buffer): boolean {
  const { good } = countCharacters(bytes, FEW + 1)
  return (
    good > 0 &&
    good <= FEW &&
    !/[^\0-\x7f\p{Script=Thaana}\p{Script=Syriac}\p{Script=Nko}\p{Script=Armenian}]/u.test(bytes.toString('utf8'))
  )
}

/** Japanese mail programs still write it: ASCII with other characters between escapes. Its Korean and Chinese kin nobody decodes any more. */
function escaped(prefix: Buffer, name: string): string | undefined {
  if (!prefix.includes(0x1b) || prefix.some((byte) => byte >= 0x80)) return undefined
  const has = (...sequences: string[]) => sequences.some((each) => prefix.includes(`\u001b${each}`))
  if (has('$)A', '$)C', '$)G')) {
    throw new AppError(`${name} is in ISO-2022, Korean or Chinese, which clientele does not read`, { hint: 'save it as UTF-8' })
  }
  return has('$B', '$@', '(I', '(J') ? 'iso-2022-jp' : undefined
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
