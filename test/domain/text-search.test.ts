import fc from 'fast-check'
import { expect, test } from 'vitest'
import { excerpt, textQuery } from '../../src/domain/text-search.ts'

test.each([
  ['lefevre', 'Jean-Baptiste Lefèvre', true],
  ['baptiste l', 'Jean-Baptiste Lefèvre', true],
  ['EXAMPLE.ORG', 'asha@example.org', true],
  ['ઠક્કર', 'રમેશ ઠક્કર', true],
  ['°', 'porte n° 4', true],
  ['...', 'waits... for long', true],
  ['lyon', 'Vienne', false],
])('"%s" in "%s": %s', (query, text, found) => {
  expect(textQuery(query).matches(text)).toBe(found)
})

test('a part of a phone is found as typed, as E.164 and without the zero dialled at home', () => {
  expect(textQuery('06 12').matchesPhone('+33 6 12 34 56 78', '+33612345678')).toBe(true)
  expect(textQuery('12.34').matchesPhone('+33 6 12 34 56 78', '+33612345678')).toBe(true)
  expect(textQuery('+33 6 12').matchesPhone('0612345678', '+33612345678')).toBe(true)
  expect(textQuery('0712').matchesPhone('0612345678', '+33612345678')).toBe(false)
  expect(textQuery('0612').matchesPhone(null, null)).toBe(false)
  // Two digits stand in every other number, and words are no digits.
  expect(textQuery('12').matchesPhone('0612345678', '+33612345678')).toBe(false)
  expect(textQuery('rue 612').matchesPhone('0612345678', '+33612345678')).toBe(false)
})

test('every part of a text is found in it', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme-ascii' }), fc.string(), fc.string(), (part, before, after) => {
      fc.pre(/[a-z\d]/i.test(part))
      expect(textQuery(part).matches(`${before} ${part} ${after}`)).toBe(true)
    }),
  )
})

test('an excerpt is no longer than asked for, shows what was found, and marks what it leaves out', () => {
  const text = `${'alpha beta '.repeat(20)}needle ${'gamma delta '.repeat(20)}`.trim()
  const shown = excerpt(text, 'NEEDLE', 40)
  expect(shown).toMatch(/^….*needle.*…$/)
  expect(shown.length).toBeLessThanOrEqual(62)
  expect(excerpt('short', 'x', 40)).toBe('short')
  expect(excerpt(text, 'alpha', 40)).toMatch(/^alpha.*…$/)
  expect(excerpt(text, 'absent', 40)).toMatch(/^alpha.*…$/)
})
