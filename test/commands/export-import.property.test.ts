import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countryCode } from '../../src/parse/country.ts'
import { loadPhoneParser } from '../../src/parse/phone.ts'
import { hostileText } from '../hostile.ts'
import { openFile, write } from '../money.ts'
import { newFile, newFolder } from '../support.ts'

/** What is exported and imported again is the same file, whatever stands in it (issue 4, "Export"). */

const NOUNS = ['clients', 'invoices', 'payments', 'visits'] as const
const FORMATS = ['csv', 'tsv', 'json', 'ndjson', 'excel'] as const

const text = hostileText()
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 })
const day = fc.integer({ min: 0, max: 3000 }).map((days) => new Date(Date.UTC(2018, 0, 1 + days)).toISOString().slice(0, 10))
const minor = fc.integer({ min: 1, max: 1_000_000_000 })
const who = fc.nat(2)
const names = (maxLength: number) => fc.uniqueArray(text, { minLength: 1, maxLength, selector: (name) => name.toLowerCase() })

const card = fc.record({
  ...{
    name: text,
    kind: fc.constantFrom('person', 'company'),
    status: fc.constantFrom('prospect', 'active', 'former'),
    category: fc.nat(2),
  },
  ...{ phone: maybe(text), email: maybe(text), address: maybe(text), postcode: maybe(text), city: maybe(text), region: maybe(text) },
  ...{ country: maybe(text), card: maybe(text), birthday: maybe(day), source: maybe(text), operator: maybe(fc.nat(1)), avoid: maybe(text) },
  ...{ attitude: maybe(fc.constantFrom('loyal', 'switcher', 'unattached')), consent_mail: maybe(fc.nat(1)), consent_sms: maybe(fc.nat(1)) },
  ...{ note: maybe(text), credit_limit_minor: maybe(fc.nat(1_000_000)), added_on: day, checked_on: maybe(day), archived_on: maybe(day) },
  ...{ gap: fc.nat(2), refs: fc.array(fc.tuple(fc.nat(2), text), { maxLength: 3 }) },
})
type Card = typeof card extends fc.Arbitrary<infer T> ? T : never
const invoice = fc
  .record({ who, number: text, issued_on: day, due_on: day, amount_minor: minor, purpose: maybe(text), paid: maybe(day) })
  .map((row) => ({ ...row, due_on: row.due_on < row.issued_on ? row.issued_on : row.due_on }))
const payment = fc.record({
  ...{ who, paid_on: day, amount_minor: minor, refund: fc.boolean(), kind: fc.constantFrom('sale', 'account'), kind_guessed: fc.nat(1) },
  ...{ method: maybe(text), reference: maybe(text), note: maybe(text), settles: maybe(fc.nat(2)) },
})
const kept = fc.record({ outcome: fc.constant('kept'), late_minutes: maybe(fc.nat(1440)) })
const state = fc.oneof(
  ...[kept, fc.record({ outcome: fc.constantFrom('planned', 'no_show') })],
  fc.record({ outcome: fc.constant('cancelled'), cancelled_by: fc.constant('us') }),
  fc.record({ outcome: fc.constant('cancelled'), cancelled_by: fc.constant('client'), notice_hours: maybe(fc.nat(10_000)) }),
)
const visit = fc.record({
  ...{ who, day, time: maybe(fc.constantFrom('00:00', '09:30', '23:59')), kind: fc.constantFrom('visit', 'reception', 'call', 'message') },
  ...{ state, rated: maybe(fc.integer({ min: 1, max: 5 })), operator: maybe(fc.nat(1)), reference: maybe(text), note: maybe(text) },
  follow_up_on: maybe(day),
})
const file = fc.record({
  ...{
    cards: fc.array(card, { minLength: 3, maxLength: 4 }),
    invoices: fc.uniqueArray(invoice, { maxLength: 3, selector: (each) => each.number }),
  },
  ...{ payments: fc.array(payment, { maxLength: 4 }), visits: fc.array(visit, { maxLength: 3 }) },
  ...{ categories: names(3), operators: names(2), systems: names(3), currency: fc.constantFrom('EUR', 'JPY', 'KWD') },
  ...{ decimal: fc.constantFrom('comma', 'point', undefined), dateOrder: fc.constantFrom('dmy', 'mdy', undefined) },
})
type File = typeof file extends fc.Arbitrary<infer T> ? T : never

const dial = await loadPhoneParser()
const pick = <T>(list: readonly T[], index: number): T => list[index % list.length] as T

async function emptyFile({ currency, decimal, dateOrder, categories }: File) {
  const clientele = newFile()
  const options = [...(decimal ? ['--decimal', decimal] : []), ...(dateOrder ? ['--date-order', dateOrder] : [])]
  const { code, err } = await clientele('init', '--currency', currency, ...options)
  expect(err.includes('Created') && code === 0, err).toBe(true)
  const store = openFile(clientele.path)
  const ids = await write(store, () => categories.map((name) => categoryNamed(store, name)))
  store.connection.close()
  return { clientele, ids }
}

