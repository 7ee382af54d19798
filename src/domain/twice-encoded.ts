/**
 * UTF-8 that a program read as Windows-1252 and saved as UTF-8 again: `ZoÃ©` for `Zoé`. It is good UTF-8, so that nothing but its letters
 * tells. A cell counts where all of it can be read so: `Ã` alone is a letter of Portuguese, and `É` beside a hard space two of a French capital.
 */

/** Windows-1252 from 0x80 to 0x9F; its five holes are the control characters of these numbers. */
const PAGE = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const BYTES = new Map([...PAGE].map((character, index) => [character, 0x80 + index]))

/** A lead byte of Latin letters and what may follow (a hard space aside), of dashes and typographic quotes, of Gujarati and Hindi. */
const SUSPECT = new RegExp(`[\\u00c2-\\u00c5][${PAGE}\\u00a1-\\u00bf]|\\u00e2\\u20ac|\\u00e0[\\u00a4\\u00a5\\u00aa\\u00ab]`)

/** A quick look at much text: whether a cell of it may be encoded twice. */
export function mayBeTwiceEncoded(text: string): boolean {
  return SUSPECT.test(text)
}

/** What the cell said before it was encoded once more; undefined where it reads as it stands. */
export function decodedOnceMore(cell: string): string | undefined {
  if (!SUSPECT.test(cell)) return undefined
  const bytes: number[] = []
  for (const character of cell) {
    const code = character.charCodeAt(0)
    const byte = character.length === 1 && (code < 0x80 || (code >= 0xa0 && code <= 0xff)) ? code : BYTES.get(character)
    if (byte === undefined) return undefined
    bytes.push(byte)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes))
  } catch {
    return undefined
  }
}
