/** Names as they are compared: without case, Latin accents and punctuation. */

const LIGATURES: Readonly<Record<string, string>> = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ς: 'σ' }
const LIGATURE = new RegExp(`[${Object.keys(LIGATURES).join('')}]`, 'g')
/** Only the block of Latin, Greek and Cyrillic marks: a Gujarati or Hindi vowel sign is a letter of the name, not an accent on one. */
const ACCENT = /[\u0300-\u036f]/g
/** Joiners and direction marks, which nobody sees. */
const INVISIBLE = /\p{Cf}/gu
/** Words of plain letters and figures with a space between each two, which need nothing but the lower case. */
const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/
/** Hyphens, apostrophes, dots and commas stand between words: Jean-Paul, O'Neil, S.A.R.L., Patel, Asha. */
const BETWEEN_WORDS = /[\s\p{Pd}'’‘‛ʼʻ`´.·,]+/gu

/**
 * The text without case, Latin accents, ligatures, hyphens, apostrophes, dots and commas, its spaces collapsed; '' if nothing is
 * left. Folding twice is folding once. PRODUCT.md sections 2 and 3.
 */
export function foldName(text: string): string {
  // Most names are plain once their accents are off.
  const bare = text.normalize('NFKD').replace(ACCENT, '')
  if (PLAIN.test(bare)) return bare.toLowerCase()
  // Decomposed on both sides of the lower case, which itself brings accents forth (İ) and finds some (K as in kelvin).
  const plain = text.normalize('NFKD').replace(INVISIBLE, '').toLowerCase().normalize('NFKD').replace(ACCENT, '')
  return plain
    .replace(LIGATURE, (letter) => LIGATURES[letter] ?? letter)
    .replace(BETWEEN_WORDS, ' ')
    .trim()
    .normalize('NFC')
}

// Format characters, spaces, lone accents, and the letters and signs that are drawn as nothing: Hangul fillers, the blank Braille pattern.
const UNSEEN = /[\p{C}\p{Z}\p{M}\u115f\u1160\u3164\uffa0\u2800]/gu

/** Whether nothing of a text can be seen. */
export function isInvisible(text: string): boolean {
  return text.replace(UNSEEN, '') === ''
}

/** A name as it is compared: folded, or as it stands where folding leaves nothing of it (`***`). */
export function nameText(text: string): string {
  return foldName(text) || text.trim()
}

/** The folded words in one fixed order: equal for names that differ in case, accents and word order alone. */
export function nameKey(text: string): string {
  return foldName(text).split(' ').sort().join(' ')
}

const LOST_LETTER = /(?:^|[^\p{L}])\?[?\p{L}]|\p{L}\?+\p{L}/u

/** Whether a name seems to have lost letters, for which the encoding that a program wrote had no room: `??? ????`, `?ukasz`. */
export function hasLostLetters(name: string): boolean {
  return name.includes('?') && LOST_LETTER.test(name)
}
