import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wrapLine } from '../../src/output/lines.ts'
import type { Paint } from '../../src/output/paint.ts'
import { sanitize } from '../../src/output/sanitize.ts'
import { displayWidth } from '../../src/output/width.ts'

const plain: Paint = (text) => text
const marked: Paint = (text, style) => (style ? `<${text}>` : text)

test('a line that fits stays as it is', () => {
  expect(wrapLine('Trust      trusted 82   pays early', 80, plain)).toEqual(['Trust      trusted 82   pays early'])
  expect(wrapLine('', 80, plain)).toEqual([''])
})

test('a longer line is wrapped at spaces, under its own indentation', () => {
  expect(wrapLine('  vip: answer within the hour', 15, plain)).toEqual(['  vip: answer', '  within the', '  hour'])
  expect(wrapLine('abcdefghij kl', 4, plain)).toEqual(['abcd', 'efgh', 'ij', 'kl'])
})

test('styles go on after a break', () => {
  expect(wrapLine([{ text: 'Asha ', style: 'bold' }, { text: 'owes ' }, { text: 'a lot of money', style: 'alarm' }], 12, marked)).toEqual([
    '<Asha >owes <a>',
    '<lot of money>',
  ])
})

test('no line is wider than asked and no word is lost', () => {
  const text = fc
    .array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom(' ', '  ', 'word', 'આશા પટેલ', '王小明王小明')))
    .map((a) => a.join(''))
  fc.assert(
    fc.property(text, fc.integer({ min: 12, max: 40 }), (line, width) => {
      const lines = wrapLine(line, width, plain)
      for (const each of lines) expect(displayWidth(each)).toBeLessThanOrEqual(width)
      expect(lines.join('').replaceAll(' ', '')).toBe(sanitize(line).replaceAll(' ', ''))
    }),
  )
})
