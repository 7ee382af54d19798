import fc from 'fast-check'
import stringWidth from 'string-width'
import { expect, test } from 'vitest'
import { displayWidth, graphemes, shorten } from '../../src/output/width.ts'

test('widths are those of the cells a terminal fills', () => {
  expect(['abc', 'é', 'e\u0301', '王小明', '👩‍👩‍👧', 'આશા પટેલ', '·…█', ''].map(displayWidth)).toEqual([3, 1, 1, 6, 2, 7, 3, 0])
})

test('the fast path agrees with string-width for all it takes', () => {
  for (let code = 0x20; code < 0x250; code += 1) {
    if (code >= 0x7f && code < 0xa0) continue
    const character = String.fromCharCode(code)
    expect([code, displayWidth(character)]).toEqual([code, stringWidth(character)])
  }
})

test('what fits stays; what does not ends in an ellipsis and never splits a grapheme', () => {
  expect(shorten('Asha Patel', 10)).toBe('Asha Patel')
  expect(shorten('Asha Patel', 9)).toBe('Asha Pat…')
  expect(shorten('Asha', 1)).toBe('…')
  expect(shorten('Asha', 0)).toBe('')
  expect(shorten('王小明', 4)).toBe('王…')
  expect(shorten('આશા પટેલ', 5)).toBe('આશા …')
  expect(shorten('👩‍👩‍👧👩‍👩‍👧', 3)).toBe('👩‍👩‍👧…')
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
      const short = shorten(text, width)
      expect(displayWidth(short)).toBeLessThanOrEqual(width)
      if (short === text) return
      const whole = [...graphemes(text)]
      const kept = short.slice(0, -1)
      expect(whole.some((_, count) => whole.slice(0, count).join('') === kept)).toBe(true)
    }),
  )
})