function categoryNamed({ connection, categories }: ReturnType<typeof openFile>, name: string): number {
  return categories.byName(name)?.id ?? connection.insert('category', { name })
}

function insertCards(
  { clients, connection }: ReturnType<typeof openFile>,
  { cards, operators, systems }: File,
  categoryIds: readonly number[],
): number[] {
  const taken = new Set<string>()
  let id = 0
  return cards.map(({ gap, refs, category, operator, ...columns }: Card) => {
    id += gap + 1
    const operator_id = operator === null ? null : clients.operatorId(pick(operators, operator))
    const { phone, country } = columns
    const phone_e164 = phone === null ? null : dial(phone, (country === null ? null : countryCode(country)) ?? 'FR')
    const row = { id, ...columns, phone_e164, category_id: pick(categoryIds, category), operator_id }
    clients.insert(row as unknown as Parameters<typeof clients.insert>[0])
    for (const [index, reference] of refs) {
      const system = pick(systems, index)
      const key = `${system.toLowerCase()}\0${reference}`
      if (taken.has(key)) continue
      taken.add(key)
      connection.insert('client_reference', { client_id: id, system_id: clients.systemId(system), reference })
    }
    return id
  })
}

async function filled(given: File) {
  const { clientele, ids: categoryIds } = await emptyFile(given)
  const store = openFile(clientele.path)
  const { connection, clients, payments } = store
  await write(store, () => {
    const ids = insertCards(store, given, categoryIds)
    const invoices = given.invoices.map(({ who, paid, ...columns }, index) => {
      const client_id = pick(ids, who)
      const import_key = `i${index}`
      const id = connection.insert('invoice', { client_id, ...columns, import_key })
      const amount_minor = columns.amount_minor
      if (paid) payments.insert({ client_id, paid_on: paid, amount_minor, kind: 'account', invoice_id: id, import_key })
      return { id, client_id }
    })
    for (const { who, refund, settles, ...columns } of given.payments) {
      const client_id = pick(ids, who)
      const settled = settles === null || columns.kind === 'sale' || refund ? undefined : invoices[settles]
      const invoice_id = settled?.client_id === client_id ? settled.id : null
      const amount_minor = refund ? -columns.amount_minor : columns.amount_minor
      const kind_guessed = invoice_id === null ? columns.kind_guessed : 0
      const row = { client_id, ...columns, kind: columns.kind as 'sale' | 'account', amount_minor, invoice_id, kind_guessed }
      payments.insert(row)
    }
    for (const { who, state, rated, operator, ...columns } of given.visits) {
      const ratings = rated === null ? {} : { patience: rated, kindness: rated, professionalism: 6 - rated }
      const operator_id = operator === null ? null : clients.operatorId(pick(given.operators, operator))
      connection.insert('visit', { client_id: pick(ids, who), ...columns, ...state, ...ratings, operator_id })
    }
    payments.refreshAllocations(ids)
  })
  connection.close()
  return clientele
}

type Clientele = ReturnType<typeof newFile>

/** One export, as it comes to a file: with every character that a terminal might not have been given. */
async function exported(clientele: Clientele, noun: string, format: (typeof FORMATS)[number] | 'vcf'): Promise<Buffer> {
  const path = `${newFolder()}/out`
  const how = format === 'excel' ? ['--excel'] : format === 'vcf' ? ['--vcard'] : ['--format', format]
  const { code, err } = await clientele('export', noun, ...how, '--output', path)
  expect(code, err).toBe(0)
  return readFileSync(path)
}

async function take(clientele: Clientele, noun: string, bytes: Buffer, expected: object): Promise<void> {
  const { out, err } = await clientele.with({ input: bytes }, 'import', noun, '-', '--format', 'json')
  expect(out === '' ? err : JSON.parse(out), `${noun}: ${bytes.toString()}`).toMatchObject(expected)
}

const rowsOf = async (clientele: Clientele, noun: string): Promise<string> => (await exported(clientele, noun, 'json')).toString()

test('import(export(file)) is the file, in every format, and importing it once more changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(file, fc.constantFrom(...FORMATS), async (given, format) => {
      const clientele = await filled(given)
      const { clientele: copy } = await emptyFile(given)
      for (const noun of NOUNS) {
        const rows = await rowsOf(clientele, noun)
        const { length } = JSON.parse(rows).rows
        if (length === 0) continue
        const bytes = await exported(clientele, noun, format)
        await take(copy, noun, bytes, { read: length, added: length, rejected: 0 })
        expect(JSON.parse(await rowsOf(copy, noun)), `${noun}: ${bytes.toString()}`).toEqual(JSON.parse(rows))
        await take(copy, noun, bytes, { operation: null, unchanged: length })
        if (noun === 'clients') await take(clientele, noun, bytes, { operation: null, unchanged: length })
      }
    }),
    { numRuns: 60 },
  )
}, 180_000)
