import { expect, test } from 'vitest'
import { moreThanTaken } from '../../../src/domain/import/more-values.ts'
import { columnFinder } from '../../../src/domain/import/profile-map.ts'

const find = columnFinder(['Mobile', 'Home', 'Mail', 'Name'])
const PHONES = 'with more phones than a card holds: the first is taken'
const EMAILS = 'with more emails than a card holds: the first is taken'

test('second phones and emails are told, in another column or in the same cell, and not the same one twice', () => {
  const tells = moreThanTaken({ phone: { first: ['Mobile', 'Home', 'Fax'] }, email: { of: 'Mail', before: ' ::: ' }, name: 'Name' }, find)
  expect(tells?.(['06 12 34 56 78', '06 12 34 56 79', 'a@example.com', ''])).toEqual([PHONES])
  expect(tells?.(['06 12 34 56 78', '06.12.34.56.78', 'a@example.com ::: b@example.com', ''])).toEqual([EMAILS])
  expect(tells?.(['', '06 12 34 56 79', 'a@example.com ::: A@example.com', 'x ::: y'])).toEqual([])
})

test('nothing is looked for where one column holds one value', () => {
  expect(moreThanTaken({ phone: 'Mobile', email: { first: ['Mail', 'Other'] } }, find)).toBeUndefined()
})
