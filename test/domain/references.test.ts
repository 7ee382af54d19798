import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatReference, readReferences } from '../../src/domain/references.ts'
import { hostileText } from '../hostile.ts'

test.each([
  ['shop:12', [{ system: 'shop', reference: '12' }]],
  ['shop:12; bank:FR76:1', [{ system: 'shop', reference: '12' }, { system: 'bank', reference: 'FR76:1' }]], // biome-ignore format: one line a case
  ['a\\:b:c\\;d;', [{ system: 'a:b', reference: 'c;d' }]],
  ['', []],
  ['12', undefined],
  ['shop:', undefined],
  [':12', undefined],
])('%s', (list, read) => {
  expect(readReferences(list)).toEqual(read)
})

test('a list of any references is read back', () => {
  const one = fc.record({ system: hostileText(), reference: hostileText() })
  fc.assert(
    fc.property(fc.array(one, { maxLength: 4 }), (references) => {
      expect(readReferences(references.map(formatReference).join('; '))).toEqual(references)
    }),
    { numRuns: 1000 },
  )
})
