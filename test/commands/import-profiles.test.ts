import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { newFile, newFolder, programFolder } from '../support.ts'

const input = 'Who;When;How much;Fee\nAsha Patel;13/01/2026;1.234,50;1,00\nLucie Fabre;14/01/2026;80,00;0,50\n'
const MAP = ['--map', 'client=Who', '--map', 'date=When', '--map', 'amount=How much']

const save = (clientele: ReturnType<typeof newFile>, ...more: string[]) =>
  clientele.with(
    { input },
    'import',
    'payments',
    '-',
    ...MAP,
    '--create-missing',
    '--from',
    'till',
    '--kind',
    'sale',
    '--save-profile',
    'Till',
    ...more,
  )

const saved = async (clientele: ReturnType<typeof newFile>) =>
  (await clientele('import', 'profiles', '--format', 'json')).json.rows.filter(({ origin }: { origin: string }) => origin === 'saved')

test('import profiles lists those built in, also before there is a file, and those saved', async () => {
  const clientele = newFile()
  const { json } = await clientele('import', 'profiles', '--format', 'json')
  expect(json.rows).toContainEqual(
    expect.objectContaining({ name: 'stripe-payments', kind: 'payments', origin: 'built in', title: 'Stripe payments' }),
  )
  expect(json.total).toMatchObject({ saved: 0 })
  await save(clientele)
  expect(await saved(clientele)).toEqual([
    { name: 'Till', kind: 'payments', origin: 'saved', title: 'saved from standard input', source: null },
  ])
})

test('a saved profile keeps the mapping and the options, and is used by its name', async () => {
  const clientele = newFile()
  expect((await save(clientele)).out).toContain('How it was read is kept as profile Till.')
  const next = 'Who;When;How much;Fee\nZoe;03/02/2026;5,00;0\nZoe;13/02/2026;6,00;0\n'
  const { json, err, code } = await clientele.with({ input: next }, 'import', 'payments', '-', '--profile', 'till', '--format', 'json')
  expect([code, json.added, json.clients_created, json.detected.profile]).toEqual([0, 2, 1, 'Till'])
  expect(err).toContain('profile Till')
  expect(err).toContain('client <- Who · date <- When · amount <- How much · not used: Fee')
  const { rows } = (await clientele('export', 'payments', '--format', 'json')).json
  expect(rows.at(-1)).toMatchObject({ client: 'Zoe', kind: 'sale', date: '2026-02-13' })
  const again = await clientele.with({ input: next }, 'import', 'payments', '-', '--profile', 'Till', '--from', 'till', '--format', 'json')
  expect(again.json).toMatchObject({ operation: null, unchanged: 2 })
})

test('a profile is saved and changed by its import alone, and undone with it', async () => {
  const clientele = newFile()
  await save(clientele, '--dry-run')
  expect((await newFile(clientele.path)('list')).code).toBe(1)
  await save(clientele)
  const [before] = await saved(clientele)
  expect((await save(clientele)).out).toContain('Nothing was changed.')
  const other = await save(clientele, '--date-order', 'dmy')
  expect(other.out).toBe('Read 2 rows: 2 unchanged. How it was read is kept as profile Till.     undo: clientele undo\n')
  expect((await clientele('log', '--format', 'json')).json.rows).toHaveLength(2)
  await clientele('undo')
  expect(await saved(clientele)).toEqual([before])
  await clientele('undo')
  expect(await saved(clientele)).toEqual([])
  expect((await clientele.with({ input }, 'import', 'payments', '-', '--profile', 'Till')).err).toContain('there is no profile "Till"')
})

test('an import that fails keeps no profile', async () => {
  const clientele = newFile()
  const bad = await clientele.with(
    { input: `${input}Zoe;15/01/2026;x;0\n` },
    'import',
    'payments',
    '-',
    ...MAP,
    '--create-missing',
    '--save-profile',
    'Till',
  )
  expect(bad.code).toBe(1)
  expect(await saved(clientele)).toEqual([])
})

