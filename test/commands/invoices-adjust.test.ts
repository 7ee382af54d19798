import { describe, expect, test } from 'vitest'
import { addInvoices, dumpFile } from '../money.ts'
import { newFile } from '../support.ts'

/** Invoice 41 of 100.00 due on 31 Oct, and 42 of 50.00 due later. */
async function withTwo() {
  const clientele = newFile()
  await clientele('add', 'Asha Patel')
  await addInvoices(clientele.path, [
    { number: '41', issued: '2026-10-01', due: '2026-10-31', amount: 10000 },
    { number: '42', issued: '2026-10-05', due: '2026-11-30', amount: 5000 },
  ])
  return clientele
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ')

describe('invoices credit', () => {
  test('lowers what is owed, and says what is still open', async () => {
    const clientele = await withTwo()
    const { out } = await clientele('invoices', 'credit', '41', '30', '--note', 'one less')
    expect(oneLine(out)).toBe(
      'Credit note of 30.00 EUR on invoice 41 to Asha Patel (1): 30.00 of invoice 41, 70.00 still open. undo: clientele undo',
    )
    expect(dumpFile(clientele.path).credit_note).toMatchObject([
      { invoice_id: 1, credited_on: '2026-11-22', amount_minor: 3000, note: 'one less' },
    ])
    expect((await clientele('show', '1', '--format', 'json')).json.purchases).toEqual([{ year: 2026, amount_minor: 12000 }])
  })

  test('beyond the open rest it settles other invoices and waits as credit, and says so', async () => {
    const clientele = await withTwo()
    await clientele('pay', '1', '80', '--on', '2026-11-01')
    const { json } = await clientele('invoices', 'credit', '41', '100', '--on', '2026-11-02', '--format', 'json')
    expect(json).toEqual({
      operation: 4,
      client_id: 1,
      invoice_id: 1,
      number: '41',
      credit_note_id: 1,
      amount_minor: 10000,
      allocations: [
        { invoice_id: 1, number: '41', amount_minor: 2000, open_minor: 0 },
        { invoice_id: 2, number: '42', amount_minor: 5000, open_minor: 0 },
      ],
      credit_minor: 3000,
      currency: 'EUR',
      warnings: [],
    })
    await clientele('undo')
    const { out } = await clientele('invoices', 'credit', '41', '100')
    expect(oneLine(out)).toContain('settles invoices 41, 42, 30.00 waits as credit.')
  })

  test('never before the issue day, nor with others beyond the amount of the invoice', async () => {
    const clientele = await withTwo()
    expect(await clientele('invoices', 'credit', '41', '30', '--on', '2026-09-30')).toMatchObject({
      code: 2,
      err: 'invoice 41 of Asha Patel (1) was issued on 1 Oct, and cannot be credited on 30 Sep - say --on 2026-10-01 or later\n',
    })
    expect((await clientele('invoices', 'credit', '41', '100.01')).err).toBe(
      '100.01 EUR is more than invoice 41 of Asha Patel (1) came to: 100.00 EUR - see clientele invoices show 41\n',
    )
    expect((await clientele('invoices', 'credit', '41', '60', '--on', '2026-10-01')).code).toBe(0)
    await clientele('invoices', 'write-off', '41', '10')
    expect((await clientele('invoices', 'credit', '41', '30.01')).err).toContain('less what was credited or written off: 30.00 EUR')
    expect((await clientele('invoices', 'credit', '41', '30')).code).toBe(0)
    expect((await clientele('invoices', 'credit', '41', '0')).code).toBe(2)
  })
})

describe('invoices write-off', () => {
  test('gives up all that is open, or an amount', async () => {
    const clientele = await withTwo()
    await clientele('pay', '1', '40', '--on', '2026-11-01')
    const part = await clientele('invoices', 'write-off', '41', '10', '--format', 'json')
    expect(part.json).toEqual({
      operation: 4,
      client_id: 1,
      invoice_id: 1,
      number: '41',
      write_off_id: 1,
      amount_minor: 1000,
      open_minor: 5000,
      currency: 'EUR',
      warnings: [],
    })
    const all = await clientele('invoices', 'write-off', '41', '--note', 'moved away')
    expect(oneLine(all.out)).toContain('Wrote off 50.00 EUR of invoice 41 of Asha Patel (1): nothing of it is open.')
    const { json } = await clientele('show', '1', '--format', 'json')
    // Lowers the balance, not the purchases.
    expect([json.balance_minor, json.purchases]).toEqual([5000, [{ year: 2026, amount_minor: 15000 }]])
  })

  test('is limited to what is open on its day', async () => {
    const clientele = await withTwo()
    await clientele('pay', '1', '40', '--on', '2026-11-01')
    expect(await clientele('invoices', 'write-off', '41', '60.01')).toMatchObject({
      code: 1,
      err: '60.00 EUR of invoice 41 of Asha Patel (1) is open on 22 Nov - write off 60.00 EUR at most; see clientele invoices show 41\n',
    })
    expect((await clientele('invoices', 'write-off', '41', '--on', '2026-09-30')).err).toContain('was issued on 1 Oct')
    await clientele('pay', '1', '60')
    expect((await clientele('invoices', 'write-off', '41')).err).toBe(
      'nothing of invoice 41 of Asha Patel (1) is open on 22 Nov - see clientele invoices show 41\n',
    )
  })

  test('frees nothing that was paid on a later day', async () => {
    const clientele = await withTwo()
    await clientele('pay', '1', '70', '--on', '2026-11-10')
    const before = dumpFile(clientele.path)
    expect((await clientele('invoices', 'write-off', '41', '30.01', '--on', '2026-11-05')).err).toBe(
      '100.00 EUR of invoice 41 of Asha Patel (1) is open on 5 Nov, and later facts settle all but 30.00 EUR - write off 30.00 EUR at most; see clientele invoices show 41\n',
    )
    expect(dumpFile(clientele.path)).toEqual(before)
    const { json } = await clientele('invoices', 'write-off', '41', '--on', '2026-11-05', '--format', 'json')
    expect(json).toMatchObject({ amount_minor: 3000, open_minor: 0 })
    expect((await clientele('show', '1', '--format', 'json')).json).toMatchObject({ balance_minor: 5000, credit_minor: 0 })
    expect((await clientele('invoices', 'write-off', '41', '--on', '2026-11-04')).err).toContain('and later facts settle it')
  })
})

describe('invoices dispute and resolve', () => {
  test('a dispute takes its days off the lateness, from its first day to the day before its end', async () => {
    const clientele = await withTwo()
    const begun = await clientele('invoices', 'dispute', '41', '--on', '2026-11-05')
    expect(begun.out).toContain('Invoice 41 to Asha Patel (1) is in dispute since 5 Nov.')
    const late = async () => {
      const { state, late_days } = (await clientele('invoices', 'show', '41', '--format', 'json')).json
      return [state, late_days]
    }
    expect(await late()).toEqual(['disputed', 4])
    const ended = await clientele('invoices', 'resolve', '41', '--on', '2026-11-15', '--format', 'json')
    expect(ended.json).toEqual({
      operation: 4,
      client_id: 1,
      invoice_id: 1,
      number: '41',
      dispute_id: 1,
      started_on: '2026-11-05',
      ended_on: '2026-11-15',
      warnings: [],
    })
    expect(await late()).toEqual(['overdue', 12])
    await clientele('undo')
    expect(await late()).toEqual(['disputed', 4])
  })

  test('one dispute at a time', async () => {
    const clientele = await withTwo()
    await clientele('invoices', 'dispute', '41', '--on', '2026-11-05')
    expect((await clientele('invoices', 'dispute', '41')).err).toBe(
      'invoice 41 of Asha Patel (1) is in dispute since 5 Nov already - it ends with clientele invoices resolve 41\n',
    )
    await clientele('invoices', 'resolve', '41', '--on', '2026-11-15')
    expect((await clientele('invoices', 'dispute', '41', '--on', '2026-11-14')).err).toContain(
      'was in dispute from 5 Nov to 15 Nov already - say --on 2026-11-15 or later',
    )
    expect((await clientele('invoices', 'dispute', '41', '--on', '2026-11-15')).code).toBe(0)
    expect((await clientele('invoices', 'resolve', '41', '--on', '2026-11-14')).err).toContain(
      'is in dispute since 15 Nov only - say --on 2026-11-15 or later',
    )
    expect((await clientele('invoices', 'resolve', '41', '--on', '2026-11-15')).code).toBe(0)
    expect((await clientele('invoices', 'resolve', '41')).err).toContain('invoice 41 of Asha Patel (1) is not in dispute')
  })

  test('payment in full ends it, and leaves nothing to dispute; before the issue there was nothing either', async () => {
    const clientele = await withTwo()
    await clientele('invoices', 'dispute', '41', '--on', '2026-11-05')
    await clientele('pay', '1', '100', '--on', '2026-11-10', '--invoice', '41')
    for (const verb of ['dispute', 'resolve']) {
      expect((await clientele('invoices', verb, '41')).err).toContain('was settled on 10 Nov, which ends any dispute')
    }
    expect((await clientele('invoices', 'show', '41', '--format', 'json')).json).toMatchObject({ state: 'settled', late_days: 5 })
    expect((await clientele('invoices', 'dispute', '42', '--on', '2026-10-04')).err).toContain('and cannot be in dispute on 4 Oct')
    // While it was open it can be said later that it was disputed.
    expect((await clientele('invoices', 'resolve', '41', '--on', '2026-11-09')).code).toBe(0)
  })
})

test('the log keeps the numbers of what was done, the history tells it in words, and find finds it', async () => {
  const clientele = await withTwo()
  await clientele('invoice', '1', '20', '--number', 'F-43', '--for', 'Séances de mai')
  await clientele('invoices', 'credit', 'F-43', '5', '--note', 'geste commercial')
  await clientele('invoices', 'write-off', 'F-43', '6', '--note', 'introuvable')
  await clientele('invoices', 'dispute', 'F-43')
  await clientele('invoices', 'resolve', 'F-43')
  await clientele('invoices', 'void', '42')
  const { json: log } = await clientele('log', '--format', 'json')
  expect(log.rows.slice(0, 6).map((row: { command: string; details: object }) => [row.command, row.details])).toEqual([
    ['invoices void', { client_id: 1, invoice_id: 2, on: '2026-11-22' }],
    ['invoices resolve', { client_id: 1, invoice_id: 3, dispute_id: 1 }],
    ['invoices dispute', { client_id: 1, invoice_id: 3, dispute_id: 1 }],
    ['invoices write-off', { client_id: 1, invoice_id: 3, write_off_id: 1 }],
    ['invoices credit', { client_id: 1, invoice_id: 3, credit_note_id: 1 }],
    ['invoice', { client_id: 1, invoice_id: 3 }],
  ])
  const { out } = await clientele('history', '1', '--wide')
  for (const words of [
    /invoice F-43 +added: F-43: 20\.00, issued 2026-11-22, due 2026-12-22/,
    /credit note 1 +added: 5\.00 on 2026-11-22, invoice F-43/,
    /write-off 1 +added: 6\.00 on 2026-11-22, invoice F-43/,
    /dispute 1 +added: invoice F-43 since 2026-11-22/,
    /dispute 1 ended on +none -> 2026-11-22/,
    /invoice 42 voided on +none -> 2026-11-22/,
  ]) {
    expect(out).toMatch(words)
  }
  const found = async (text: string) => {
    const { json } = await clientele('find', text, '--format', 'json')
    return json.rows.map((row: { client_id: number; where: string; id: number; what: string }) => [
      row.client_id,
      row.where,
      row.id,
      row.what,
    ])
  }
  expect(await found('f-43')).toEqual([[1, 'invoice number', 3, 'F-43']])
  expect(await found('seances')).toEqual([[1, 'invoice purpose', 3, 'Séances de mai']])
  expect(await found('geste')).toEqual([[1, 'credit-note note', 1, 'geste commercial']])
  expect(await found('introuvable')).toEqual([[1, 'write-off note', 1, 'introuvable']])
  expect((await clientele('find', 'geste')).out).toMatch(/credit-note 1 note +geste commercial/)
})

test('every one of them is undone exactly', async () => {
  const clientele = await withTwo()
  await clientele('pay', '1', '80', '--on', '2026-11-01')
  await clientele('invoices', 'dispute', '42', '--on', '2026-11-01')
  const before = dumpFile(clientele.path)
  for (const line of [
    ['void', '41'],
    ['credit', '41', '60'],
    ['write-off', '41'],
    ['dispute', '41'],
    ['resolve', '42'],
  ]) {
    expect((await clientele('invoices', ...line)).code).toBe(0)
    expect(dumpFile(clientele.path)).not.toEqual(before)
    expect((await clientele('undo')).code).toBe(0)
    expect(dumpFile(clientele.path)).toEqual(before)
  }
})
