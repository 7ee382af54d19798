/** The national sets of East Asia put their common characters first: which of a text are of the rare ones behind. */

/** The first bytes of the common Chinese characters, or Korean syllables, of each page. */
const COMMON: Readonly<Record<string, readonly [number, number]>> = {
  shift_jis: [0x88, 0x97],
  'euc-jp': [0xb0, 0xcf],
  'euc-kr': [0xb0, 0xc8],
  big5: [0xa4, 0xc6],
  gb18030: [0xb0, 0xd7],
}
const JUDGED = /[\p{Script=Han}\p{Script=Hangul}]/gu

/** How many characters of the text are rare ones of the page, by whose `bytes` they are written. */
export function rareCharacters(text: string, bytes: (character: string) => Buffer, page: string): number {
  const [first, last] = COMMON[page] ?? [0, 0xff]
  const known = new Map<string, boolean>()
  const isRare = (character: string) => {
    const [lead = 0, trail = 0] = bytes(character)
    // Pages that grew put what they added before 0xA1, where the first national set has no second byte.
    return lead < first || lead > last || (trail < 0xa1 && page !== 'shift_jis' && page !== 'big5')
  }
  let count = 0
  for (const character of text.match(JUDGED) ?? []) {
    const rare = known.get(character) ?? isRare(character)
    known.set(character, rare)
    if (rare) count++
  }
  return count
}
