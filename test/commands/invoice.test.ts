import { describe, expect, test } from 'vitest'
import { dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

async function withAsha() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  return clientele
}

/** The category `problem` pays all of it beforehand. */
async function withKarim() {
  const clientele = newFile()
  await clientele('add', 'Karim Benali', '--category', 'problem')
  return clientele
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ')

test('an invoice says whose it is, how much, and until when', async () => {
  const { out, code } = await (await withAsha())('invoice', 'asha', '120')
  expect(code).toBe(0)
  expect(oneLine(out)).toBe('Invoice 1 to Asha Patel (1): 120.00 EUR, due Tue 22 Dec. undo: clientele undo')
})

test('in json: the exact keys, in order', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '30', '--account', '--on', '2026-11-01')
  const { out, json } = await clientele(
    ...['invoice', '1', '120', '--on', '2026-11-12', '--number', 'F-1', '--for', 'October', '--format', 'json'],
  )
  expect(json).toEqual({
    operation: 3,
    client_id: 1,
    invoice_id: 1,
    number: 'F-1',
    issued_on: '2026-11-12',
    due_on: '2026-12-12',
    amount_minor: 12000,
    open_minor: 9000,
    allocations: [{ effective_on: '2026-11-12', source: 'payment', source_id: 1, settles_as: 'payment', amount_minor: 3000 }],
    reclassified_sales: [],
    kept_sales: [],
    currency: 'EUR',
    warnings: [],
  })
  expect(Object.keys(JSON.parse(out)).slice(0, 3)).toEqual(['operation', 'client_id', 'invoice_id'])
  expect(dumpFile(clientele.path).invoice).toMatchObject([{ number: 'F-1', purpose: 'October', client_id: 1 }])
})

test('waiting credit goes to it, and the answer says what of it', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '130', '--account', '--on', '2026-11-01')
  const first = await clientele('invoice', '1', '100', '--due', 'tomorrow')
  expect(oneLine(first.out)).toContain('Invoice 1 to Asha Patel (1): 100.00 EUR, due tomorrow; paid already by payment 1.')
  const second = await clientele('invoice', '1', '100', '--on', '2026-11-12')
  expect(oneLine(second.out)).toContain(
    'Invoice 2 of 12 Nov to Asha Patel (1): 100.00 EUR, due Sat 12 Dec; paid already by payment 1. undo: clientele undo',
  )
})

describe('the due day', () => {
  const due = async (...words: string[]) => {
    const ran = await (await withAsha())('invoice', '1', '10', ...words, '--format', 'json')
    return ran.code === 0 ? ran.json.due_on : ran.err
  }

  test('as said: a day, or so many days after the issue', async () => {
    expect(await due('--due', '2026-12-24')).toBe('2026-12-24')
    expect(await due('--due', '10d', '--on', '2026-11-01')).toBe('2026-11-11')
    expect(await due('--due', '45 jours')).toBe('2027-01-06')
    expect(await due('--due', '0d')).toBe('2026-11-22')
    expect(await due('--due', 'friday')).toBe('2026-11-27')
  })

  test('before the issue day, or not one, is refused', async () => {
    expect(await due('--due', '2026-11-21')).toBe('the due day 2026-11-21 is before the issue day 2026-11-22 - say a later one, or 30d\n')
    expect(await due('--due', '30')).toBe('--due "30" is not a day - say 30d for so many days after the issue\n')
    expect(await due('--due', '9999d')).toBe('--due "9999d" is more than 3650 days - say the day itself\n')
    expect(await due('--due', 'soon')).toContain('"soon" is not a day')
  })

  test('without it the terms of the category', async () => {
    const clientele = await withAsha()
    await clientele('categories', 'edit', 'regular', '--terms', '14')
    expect((await clientele('invoice', '1', '10', '--format', 'json')).json.due_on).toBe('2026-12-06')
    await clientele('categories', 'edit', 'regular', '--terms', '0')
    expect((await clientele('invoice', '1', '10', '--format', 'json')).json.due_on).toBe('2026-11-22')
  })
})

test('a number is taken once; without one the next free one is given', async () => {
  const clientele = await withAsha()
  await clientele('add', 'Karim Benali')
  await clientele('invoice', '2', '10', '--number', '2')
  const taken = await clientele('invoice', '1', '10', '--number', '2')
  expect(taken).toMatchObject({
    code: 1,
    err: 'invoice 2 is that of Karim Benali (2), issued on 22 Nov - say another number, or leave --number out\n',
  })
  expect((await clientele('invoice', '1', '10', '--format', 'json')).json).toMatchObject({ invoice_id: 2, number: '2-2' })
  expect((await clientele('invoice', '1', '10', '--format', 'json')).json).toMatchObject({ invoice_id: 3, number: '3' })
  await clientele('invoices', 'void', '2')
  expect((await clientele('invoice', '1', '10', '--number', '2')).err).toContain('issued on 22 Nov and void')
  // A number that an undo took out is not given again: papers may bear it.
  await clientele('undo')
  await clientele('undo')
  expect((await clientele('invoice', '1', '10', '--format', 'json')).json).toMatchObject({ invoice_id: 4, number: '4' })
})

