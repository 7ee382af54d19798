import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNearName, NearNames, nearest } from '../../src/parse/near.ts'

describe('near names', () => {
  test.each([
    ['Élodie Lefèvre', 'LEFEVRE elodie'],
    ['Li Na', 'na li'],
    ['Asha Patel', 'Asha Pattel'],
    ['Asha Patel', 'Asha Pate'],
    ['Asha Patel', 'Asha Patil'],
    ['Asha Patel', 'Asha Ptael'],
    ['Asha Patel', 'Patel Usha'],
    ['Jean Paul', 'Jeanpaul'],
    ['Jean Paul', 'Jea Npaul'],
    ['Garage 12 Moreau', 'Garage 12 Morau'],
    ['આશાબેન પટેલ', 'આશબેન પટેલ'],
  ])('%j and %j are near', (a, b) => {
    expect(isNearName(a, b)).toBe(true)
    expect(isNearName(b, a)).toBe(true)
  })

  test.each([
    ['Li Na', 'Li Ma'],
    ['Jean Roy', 'Jean Rox'],
    ['Customer 00001', 'Customer 00002'],
    ['Customer 00012', 'Customer 00021'],
    ['Customer 1', 'Customer'],
    ['Asha Patel', 'Ashok Patil'],
    ['Asha Patel', 'Asha Meena Patel'],
    ['Asha Patel', 'Isha Pattel'],
    ['...', '---'],
  ])('%j and %j are not', (a, b) => {
    expect(isNearName(a, b)).toBe(false)
    expect(isNearName(b, a)).toBe(false)
  })
})

const letter = fc.constantFrom('a', 'b', 'é', 'ક', 'ા', ' ', '1')
const shortAlphabet = fc.array(letter, { minLength: 6, maxLength: 12 }).map((letters) => letters.join(''))

/** A name with one character put in, left out, replaced or swapped with its neighbour. */
const edited = (name: string, kind: number, where: number, put: string): string => {
  const at = where % name.length
  if (kind === 0) return name.slice(0, at) + put + name.slice(at)
  if (kind === 1) return name.slice(0, at) + name.slice(at + 1)
  if (kind === 2) return name.slice(0, at) + put + name.slice(at + 1)
  return name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2)
}

describe('the index of names', () => {
  test('finds just what a comparison with each name finds', () => {
    const family = fc.tuple(shortAlphabet, fc.array(fc.tuple(fc.nat(3), fc.nat(20), letter), { maxLength: 30 }))
    fc.assert(
      fc.property(family, ([base, edits]) => {
        const names = [base, ...edits.map(([kind, where, put]) => edited(base, kind, where, put))]
        const index = new NearNames()
        for (const [id, name] of names.entries()) index.add(id, name)
        for (const name of names) {
          const compared = names.flatMap((other, id) => (isNearName(name, other) ? [id] : []))
          expect(index.find(name)).toEqual(compared)
        }
      }),
      { numRuns: 300 },
    )
  })

  test('one edit of a long name, in any word, is near and found', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 5, maxLength: 9 })
    fc.assert(
      fc.property(word, word, fc.nat(3), fc.nat(30), (first, second, kind, where) => {
        const index = new NearNames()
        index.add(7, `${first} ${second}`)
        const name = edited(`${first} ${second}`, kind, where, 'z')
        expect(index.find(name)).toEqual([7])
        expect(index.find(name.split(' ').toReversed().join(' '))).toEqual([7])
      }),
    )
  })

  test('stays quick with 100,000 names, and stops at the limit', () => {
    const syllables = ['ka', 'ri', 'mo', 'ta', 'shu', 'ne', 'lo', 'pe', 'di', 'va']
    const nameOf = (n: number): string =>
      [...String(n).padStart(6, '0')].map((d, at) => syllables[Number(d)] + (at === 2 ? ' ' : '')).join('')
    const index = new NearNames()
    const started = performance.now()
    for (let n = 0; n < 100_000; n += 1) index.add(n, nameOf(n))
    for (let n = 0; n < 100_000; n += 10) expect(index.find(nameOf(n))).toContain(n)
    expect(performance.now() - started).toBeLessThan(15_000)
    for (let n = 0; n < 1000; n += 1) index.add(200_000 + n, 'Jean Dupont-Moreau')
    expect(index.find('jean dupont moreau', 3)).toHaveLength(3)
  }, 30_000)
})

describe('did you mean', () => {
  const commands = ['add', 'list', 'show', 'pay', 'payments', 'report', 'refund', 'visit', 'visits', 'import', 'demo']
  test.each([
    ['reprot', 'report'],
    ['pya', 'pay'],
    ['deom', 'demo'],
    ['vist', 'visit'],
    ['visitz', 'visit'],
    ['LIST', 'list'],
    ['paym', 'pay'],
    ['impo', 'import'],
    ['ad', 'add'],
    ['frobnicate', null],
    ['x', null],
    ['', null],
  ])('%j: %j', (typed, meant) => {
    expect(nearest(typed, commands)).toBe(meant)
  })
})

test('names of which folding leaves nothing are near only if they are the same', () => {
  expect(isNearName("'.'", " '.' ")).toBe(true)
  expect(isNearName("'.'", '--')).toBe(false)
  expect(isNearName('***', '...')).toBe(false)
  expect(isNearName('', '')).toBe(false)
})
