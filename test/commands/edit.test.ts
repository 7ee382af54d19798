import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '06 12 34 56 78', '--email', 'asha@example.org', '--card', '100')
  await clientele('add', 'Garage Moreau', '--phone', '01 99 00 41 58')
  return clientele
}
const LATER = { env: { CLIENTELE_TODAY: '2026-12-01' } }

test('edit says what changed from what to what, and confirms the card', async () => {
  const clientele = await practice()
  const { out } = await clientele.with(LATER, 'edit', 'asha', '--city', 'Lyon', '--email', '', '--category', 'vip', '--consent-mail')
  expect(out).toBe(`Changed Asha Patel (1).     undo: clientele undo
  category: regular -> vip
  email: asha@example.org -> none
  city: none -> Lyon
  consent mail: none -> yes
`)
  const { json } = await clientele('show', '1', '--format', 'json')
  expect(json).toMatchObject({ city: 'Lyon', email: null, consent_mail: true, checked_on: '2026-12-01', category: { name: 'vip' } })
  await clientele('undo')
  expect((await clientele('show', '1', '--format', 'json')).json).toMatchObject({ city: null, checked_on: '2026-11-22' })
})

test('in json: the operation and each field', async () => {
  const { json } = await (await practice())('edit', '1', '--name', 'Asha Shah', '--operator', 'Léa', '--format', 'json')
  expect(json).toEqual({
    operation: 3,
    client_id: 1,
    changes: [
      { field: 'name', before: 'Asha Patel', after: 'Asha Shah' },
      { field: 'operator', before: null, after: 'Léa' },
    ],
    currency: 'EUR',
    warnings: [],
  })
})

test('the credit limit is set and cleared, its amounts in the words of the change and in minor units', async () => {
  const clientele = await practice()
  const set = await clientele('edit', '1', '--credit-limit', '1500')
  expect(set.out).toContain('  credit limit: none -> 1,500.00 EUR\n')
  const changed = await clientele('edit', '1', '--credit-limit', '0', '--city', 'Lyon', '--format', 'json')
  expect(changed.json.changes).toEqual([
    { field: 'city', before: null, after: 'Lyon' },
    { field: 'credit_limit', before: null, after: null, amount_before_minor: 150000, amount_after_minor: 0 },
  ])
  expect((await clientele('show', '1', '--format', 'json')).json.credit_limit_minor).toBe(0)
  expect((await clientele('edit', '1', '--credit-limit', '')).out).toContain('  credit limit: 0.00 EUR -> none\n')
  expect((await clientele('edit', '1', '--credit-limit', '', '--format', 'json')).json).toMatchObject({ operation: null, changes: [] })
  expect((await clientele('edit', '1', '--credit-limit', '-5')).code).toBe(2)
  expect((await clientele('history', '1')).out).toMatch(/card credit limit +none -> 1500\.00/)
  expect((await clientele('add', 'Someone', '--credit-limit', '5')).code).toBe(2)
})

test('nothing to change is no operation', async () => {
  const clientele = await practice()
  const same = await clientele.with(LATER, 'edit', '1', '--phone', '06 12 34 56 78', '--note', '', '--format', 'json')
  expect(same.json).toEqual({ operation: null, client_id: 1, changes: [], currency: 'EUR', warnings: [] })
  expect((await clientele('show', '1', '--format', 'json')).json.checked_on).toBe('2026-11-22')
  expect((await clientele('edit', '1', '--kind', 'person')).out).toBe('Nothing to change: the card of Asha Patel (1) says so already.\n')
})

test('every edit to which nothing is said is wrong usage, with where to read what can be', async () => {
  const clientele = await practice()
  await clientele('pay', '1', '10')
  await clientele('visit', '1')
  for (const [command, ...line] of [
    ['edit', '1'],
    ['edit', '1', '--force'],
    ['categories edit', 'vip'],
    ['payments edit', '1'],
    ['visits edit', '1'],
  ]) {
    expect(await clientele(...(command as string).split(' '), ...line), command).toMatchObject({
      code: 2,
      out: '',
      err: `nothing was said to change - see clientele ${command} --help\n`,
    })
  }
})

test('what cannot be cleared is refused', async () => {
  const clientele = await practice()
  for (const option of ['--category', '--name', '--status', '--kind']) {
    expect((await clientele('edit', '1', option, '')).code).toBe(2)
  }
  expect((await clientele('edit', '1', '--category', '')).err).toBe('a card always has a category - name another: --category regular\n')
})

test('a card that becomes the twin of another is refused, unless forced; nobody is his own twin', async () => {
  const clientele = await practice()
  const twin = await clientele('edit', 'moreau', '--name', 'Patel Asha', '--phone', '0612345678')
  expect(twin.code).toBe(1)
  expect(twin.err).toContain('"Patel Asha" seems to be on file already: 1 Asha Patel (same phone)')
  expect((await clientele('show', '2')).out).toContain('Garage Moreau')
  expect((await clientele('edit', '2', '--card', '100')).code).toBe(1)
  expect((await clientele('edit', '2', '--card', '100', '--force')).code).toBe(0)
  // What was accepted once is not asked about again.
  expect((await clientele('edit', '1', '--phone', '06 99 99 99 99')).code).toBe(0)
  expect((await clientele('edit', '1', '--email', 'ASHA@example.org')).err).toBe('')
  expect((await clientele('edit', '1', '--city', 'Lyon')).err).toBe('')
})

test('the reference typed by hand is replaced and removed; one of another client is refused', async () => {
  const clientele = await practice()
  expect((await clientele('edit', '1', '--ref', 'A-1')).out).toContain('ref: none -> A-1')
  expect((await clientele('edit', '1', '--ref', 'A-2')).out).toContain('ref: A-1 -> A-2')
  expect((await clientele('edit', '1', '--ref', 'A-2', '--format', 'json')).json.operation).toBeNull()
  const taken = await clientele('edit', '2', '--ref', 'A-2')
  expect([taken.code, taken.err]).toEqual([1, 'the reference "A-2" is that of client 1 already - clientele show 1\n'])
  expect((await clientele('edit', '1', '--ref', '')).out).toContain('ref: A-2 -> none')
  expect((await clientele('edit', '1', '--ref', '', '--format', 'json')).json).toMatchObject({ operation: null, warnings: [] })
})

test('a category that is not there, and an option that is wrong', async () => {
  const clientele = await practice()
  expect((await clientele('edit', '1', '--category', 'gold')).code).toBe(2)
  expect((await clientele('edit', '1', '--status', 'gone')).code).toBe(2)
})