test('amounts, days and clients of a first day', async () => {
  const clientele = await withAsha()
  expect(await clientele('invoice', '1', '0')).toMatchObject({ code: 2, err: '"0" is nothing to record - say an amount above zero\n' })
  expect((await clientele('invoice', '1', '-5')).code).toBe(2)
  expect((await clientele('invoice', 'nobody', '5')).code).toBe(4)
  const future = await clientele('invoice', '1', '5', '--on', '2027-01-01', '--format', 'json')
  expect(future.json).toMatchObject({ open_minor: 500, warnings: ['2027-01-01 is after today; it counts from that day on'] })
  await clientele('archive', '1')
  expect((await clientele('invoice', '1', '5')).err).toContain('Asha Patel is archived')
})

describe('prepayment', () => {
  test('refuses while the credit is short, names what is missing, and accepts once it is there', async () => {
    const clientele = await withKarim()
    await clientele('pay', '1', '40')
    const before = dumpFile(clientele.path)
    const short = await clientele('invoice', '1', '100')
    expect(short).toMatchObject({ code: 1, out: '' })
    expect(short.err).toBe(
      'Karim Benali (1) pays 100 % of 100.00 EUR beforehand (problem): 60.00 EUR is missing - once it is there: clientele pay 1 60.00 --account; or record it all the same with --force\n',
    )
    expect(dumpFile(clientele.path)).toEqual(before)
    await clientele('pay', '1', '59.99')
    expect((await clientele('invoice', '1', '100')).err).toContain('0.01 EUR is missing')
    await clientele('pay', '1', '0.01')
    expect((await clientele('invoice', '1', '100', '--format', 'json')).json).toMatchObject({ open_minor: 0, warnings: [] })
  })

  test('counts the credit at the end of the issue day, what is open taken off first', async () => {
    const clientele = await withKarim()
    await clientele('pay', '1', '100', '--on', '2026-11-20')
    expect((await clientele('invoice', '1', '100', '--on', '2026-11-19')).err).toContain(
      '100.00 EUR is missing on 19 Nov - once it is there: clientele pay 1 100.00 --account --on 2026-11-19;',
    )
    expect((await clientele('invoice', '1', '130', '--force', '--on', '2026-11-20')).code).toBe(0)
    expect((await clientele('invoice', '1', '50')).err).toContain(
      'clientele pay 1 80.00 --account, of which 30.00 EUR goes to what is open;',
    )
    await clientele('pay', '1', '80', '--account')
    expect((await clientele('invoice', '1', '50')).code).toBe(0)
  })

  test('a part of it is rounded up', async () => {
    const clientele = await withKarim()
    await clientele('categories', 'edit', 'problem', '--prepay', '33')
    await clientele('pay', '1', '0.33')
    expect((await clientele('invoice', '1', '1.01')).err).toContain('0.01 EUR is missing')
    expect((await clientele('invoice', '1', '1')).code).toBe(0)
  })

  test('--force records it all the same, and the log keeps that', async () => {
    const clientele = await withKarim()
    const { json } = await clientele('invoice', '1', '100', '--force', '--format', 'json')
    expect(json.warnings).toEqual([
      'Karim Benali (1) pays 100 % of 100.00 EUR beforehand (problem): 100.00 EUR is missing; recorded all the same',
    ])
    const { json: log } = await clientele('log', '--format', 'json')
    expect(log.rows[0]).toMatchObject({ command: 'invoice', details: { client_id: 1, invoice_id: 1, forced: true } })
    await clientele('pay', '1', '200', '--account')
    await clientele('invoice', '1', '10', '--force')
    expect((await clientele('log', '--format', 'json')).json.rows[0].details).toEqual({ client_id: 1, invoice_id: 2 })
  })
})

test('a client who then owes more than the credit limit is a warning, on either side of it', async () => {
  const clientele = await withAsha()
  await clientele('edit', '1', '--credit-limit', '100')
  expect((await clientele('invoice', '1', '100', '--format', 'json')).json.warnings).toEqual([])
  expect((await clientele('invoice', '1', '0.01', '--format', 'json')).json.warnings).toEqual([
    'Asha Patel (1) has 100.01 EUR of open invoices, over the credit limit of 100.00 EUR',
  ])
  await clientele('pay', '1', '50')
  expect((await clientele('invoice', '1', '20', '--format', 'json')).json.warnings).toEqual([])
  // The one to come counts with those that are open now.
  const later = await clientele('invoice', '1', '40', '--on', '2026-12-01', '--format', 'json')
  expect(later.json.warnings.at(-1)).toContain('has 110.01 EUR of open invoices')
})

test('an invoice that takes credit refunded on a later day warns that the refund is owed', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '100', '--account', '--on', '2026-11-01')
  await clientele('refund', '1', '80', '--account', '--on', '2026-11-10')
  const { json } = await clientele('invoice', '1', '50', '--on', '2026-11-05', '--format', 'json')
  expect(json.warnings).toEqual(['30.00 EUR refunded to Asha Patel (1) since is now more than waited as credit, and owed'])
  expect((await clientele('show', '1', '--format', 'json')).json.balance_minor).toBe(3000)
})

test('invoice and undo leave the file as it was, allocations included', async () => {
  const clientele = await withAsha()
  await clientele('pay', '1', '100', '--account', '--on', '2026-11-01')
  await clientele('invoice', '1', '70')
  const before = dumpFile(clientele.path)
  await clientele('invoice', '1', '60', '--on', '2026-11-02')
  expect(dumpFile(clientele.path).allocation).not.toEqual(before.allocation)
  await clientele('undo')
  expect(dumpFile(clientele.path)).toEqual(before)
})
