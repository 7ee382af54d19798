/** Writes the practice's records as the files people really have, each with a dirt of its own. */

export interface Client {
  readonly ref: string
  readonly name: string
  /** The name in Latin letters, for addresses and for systems that know no others. */
  readonly latin: string
  readonly category: string
  readonly rank: number
  readonly story: string
  readonly company: boolean
  readonly status: string
  readonly phone: string
  readonly email: string
  readonly address: string
  readonly town: readonly [string, string, string]
  readonly birthday: string
  readonly source: string
  readonly operator: string
  readonly card: string
  readonly consent: string
  readonly insured: string
  readonly avoid: string
  readonly remark: string
}

export interface Payment {
  readonly client: Client
  /** What the file calls the client: its reference, name or email. */
  readonly cell: string
  readonly day: string
  readonly time: string
  readonly amount: number
  readonly method: string
  readonly label: string
  readonly reference: string
}

export interface Visit {
  readonly client: Client
  readonly cell: string
  readonly day: string
  readonly time: string
  readonly kind: string
  readonly outcome: string
  readonly late: string
  readonly ratings: string
  readonly note: string
}

export interface Invoice {
  readonly client: Client
  readonly issued: string
  readonly due: string
  readonly amount: number
  readonly paidOn: string
  readonly paid: number
  readonly disputed: string
  readonly subject: string
}

const NO_BREAK_SPACE = '\u00a0'
/** What Windows-1252 has where Latin-1 has control codes, as far as the bank's file uses it. */
const WINDOWS_1252: Readonly<Record<string, number>> = { '€': 0x80, '’': 0x92, '–': 0x96, Œ: 0x8c, œ: 0x9c }

/** A spreadsheet's export: semicolons, byte-order mark, CRLF, quoted cells that hold line breaks, an empty row at the end. */
export function clientsFile(clients: readonly Client[]): Buffer {
  const header =
    'Code client;Nom;Type;Catégorie;Statut;Téléphone;Courriel;Adresse;Code postal;Ville;Région;Pays;Date de naissance;Source;Responsable;Carte;Accord courriel;À éviter;Mutuelle;Remarque'.split(
      ';',
    )
  const rows = clients.map((c) => [
    ...[c.ref, c.name, c.company ? 'société' : 'personne', c.category, c.status, c.phone, c.email, c.address, ...c.town, 'France'],
    ...[french(c.birthday), c.source, c.operator, c.card, c.consent, c.avoid, c.insured, c.remark],
  ])
  return Buffer.from(`\ufeff${lines([header, ...rows, header.map(() => '')], ';', '\r\n')}`)
}

/** A card terminal's export: commas, days with times, thousands set apart by a comma that forces quotes. */
export function tillFile(payments: readonly Payment[]): Buffer {
  const rows = payments.map((p) => [`${p.day} ${p.time}`, p.cell, decimals(p.amount, ',', '.'), p.method, p.reference])
  return Buffer.from(lines([['Date', 'Customer', 'Amount', 'Method', 'Receipt'], ...rows], ',', '\n'))
}

/** A bank's export: Windows-1252, title lines above the header, decimal commas, a total below. */
export function bankFile(payments: readonly Payment[]): Buffer {
  const titles = 'Banque des Canuts – relevé des encaissements\r\nCompte : Cabinet des Lilas\r\nÉdité le 21/11/2026 – montants en €\r\n\r\n'
  const header = ['Date opération', 'Code client', 'Libellé', 'Mode de paiement', 'Crédit', 'Référence']
  const rows = payments.map((p) => [french(p.day), p.cell, p.label, p.method, decimals(p.amount, NO_BREAK_SPACE, ','), p.reference])
  const total = ['Total', '', '', '', decimals(sum(payments), NO_BREAK_SPACE, ','), '']
  return windows1252(titles + lines([header, ...rows, total], ';', '\r\n'))
}

/** An agenda's export: tabs under a name that says comma. */
export function visitsFile(visits: readonly Visit[]): Buffer {
  const header = ['date', 'client', 'kind', 'outcome', 'late', 'ratings', 'operator', 'reference', 'note']
  const rows = visits.map((v, index) => {
    const reference = `AG-${String(index + 1).padStart(5, '0')}`
    return [`${v.day} ${v.time}`, v.cell, v.kind, v.outcome, v.late, v.ratings, v.client.operator, reference, v.note]
  })
  return Buffer.from(lines([header, ...rows], '\t', '\n'))
}

/** A spreadsheet's "Unicode text": UTF-16, tabs. */
export function invoicesFile(invoices: readonly Invoice[]): Buffer {
  const header = ['Numéro', 'Code client', 'Date d’émission', 'Échéance', 'Montant', 'Payée le', 'Montant payé', 'Litige', 'Objet']
  const rows = invoices.map((i, index) => [
    ...[`F2026-${String(index + 1).padStart(3, '0')}`, i.client.ref, french(i.issued), french(i.due), decimals(i.amount, ' ', ',')],
    ...[french(i.paidOn), i.paidOn === '' ? '' : decimals(i.paid, ' ', ','), i.disputed, i.subject],
  ])
  return Buffer.from(`\ufeff${lines([header, ...rows], '\t', '\r\n')}`, 'utf16le')
}

export function sum(facts: readonly { readonly amount: number }[]): number {
  return facts.reduce((total, fact) => total + fact.amount, 0)
}

function lines(rows: readonly (readonly string[])[], delimiter: string, end: string): string {
  const cell = (text: string) => (/["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text)
  return rows.map((row) => row.map(cell).join(delimiter) + end).join('')
}

function french(day: string): string {
  return day.split('-').reverse().join('/')
}

function decimals(minor: number, thousands: string, point: string): string {
  const whole = String(Math.floor(Math.abs(minor) / 100)).replace(/\B(?=(\d{3})+$)/g, thousands)
  return `${minor < 0 ? '-' : ''}${whole}${point}${String(Math.abs(minor) % 100).padStart(2, '0')}`
}

function windows1252(text: string): Buffer {
  const bytes = Array.from(text, (character) => {
    const byte = WINDOWS_1252[character] ?? character.charCodeAt(0)
    if (byte > 0xff) throw new Error(`Windows-1252 has no ${character}`)
    return byte
  })
  return Buffer.from(bytes)
}
