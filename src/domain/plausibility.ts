/**
 * How much like words a text looks that was read by a guessed encoding. Only its characters outside ASCII are judged, by their
 * neighbours: a wrong page puts signs inside words, capitals behind small letters, and two scripts into one word.
 */
import { spellingWorth } from './spelling.ts'

/** Letters by their name alone. */
const SIGNS = new Set('ƒªºˆ˜µ')
const MONEY = new Set('€£¥₹')
/** What typographers put between words and around figures. */
const PUNCTUATION = new Set('\u00a0\u202f«»“”„‘’–—…•·°º№§©®™½¼¾²³µ×¿¡、。・「」（）：，')
const BROKEN = /[\ufffd\u0080-\u009f\ue000-\uf8ff\ufffe\uffff]|\p{Cn}/u
const LETTER = /\p{L}/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
/** Words in scripts judged by their spelling; a letter alone is none. */
const SPELLED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}\p{Script=Arabic}]{2,}/gu
const NOT_ASCII = /[^\0-\x7f]/
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['han', /\p{Script=Han}/u],
  ['thai', /\p{Script=Thai}/u],
]
const EAST_ASIAN: readonly string[] = ['kana', 'han', 'hangul']
/** Words of one letter. */
const ALONE = new Set('àÀéøå')
const COMMON_HAN = /[\u4e00-\u9fff]/
const HALF_WIDTH = /[\uff61-\uffdf]/

/** The sum over the characters outside ASCII, each from -4 to 4; above 0 the text is more words than rubble, of these languages. */
export function plausibility(text: string, languages?: readonly string[]): number {
  const characters = [...text]
  let sum = spellingWorth(
    (text.match(SPELLED) ?? []).filter((word) => NOT_ASCII.test(word)),
    languages,
  )
  for (const [index, character] of characters.entries()) {
    if ((character.codePointAt(0) ?? 0) < 128) continue
    sum +=
      character === '’' ? apostropheWorth(characters, index) : worth(character, characters[index - 1] ?? '', characters[index + 1] ?? '')
    sum += eastAsianWorth(characters, index) + caseWorth(characters, index)
  }
  return sum
}

/** Capitals begin a word or are all of it: `MalmÖ`, `BÈziers`, `OÕNeil` are read by a wrong page. */
function caseWorth(characters: readonly string[], index: number): number {
  const [character = '', before = '', after = ''] = [0, -1, 1].map((step) => characters[index + step] ?? '')
  if (LOWER.test(character)) return UPPER.test(after) && character !== 'ß' ? -2 : 0
  if (!UPPER.test(character)) return 0
  if (LOWER.test(before)) return -3
  if (!UPPER.test(before)) return 0
  const next = UPPER.test(after) ? (characters[index + 2] ?? '') : after
  return LOWER.test(next) ? -3 : 0
}

/**
 * East Asian characters take two bytes, which two characters of another page would be worth; but one alone is no word, and is what a single
 * accented letter makes of itself and what follows it: `Gen葀e`.
 */
function eastAsianWorth(characters: readonly string[], index: number): number {
  const script = scriptOf(characters[index] ?? '')
  if (!EAST_ASIAN.includes(script)) return 0
  const beside = [-1, 1]
    .map((step) => characters[index + step] ?? '')
    .filter((each) => LETTER.test(each))
    .map(scriptOf)
  const isRun = beside.some((each) => EAST_ASIAN.includes(each))
  if (!isRun) return beside.length > 0 ? -2 : HALF_WIDTH.test(characters[index] ?? '') ? -1 : 0
  if (HALF_WIDTH.test(characters[index] ?? '')) return -0.5
  if (beside.some((each) => !EAST_ASIAN.includes(each))) return 0.5
  if (script === 'kana') return beside.includes('kana') ? 4 : 1.5
  return script === 'hangul' ? 2.7 : COMMON_HAN.test(characters[index] ?? '') ? 2.4 : -1
}

function worth(character: string, before: string, after: string): number {
  if (BROKEN.test(character)) return -4
  if (LETTER.test(character) && !SIGNS.has(character)) return letterWorth(character, before, after)
  const inside = LETTER.test(before) && LETTER.test(after)
  if (MONEY.has(character)) return moneyWorth(before, after)
  if (character === '°' || character === 'º') return /[nN\d\s]/.test(before) ? 1 : -1
  if (/\s/.test(character) && /\d/.test(before) && /[\d€]/.test(after)) return 2
  if (character === 'µ') return /[\d\s]/.test(before) && /[mgslFVA]/.test(after) ? 3 : -2
  if (/[©®™]/.test(character)) return inside ? -2 : 1
  if (PUNCTUATION.has(character)) return inside ? -2 : 0.5
  return inside ? -2 : -1
}

/** A currency stands beside a figure, perhaps with a space between, and never right before a letter. */
function moneyWorth(before: string, after: string): number {
  if (LETTER.test(after) || (LETTER.test(before) && !/\d/.test(after))) return -2
  return /[\d\s\u00a0]/.test(before) || /\d/.test(after) ? 2 : 1
}

/** Most in `l’ami`, `qu’il`, `O’Neil`, `it’s`; something in `dell’arte`, `lorsqu’il`. */
function apostropheWorth(characters: readonly string[], index: number): number {
  const before = characters.slice(Math.max(0, index - 3), index).join('')
  const after = characters.slice(index + 1, index + 4).join('')
  const isElision = /^[aeiouyhàâäéèêëîïôöûüœæ\p{Lu}]/u.test(after)
  if (isElision && /(?:^|[^\p{L}])(?:[ldjmntscOD]|qu)$/iu.test(before)) return 3
  if (/\p{L}$/u.test(before) && /^(?:s|t|d|m|re|ll|ve)(?:$|[^\p{L}’])/iu.test(after)) return 3
  if (/\p{L}$/u.test(before) && LETTER.test(after[0] ?? '')) return isElision && /(?:ll|qu|rd|st|nt)$/i.test(before) ? 1.5 : -1
  return LETTER.test(before.at(-1) ?? '') ? 1 : -0.5
}

/** East Asian letters are judged elsewhere, and how Latin ones are spelled. */
function letterWorth(character: string, before: string, after: string): number {
  const script = scriptOf(character)
  if (EAST_ASIAN.includes(script)) return 0
  const beside = [before, after].filter((each) => LETTER.test(each)).map(scriptOf)
  if (beside.some((each) => each !== script)) return -2
  if (/\d/.test(before) || /\d/.test(after)) return -2
  if (beside.length === 0) return ALONE.has(character) ? 1 : -0.5
  return script === 'thai' ? 1.5 : 0
}

const scripts = new Map<string, string>()

function scriptOf(character: string): string {
  const known = scripts.get(character)
  if (known !== undefined) return known
  const script = SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other'
  scripts.set(character, script)
  return script
}
