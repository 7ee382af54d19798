/**
 * Makes fixtures/practice, the invented practice of the demo: `node --experimental-strip-types src/dev/make-practice.ts [FOLDER]`.
 * Seeded, so that the same files come out anywhere, to the byte.
 */

import { writeFileSync } from 'node:fs'
import { addDays, weekdayOf } from '../domain/day.ts'
import { expectations } from './practice-expected.ts'
import type { Client, Invoice, Payment, Visit } from './practice-files.ts'
import { bankFile, clientsFile, invoicesFile, tillFile, visitsFile } from './practice-files.ts'
import { AVOID, CLIENT_LINES, COMPANIES, LAST_SEEN, OPERATORS, REMARKS, SOURCES, STREETS, TOWNS } from './practice-names.ts'
import { chance, days, digits, inPairs, pick, random, timeOfDay } from './practice-random.ts'

const OPENED = '2024-11-25'
const TILL_ENDS = '2025-12-31'
const LAST_DAY = '2026-11-20'
/** The second of the two years is the one the ABC report looks at. */
const SECOND_YEAR = '2025-11-23'
const TOP_SPENDING = 360_000

/** `follow`: sessions that come out of a prepaid package. */
type Item = { label: string; price: number; weight: number; visit?: 'reception' | 'visit' | 'meeting'; follow?: number }

const FOR_PERSONS: readonly Item[] = [
  { label: 'Séance de kinésithérapie 45 min', price: 5200, weight: 60, visit: 'reception' },
  { label: 'Massage bien-être 60 min', price: 7500, weight: 45, visit: 'reception' },
  { label: 'Cours de Pilates', price: 2400, weight: 30, visit: 'reception' },
  { label: 'Bilan postural', price: 8500, weight: 10, visit: 'reception' },
  { label: 'Carte Pilates 10 cours', price: 22000, weight: 9, follow: 5 },
  { label: 'Forfait 10 massages', price: 67500, weight: 4, follow: 7 },
  { label: 'Forfait annuel – dos en forme', price: 125000, weight: 4, follow: 9 },
  { label: 'Huile d’arnica 100 ml', price: 1890, weight: 12 },
  { label: 'Coussin cervical', price: 3450, weight: 8 },
]
const AT_HOME: Item = { label: 'Séance à domicile', price: 9500, weight: 40, visit: 'visit' }
const FOR_COMPANIES: readonly Item[] = [
  { label: 'Après-midi bien-être en entreprise', price: 28000, weight: 20, visit: 'visit' },
  { label: 'Atelier gestes et postures', price: 18000, weight: 20, visit: 'meeting' },
  { label: 'Chèques cadeaux (œuvres sociales)', price: 9000, weight: 15 },
]

function makeClients(): Client[] {
  return CLIENT_LINES.trim()
    .split('\n')
    .map((line, index) => {
      const [name = '', category = '', rank = '', story = '', latin = name] = line.split(';')
      const company = COMPANIES.has(name)
      const mobile = company ? '019900' : '063998'
      const plain = latin
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
        .toLowerCase()
        .split(/[^a-z]+/)
      const phone = mobile + digits((index * 137 + 4021) % 10000, 4)
      return {
        ...{ name, category, latin, rank: Number(rank), story, company, ref: `P-${digits(index + 1 + Math.floor(index / 9), 4)}` },
        status: story === 'prospect' ? 'prospect' : story === 'lapsed' && chance(60) ? 'ancien' : 'actif',
        phone: pick([inPairs(phone, ' '), inPairs(phone, ' '), inPairs(phone, '.'), phone, `+33 ${inPairs(phone, ' ').slice(1)}`]),
        email: chance(88) ? `${plain.join('.')}@example.${pick(['org', 'com'])}` : '',
        address: `${1 + random(90)} ${pick(STREETS)}`,
        town: pick(TOWNS),
        birthday: company || chance(15) ? '' : `${1946 + random(58)}-${digits(1 + random(12), 2)}-${digits(1 + random(28), 2)}`,
        source: pick(SOURCES),
        operator: story === 'staff' ? 'Camille' : pick(OPERATORS),
        card: chance(45) ? digits(311 + index * 7, 6) : '',
        consent: pick(['oui', 'oui', 'non', '']),
        insured: company ? '' : pick(['oui', 'non']),
        avoid: AVOID[name] ?? '',
        remark: REMARKS[name] ?? '',
      }
    })
}

