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
