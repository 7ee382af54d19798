import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

test('add answers the number, the category and how to treat its clients', async () => {
  const clientele = newFile()
  const { code, out, err } = await clientele('add', 'Asha Patel', '--category', 'vip', '--phone', '06 12 34 56 78')
  expect(code).toBe(0)
  expect(out).toContain('Added Asha Patel as client 1 (vip).')
  expect(out).toContain('answer within the hour')
  expect(err).toContain(`Created ${clientele.path}: currency EUR, country FR, decimal mark not set, day order not set.`)
})

test('add in json names the operation and the client', async () => {
  const clientele = newFile()
  const { json } = await clientele('add', 'Asha Patel', '--format', 'json')
  expect(json).toEqual({ operation: 1, client_id: 1, category: 'regular', warnings: [] })
})

test('the same phone with a near name is refused with the twin shown, unless forced', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--phone', '06 12 34 56 78')
  const twin = await clientele('add', 'Patel Asha', '--phone', '+33 6 12 34 56 78')
  expect(twin.code).toBe(1)
  expect(twin.err).toBe(
    '"Patel Asha" seems to be on file already: 1 Asha Patel (same phone) - clientele edit changes that card; --force adds another\n',
  )
  expect((await clientele('add', 'Patel Asha', '--phone', '+33 6 12 34 56 78', '--force')).code).toBe(0)
})

test('a near name alone is a warning', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  const { code, json } = await clientele('add', 'asha patel', '--format', 'json')
  expect(code).toBe(0)
  expect(json.warnings).toEqual(['a near name is on file: 1 Asha Patel'])
})

test('a category that is not there is refused and those there are named', async () => {
  const { code, err } = await newFile()('add', 'Asha', '--category', 'gold')
  expect(code).toBe(2)
  expect(err).toContain('there is no category "gold" - say one of regular, vip, problem, employee')
})

test('what is forced is warned of by what is the same', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--card', 'C1', '--phone', '06 12 34 56 78')
  const warnings = async (...argv: string[]) => (await clientele('add', ...argv, '--force', '--format', 'json')).json.warnings
  expect(await warnings('Garage Moreau', '--card', 'C1')).toEqual(['the same card is on file: 1 Asha Patel'])
  expect(await warnings('Patel Asha', '--card', 'C1', '--phone', '0612345678')).toEqual([
    'the same card and phone are on file: 1 Asha Patel',
    'the same card is on file: 2 Garage Moreau',
  ])
  expect(await warnings('asha patel', '--phone', '0612345678')).toEqual(['the same phone is on file: 1 Asha Patel, 3 Patel Asha'])
  expect(await warnings('asha patel')).toEqual(['a near name is on file: 1 Asha Patel, 3 Patel Asha, 4 asha patel'])
})

test('a phone or an email that is not understood is kept with a warning, of which a refused add says nothing', async () => {
  const clientele = newFile()
  const { code, json } = await clientele('add', 'Asha Patel', '--phone', '12', '--email', 'not', '--card', 'C1', '--format', 'json')
  expect(code).toBe(0)
  expect(json.warnings).toEqual([
    '"12" is not a phone number of FR; it is kept as typed',
    '"not" is not an email address; it is kept as typed',
  ])
  const refused = await clientele('add', 'Zoé', '--phone', '13', '--email', 'a@b', '--card', 'C1')
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/^"Zoé" seems to be on file already: 1 Asha Patel \(same card\) - [^\n]*\n$/)
  for (const email of ['asha@example.org', 'a.b+c@sub.example.co', 'zoé@exämple.fr']) {
    expect((await clientele('edit', '1', '--email', email, '--format', 'json')).json.warnings, email).toEqual([])
  }
})

test.each(['\u200b', '\u2060 \u00a0', '\u3164', '\u0301'])('a name that nobody can see (%j) is refused', async (name) => {
  const clientele = newFile()
  expect(await clientele('add', name)).toMatchObject({
    code: 2,
    err: 'nothing of this name can be seen - write the name of the person or company\n',
  })
  await clientele('add', 'Asha')
  expect((await clientele('edit', '1', '--name', name)).code).toBe(2)
})

test('a birthday that is still to come is refused', async () => {
  const clientele = newFile()
  expect(await clientele('add', 'Asha', '--birthday', '2030-01-01')).toMatchObject({
    code: 2,
    err: expect.stringContaining('the birthday 2030-01-01 is still to come - say the day of birth: --birthday 1990-05-17\n'),
  })
  await clientele('add', 'Asha', '--birthday', '2026-11-22')
  expect((await clientele('edit', '1', '--birthday', 'tomorrow')).code).toBe(2)
  expect((await clientele('edit', '1', '--birthday', '')).code).toBe(0)
})

test('a phone is one of the country given beside it', async () => {
  const clientele = newFile()
  await clientele('add', 'Greta', '--country', 'Germany', '--phone', '030 123456')
  expect((await clientele('show', '+49 30 123456')).out).toContain('Greta')
})
