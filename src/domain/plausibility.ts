/**
 * How much like words a text looks that was read by a guessed encoding. Only its characters outside ASCII are judged, by their
 * neighbours: a wrong page puts signs inside words, capitals behind small letters, and two scripts into one word.
 */

/** Accented letters of French, German, Spanish, Italian, Portuguese and the Nordic languages. */
const USUAL = new Set('éèêëàâäáãåçîïíìñôöóòõøœæùûüúßÉÈÊËÀÂÄÁÃÅÇÎÏÍÑÔÖÓÕØŒÆÙÛÜÚ')
/** Western letters that are rarely met, and stand where other pages have usual ones. */
const RARE = new Set('ÞþÐðÝýÿŸŠšŽžı')
/** Letters by their name alone. */
const SIGNS = new Set('ƒªºˆ˜')
const MONEY = new Set('€£¥₹')
/** What typographers put between words and around figures. */
const PUNCTUATION = new Set('\u00a0\u202f«»“”„‘’–—…•·°º№§©®™½¼¾²³µ×¿¡、。・「」（）：，')
const BROKEN = /[\ufffd\u0080-\u009f\ue000-\uf8ff\ufffe\uffff]|\p{Cn}/u
const LETTER = /\p{L}/u
const UPPER = /\p{Lu}/u
const LOWER = /\p{Ll}/u
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
const COMMON_HAN = /[\u4e00-\u9fff]/
const HALF_WIDTH = /[\uff61-\uffdf]/

/** The sum over the characters outside ASCII, each from -4 to 2; above 0 the text is more words than rubble. */
export function plausibility(text: string): number {
  const characters = [...text]
  let sum = 0
  for (const [index, character] of characters.entries()) {
    if ((character.codePointAt(0) ?? 0) < 128) continue
    sum +=
      character === '’' ? apostropheWorth(characters, index) : worth(character, characters[index - 1] ?? '', characters[index + 1] ?? '')
    // `OÕNeil`: no word goes on in small letters after three capitals.
    if (
      UPPER.test(character) &&
      [-1, 1].every((step) => UPPER.test(characters[index + step] ?? '')) &&
      LOWER.test(characters[index + 2] ?? '')
    )
      sum -= 4
  }
  return sum
}

function worth(character: string, before: string, after: string): number {
  if (BROKEN.test(character)) return -4
  if (LETTER.test(character) && !SIGNS.has(character)) return HALF_WIDTH.test(character) ? -0.5 : letterWorth(character, before, after)
  const inside = LETTER.test(before) && LETTER.test(after)
  if (MONEY.has(character)) return moneyWorth(before, after)
  if (character === '°' || character === 'º') return /[nN\d\s]/.test(before) ? 1 : -1
  if (/\s/.test(character) && /\d/.test(before) && /[\d€]/.test(after)) return 2
  if (PUNCTUATION.has(character)) return inside ? -2 : 0.5
  return inside ? -2 : -1
}

/** A currency stands beside a figure, perhaps with a space between, and never right before a letter. */
function moneyWorth(before: string, after: string): number {
  if (LETTER.test(after) || (LETTER.test(before) && !/\d/.test(after))) return -2
  return /[\d\s\u00a0]/.test(before) || /\d/.test(after) ? 2 : 1
}

/** Most in `l’ami`, `qu’il`, `O’Neil`, `it’s`; something within any word. */
function apostropheWorth(characters: readonly string[], index: number): number {
  const before = characters.slice(Math.max(0, index - 3), index).join('')
  const after = characters.slice(index + 1, index + 4).join('')
  if (/(?:^|[^\p{L}])(?:[ldjmntscOD]|qu)$/iu.test(before) && LETTER.test(after[0] ?? '')) return 3
  if (/\p{L}$/u.test(before) && /^(?:s|t|d|m|re|ll|ve)(?:$|\P{L})/iu.test(after)) return 3
  return /\p{L}$/u.test(before) && LETTER.test(after[0] ?? '') ? 1.5 : LETTER.test(before.at(-1) ?? '') ? 1 : -0.5
}

function letterWorth(character: string, before: string, after: string): number {
  const script = scriptOf(character)
  const beside = [before, after].filter((each) => LETTER.test(each)).map(scriptOf)
  if (UPPER.test(character) && LOWER.test(before)) return -2
  if (LOWER.test(character) && UPPER.test(after)) return -2
  // East Asian characters take two bytes, which two characters of another page would be worth.
  if (EAST_ASIAN.includes(script)) {
    const usual = script === 'kana' ? (beside.includes('kana') ? 4 : 1.5) : script === 'hangul' ? 3 : COMMON_HAN.test(character) ? 2.4 : -1
    return beside.some((each) => !EAST_ASIAN.includes(each)) ? 0.5 : usual
  }
  if (beside.some((each) => each !== script)) return -2
  if (/\d/.test(before) || /\d/.test(after)) return -2
  if (script !== 'latin') return beside.length > 0 ? 1.5 : 0
  return latinWorth(character, before, after)
}

function latinWorth(character: string, before: string, after: string): number {
  const alone = !LETTER.test(before) && !LETTER.test(after)
  if (alone) return character === 'à' || character === 'À' || character === 'é' ? 1 : -0.5
  const crowd = [before, after].filter((each) => LETTER.test(each) && (each.codePointAt(0) ?? 0) >= 128).length
  const worthOfOne = USUAL.has(character) ? 2 : RARE.has(character) ? 0 : 1
  return worthOfOne - crowd
}

function scriptOf(character: string): string {
  return SCRIPTS.find(([, pattern]) => pattern.test(character))?.[0] ?? 'other'
}