test('what a known layout comes to is saved with it', async () => {
  const clientele = newFile()
  const folder = join(programFolder, 'fixtures', 'import', 'paypal-activity')
  const paypal = readFileSync(join(folder, 'input.csv'))
  const env = { LANG: 'en_US.UTF-8' }
  await clientele.with(
    { input: paypal, env },
    'import',
    'payments',
    '-',
    '--create-missing',
    '--map',
    'note=Subject',
    '--save-profile',
    'shop',
  )
  await clientele('undo')
  await clientele.with(
    { input: paypal, env },
    'import',
    'payments',
    '-',
    '--create-missing',
    '--map',
    'note=Subject',
    '--save-profile',
    'shop',
  )
  const { json } = await clientele.with({ input: paypal, env }, 'import', 'payments', '-', '--profile', 'shop', '--format', 'json')
  expect(json).toMatchObject({ operation: null, read: 8, unchanged: 3, skipped: 5, detected: { profile: 'shop' } })
})

test('a name that is none, or taken, is refused before anything is read', async () => {
  const clientele = newFile()
  for (const [name, said] of [
    ['none', '"none" is no name for a profile'],
    ['a/b', '"a/b" is no name for a profile'],
    ['PayPal-Activity', 'PayPal-Activity is a built-in profile'],
  ] as const) {
    const { code, err } = await clientele.with({ input }, 'import', 'payments', '-', ...MAP, '--save-profile', name)
    expect([code, err.includes(said)]).toEqual([2, true])
  }
})

test('--profile takes one of its own kind, and says what is missing where the columns are others', async () => {
  const clientele = newFile()
  const wrong = await clientele.with({ input }, 'import', 'invoices', '-', '--profile', 'paypal-activity')
  expect([wrong.code, wrong.err]).toEqual([
    2,
    'profile paypal-activity is of payments, not of invoices - say import payments, or another profile\n',
  ])
  const other = await clientele.with({ input }, 'import', 'payments', '-', '--profile', 'paypal-activity')
  expect(other.code).toBe(2)
  expect(other.err).toContain(
    'no column is the client; the columns are "Who", "When", "How much", "Fee" - paypal-activity is a profile of other columns',
  )
})

const STATEMENT = 'Date;Libellé;Débit;Crédit\n13/01/2026;GARAGE MOREAU;;1 250,00\n14/01/2026;ELECTRICITE;84,10;\n'

test('money out of a bank statement is skipped without being asked, and --profile none asks which side it is', async () => {
  const bank = await newFile().with({ input: STATEMENT }, 'import', 'payments', '-', '--create-missing', '--format', 'json')
  expect(bank.json).toMatchObject({ added: 1, skipped: 1, detected: { profile: 'bank-french' } })
  const plain = (...options: string[]) =>
    newFile().with({ input: STATEMENT }, 'import', 'payments', '-', '--create-missing', '--profile', 'none', '--skip-bad', ...options)
  const asked = await plain()
  expect(asked.code).toBe(1)
  expect(asked.err).toContain('say --map amount=Crédit --map money_out=Débit, or --map amount=Débit --map money_out=Crédit\n')
  const none = await plain('--map', 'amount=Crédit', '--format', 'json')
  expect(none.json.detected).not.toHaveProperty('profile')
  expect(none.json).toMatchObject({ added: 1, rejected: 1 })
})

