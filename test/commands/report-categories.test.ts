import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  for (const line of [
    ['add', 'One', '--category', 'vip'],
    ['add', 'Two'],
    ['add', 'Three'],
    ['add', 'Four', '--category', 'vip'],
    ['pay', '1', '100.01', '--on', '2026-03-01', '--sale'],
    ['pay', '2', '40', '--on', '2026-03-01', '--sale'],
    ['pay', '3', '20.01', '--on', '2026-04-01', '--sale'],
    ['pay', '3', '500', '--on', '2026-04-01', '--account'],
    ['pay', '4', '700', '--on', '2025-04-01', '--sale'],
  ]) {
    const { code, err } = await clientele(...line)
    expect(code, err).toBe(0)
  }
  return clientele
}

test('categories come by purchases, the one that brings most first, with a total', async () => {
  const { json } = await (await practice())('report', 'categories', '--period', '2026', '--format', 'json')
  expect(json.currency).toBe('EUR')
  expect(json.period).toEqual({ from: '2026-01-01', to: '2026-11-22' })
  expect(json.as_of).toBe('2026-11-22')
  const [vip, regular, ...rest] = json.rows
  expect(vip).toEqual({
    category: 'vip',
    clients: 2,
    active_clients: 1,
    amount_minor: 10_001,
    payments_minor: 10_001,
    average_minor: 10_001,
    share: 10_001 / 16_002,
  })
  expect(regular).toEqual({
    category: 'regular',
    clients: 2,
    active_clients: 2,
    amount_minor: 6001,
    payments_minor: 56_001,
    average_minor: 3001,
    share: 6001 / 16_002,
  })
  expect(rest.map(({ category, average_minor, share }: Record<string, unknown>) => [category, average_minor, share])).toEqual([
    ['employee', null, null],
    ['problem', null, null],
  ])
  expect(json.total).toEqual({ clients: 4, active_clients: 3, amount_minor: 16_002, payments_minor: 66_002, average_minor: 5334 })
})

test('the table says first which category bought most', async () => {
  const { out } = await (await practice())('report', 'categories', '--period', '2026', '--as-of', '2026-03-31')
  expect(out).toContain('Categories, 2026 (to 31 Mar)')
  expect(out).toContain('vip bought most: 100.01 EUR, on average 100.01 a client.')
  expect(out).toMatch(/Total +4 +2 +140\.01 +140\.01 +70\.01/)
})

test('a period without purchases says so', async () => {
  const { code, out } = await (await practice())('report', 'categories', '--period', '2024')
  expect(code).toBe(0)
  expect(out).toContain('No purchases in this period.')
})

test('who gave back more than he bought counts among those who buy, in the average as in the sum', async () => {
  const clientele = newFile()
  await clientele('add', 'One')
  await clientele('add', 'Two')
  await clientele('add', 'Three', '--category', 'vip')
  await clientele('pay', '1', '100', '--on', '2026-03-01', '--sale')
  await clientele('pay', '2', '50', '--on', '2025-03-01', '--sale')
  await clientele('refund', '2', '20', '--on', '2026-03-01', '--sale')
  await clientele('pay', '3', '30', '--on', '2025-03-01', '--sale')
  await clientele('refund', '3', '30', '--on', '2026-03-01', '--sale')
  const { json } = await clientele('report', 'categories', '--period', '2026', '--format', 'json')
  expect(json.rows[0]).toMatchObject({ category: 'regular', active_clients: 2, amount_minor: 8000, average_minor: 4000, share: 1 })
  expect(json.rows.at(-1)).toMatchObject({ category: 'vip', active_clients: 1, amount_minor: -3000, average_minor: -3000, share: null })
  expect(json.total).toMatchObject({ active_clients: 3, amount_minor: 5000, average_minor: 1667 })
})
