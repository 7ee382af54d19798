/** Which of the pages from before Unicode a text is written in: the one by which it reads most like words. */

import { AppError } from '../cli/errors.ts'
import { plausibility } from '../domain/plausibility.ts'
import { rareCharacters } from './east-asian.ts'
import { countCharacters } from './utf8.ts'

interface Page {
  /** What it is ahead of others. */
  readonly ahead: number
  /** The languages written in it. */
  readonly languages: readonly string[]
}

const WESTERN: readonly string[] = [
  ...['french', 'german', 'spanish', 'portuguese', 'italian', 'catalan', 'dutch', 'swedish', 'danish', 'norwegian', 'finnish'],
  ...['icelandic', 'estonian', 'albanian', 'irish'],
]
const CENTRAL: readonly string[] = ['german', 'polish', 'czech', 'slovak', 'hungarian', 'croatian', 'slovenian', 'romanian', 'albanian']
const BALTIC: readonly string[] = ['german', 'estonian', 'latvian', 'lithuanian']
const CYRILLIC: readonly string[] = ['russian', 'ukrainian', 'bulgarian', 'serbian']

/**
 * Pages that the detector does not tell apart, or does not know: tables come in Windows pages, Western ones most of all, seldom in those of
 * DOS, Unix and old Macintoshes.
 */
const PAGES: Readonly<Record<string, Page>> = {
  'windows-1252': { ahead: 0.5, languages: WESTERN },
  'windows-1250': { ahead: 0, languages: CENTRAL },
  'windows-1251': { ahead: 0, languages: CYRILLIC },
  'windows-1253': { ahead: -0.3, languages: ['greek'] },
  'windows-1254': { ahead: -0.6, languages: ['turkish'] },
  'windows-1255': { ahead: -0.3, languages: ['hebrew'] },
  'windows-1256': { ahead: -0.3, languages: ['arabic'] },
  'windows-1257': { ahead: -0.9, languages: BALTIC },
  macroman: { ahead: -0.5, languages: WESTERN },
  cp850: { ahead: -0.5, languages: WESTERN },
  'iso-8859-15': { ahead: -0.5, languages: WESTERN },
  cp852: { ahead: -0.5, languages: CENTRAL },
  'iso-8859-2': { ahead: -0.5, languages: CENTRAL },
  maccenteuro: { ahead: -0.5, languages: CENTRAL },
  cp866: { ahead: -0.3, languages: CYRILLIC },
  'koi8-r': { ahead: -0.5, languages: CYRILLIC },
  maccyrillic: { ahead: -0.5, languages: CYRILLIC },
  cp737: { ahead: -0.5, languages: ['greek'] },
  cp857: { ahead: -0.5, languages: ['turkish'] },
}
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
const JUDGED = 4096
/** Less between the two best readings, in the units of domain/plausibility.ts, is no answer: two letters of one word. */
const MARGIN = 1
/** What a character that chance seldom makes speaks for UTF-8. */
const BY_NO_CHANCE = 5
/** What a character speaks against a page of East Asia that seldom has it. */
const RARE = 3

interface Reading {
  readonly label: string
  readonly text: string
  /** How much it reads like words; and with that, how likely the page is. */
  readonly sense: number
  readonly worth: number
}

/**
 * The page of a file called `name`; `utf-8`, which it is not wholly, where most speaks for that or no page makes words of it: then the bytes
 * that are not UTF-8 are told when they are read. Throws AppError with two readings that are equally good.
 */
export async function legacyPage(bytes: Buffer, name: string): Promise<string> {
  const readings = await readingsOf(bytes)
  const [best] = readings
  if (best === undefined || (best.sense <= 0 && best.label !== 'utf-8')) return 'utf-8'
  // What cannot be read by a page to the end is not in it; if nothing else makes sense, reading it tells where it fails.
  const second = readings.find((each) => each !== best && !each.text.includes('\ufffd'))
  if (best.text.includes('\ufffd') || second === undefined || best.worth - second.worth >= MARGIN) return best.label
  throw unclear(best, second, name)
}

/** What the bytes are by each page that can be, the best first. */
async function readingsOf(bytes: Buffer): Promise<readonly Reading[]> {
  const [{ analyse }, { decode, encode, encodingExists }] = await Promise.all([import('chardet'), import('iconv-lite')])
  const judged = linesOutsideAscii(bytes)
  const found = new Map(analyse(bytes.subarray(0, 65_536)).map((match) => [match.name.toLowerCase(), match.confidence]))
  const named = [...found.keys()].flatMap((label) => (NEIGHBOURS[label] === undefined ? [label] : [NEIGHBOURS[label], label]))
  const readings: Reading[] = []
  const read = (label: string, text: string, ahead: number, languages?: readonly string[]) => {
    const sense = plausibility(text, languages)
    const same = readings.findIndex((each) => each.text === text)
    const before = readings[same]
    // Two pages that give the same text are one answer, the likelier page, by whichever languages it is better.
    if (before === undefined) readings.push({ label, text, sense, worth: sense + ahead })
    else if (before.worth < sense + ahead) readings[same] = { label: before.label, text, sense, worth: sense + ahead }
  }
  read('utf-8', judged.toString('utf8'), countCharacters(judged).good * BY_NO_CHANCE)
  for (const [label, page] of Object.entries(PAGES)) read(label, withEuro(decode(judged, label), label), page.ahead, page.languages)
  for (const label of named.filter((each) => PAGES[each] === undefined && !JUDGED_BEFORE.test(each) && encodingExists(each))) {
    const text = decode(judged, label)
    const confidence = (found.get(label) ?? 0) / 100
    if (!DOUBLE.test(label)) read(label, text, confidence)
    else read(label, text, confidence * 4 - rareCharacters(text, (character) => encode(character, label), label) * RARE)
  }
  return readings.sort((one, other) => other.worth - one.worth)
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