function chooseItem(client: Client, budget: number): Item | undefined {
  const menu = client.company ? FOR_COMPANIES : client.category === 'vip' ? [...FOR_PERSONS, AT_HOME] : FOR_PERSONS
  const items = menu.filter((item) => priceFor(client, item) <= budget + 1500)
  let ticket = random(
    Math.max(
      1,
      items.reduce((total, item) => total + item.weight, 0),
    ),
  )
  return items.find((item) => {
    ticket -= item.weight
    return ticket < 0
  })
}

function priceFor(client: Client, item: Item): number {
  return client.story === 'staff' ? item.price / 2 : item.price
}

type Sale = { client: Client; day: string; item: Item; amount: number }

/** Buys until the budget is used, on working days of the period. */
function buy(client: Client, from: string, to: string, budget: number): Sale[] {
  const open = days(from, to)
  const sales: Sale[] = []
  let left = budget
  for (let item = chooseItem(client, left); item !== undefined && left > 0; item = chooseItem(client, left)) {
    const amount = priceFor(client, item)
    sales.push({ client, day: pick(open), item, amount })
    left -= amount
  }
  return sales
}

/** Spending falls by a fixed part from rank to rank: the long-tailed curve that ABC classes are made for. */
function salesOf(client: Client): Sale[] {
  const { story, rank } = client
  const forfait = FOR_PERSONS[5] as Item
  if (story === 'prospect') return []
  if (story === 'lapsed') return buy(client, OPENED, '2025-10-31', 20_000 + random(40_000))
  if (story === 'refunded') {
    const back = { ...forfait, label: 'Remboursement – forfait non utilisé', follow: 0 }
    return [
      { client, day: '2025-10-06', item: forfait, amount: 67500 },
      { client, day: '2026-01-14', item: back, amount: -54000 },
    ]
  }
  let budget = TOP_SPENDING
  for (let step = 1; step < rank; step++) budget = Math.floor((budget * 924) / 1000)
  const since = chance(85) ? OPENED : `2025-0${1 + random(8)}-15`
  const firstYear = buy(client, since, '2025-11-22', Math.floor((budget * (50 + random(65))) / 100))
  const prepaid = FOR_PERSONS[6] as Item
  if (client.category === 'vip' && rank <= 5)
    firstYear.push({ client, day: pick(days('2025-01-06', '2025-02-28')), item: prepaid, amount: prepaid.price })
  return [...firstYear, ...buy(client, SECOND_YEAR, LAST_DAY, budget)]
}

/** Some things bought in 2026 come back within three weeks. */
function refundsOf(sales: readonly Sale[]): Sale[] {
  const candidates = sales.filter((s) => s.day > '2026-01-05' && s.day < '2026-10-25' && s.item.visit === undefined && s.amount > 0)
  const returned = candidates.filter((s) => s.client.category !== 'problem' && chance(9))
  return returned.map((sale) => ({
    client: sale.client,
    day: pick(days(addDays(sale.day, 2), addDays(sale.day, 21))),
    item: { label: `Remboursement – ${sale.item.label}`, price: 0, weight: 0 },
    amount: sale.item.follow === undefined ? -sale.amount : -Math.floor(sale.amount / 2),
  }))
}

const inOrder = <T extends { day: string; time: string }>(facts: T[]): T[] =>
  facts.sort((one, other) => (one.day + one.time < other.day + other.time ? -1 : one.day + one.time > other.day + other.time ? 1 : 0))

