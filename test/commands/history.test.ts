import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

type Entry = {
  operation: number
  command: string
  record: string
  action: string
  field: string | null
  before: string | null
  after: string | null
  amount_before_minor: number | null
  amount_after_minor: number | null
  undone_by: number | null
}

const amounts = (row: Entry): string[] =>
  row.amount_before_minor === null && row.amount_after_minor === null ? [] : [`${row.amount_before_minor}>${row.amount_after_minor}`]

async function told(clientele: ReturnType<typeof newFile>, client = '1'): Promise<string[]> {
  const { json } = await clientele('history', client, '--format', 'json')
  return json.rows.map((row: Entry) =>
    [row.operation, row.command, row.record, row.action, row.field, row.before, row.after, ...amounts(row), row.undone_by]
      .map((part) => part ?? '·')
      .join(' '),
  )
}

test('every change of the card and its facts, newest first, with what it was before', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--ref', 'P-1')
  await clientele('add', 'Garage Moreau')
  await clientele('edit', '1', '--city', 'Lyon', '--category', 'vip', '--operator', 'Léa')
  await clientele('pay', '1', '40', '--on', '2026-11-02', '--method', 'cash')
  await clientele('payments', 'edit', '1', '--amount', '45')
  await clientele('edit', '1', '--ref', '')
  await clientele('pay', '2', '10')
  expect(await told(clientele)).toEqual([
    '6 edit reference removed · P-1 in import · ·',
    '5 payments edit payment changed amount · · 4000>4500 ·',
    '4 pay payment added · · 40.00 on 2026-11-02, sale, cash null>4000 ·',
    '3 edit client changed category regular vip ·',
    '3 edit client changed city · Lyon ·',
    '3 edit client changed operator · Léa ·',
    '1 add client added · · Asha Patel ·',
    '1 add reference added · · P-1 in import ·',
  ])
  expect((await clientele('history', '1')).out).toMatch(/payment 1 amount +40\.00 -> 45\.00/)
  const csv = (await clientele('history', '1', '--format', 'csv')).out.split('\n')
  expect(csv[0]).toBe('at,operation,command,record,id,action,field,before,after,amount_before,amount_after,undone_by')
  expect(csv[2]).toBe('2026-11-22T10:00:00Z,5,payments edit,payment,1,changed,amount,,,40.00,45.00,')
  expect((await clientele('history', '2')).out).toMatch(/payment 2 +added: 10.00 on 2026-11-22, sale/)
})

test('what was undone is marked, and the undo told as the change back', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await clientele('edit', '1', '--city', 'Lyon')
  await clientele('undo')
  await clientele('pay', '1', '40')
  await clientele('undo')
  expect(await told(clientele)).toEqual([
    '3 undo client changed city Lyon · ·',
    '2 edit client changed city · Lyon 3',
    '1 add client added · · Asha Patel ·',
  ])
  const { out } = await clientele('history', '1')
  expect(out).toMatch(/When \(UTC\) +Op\. +Command +What +Change +Undone by/)
  expect(out).toMatch(/2026-11-22 10:00 +2 +edit +card city +none -> Lyon +3/)
})

test('a category since removed keeps its name', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha Patel', '--category', 'employee')
  await clientele('categories', 'remove', 'employee', '--move-to', 'vip')
  expect(await told(clientele)).toEqual([
    '2 categories remove client changed category employee vip ·',
    '1 add client added · · Asha Patel ·',
  ])
})
