import { expect, test } from 'vitest'
import type { TableKind } from '../../src/domain/headers.ts'
import { mapColumns } from '../../src/domain/mapping.ts'
import { newFile } from '../support.ts'

async function practice() {
  const clientele = newFile()
  for (const line of [
    [
      'add',
      'આશા પટેલ',
      '--category',
      'vip',
      '--phone',
      '+33 6 12 34 56 78',
      '--ref',
      '007',
      '--consent-mail',
      'no',
      '--note',
      'says "hi",\nloud',
    ],
    ['add', '=cmd', '--kind', 'company', '--birthday', '1990-01-02', '--consent-sms', '--operator', 'Sophie'],
    ['pay', '1', '1234.50', '--on', '2026-03-01', '--sale', '--method', 'card', '--ref', '0042'],
    ['pay', '2', '10', '--on', '2026-04-01', '--account'],
    ['pay', '2', '99', '--on', '2026-04-02', '--sale'],
    ['payments', 'void', '3', '--yes'],
    ['refund', '1', '4.50', '--on', '2026-05-01', '--sale'],
    ['visit', '1', '--on', '2026-11-10', '--late', '15', '--rate', '5,5,4', '--follow-up', '2026-11-27'],
    ['visit', '1', '--planned', '--on', '2026-11-24', '--at', '10:00', '--kind', 'reception'],
    ['visit', '2', '--on', '2026-11-11', '--cancelled', '--notice', '3'],
    ['visit', '2', '--on', '2026-11-12', '--cancelled', '--by-us'],
    ['visit', '2', '--on', '2026-11-13', '--no-show'],
    ['visit', '2', '--on', '2026-11-14'],
    ['visits', 'void', '6', '--yes'],
  ]) {
    const { code, err } = await clientele(...line)
    expect(code, `${line.join(' ')}: ${err}`).toBe(0)
  }
  return clientele
}

test('cards come as csv by themselves, with the fields of import behind their number', async () => {
  const { out } = await (await practice())('export', 'clients')
  expect(out).toBe(
    [
      'client_number,name,kind,status,category,phone,email,address,postcode,city,region,country,card,birthday,source,operator,attitude,consent_mail,consent_sms,ref,refs,credit_limit,avoid,added,checked,archived,note',
      '1,આશા પટેલ,person,active,vip,+33 6 12 34 56 78,,,,,,,,,,,,false,,007,import:007,,,2026-11-22,2026-11-22,,"says ""hi"",\nloud"',
      "2,'=cmd,company,active,regular,,,,,,,,,1990-01-02,,Sophie,,,true,,,,,2026-11-22,2026-11-22,,",
      '',
    ].join('\n'),
  )
})

test('payments come in the order they were entered, void ones left out', async () => {
  const clientele = await practice()
  expect((await clientele('export', 'payments')).out).toBe(
    [
      'client_number,client,date,amount,method,reference,kind,kind_guessed,invoice,note',
      '1,આશા પટેલ,2026-03-01,1234.50,card,0042,sale,false,,',
      "2,'=cmd,2026-04-01,10.00,,,account,false,,",
      '1,આશા પટેલ,2026-05-01,-4.50,,,sale,false,,',
      '',
    ].join('\n'),
  )
  const { json } = await clientele('export', 'payments', '--format', 'json')
  expect(json.currency).toBe('EUR')
  expect(json.rows[0]).toEqual({
    client_number: 1,
    client: 'આશા પટેલ',
    date: '2026-03-01',
    amount_minor: 123_450,
    method: 'card',
    reference: '0042',
    kind: 'sale',
    kind_guessed: false,
    invoice: null,
    note: null,
  })
  expect(json.total).toEqual({ payments: 3 })
})

test('visits keep their time, who cancelled with what notice, ratings and follow-up', async () => {
  const { out } = await (await practice())('export', 'visits')
  expect(out).toBe(
    [
      'client_number,client,date,kind,outcome,notice,late,ratings,operator,reference,follow_up,note',
      '1,આશા પટેલ,2026-11-10,visit,kept,,15,"5,5,4",,,2026-11-27,',
      '1,આશા પટેલ,2026-11-24 10:00,reception,planned,,,,,,,',
      "2,'=cmd,2026-11-11,visit,cancelled by client,3,,,,,,",
      "2,'=cmd,2026-11-12,visit,cancelled by us,,,,,,,",
      "2,'=cmd,2026-11-13,visit,no-show,,,,,,,",
      '',
    ].join('\n'),
  )
})

test.each<[TableKind, string[]]>([
  ['clients', []],
  ['payments', []],
  ['visits', ['notice', 'follow_up']],
])('import finds a field for every column of the export of %s', async (kind, unknownToHeaders) => {
  const header = ((await (await practice())('export', kind)).out.split('\n')[0] ?? '').split(',')
  const mapped = mapColumns(kind, header)
  if (!mapped.ok) throw new Error(mapped.reason)
  for (const [field, index] of mapped.value.columns) expect(header[index]).toBe(field)
  expect(mapped.value.unmapped.filter((name) => !unknownToHeaders.includes(name))).toEqual([])
})

