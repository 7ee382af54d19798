import { eastAsianWidth } from 'get-east-asian-width'

const PRINTABLE_ASCII = /^[ -~]*$/
/** Every character one cell wide: ASCII and Latin letters with their accents, without the soft hyphen. */
const ONE_CELL_EACH = /^[ -~\u00A0-\u00AC\u00AE-\u024F]*$/
/** Vowel signs above and below, accents, joiners: they take no cell of their own. A spacing vowel sign does. */
const NO_CELL = /[\p{Mn}\p{Me}\p{Cf}\p{Default_Ignorable_Code_Point}]/u
/** What makes several code points one picture. */
const EMOJI = /[\p{Extended_Pictographic}\p{Regional_Indicator}]|\u20E3/u
const DRAWN_WIDE = /[\p{Emoji_Presentation}\p{Regional_Indicator}]|\u200D|\uFE0F|\u20E3/u

// Made when first needed: it costs as much as starting half the program.
let segmenter: Intl.Segmenter | undefined

/** Cells of a terminal that a text fills; the text must be free of control characters. */
export function displayWidth(text: string): number {
  if (ONE_CELL_EACH.test(text)) return text.length
  if (!EMOJI.test(text)) return codePointsWidth(text)
  let width = 0
  for (const grapheme of graphemes(text)) width += EMOJI.test(grapheme) && DRAWN_WIDE.test(grapheme) ? 2 : codePointsWidth(grapheme)
  return width
}

function codePointsWidth(text: string): number {
  let width = 0
  for (const character of text) {
    if (!NO_CELL.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0)
  }
  return width
}

export function isPrintableAscii(text: string): boolean {
  return PRINTABLE_ASCII.test(text)
}

/** What a reader takes for one character each: a letter with its vowel signs, an emoji with its joiners. */
export function* graphemes(text: string): Iterable<string> {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) yield segment
}

/** The text, or as many whole graphemes of it as fit in `width` cells together with `…`. */
export function shorten(text: string, width: number): string {
  if (displayWidth(text) <= width) return text
  if (width < 1) return ''
  if (ONE_CELL_EACH.test(text)) return `${text.slice(0, width - 1)}…`
  let kept = ''
  let used = 0
  for (const grapheme of graphemes(text)) {
    used += displayWidth(grapheme)
    if (used > width - 1) break
    kept += grapheme
  }
  return `${kept}…`
}
