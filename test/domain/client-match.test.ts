import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CardIdentity, ClientHit } from '../../src/domain/client-match.ts'
import { chooseClient, looksLikePhone, readClientText, twinsOf } from '../../src/domain/client-match.ts'

describe('what was typed', () => {
  test.each([
    ['12', { by: 'number', number: 12 }],
    [' 12 ', { by: 'number', number: 12 }],
    ['999999999999999', { by: 'number', number: 999999999999999 }],
    ['1000000000000000', { by: 'any', value: '1000000000000000' }],
    ['012', { by: 'any', value: '012' }],
    ['0', { by: 'any', value: '0' }],
    ['-3', { by: 'any', value: '-3' }],
    ['ref:12', { by: 'ref', value: '12' }],
    ['Card: 0012', { by: 'card', value: '0012' }],
    ['name:Asha Patel', { by: 'name', value: 'Asha Patel' }],
    ['phone:06 12', { by: 'phone', value: '06 12' }],
    ['email:a@b.fr', { by: 'email', value: 'a@b.fr' }],
    ['name:', { by: 'any', value: 'name:' }],
    ['other:12', { by: 'any', value: 'other:12' }],
    ['asha', { by: 'any', value: 'asha' }],
  ])('%j', (text, read) => {
    expect(readClientText(text)).toEqual(read)
  })

  test('every number a file can hold is read as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), (number) => {
        expect(readClientText(String(number))).toEqual({ by: 'number', number })
      }),
    )
  })

  test('phones by their look', () => {
    for (const text of ['06 12 34 56 78', '+33(0)6-12-34', '(0) 123.456', '૯૮૨૫૦ ૧૨૩૪૫', '06/12/34'])
      expect(looksLikePhone(text)).toBe(true)
    for (const text of ['12345', 'asha', '06 12 34 a', '', '+', 'A123456', '-123456', '1=234567']) expect(looksLikePhone(text)).toBe(false)
  })
})

describe('the choice', () => {
  const hit = (client_id: number, name: string, way: ClientHit['way']): ClientHit => ({ client_id, name, way })
  const parts = [hit(44, 'Jean Nashville', 'part'), hit(12, 'Asha Patel', 'part'), hit(31, 'Ashok Mehta', 'part')]

  test('one part of a name, or one client found in several ways', () => {
    expect(chooseClient(parts.slice(1, 2), 'asha')).toEqual({ found: 'one', client_id: 12 })
    expect(chooseClient([hit(12, 'Asha', 'name'), hit(12, 'Asha', 'card')], 'asha')).toEqual({ found: 'one', client_id: 12 })
  })

  test('an exact hit leaves parts of names out', () => {
    expect(chooseClient([...parts, hit(31, 'Ashok Mehta', 'card')], 'ash')).toEqual({ found: 'one', client_id: 31 })
  })

  test('with exact, parts of names do not count', () => {
    expect(chooseClient(parts.slice(1, 2), 'asha', { exact: true })).toMatchObject({ found: 'none' })
  })

  test('several are named in order of number', () => {
    const choice = chooseClient(parts, 'ash')
    expect(choice).toMatchObject({
      found: 'several',
      message: '3 clients match "ash": 12 Asha Patel, 31 Ashok Mehta, 44 Jean Nashville. Say the number, or more of the name.',
    })
    expect(choice.found === 'several' && choice.candidates.map((c) => c.client_id)).toEqual([12, 31, 44])
  })

  test('equal names are told apart by number alone', () => {
    const choice = chooseClient([hit(9, 'Asha Patel', 'name'), hit(4, 'Asha Patel', 'name')], 'asha patel')
    expect(choice).toMatchObject({ message: '2 clients match "asha patel": 4 Asha Patel, 9 Asha Patel. Say the number.' })
  })

  test('ten are listed, the rest counted', () => {
    const many = Array.from({ length: 24 }, (_, n) => hit(n + 1, `Ash ${n + 1}`, 'part'))
    const choice = chooseClient(many, 'ash')
    expect(choice.found === 'several' && choice.message).toMatch(
      /^24 clients match "ash": 1 Ash 1, .*, 10 Ash 10 and 14 more\. Say the number/,
    )
    expect(choice.found === 'several' && choice.candidates).toHaveLength(24)
  })

  test.each([
    ['zoe', 'No client matches "zoe".', 'clientele find zoe, or clientele add "zoe"'],
    ['zoe li', 'No client matches "zoe li".', 'clientele find "zoe li", or clientele add "zoe li"'],
    ['name:zoe', 'No client matches "name:zoe".', 'clientele find zoe, or clientele add "zoe"'],
    ["$(rm) d'or", 'No client matches "$(rm) d\'or".', "clientele find '$(rm) d'\\''or', or clientele add '$(rm) d'\\''or'"],
    ['ref:0012', 'No client matches "ref:0012".', 'clientele find 0012'],
    ['zoe@example.org', 'No client matches "zoe@example.org".', 'clientele find zoe@example.org'],
    ['06 12 34 56 78', 'No client matches "06 12 34 56 78".', 'clientele find "06 12 34 56 78"'],
    ['99', 'No client has number 99.', 'clientele find 99; a card number is card:99, a reference ref:99'],
  ])('nobody: %j', (text, message, hint) => {
    expect(chooseClient([], text)).toEqual({ found: 'none', message, hint })
  })
})

describe('twins', () => {
  const card = (over: Partial<CardIdentity>): CardIdentity => ({
    name: 'Asha Patel',
    card: null,
    phone: null,
    phone_e164: null,
    email: null,
    ...over,
  })
  const isNear = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
  const twins = (a: Partial<CardIdentity>, b: Partial<CardIdentity>) => twinsOf(card(a), [{ ...card(b), client_id: 12 }], isNear)
  const other = { name: 'Jean Roux' }

  test('the same card number is refused, whatever the name', () => {
    expect(twins({ card: '007' }, { ...other, card: '007' }).refused).toEqual([
      { client_id: 12, name: 'Jean Roux', same: ['card'], near_name: false },
    ])
    expect(twins({ card: '007' }, { ...other, card: '7' })).toEqual({ refused: [], warned: [] })
  })

  test('the same phone or email is refused only with a near name', () => {
    const phone = { phone: '06 12', phone_e164: '+33612345678' }
    expect(twins(phone, { name: 'ASHA PATEL', ...phone, phone: 'other' }).refused).toMatchObject([{ same: ['phone'], near_name: true }])
    expect(twins({ email: 'A@b.fr' }, { email: 'a@B.fr ' }).refused).toMatchObject([{ same: ['email'] }])
    expect(twins({ ...phone, email: 'a@b.fr' }, { ...other, ...phone, email: 'a@b.fr' })).toEqual({ refused: [], warned: [] })
  })

  test('a phone that cannot be dialled is compared by its digits', () => {
    expect(twins({ phone: '12-34-56' }, { phone: '123456' }).refused).toHaveLength(1)
    expect(twins({ phone: '-' }, { phone: '' }).refused).toHaveLength(0)
  })

  test('a near name alone is a warning; nothing known in common is not the same', () => {
    expect(twins({}, { name: 'asha patel' })).toEqual({
      refused: [],
      warned: [{ client_id: 12, name: 'asha patel', same: [], near_name: true }],
    })
    expect(twins({ card: '', email: '' }, { ...other, card: '', email: '' })).toEqual({ refused: [], warned: [] })
  })
})
