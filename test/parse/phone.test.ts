import { expect, test } from 'vitest'
import { loadPhoneParser, parsePhone } from '../../src/parse/phone.ts'

test.each([
  ['06 12 34 56 78', 'FR', '+33612345678'],
  ['06.12.34.56.78', 'fr', '+33612345678'],
  ['+33 (0)6 12 34 56 78', 'FR', '+33612345678'],
  ['0033 6 12 34 56 78', 'FR', '+33612345678'],
  ['98250 12345', 'IN', '+919825012345'],
  ['૯૮૨૫૦ ૧૨૩૪૫', 'IN', '+919825012345'],
  ['+91 98250 12345', 'FR', '+919825012345'],
  ['+33 6 12 34 56 78', null, '+33612345678'],
  ['+33 6 12 34 56 78', 'Brazil', '+33612345678'],
])('%j in %j is %j', async (text, country, e164) => {
  expect(await parsePhone(text, country)).toEqual({ e164, typed: text })
})

test.each([
  ['06 12 34 56', 'FR'],
  ['12345', 'FR'],
  ['06 12 34 56 78', null],
  ['06 12 34 56 78', 'XX'],
  ['call Asha', 'FR'],
  ['', 'FR'],
])('%j in %j cannot be dialled', async (text, country) => {
  expect(await parsePhone(text, country)).toEqual({ e164: null, typed: text })
})

test('the parser, once loaded, reads without waiting', async () => {
  const parse = await loadPhoneParser()
  expect(['01 23 45 67 89', '02 98 00 11 22'].map((text) => parse(text, 'FR'))).toEqual(['+33123456789', '+33298001122'])
})
