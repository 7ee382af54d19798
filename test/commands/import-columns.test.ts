import { expect, test } from 'vitest'
import { newFile } from '../support.ts'

type Clientele = ReturnType<typeof newFile>

const take = (clientele: Clientele, noun: string, input: string, ...options: string[]) =>
  clientele.with({ input }, 'import', noun, '-', ...options, '--format', 'json')

const names = async (clientele: Clientele) =>
  (await clientele('export', 'clients', '--format', 'json')).json.rows.map(({ name }: { name: string }) => name)

test.each([
  ['payments', 'Prénom;Nom;Date;Montant\nAsha;Patel;2026-01-05;1,00\n'],
  ['payments', 'First name;Last name;Date;Amount;Description\nAsha;Patel;2026-01-05;1.00;dinner\n'],
  ['visits', 'Nom;Prénom;Date\nPatel;Asha;2026-01-05\n'],
])('the halves of a name are the client (%s %j)', async (noun, input) => {
  const clientele = newFile()
  expect((await take(clientele, noun, input, '--create-missing')).json).toMatchObject({ added: 1, clients_created: 1 })
  expect(await names(clientele)).toEqual(['Asha Patel'])
})

test.each(['Nom;Date;Libellé;Montant', 'Customer name;Date;Description;Amount'])(
  'who is named is the client, and not the text of the line (%s)',
  async (header) => {
    const clientele = newFile()
    await take(
      clientele,
      'payments',
      `${header}\nAsha Patel;2026-01-05;dinner;1.00\nZoe Martin;2026-01-06;dinner;2.00\n`,
      '--create-missing',
    )
    const { rows } = (await clientele('export', 'payments', '--format', 'json')).json
    expect(rows).toMatchObject([
      { client: 'Asha Patel', note: 'dinner' },
      { client: 'Zoe Martin', note: 'dinner' },
    ])
  },
)

test('beside a better client column the halves are the name of clients that are made', async () => {
  const clientele = newFile()
  await take(clientele, 'payments', 'Code client,First name,Last name,Date,Amount\nC1,Asha,Patel,2026-01-05,1.00\n', '--create-missing')
  expect((await clientele('export', 'clients', '--format', 'json')).json.rows).toMatchObject([{ name: 'Asha Patel', ref: 'C1' }])
})

test('a row in another currency is rejected, by its own column and by its cell', async () => {
  const input =
    'client,date,amount,devise\nA,2026-01-05,1.00,EUR\nA,2026-01-05,2.00,€\nA,2026-01-05,3.00,\nA,2026-01-05,4.00,USD\nA,2026-01-05,10.00 USD,\n'
  const { json } = await take(newFile(), 'payments', input, '--create-missing', '--skip-bad')
  expect(json).toMatchObject({ added: 3, rejected: 2 })
  expect(json.errors).toEqual([
    { line: 5, column: 'devise', message: 'currency "USD" is not EUR, the file\'s currency' },
    { line: 6, column: 'amount', message: 'currency "USD" is not EUR, the file\'s currency' },
  ])
})

test.each(['Amount (USD)', 'Montant $', 'Amount USD'])('a column called %s does not go into a file in EUR', async (header) => {
  const { code, err } = await newFile().with(
    { input: `client,date,${header}\nA,2026-01-05,1.00\n` },
    'import',
    'payments',
    '-',
    '--create-missing',
  )
  expect(code).toBe(1)
  expect(err).toContain(`column "${header}" is in ${header.includes('$') ? '$' : 'USD'}, but the file's currency is EUR`)
})

test.each(['Amount (EUR)', 'Montant en euros', 'Montant €', 'Total (all)'])('one called %s does', async (header) => {
  expect((await take(newFile(), 'payments', `client,date,${header}\nA,2026-01-05,1.00\n`, '--create-missing')).json.added).toBe(1)
})

test('columns that are not used are said', async () => {
  const { err } = await newFile().with({ input: 'name,city,Widgets,Fax\nAsha,Lyon,x,y\n' }, 'import', 'clients', '-')
  expect(err).toContain('  name <- name · city <- city · not used: Widgets, Fax\n')
})

test('a table in Gujarati has its figures in Gujarati, and so may what is typed', async () => {
  const clientele = newFile()
  const input = 'ગ્રાહક,તારીખ,રકમ\nઆશા,૨ જાન્યુઆરી ૨૦૨૬,૧૨.૫૦\nબીના,૨૦૨૬-૦૧-૧૩,"૧,૦૦,૦૦૦"\n'
  expect((await take(clientele, 'payments', input, '--create-missing')).json).toMatchObject({ added: 2, rejected: 0, warnings: [] })
  expect((await take(clientele, 'payments', 'client,date,amount\nઆશા,૧૩/૦૧/૨૦૨૬,૫\n')).json).toMatchObject({ added: 1 })
  await clientele('pay', 'આશા', '૧૨૦', '--on', '૧૪/૦૧/૨૦૨૬')
  const { rows } = (await clientele('payments', '--all', '--format', 'json')).json
  expect(rows.map((row: { paid_on: string; amount_minor: number }) => [row.paid_on, row.amount_minor]).sort()).toEqual([
    ['2026-01-02', 1250],
    ['2026-01-13', 10000000],
    ['2026-01-13', 500],
    ['2026-01-14', 12000],
  ])
})

test('a birth year of two figures is never to come', async () => {
  const clientele = newFile()
  await take(clientele, 'clients', 'name,birthday\nA,13/05/45\nB,13/05/12\nC,13/05/80\n')
  const { rows } = (await clientele('export', 'clients', '--format', 'json')).json
  expect(rows.map(({ birthday }: { birthday: string }) => birthday)).toEqual(['1945-05-13', '2012-05-13', '1980-05-13'])
})
