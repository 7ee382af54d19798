import { expect, test } from 'vitest'
import { welcome } from '../../src/commands/today.ts'
import { openStore } from '../../src/db/store.ts'
import { newFile, programFolder } from '../support.ts'

async function practice() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('add', 'Garage Moreau')
  return clientele
}

test('today lists visits by the hour, those never completed, and follow-ups due, in that order', async () => {
  const clientele = await practice()
  await clientele('visit', 'asha', '--on', '2026-11-12', '--follow-up', '2026-11-20', '--note', 'quote for the new treatment')
  await clientele('visit', 'moreau', '--on', '2026-11-18', '--follow-up', 'tomorrow')
  await clientele('visit', 'moreau', '--planned', '--on', 'today 14:30')
  await clientele('visit', 'moreau', '--planned', '--on', 'today 9:00', '--kind', 'reception')
  await clientele('visit', 'moreau', '--planned', '--on', '-2d')
  await clientele('visit', 'moreau', '--planned', '--on', 'tomorrow')
  const { json } = await clientele('today', '--format', 'json')
  expect(json).toEqual({
    currency: 'EUR',
    day: '2026-11-22',
    rows: [
      {
        what: 'visit',
        visit_id: 4,
        client_id: 2,
        client: 'Garage Moreau',
        ref: null,
        day: '2026-11-22',
        time: '09:00',
        kind: 'reception',
        note: null,
      },
      {
        what: 'visit',
        visit_id: 3,
        client_id: 2,
        client: 'Garage Moreau',
        ref: null,
        day: '2026-11-22',
        time: '14:30',
        kind: 'visit',
        note: null,
      },
      {
        what: 'visit',
        visit_id: 5,
        client_id: 2,
        client: 'Garage Moreau',
        ref: null,
        day: '2026-11-20',
        time: null,
        kind: 'visit',
        note: null,
      },
      {
        what: 'follow_up',
        visit_id: 1,
        client_id: 1,
        client: 'Asha Patel',
        ref: null,
        day: '2026-11-20',
        time: null,
        kind: 'visit',
        note: 'quote for the new treatment',
      },
    ],
    total: { visits: 3, overdue: 1, follow_ups: 1 },
  })
  const { out } = await clientele('today')
  expect(out.split('\n')[0]).toBe('Sunday 22 November 2026')
  expect(out).toMatch(/To see\s+4 {2}09:00\s+Garage Moreau {2}reception/)
  expect(out).toMatch(/Not done\s+5 {2}Fri 20 Nov/)
  expect(out).toMatch(/Follow up\s+1 {2}since Friday\s+Asha Patel\s+quote for the new treatment/)
})

test('a day with nothing to do says what comes next', async () => {
  const clientele = await practice()
  expect((await clientele('today', '--wide')).out).toContain('Nothing is planned: clientele visit CLIENT --planned --on "friday 14:30"')
  await clientele('visit', 'asha', '--planned', '--on', 'tomorrow 12:45', '--kind', 'reception')
  expect((await clientele('today', '--wide')).out).toContain(
    'Nobody to see and nothing to follow up today. Next: Asha Patel, tomorrow at 12:45 (reception).',
  )
})

test('the contact itself takes its client off the follow-ups', async () => {
  const clientele = await practice()
  await clientele('visit', 'asha', '--on', '2026-11-12', '--follow-up', '2026-11-20')
  await clientele('visit', 'asha', '--kind', 'call')
  expect((await clientele('today', '--format', 'json')).json.rows).toEqual([])
})

test('archived clients are hidden', async () => {
  const clientele = await practice()
  await clientele('visit', 'asha', '--planned', '--on', 'today')
  await clientele('visit', 'moreau', '--planned', '--on', 'today')
  const locale = { currency: 'EUR', country: 'FR', decimal: null, dateOrder: null }
  const { store } = openStore({ path: clientele.path, mode: 'write', locale, programFolder, nativeBinding: undefined })
  await store.write('archive', '2026-11-22T10:00:00Z', (scope) => scope.store.clients.update(1, { archived_on: '2026-11-22' }))
  store.connection.close()
  const { json } = await clientele('today', '--format', 'json')
  expect(json.rows.map((row: { client: string }) => row.client)).toEqual(['Garage Moreau'])
  const planned = await clientele('visit', '1', '--planned', '--on', 'friday', '--format', 'json')
  expect(planned.json.warnings).toEqual(['Asha Patel is archived, so `today` will not show it'])
})

test('the welcome names the first three commands', () => {
  const { record } = welcome()
  expect(record?.begin_with).toEqual(['clientele add "First Client"', 'clientele pay first 120', 'clientele demo'])
})
