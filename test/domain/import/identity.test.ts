import fc from 'fast-check'
import { expect, test } from 'vitest'
import { identityPrefix, ownText, TextCounts } from '../../../src/domain/import/identity.ts'

test('texts are counted each for itself, however many there are', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 3 }), { maxLength: 300 }), (texts) => {
      const counts = new TextCounts()
      const expected = new Map<string, number>()
      const countNow = (text: string): number => {
        expected.set(text, (expected.get(text) ?? 0) + 1)
        return expected.get(text) ?? 0
      }
      for (const text of texts) expect(counts.add(text)).toBe(countNow(text))
      expect(counts.addAll(texts)).toEqual(texts.map(countNow))
      for (const [text, count] of expected) expect(counts.of(text)).toBe(count)
      expect(counts.of('another')).toBe(0)
    }),
  )
})

test('a hundred thousand texts stay apart', () => {
  const counts = new TextCounts()
  for (let number = 0; number < 100_000; number++) expect(counts.add(`C${number}`)).toBe(1)
  for (let number = 0; number < 100_000; number += 997) expect(counts.add(`C${number}`)).toBe(2)
})

test('a thousand texts at once find room', () => {
  const counts = new TextCounts()
  const texts = Array.from({ length: 5000 }, (_, number) => `C${number % 4000}`)
  expect(counts.addAll(texts)).toEqual(texts.map((_, number) => (number < 4000 ? 1 : 2)))
})

test('systems are the same whatever their case; kinds and ways are not', () => {
  expect(identityPrefix('Till', 'payment')).toEqual(identityPrefix('TILL', 'payment'))
  const all = [identityPrefix('a', 'payment'), identityPrefix('a', 'visit'), identityPrefix('b', 'payment')]
  expect(new Set(all.flatMap(({ reference, facts }) => [reference, facts])).size).toBe(6)
})

test('a copied text is the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      expect(ownText(text)).toBe(text)
    }),
  )
})
