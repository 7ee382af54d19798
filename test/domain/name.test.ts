import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foldName, hasLostLetters, nameKey } from '../../src/domain/name.ts'

test.each([
  ['Élodie  LEFÈVRE', 'elodie lefevre'],
  ['Jean-Paul O’Neil', 'jean paul o neil'],
  ["L'Œuvre d'Æther", 'l oeuvre d aether'],
  ['Straße GROẞ', 'strasse gross'],
  ['S.A.R.L. Dupont', 's a r l dupont'],
  ['Patel, Asha', 'patel asha'],
  ['Jean\u2011Paul\u00a0Roux', 'jean paul roux'],
  ['İpek Łukasz', 'ipek lukasz'],
  [' .-. ', ''],
])('%j folds to %j', (text, folded) => {
  expect(foldName(text)).toBe(folded)
})

test('Gujarati and Hindi vowel signs stay, joiners that nobody sees go', () => {
  expect(foldName('આશા પટેલ')).toBe('આશા પટેલ')
  expect(foldName('मीरा शाह')).toBe('मीरा शाह')
  expect(foldName('ક્\u200dષમા')).toBe(foldName('ક્ષમા'))
  expect(foldName('મીના')).not.toBe(foldName('મના'))
})

test('a name that has lost letters is told from one with a question mark', () => {
  for (const name of ['??? ????', '?ukasz Müller', 'Fran?ois', 'M. ??']) expect(hasLostLetters(name)).toBe(true)
  for (const name of ['Quoi ?', 'Who? Me!', 'Jean ?', '?', 'Asha', 'Où allons-nous ? SARL', 'What??'])
    expect(hasLostLetters(name)).toBe(false)
})

test('folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
      expect(foldName(foldName(text))).toBe(foldName(text))
    }),
    { numRuns: 500 },
  )
})

test('a text that needs little folds as one that needs all of it', () => {
  const whole = (text: string): string => {
    const bare = text
      .normalize('NFKD')
      .replace(/\p{Cf}/gu, '')
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\u0300-\u036f]/g, '')
    return bare
      .replace(/[\s\p{Pd}'’‘‛ʼʻ`´.·,]+/gu, ' ')
      .trim()
      .normalize('NFC')
  }
  const character = fc.oneof(fc.constantFrom(...'aZ9 éÉ-İK\u0301\u200d'), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }))
  const noLigatures = fc.array(character, { maxLength: 10 }).map((all) => all.join('').replace(/[œŒæÆßẞøØłŁđĐðÐþÞıςΣ]/g, ''))
  fc.assert(
    fc.property(noLigatures, (text) => {
      fc.pre(!/[œæßøłđðþıς]/.test(whole(text)))
      expect(foldName(text)).toBe(whole(text))
    }),
    { numRuns: 1000 },
  )
})

test('composed and decomposed text fold alike', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (text) => {
      expect(foldName(text.normalize('NFD'))).toBe(foldName(text.normalize('NFC')))
    }),
    { numRuns: 500 },
  )
})

test('the key does not know the order of words', () => {
  expect(nameKey('Patel, Asha')).toBe(nameKey('ASHA PATEL'))
  expect(nameKey('Asha Patel')).not.toBe(nameKey('Asha Pate'))
})
