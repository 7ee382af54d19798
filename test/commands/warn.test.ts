import { expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  await clientele('add', 'Karim Benali')
  await clientele('add', 'Asha Patel')
  return clientele
}

const warning = (clientele: Awaited<ReturnType<typeof practice>>, ...argv: string[]) => clientele('warn', ...argv, '--format', 'json')

test('warn says what was recorded, and what a warning means', async () => {
  const clientele = await practice()
  const { code, out } = await clientele('warn', 'karim', 'payment')
  expect(code).toBe(0)
  expect(out).toBe(`Warned Karim Benali (1) about payment today.     undo: clientele undo
  For 365 days (until 22 Nov 2027) one more adverse fact means "watch", two "let go".
`)
})

test('warn in json', async () => {
  expect((await warning(await practice(), 'karim', 'Behavior', '--on', 'yesterday')).json).toEqual({
    operation: 3,
    client_id: 1,
    warning_id: 1,
    sign: 'behaviour',
    warned_on: '2026-11-21',
    withdrawn_on: null,
    warnings: [],
  })
})

test('a warning so old that it counts no more says so, and not before', async () => {
  const clientele = await practice()
  const last = await clientele('warn', '1', 'time', '--on', '2025-11-22')
  expect(last.out).toContain('For 365 days (until 22 Nov)')
  const old = await clientele('warn', '1', 'time', '--on', '2025-11-21')
  expect(old.out).toContain('It counts no more: a warning does for 365 days, and this one did until 21 Nov.')
})

test('a day to come is warned of', async () => {
  const { json } = await warning(await practice(), 'karim', 'time', '--on', '2026-12-01')
  expect(json).toMatchObject({ warned_on: '2026-12-01', warnings: ['2026-12-01 is after today; it counts from that day on'] })
})

test('the same sign and day again is nothing new; another sign, day or client is', async () => {
  const clientele = await practice()
  await warning(clientele, '1', 'payment')
  const again = await clientele('warn', '1', 'payment')
  expect(again.out).toContain('Karim Benali (1) is warned about payment today already.')
  expect((await warning(clientele, '1', 'payment')).json).toMatchObject({ operation: null, warning_id: 1 })
  expect((await warning(clientele, '1', 'payment', '--on', 'yesterday')).json).toMatchObject({ warning_id: 2 })
  expect((await warning(clientele, '1', 'time')).json).toMatchObject({ warning_id: 3 })
  expect((await warning(clientele, '2', 'payment')).json).toMatchObject({ warning_id: 4 })
  expect(dumpFile(clientele.path).warning).toHaveLength(4)
})

test('--withdraw takes the newest that stands on the day', async () => {
  const clientele = await practice()
  await warning(clientele, '1', 'payment', '--on', '2026-09-03')
  await warning(clientele, '1', 'payment', '--on', '2026-10-03')
  await warning(clientele, '1', 'payment', '--on', '2026-11-03')
  await warning(clientele, '1', 'time', '--on', '2026-10-10')
  const { json } = await warning(clientele, '1', 'payment', '--withdraw', '--on', '2026-10-20')
  expect(json).toMatchObject({ client_id: 1, warning_id: 2, sign: 'payment', warned_on: '2026-10-03', withdrawn_on: '2026-10-20' })
  const next = await clientele('warn', '1', 'payment', '--withdraw', '--on', '2026-10-20')
  expect(next.out).toContain('The warning of Karim Benali (1) about payment, given on 3 Sep, is withdrawn on Tue 20 Oct.')
  expect(next.out).not.toContain('watch')
  expect(dumpFile(clientele.path).warning).toMatchObject([
    { id: 1, withdrawn_on: '2026-10-20' },
    { id: 2, withdrawn_on: '2026-10-20' },
    { id: 3, withdrawn_on: null },
    { id: 4, withdrawn_on: null },
  ])
})

