import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decodedOnceMore } from '../../src/domain/twice-encoded.ts'

/** As a program that takes UTF-8 for Windows-1252 reads a text. */
const misread = (text: string): string => iconv.decode(Buffer.from(text), 'windows-1252')

test.each(['Zoé', 'François Lefèvre', 'Œuvre', 'Muñoz', 'Größe', 'l’été – 12 €', 'મીરા શાહ'])(
  '%s is known when it was encoded twice',
  (text) => {
    expect(decodedOnceMore(misread(text))).toBe(text)
    expect(decodedOnceMore(text)).toBeUndefined()
  },
)

test.each(['Zoe', 'Zoé', 'JOÃO', 'Ã', 'AMANHÃ\u00a0CEDO', 'CAFÉ\u00a0BAR', '„Ä“', 'Â', 'CHÂTEAU', 'Zoé, ou ZoÃ©', 'Ã©\u{1f600}'])(
  '%j reads as it stands',
  (text) => {
    expect(decodedOnceMore(text)).toBeUndefined()
  },
)