function makePayments(sales: readonly Sale[], twins: Client): { till: Payment[]; bank: Payment[] } {
  const till: Payment[] = []
  const bank: Payment[] = []
  for (const { client, day, item, amount } of sales) {
    const fact = {
      client,
      cell: client.ref,
      day,
      time: `${timeOfDay()}:${digits(random(60), 2)}`,
      amount,
      label: item.label,
      reference: '',
    }
    if (day > TILL_ENDS) {
      bank.push({ ...fact, method: amount < 0 ? 'Virement' : pick(['Carte bancaire', 'Carte bancaire', 'Chèque', 'Virement', 'Espèces']) })
      continue
    }
    const cell = chance(6) ? client.name : chance(4) && client.email !== '' ? client.email : client.ref
    till.push({ ...fact, cell, method: pick(['card', 'card', 'contactless', 'cash']) })
  }
  // Mother and daughter at the same lesson: two payments alike in everything, and both are real.
  const lesson = { client: twins, cell: twins.ref, day: '2026-03-14', time: '', amount: 2400, method: 'Espèces', label: 'Cours de Pilates' }
  bank.push({ ...lesson, reference: '' }, { ...lesson, reference: '' })
  const seen = new Set<string>()
  return {
    till: inOrder(till).map((payment, index) => ({ ...payment, reference: `T-${digits(index + 101, 6)}` })),
    bank: inOrder(bank).map((payment, index) => {
      const key = [payment.cell, payment.day, payment.amount].join()
      const cash = payment.time === '' || (payment.method === 'Espèces' && !seen.has(key))
      seen.add(key)
      return { ...payment, reference: cash ? '' : `BQ26-${digits(index + 1, 5)}` }
    }),
  }
}

function encounter(client: Client, day: string, kind: string, note = ''): Visit {
  const unpunctual = client.story === 'late' ? 45 : client.story === 'difficult' ? 25 : 7
  const late = kind !== 'call' && kind !== 'message' && kind !== 'letter' && chance(unpunctual)
  const ratings = client.story === 'difficult' ? [1, 2, 3] : [4, 5, 5]
  return {
    ...{ client, cell: chance(7) ? client.phone : chance(4) ? client.name : client.ref, day, time: timeOfDay(), kind, note },
    outcome: late ? 'late' : 'kept',
    late: late ? String(pick(client.story === 'late' ? [10, 15, 20, 30, 45] : [5, 8, 10, 15])) : '',
    ratings: chance(client.story === 'difficult' ? 60 : 22) ? [pick(ratings), pick(ratings), pick(ratings)].join() : '',
  }
}

function missed(client: Client, day: string, outcome: string): Visit {
  return { ...encounter(client, day, 'reception'), outcome, late: '', ratings: '' }
}

/** What one client's agenda held: sessions paid, sessions out of packages, appointments missed, a word by telephone. */
function visitsOf(client: Client, sales: readonly Sale[]): Visit[] {
  const visits: Visit[] = []
  for (const { day, item } of sales) {
    if (item.visit !== undefined && chance(66)) visits.push(encounter(client, day, item.visit))
    for (let session = 1; session <= (item.follow ?? 0); session++) {
      const next = addDays(day, session * (6 + random(6)))
      if (next <= LAST_DAY && weekdayOf(next) !== 7) visits.push(encounter(client, next, 'reception'))
    }
  }
  const year = days('2026-06-01', LAST_DAY)
  if (client.story === 'late') for (let time = 0; time < 3; time++) visits.push(missed(client, pick(year), 'no-show'))
  if (visits.length > 3 && chance(45))
    visits.push(missed(client, pick(year), pick(['no-show', 'cancelled by client', 'cancelled by client'])))
  if (client.story === 'prospect') visits.push(encounter(client, pick(year), 'call', 'asked for prices'))
  if (client.story === 'lapsed') visits.push(encounter(client, pick(year), 'letter', 'wrote to win back'))
  if (client.company || client.category === 'vip')
    visits.push(encounter(client, pick(year), pick(['call', 'message']), 'news of the season'))
  const last = LAST_SEEN[client.name]
  const kept = last === undefined ? visits : visits.filter((visit) => visit.day < last)
  if (last !== undefined) kept.push({ ...encounter(client, last, client.company ? 'visit' : 'reception'), outcome: 'kept', late: '' })
  else if (client.rank > 0 && client.rank <= 24 && !kept.some((visit) => visit.day > '2026-10-26' && /kept|late/.test(visit.outcome))) {
    kept.push(encounter(client, pick(days('2026-11-02', LAST_DAY)), 'call', 'how are you after the summer?'))
  }
  const taken = new Set<string>()
  return kept.filter((visit) => !taken.has(visit.day) && taken.add(visit.day))
}