test('given and withdrawn on one day, it is told as withdrawn', async () => {
  const clientele = await practice()
  await warning(clientele, '1', 'payment')
  await warning(clientele, '1', 'payment', '--withdraw')
  const { err } = await clientele('warn', '1', 'payment', '--withdraw')
  expect(err).toContain('the one of 2026-11-22 was withdrawn on 2026-11-22')
})

test('one that was withdrawn may be given again on the same day', async () => {
  const clientele = await practice()
  await warning(clientele, '1', 'payment')
  await warning(clientele, '1', 'payment', '--withdraw')
  expect((await warning(clientele, '1', 'payment')).json).toMatchObject({ warning_id: 2, withdrawn_on: null })
})

test.each<[what: string, given: string, withdrawn: string[], hint: string]>([
  ['one of another sign', '2026-10-01', ['time'], 'there was none'],
  ['one given later', '2026-11-10', ['payment', '--on', '2026-11-09'], 'the one of 2026-11-10 came later: say --on that day or after'],
  ['one too old', '2025-11-21', ['payment'], 'the one of 2025-11-21 no longer counted after 2026-11-21'],
])('nothing to withdraw: %s', async (_, given, withdrawn, hint) => {
  const clientele = await practice()
  await warning(clientele, '1', 'payment', '--on', given)
  await warning(clientele, '2', 'time')
  const { code, err } = await clientele('warn', '1', ...withdrawn, '--withdraw')
  expect(err).toMatch(new RegExp(`^no warning of Karim Benali \\(1\\) about ${withdrawn[0]} stands on \\d+ Nov - ${hint}\n$`))
  expect(code).toBe(1)
})

test('on the last day on which it counts it can be withdrawn', async () => {
  const clientele = await practice()
  await warning(clientele, '1', 'payment', '--on', '2025-11-22')
  expect((await warning(clientele, '1', 'payment', '--withdraw')).json).toMatchObject({ warning_id: 1, withdrawn_on: '2026-11-22' })
})

test('withdrawn twice is refused, with the day of the first time', async () => {
  const clientele = await practice()
  await warning(clientele, '1', 'payment', '--on', '2026-11-10')
  await warning(clientele, '1', 'payment', '--withdraw', '--on', '2026-11-15')
  expect(await clientele('warn', '1', 'payment', '--withdraw')).toMatchObject({
    code: 1,
    err: 'no warning of Karim Benali (1) about payment stands on 22 Nov - the one of 2026-11-10 was withdrawn on 2026-11-15\n',
  })
})

test('a sign that is none', async () => {
  const { code, err } = await (await practice())('warn', '1', 'temper')
  expect([code, err]).toEqual([2, '"temper" is not a sign of trust - say payment, behaviour, projects, time or honesty\n'])
})

test('each is undone to the last row', async () => {
  const clientele = await practice()
  const empty = dumpFile(clientele.path)
  await clientele('warn', '1', 'payment')
  const given = dumpFile(clientele.path)
  await clientele('warn', '1', 'payment', '--withdraw')
  expect(dumpFile(clientele.path)).not.toEqual(given)
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(given)
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(empty)
})

test('the log keeps ids alone; show, history and find tell the rest', async () => {
  const clientele = await practice()
  await clientele('warn', '1', 'payment', '--on', '2026-11-10')
  await clientele('warn', '1', 'payment', '--withdraw', '--on', '2026-11-12')
  await clientele('warn', '1', 'time', '--on', '2026-12-01')
  expect((await clientele('log', '--format', 'json')).json.rows[1].details).toEqual({ client_id: 1, warning_id: 1 })
  const { out } = await clientele('show', '1')
  expect(out).toContain('2026-11-10  warning  payment · withdrawn 2026-11-12')
  expect(out).not.toContain('2026-12-01')
  expect((await clientele('history', '1')).out).toMatch(/warning 1 withdrawn on +none -> 2026-11-12/)
  const found = await clientele('find', '2026-11-12', '--format', 'json')
  expect(found.json.rows).toMatchObject([{ client_id: 1, where: 'warning withdrawn', id: 1 }])
})
