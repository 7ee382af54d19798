import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sanitize, sanitizeMachineText } from '../../src/output/sanitize.ts'
import { HOSTILE } from './sample.ts'

test('escape sequences, line breaks and bidi overrides become visible', () => {
  expect(sanitize(HOSTILE)).toBe('Eve \\x1b[31mred\\x1b[0m \\x07\\x9b2J\\u202eevil⏎next end')
  expect(sanitize('a\u2028b\u2066c\x7f\ud800')).toBe('a⏎b\\u2066c\\x7f\uFFFD')
  expect(sanitize('આશા 👩‍👩‍👧 é')).toBe('આશા 👩‍👩‍👧 é')
})

test('nothing unsafe is left of any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(sanitize(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u)
      expect(sanitizeMachineText(text)).not.toMatch(/[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/u)
    }),
  )
})

test('machine text keeps its line breaks and tabs', () => {
  expect(sanitizeMachineText('a\tb\nc\r\x1b')).toBe('a\tb\nc\\x0d\\x1b')
})