test('a format that is asked for is given, by --format or the name of --output', async () => {
  const clientele = await practice()
  expect((await clientele('export', 'payments', '--format', 'table')).out).toMatch(/^Payments +EUR\n/)
  expect((await clientele('export', 'payments', '--format', 'tsv')).out).toMatch(/^client_number\tclient\t/)
  const { readFileSync } = await import('node:fs')
  const path = `${clientele.path}.json`
  expect((await clientele('export', 'payments', '--output', path)).code).toBe(0)
  expect(JSON.parse(readFileSync(path, 'utf8')).rows).toHaveLength(3)
})

test('an export is narrowed by category, client and period', async () => {
  const clientele = await practice()
  const clients = async (...argv: string[]): Promise<unknown[]> => {
    const { json } = await clientele('export', ...argv, '--format', 'json')
    return json.rows.map((row: { client_number: number }) => row.client_number)
  }
  expect(await clients('clients', '--category', 'vip')).toEqual([1])
  expect(await clients('clients', '--client', '2')).toEqual([2])
  expect(await clients('payments', '--category', 'regular')).toEqual([2])
  expect(await clients('payments', '--client', '1', '--period', '2026-Q2')).toEqual([1])
  expect(await clients('payments', '--period', '2026-Q2')).toEqual([2, 1])
  expect(await clients('visits', '--period', '2026-11-11..2026-11-12')).toEqual([2, 2])
  expect(await clients('visits', '--category', 'vip')).toEqual([1, 1])
  expect((await clientele('export', 'visits', '--client', 'nobody')).code).toBe(4)
})

test('an export is narrowed as the list is', async () => {
  const clientele = await practice()
  await clientele('invoice', '2', '10', '--on', '2026-05-01', '--due', '2026-05-31')
  await clientele('invoice', '1', '30', '--on', '2026-11-20', '--number', 'LATE', '--due', '2026-12-20')
  const numbers = async (noun: string, key: string, ...options: string[]) => {
    const { json, err } = await clientele('export', noun, ...options, '--format', 'json')
    expect(err).not.toContain('error')
    return json.rows.map((row: Record<string, unknown>) => row[key])
  }
  expect(await numbers('clients', 'client_number', '--search', 'loud')).toEqual([1])
  expect(await numbers('clients', 'client_number', '--operator', 'Sophie')).toEqual([2])
  expect(await numbers('clients', 'client_number', '--status', 'former')).toEqual([])
  expect(await numbers('clients', 'client_number', '--class', 'A', '--client', '2')).toEqual([])
  expect(await numbers('payments', 'amount_minor', '--kind', 'sale')).toEqual([123_450, -450])
  expect(await numbers('payments', 'amount_minor', '--method', 'CARD')).toEqual([123_450])
  expect(await numbers('invoices', 'number', '--open')).toEqual(['LATE'])
  expect(await numbers('invoices', 'number', '--overdue')).toEqual([])
  expect(await numbers('invoices', 'number', '--period', '2026-05')).toEqual(['1'])
  expect(await numbers('visits', 'outcome', '--outcome', 'cancelled')).toEqual(['cancelled by client', 'cancelled by us'])
  expect(await numbers('visits', 'date', '--kind', 'reception')).toEqual(['2026-11-24 10:00'])
  expect(await numbers('visits', 'date', '--follow-ups')).toEqual(['2026-11-10'])
  await clientele('archive', '2')
  expect(await numbers('clients', 'client_number', '--kind', 'company').catch(() => 'no such option')).toBe('no such option')
  expect(await numbers('clients', 'client_number', '--category', 'regular')).toEqual([2])
})

test('more rows than one block of them come whole and in order, all or only some', async () => {
  const clientele = newFile()
  const rows = Array.from({ length: 2500 }, (_, index) => `A,2026-01-05,${index + 1}.00,${index % 2 === 0 ? 'cash' : 'card'}`)
  const input = `client,date,amount,method\n${rows.join('\n')}\n`
  expect((await clientele.with({ input }, 'import', 'payments', '-', '--create-missing')).code).toBe(0)
  const amounts = async (...options: string[]) => {
    const { out } = await clientele('export', 'payments', ...options, '--format', 'ndjson')
    return out.trimEnd().split('\n').map((line) => JSON.parse(line).amount_minor / 100) // biome-ignore format: one step a line says no more
  }
  const all = Array.from({ length: 2500 }, (_, index) => index + 1)
  expect(await amounts()).toEqual(all)
  expect(await amounts('--method', 'card')).toEqual(all.filter((amount) => amount % 2 === 0))
})

test('for a spreadsheet in the user’s language an export has its marks, and comes back', async () => {
  const clientele = newFile()
  await clientele('init', '--currency', 'KWD', '--decimal', 'comma')
  await clientele('add', 'Zoé', '--card', '0042')
  await clientele('pay', '1', '120,500', '--on', '2026-01-05', '--ref', '1/2')
  const { out } = await clientele('export', 'payments', '--excel')
  expect(out.split('\r\n').slice(0, 2)).toEqual([
    '\ufeffclient_number;client;date;amount;method;reference;kind;kind_guessed;invoice;note',
    '1;Zoé;2026-01-05;120,500;;"=""1/2""";sale;true;;',
  ])
  const { json } = await clientele.with({ input: out }, 'import', 'payments', '-', '--format', 'json')
  expect(json).toMatchObject({ added: 1, detected: { delimiter: ';', decimal: 'comma' } })
  expect(json.warnings).toEqual([expect.stringContaining('with the client, day and amount of a payment that is there already')])
  expect((await clientele('export', 'clients', '--excel')).out).toContain('"=""0042"""')
})