test.each([
  ['bank-english', 'Date,Description,Credit,Debit,Reference\n'],
  ['bank-french', 'Date,Libellé,Crédit,Débit,Référence\n'],
  ['bank-spanish', 'Fecha,Concepto,Abono,Cargo,Referencia\n'],
  [undefined, 'Date,Description,Amount,Note,Reference\n'],
])('what a payer writes every month is no key of a statement: %s', async (profile, header) => {
  const clientele = newFile()
  for (const month of ['03', '04']) {
    const input = `${header}2026-${month}-28,Lucie Fabre,850.00,,RENT\n`
    const { json } = await clientele.with({ input }, 'import', 'payments', '-', '--create-missing', '--format', 'json')
    expect(json).toMatchObject({ added: 1, updated: 0 })
    expect(json.detected.profile).toBe(profile)
  }
  expect((await clientele('export', 'payments', '--format', 'json')).json.rows).toHaveLength(2)
})

test('a table whose client is the text of a line is read as a statement, and --profile none takes its refunds', async () => {
  const input = 'Date;Libellé;Montant\n31/03/2026;VIREMENT DE MULLER;1234,50\n04/03/2026;PRELEVEMENT DE EDF;-85,00\n'
  const line = ['import', 'payments', '-', '--create-missing', '--format', 'json'] as const
  const { json, err } = await newFile().with({ input }, ...line)
  expect(json).toMatchObject({ added: 1, skipped: 1, clients_created: 1 })
  expect(err).toContain('a bank statement, money in alone (--profile none: refunds too) · client <- Libellé · date <- Date')
  expect((await newFile().with({ input }, ...line, '--profile', 'none')).json).toMatchObject({ added: 2, skipped: 0 })
  expect((await newFile().with({ input }, 'import', 'preview', '-')).out).toContain('Taken for payments, as a bank statement;')
  const named = input.replace('Libellé', 'Client')
  expect((await newFile().with({ input: named }, ...line)).json).toMatchObject({ added: 2, skipped: 0 })
})

test('--map goes before a known layout, field by field', async () => {
  const clientele = newFile()
  const { err, json } = await clientele.with(
    { input: 'Date;Libellé;Débit;Crédit;Communication\n13/01/2026;VIREMENT;;50,00;Asha Patel\n' },
    ...(['import', 'payments', '-', '--create-missing', '--map', 'client=Communication', '--format', 'json'] as const),
  )
  expect(json.detected.profile).toBe('bank-french')
  expect(err).toContain('client <- Communication · date <- Date · amount <- Crédit · money_out <- Débit')
})

test('rejected rows of a known layout come in again once mended', async () => {
  const rejects = join(newFolder(), 'rejects.csv')
  const clientele = newFile()
  const bad = `${STATEMENT}15/01/2026;LUCIE FABRE;;5x\n`
  const first = await clientele.with(
    { input: bad },
    'import',
    'payments',
    '-',
    '--create-missing',
    '--skip-bad',
    '--rejects',
    rejects,
    '--format',
    'json',
  )
  expect(first.json).toMatchObject({ added: 1, skipped: 1, rejected: 1 })
  const mended = readFileSync(rejects, 'utf8').replace('5x', '5,00')
  const second = await clientele.with({ input: mended }, 'import', 'payments', '-', '--create-missing', '--format', 'json')
  expect(second.json).toMatchObject({ added: 1, detected: { profile: 'bank-french' } })
})

test('a column of numbered days is read as such whatever order is said', async () => {
  const numbered = 'client,date,amount\nAsha Patel,46027,12.50\n'
  const { json, err } = await newFile().with(
    { input: numbered },
    'import',
    'payments',
    '-',
    '--create-missing',
    '--date-order',
    'dmy',
    '--format',
    'json',
  )
  expect(json.detected.date_order).toBe('serial')
  expect(err).toContain('days as a spreadsheet numbers them (46027 is 2026-01-05)')
})

test('a word that says neither money in nor out is an error of its row', async () => {
  const input = 'client,date,amount,D/C\nAsha Patel,2026-01-05,12.50,maybe\n'
  const { code, err } = await newFile().with({ input }, 'import', 'payments', '-', '--create-missing')
  expect(code).toBe(1)
  expect(err).toContain('direction "maybe" is neither money in nor money out')
})
