import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextNumbers } from '../../../src/domain/import/text-numbers.ts'

test('answers what a Map answers', () => {
  const text = fc.string({ maxLength: 3 })
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.nat()), { maxLength: 300 }), fc.array(text), (entries, others) => {
      const map = new Map<string, number>()
      const numbers = new TextNumbers()
      for (const [each, number] of entries) {
        expect(numbers.get(each)).toBe(map.get(each))
        map.set(each, number)
        numbers.set(each, number)
      }
      for (const each of [...map.keys(), ...others]) expect(numbers.get(each)).toBe(map.get(each))
    }),
  )
})

test('a hundred thousand texts are told apart', () => {
  const numbers = new TextNumbers()
  for (let number = 0; number < 100_000; number++) numbers.set(`C${number}`, number)
  const isFound = (number: number): boolean => numbers.get(`C${number}`) === number
  expect(Array.from({ length: 100_000 }, (_, number) => number).every(isFound)).toBe(true)
  expect(numbers.get('C100000')).toBe(undefined)
})

test('texts of one hash are told apart', () => {
  // Both come to -11826583.
  const [one, other] = ['C154887', 'C528800']
  const numbers = new TextNumbers()
  numbers.set(one, 1)
  expect(numbers.get(other)).toBe(undefined)
  numbers.set(other, 2)
  expect([numbers.get(one), numbers.get(other)]).toEqual([1, 2])
})
