import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareContent, Erasing } from '../../../src/domain/import/erase.ts'

const ERASABLE = { phone: ['phone', 'phone_e164'], note: ['note'], paid_on: [] } as const
const erasing = (...mapped: string[]) => new Erasing(ERASABLE, true, (field) => mapped.includes(field))

test('an empty cell takes out what is there, in columns that the table has, and nothing else', () => {
  const known = { phone: '06', phone_e164: '+336', note: 'x', city: 'Lyon' }
  const cells = { phone: '', note: '', city: '', paid_on: '' }
  expect(erasing('phone').columns(cells, known)).toEqual({ phone: null, phone_e164: null })
  expect(erasing('phone', 'note').columns(cells, known, ['note'])).toEqual({ phone: null, phone_e164: null })
  expect(erasing('note').columns({ ...cells, note: 'y' }, known)).toEqual({})
  expect(erasing('note').columns(cells, { ...known, note: null })).toEqual({})
  expect(new Erasing(ERASABLE, false, () => true).columns(cells, known)).toEqual({})
  expect(erasing('paid_on').takesOut('paid_on', cells)).toBe(true)
  expect(erasing('phone').takesOut('paid_on', cells)).toBe(false)
})

test('a row is the same after an import that heard its empty cells, whatever is said afterwards; with other columns they are heard anew', () => {
  const fields = fc.subarray(['phone', 'note', 'paid_on'])
  fc.assert(
    fc.property(fields, fields, (mapped, others) => {
      const { mark } = erasing(...mapped)
      expect(compareContent(`hash${mark}`, 'hash', mark)).toBe('same')
      expect(compareContent(`hash${mark}`, 'hash', '')).toBe('same')
      expect(compareContent(`hash${mark}`, 'other', mark)).toBe('differs')
      if (mapped.length > 0) expect(compareContent('hash', 'hash', mark)).toBe('erases')
      if (others.join() === mapped.join() || others.length === 0) return
      expect(compareContent(`hash${mark}`, 'hash', erasing(...others).mark)).toBe('erases')
    }),
  )
  expect(compareContent(null, 'hash', '')).toBe('differs')
})