function planned(clients: readonly Client[]): Visit[] {
  const coming = clients.filter((client) => client.rank === 1 || client.rank === 2 || (client.rank > 2 && chance(22)))
  return coming.map((client) => ({
    ...missed(client, client.rank <= 2 ? '2026-11-23' : pick(days('2026-11-24', '2026-12-11')), 'planned'),
    kind: client.company ? 'visit' : 'reception',
  }))
}

/** About an invoice a month to each client with an account. Some pay before the due day, some weeks after it; three tell a story. */
function makeInvoices(clients: readonly Client[]): Invoice[] {
  const invoices: Invoice[] = []
  for (const client of clients) {
    const tardy = client.story === 'overdue' || client.name === 'Karim Benali'
    if (client.story !== 'account' && !tardy) continue
    const habit = tardy ? 24 : pick([-6, -3, 0, 0, 5, 12])
    for (let month = 1; month <= (tardy ? 6 : 11); month++) {
      if (!client.company && chance(12)) continue
      const issued = pick(days(`2026-${digits(month, 2)}-02`, `2026-${digits(month, 2)}-${month === 11 ? '19' : '27'}`))
      const due = addDays(issued, 30)
      const paidOn = addDays(due, habit + random(tardy ? 34 : 9))
      const amount = client.company ? 9000 + 1000 * random(30) : 4500 + 500 * random(30)
      const open = paidOn > LAST_DAY
      const subject = client.company ? 'Prestations du mois en entreprise' : 'Séances du mois'
      invoices.push({ client, issued, due, amount, paidOn: open ? '' : paidOn, paid: open ? 0 : amount, disputed: '', subject })
    }
    const unpaid = {
      client,
      paidOn: '',
      paid: 0,
      disputed: '',
      subject: client.company ? 'Programme dos au travail' : 'Programme de rééducation',
    }
    if (client.story === 'overdue') invoices.push({ ...unpaid, issued: '2026-07-18', due: '2026-08-17', amount: 61000 })
    if (client.story === 'overdue') invoices.push({ ...unpaid, issued: '2026-11-05', due: '2026-12-05', amount: 30000 })
    if (client.name === 'Karim Benali') {
      invoices.push({ ...unpaid, issued: '2026-09-01', due: '2026-10-01', amount: 9000, paidOn: '2026-11-10', paid: 9000 })
      invoices.push({ ...unpaid, issued: '2026-09-12', due: '2026-10-12', amount: 18000 })
    }
    if (client.name === 'Mathieu Colin') {
      invoices.push({ ...unpaid, issued: '2026-03-20', due: '2026-04-19', amount: 11500, paidOn: '2026-08-07', paid: 11500 })
    }
  }
  invoices.sort((one, other) => (one.issued < other.issued ? -1 : one.issued > other.issued ? 1 : 0))
  return invoices.map((invoice, index) => {
    if (index % 10 === 7 && invoice.paid > 0 && invoice.due > '2026-10-01' && invoice.client.story === 'account')
      return { ...invoice, paid: Math.floor(invoice.paid / 2) }
    return index % 40 === 25 ? { ...invoice, disputed: pick(['oui', '14']) } : invoice
  })
}

/** Every file of the practice by name; pure but for its one series of random numbers. */
function makePractice(): Record<string, Buffer> {
  const clients = makeClients()
  const salesByClient = new Map(clients.map((client) => [client, salesOf(client)]))
  const sales = [...salesByClient.values()].flat()
  const twins = clients.find((client) => client.name === 'Nadia Haddad') as Client
  const { till, bank } = makePayments([...sales, ...refundsOf(sales)], twins)
  const visits = inOrder([...clients.flatMap((client) => visitsOf(client, salesByClient.get(client) ?? [])), ...planned(clients)])
  const invoices = makeInvoices(clients)
  const expected = expectations({ clients, till, bank, visits, invoices })
  return {
    'clients.csv': clientsFile(clients),
    'till-2025.csv': tillFile(till),
    'bank-2026.csv': bankFile(bank),
    'visits.csv': visitsFile(visits),
    'invoices-2026.csv': invoicesFile(invoices),
    'expected.json': Buffer.from(`${JSON.stringify(expected, null, 2)}\n`),
  }
}

const folder = process.argv[2] ?? 'fixtures/practice'
for (const [name, bytes] of Object.entries(makePractice())) writeFileSync(`${folder}/${name}`, bytes)
