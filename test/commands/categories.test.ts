import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--category', 'vip')
  return clientele
}

test('categories alone is their list, with policy and number of clients', async () => {
  const clientele = await practice()
  const { json } = await clientele('categories', '--format', 'json')
  expect(json.total).toEqual({ categories: 4, clients: 1 })
  expect(json.rows[2]).toEqual({
    category_id: 3,
    category: 'problem',
    clients: 0,
    attention: 'careful',
    prepay_percent: 100,
    terms_days: null,
    visit_every_days: null,
    advice: 'full prepayment before work starts; stay calm, give no cause for anger.',
  })
  expect((await clientele('categories', 'list')).out).toMatch(/vip +1 +high/)
})

test('categories add with a policy, shown and then changed', async () => {
  const clientele = await practice()
  const options = ['--attention', 'high', '--advice', 'call back', '--prepay', '50 %', '--terms', '30d', '--visit-every', '14']
  expect((await clientele('categories', 'add', 'gold', ...options)).out).toContain(
    'Added the category gold: high attention, 50 % prepaid, 30 days to pay, a contact every 14 days.',
  )
  expect((await clientele('categories', 'show', 'Gold')).out).toContain('How to treat: call back')
  const { out } = await clientele('categories', 'edit', 'gold', '--terms', '', '--prepay', '25')
  expect(out).toContain('prepay percent: 50 -> 25\n  terms days: 30 -> none\n')
  expect((await clientele('categories', 'edit', 'gold', '--prepay', '25', '--format', 'json')).json).toEqual({
    operation: null,
    category_id: 5,
    category: 'gold',
    changes: [],
    warnings: [],
  })
})

test.each([
  [['--prepay', '101'], '--prepay "101" is not a whole number from 0 to 100'],
  [['--terms', '-1'], '--terms'],
  [['--visit-every', '0'], '--visit-every "0" is not a whole number from 1 to 3650'],
  [['--attention', 'low'], '"low" is not one of the choices'],
])('categories add %j is refused', async (options, message) => {
  const { code, err } = await (await practice())('categories', 'add', 'gold', ...options)
  expect(code).toBe(2)
  expect(err).toContain(message)
})

test('an empty attention goes back to normal', async () => {
  const clientele = await practice()
  expect((await clientele('categories', 'edit', 'vip', '--attention', '')).out).toContain('attention: high -> normal')
})

test('a name is taken whatever its case and accents', async () => {
  const clientele = await practice()
  await clientele('categories', 'add', 'Fidèle')
  expect((await clientele('categories', 'add', 'FIDELE')).err).toContain('there is a category "Fidèle" already')
  expect((await clientele('categories', 'edit', 'vip', '--name', 'Regular')).code).toBe(2)
  expect((await clientele('categories', 'edit', 'vip', '--name', 'VIP')).out).toContain('name: vip -> VIP')
})

test('the setting follows the category of new cards when it is renamed, and undo takes both back', async () => {
  const clientele = await practice()
  await clientele('categories', 'edit', 'regular', '--name', 'ordinary')
  expect((await clientele('add', 'Garage Moreau')).out).toContain('(ordinary, the default category)')
  await clientele('undo')
  await clientele('undo')
  expect((await clientele('add', 'Garage Moreau')).out).toContain('(regular, the default category)')
})

test('categories remove: not in use at once, in use with another to move to, never that of new cards', async () => {
  const clientele = await practice()
  expect((await clientele('categories', 'remove', 'employee')).out).toContain('Removed the category employee.')
  const inUse = await clientele('categories', 'remove', 'vip')
  expect([inUse.code, inUse.err]).toEqual([1, '"vip" has 1 client - say where they go: --move-to CATEGORY\n'])
  expect((await clientele('categories', 'remove', 'vip', '--move-to', 'VIP')).code).toBe(2)
  const moved = await clientele('categories', 'remove', 'vip', '--move-to', 'problem', '--format', 'json')
  expect(moved.json).toEqual({ operation: 3, category_id: 2, category: 'vip', moved: 1, warnings: [] })
  expect((await clientele('show', '1', '--format', 'json')).json.category.name).toBe('problem')
  expect((await clientele('categories', 'remove', 'regular')).err).toBe(
    '"regular" is the category of new cards - choose another first: clientele settings category NAME\n',
  )
  await clientele('undo')
  expect((await clientele('show', '1', '--format', 'json')).json.category.name).toBe('vip')
  expect((await clientele('categories', 'remove', 'nobody')).code).toBe(2)
})
