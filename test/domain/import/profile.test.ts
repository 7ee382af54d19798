import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isProfileName, type Profile, recogniseProfile } from '../../../src/domain/import/profile.ts'
import { mapByProfile, rowRules } from '../../../src/domain/import/profile-map.ts'
import { readProfile } from '../../../src/domain/import/read-profile.ts'
import { BUILT_IN } from '../../../src/profiles/built-in.ts'
import { programFolder } from '../../support.ts'

test.each(BUILT_IN.map((profile) => [profile.name, profile] as const))(
  '%s is a profile, and says where its layout is documented',
  (name, profile) => {
    expect(readProfile(profile)).toEqual({ ok: true, value: profile })
    expect(profile.source).toBeTruthy()
    expect(profile.recognised_by.length).toBeGreaterThan(2)
    expect(readFileSync(join(programFolder, 'src', 'profiles', 'built-in.ts'), 'utf8')).toContain(`./${name}.json`)
  },
)

test('every file of src/profiles is built in, under a name of its own', () => {
  const files = readdirSync(join(programFolder, 'src', 'profiles')).filter((file) => file.endsWith('.json'))
  expect(BUILT_IN.map(({ name }) => `${name}.json`).sort()).toEqual(files.sort())
})

test('every built-in profile has a fixture that is known for it without being asked', () => {
  const folder = join(programFolder, 'fixtures', 'import')
  const cases = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'expected.json')))
  const known = cases.map((name) => {
    const { arguments: line, answer } = JSON.parse(readFileSync(join(folder, name, 'expected.json'), 'utf8'))
    for (const option of ['--map', '--profile', '--header-row', '--delimiter', '--encoding', '--decimal', '--date-order']) {
      if (answer?.detected.profile) expect(line, name).not.toContain(option)
    }
    return answer?.detected.profile
  })
  expect(BUILT_IN.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})

const base: Profile = {
  name: 'p',
  title: 'P',
  kind: 'payments',
  recognised_by: ['A', ['B', 'C']],
  fields: { client: 'A', date: 'B', amount: 'C' },
}

test('a table is known by a column of each group and none of the others', () => {
  const strict = { ...base, name: 'strict', recognised_by: ['A', 'B', 'D'], unless: ['X'] }
  const of = (...header: string[]) => recogniseProfile('payments', header, [base, strict])?.name
  expect(of('a', 'c')).toBe('p')
  expect(of('A', 'B', 'D')).toBe('strict')
  expect(of('A', 'B', 'D', 'x')).toBe('p')
  expect(of('A')).toBeUndefined()
  expect(recogniseProfile('invoices', ['A', 'B'], [base])).toBeUndefined()
  expect(recogniseProfile('payments', ['A', 'B'], [{ ...base, recognised_by: [] }])).toBeUndefined()
})

test.each([
  ['payments', ['Date', 'Customer', 'Amount', 'Method', 'Receipt']],
  ['payments', ['Code client', 'Date', 'Libellé', 'Débit', 'Crédit']],
  ['payments', ['Compte', 'Libellé', 'Débit', 'Crédit', 'Date']],
  ['payments', ['client', 'date', 'amount', 'description', 'balance']],
  ['clients', ['First name', 'Last name', 'Email', 'Phone']],
  ['invoices', ['Numéro', 'Client', 'Date', 'Échéance', 'Montant']],
] as const)('%s with the columns %j are of nobody in particular', (kind, header) => {
  expect(recogniseProfile(kind, header, BUILT_IN)).toBeUndefined()
})

test('what the user maps goes before the profile, and what neither knows is told', () => {
  const mapped = mapByProfile(
    { ...base, ignored: ['Fee'], defaults: { method: 'card' } },
    ['A', 'B', 'C', 'Fee', 'Other', 'Who'],
    [{ field: 'client', column: 'Who' }],
  )
  if (!mapped.ok) throw new Error(mapped.reason)
  expect([...mapped.value.columns]).toEqual([
    ['client', 5],
    ['date', 1],
    ['amount', 2],
    ['method', 6],
  ])
  expect(mapped.value.unmapped).toEqual(['A', 'Other'])
  expect(mapped.value.computed.map(({ read }) => read([]))).toEqual(['card'])
})

test('a profile whose columns are not there is refused like any table', () => {
  expect(mapByProfile(base, ['A', 'B'], [])).toMatchObject({ ok: false, reason: 'no column is the amount; the columns are "A", "B"' })
  expect(mapByProfile(base, ['A', 'B', 'C'], [{ field: 'sum', column: 'C' }])).toMatchObject({ ok: false })
})

test('rows are left out or not wanted by what their columns say', () => {
  const profile: Profile = {
    ...base,
    left_out: [[{ column: 'B', is: [''] }]],
    skip: [{ why: 'not paid', when: [{ column: 'S', is_not: ['paid'] }] }],
  }
  const rules = rowRules(profile, ['A', 'B', 'C', 'S'])
  expect(rules?.leavesOut(['Total', ' ', '5', ''])).toBe(true)
  expect(rules?.skips(['x', '1', '5', 'open'])).toBe('not paid')
  expect(rules?.skips(['x', '1', '5', 'Paid'])).toBeUndefined()
  expect(rowRules(profile, ['A', 'B', 'C'])?.skips(['x', '1', '5'])).toBeUndefined()
  expect(rowRules(base, ['A'])).toBeUndefined()
})

test.each([
  [{ ...base, fields: { sum: 'A' } }, 'payments have no field sum'],
  [{ ...base, fields: { amount: { any: ['A'] } } }, 'the profile.fields.amount is no column and nothing made of columns'],
  [{ ...base, fields: { amount: { first: [] } } }, 'the profile.fields.amount.first is empty'],
  [{ ...base, fields: { amount: { of: 'A', values: { a: 1 } } } }, 'the profile.fields.amount.values.a is no text'],
  [{ ...base, kind: 'people' }, 'the profile.kind is not clients or payments or invoices or visits'],
  [{ ...base, colour: 'red' }, 'the profile has an unknown key colour'],
  [{ ...base, options: { header_row: -1 } }, 'the profile.options.header_row is no whole number'],
  [{ ...base, skip: [{ why: 'x', when: [] }] }, 'the profile.skip[0].when is empty'],
  [{ name: 'p' }, 'the profile has no title'],
  [[], 'the profile is no object'],
  [{ ...base, name: 'none' }, 'the profile\'s name "none" is none'],
])('%j is no profile', (value, reason) => {
  expect(readProfile(value)).toEqual({ ok: false, reason })
})

test('a profile has a name that can be typed', () => {
  for (const name of ['my-bank', 'Banque 2', 'બેંક', 'x.y_z']) expect(isProfileName(name)).toBe(true)
  for (const name of ['', 'none', 'NONE', ' x', '-x', 'a/b', 'x'.repeat(61), 'a\nb']) expect(isProfileName(name)).toBe(false)
})
