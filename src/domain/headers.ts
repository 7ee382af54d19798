/**
 * What columns are called in the tables people have, in English, French and Gujarati, and the commonest in German, as data. A field lists its header names in
 * tiers: where two columns of a file fit one field, the one of the earlier tier is meant, and two of one tier are a question.
 * Names are written as people write them and compared folded. The field's own name is a tier before all of these, unless listed.
 */
import { OTHER_HEADERS } from './header-words.ts'
import { type Currency, currencyOf } from './money.ts'
import { foldName } from './name.ts'

export type TableKind = 'clients' | 'payments' | 'invoices' | 'visits'

type Tiers = readonly string[]
export type FieldNames = Readonly<Record<string, Tiers>>

/** Columns of a rejects file, ignored when it is imported again. */
export const OWN_COLUMNS: readonly string[] = ['_line', '_reason']

const CLIENT_NUMBER: Tiers = ['clientele number']
/**
 * Somebody else's number first: where a file has that and a plain `Client` column, the latter is the name. Last come names that
 * other fields claim as well, for a file without anything better.
 */
const CLIENT: Tiers = [
  `client id, customer id, client ref, client reference, customer ref, customer reference, client code, customer code, customer number, customer no, client no, client n°,
   account id, account number, code client, n° client, no client, num client, numéro client, numéro de client, réf client, référence client, id client,
   identifiant client, kundennummer, kunden-nr, ગ્રાહક નંબર, ગ્રાહક આઈડી, ગ્રાહક કોડ`,
  'client, customer, kunde, ગ્રાહક',
  'payer, payeur, donneur d’ordre, tiers, débiteur, debtor, patient, member, adhérent, élève, compte client, ચૂકવનાર',
  'client email, customer email, email, e-mail, courriel',
  'description, libellé, libellé opération, libellé de l’opération, intitulé, payee, contrepartie, counterparty, વર્ણન',
]
/** The tier of those texts in which the client is only perhaps named. */
export const DESCRIPTION_TIER = CLIENT.length
const NAME_OF_CLIENT: Tiers = [
  'client name, customer name, full name, nom client, nom du client, nom complet, kundenname, ગ્રાહકનું નામ, ગ્રાહક નામ',
  'nom, raison sociale, payer name, nom du payeur, display name, નામ',
  'client, customer, kunde, ગ્રાહક',
]
/** With two tiers more in payments, `Libellé` is no earlier a note than a client, so that a statement without client column has one. */
const NOTE: Tiers = [
  'notes, comment, comments, commentaire, commentaires, notiz, notizen, નોંધ, ટિપ્પણી',
  'remark, remarks, memo, remarque, remarques, observation, observations, bemerkung, bemerkungen',
]
const FIRST_NAME: Tiers = ['firstname, given name, forename, prénom, prénoms, vorname, પ્રથમ નામ']
const LAST_NAME: Tiers = ['lastname, surname, family name, nom de famille, nachname, અટક, છેલ્લું નામ']
const OPERATOR: Tiers = [
  'responsible, responsable, staff, employee, employé, employée, agent, conseiller, conseillère, commercial, sales rep, account manager, praticien, intervenant, vendeur, vendeuse, જવાબદાર, સંચાલક',
]
const AMOUNT: Tiers = [
  'total, sum, value, montant, montant ttc, total ttc, somme, amount paid, paid amount, amount received, montant payé, montant réglé, montant reçu, dollar value, betrag, gesamtbetrag, રકમ, કુલ રકમ',
  'credit, crédit, credit amount, montant crédit, money in, paid in, encaissement, recette, montant de l’opération, montant opération, grand total, net, net amount, montant net, prix, price, કુલ, જમા',
]

const CLIENTS: FieldNames = {
  client_number: CLIENT_NUMBER,
  ref: [
    `reference, external reference, external id, customer id, client id, customer ref, client ref, customer number, customer no, client no, client number, client code,
     customer code, référence, référence externe, référence client, réf, réf client, code client, n° client, client n°, no client, num client, numéro client, numéro de client,
     id client, identifiant client, kundennummer, kunden-nr, ગ્રાહક નંબર, ગ્રાહક આઈડી, ગ્રાહક કોડ, સંદર્ભ`,
    'id, identifiant, code, contact id, account id, account number, n°, numéro',
  ],
  name: [
    'full name, client name, customer name, display name, contact name, nom complet, nom et prénom, nom prénom, prénom et nom, nom du client, nom client, kundenname, નામ, પૂરું નામ, ગ્રાહકનું નામ',
    'nom, contact',
    'client, customer, kunde, ગ્રાહક',
    'company, company name, organization, organisation, business name, société, raison sociale, entreprise, firma, કંપની',
  ],
  first_name: FIRST_NAME,
  last_name: LAST_NAME,
  kind: ['client type, customer type, type de client, પ્રકાર', 'type'],
  status: ['state of client, statut, état du client, સ્થિતિ'],
  category: ['group, segment, catégorie, groupe, famille, શ્રેણી, વર્ગ, જૂથ'],
  phone: [
    'telephone, phone number, telephone number, tel, téléphone, tél, numéro de téléphone, n° téléphone, n° de téléphone, telefon, telefonnummer, ફોન, ફોન નંબર, ટેલિફોન',
    'mobile, mobile phone, cell, cell phone, portable, téléphone portable, tél portable, gsm, handy, mobiltelefon, મોબાઇલ, મોબાઈલ, મોબાઇલ નંબર, મોબાઈલ નંબર',
  ],
  email: [
    'e-mail, mail, email address, e-mail address, courriel, adresse email, adresse e-mail, adresse mail, adresse électronique, ઈમેલ, ઇમેઇલ, ઈ-મેલ, ઇમેલ',
  ],
  address: ['street, street address, address 1, address line 1, adresse, adresse 1, rue, adresse postale, straße, anschrift, સરનામું'],
  postcode: ['postal code, post code, zip, zip code, pin code, pincode, code postal, cp, plz, postleitzahl, પિનકોડ, પિન કોડ'],
  city: ['town, locality, ville, commune, localité, ort, stadt, શહેર, ગામ'],
  region: ['state, province, county, département, région, રાજ્ય, પ્રદેશ, જિલ્લો'],
  country: ['country code, pays, code pays, દેશ'],
  card: [
    'card number, loyalty card, card no, membership number, n° carte, n° de carte, no carte, numéro de carte, carte, carte de fidélité, carte fidélité, કાર્ડ, કાર્ડ નંબર',
  ],
  birthday: [
    'birth date, birthdate, date of birth, dob, date de naissance, naissance, anniversaire, né le, née le, geburtstag, geburtsdatum, જન્મતારીખ, જન્મ તારીખ, જન્મદિવસ',
  ],
  source: ['lead source, origin, how found, origine, provenance, સ્ત્રોત'],
  operator: [...OPERATOR, 'owner, support rep'],
  attitude: ['loyalty, attitude client, fidélité, વલણ'],
  consent_mail: [
    'mail consent, email consent, email opt in, newsletter, consentement mail, consentement email, consentement courriel, accord mail, accord email, accord courriel, ઈમેલ સંમતિ',
  ],
  consent_sms: ['sms consent, sms opt in, consentement sms, accord sms, એસએમએસ સંમતિ'],
  avoid: ['topics to avoid, à éviter, sujets à éviter, ટાળવું'],
  archived: ['archived on, archivé le, archivée le'],
  added: ['added on'],
  checked: ['checked on'],
  credit_limit: ['credit limit, credit line, plafond de crédit, encours autorisé, limite de crédit, ધિરાણ મર્યાદા'],
  refs: ['references with systems'],
  categories: ['category labels'],
  note: NOTE,
}

const PAYMENTS: FieldNames = {
  client: CLIENT,
  client_number: CLIENT_NUMBER,
  name: NAME_OF_CLIENT,
  first_name: FIRST_NAME,
  last_name: LAST_NAME,
  date: [
    `day, payment date, paid on, date of payment, transaction date, operation date, date paid, receipt date, date opération, date d’opération, date de l’opération, date op,
     date paiement, date de paiement, date du paiement, date règlement, date de règlement, date d’encaissement, jour, payé le, reçu le, datum, zahlungsdatum, તારીખ, ચુકવણી તારીખ, ચૂકવણીની તારીખ`,
    'posting date, booking date, date comptable, date de comptabilisation, order date, sale date, date vente, date de vente, date commande, created, created at, timestamp, datetime, date and time, date et heure',
    'value date, date valeur, date de valeur, valeur, invoice date, date facture, date de facture',
  ],
  amount: AMOUNT,
  money_out: ['paid out, amount out, money sent'],
  amount_refunded: ['refunded amount'],
  direction: [
    'credit/debit, debit/credit, credit or debit, debit or credit, dr/cr, cr/dr, d/c, plus minus, debit/credit indicator, credit/debit indicator, sens, débit/crédit, crédit/débit',
  ],
  method: [
    `payment method, method of payment, payment type, payment mode, paid by, tender, mode, mode de paiement, mode de règlement, moyen de paiement, moyen de règlement,
     méthode, type de paiement, type de règlement, règlement, paiement, ચુકવણી પદ્ધતિ, ચૂકવણીની રીત, પદ્ધતિ`,
    'type, type opération, type d’opération, nature, nature de l’opération',
  ],
  reference: [
    `ref, payment reference, payment id, transaction id, transaction reference, transaction number, operation number, receipt, receipt number, order id, order number, référence,
     réf, référence opération, référence de l’opération, référence paiement, n° opération, n° transaction, numéro de transaction, n° pièce, n° reçu, n° ticket, ticket, id,
     સંદર્ભ, સંદર્ભ નંબર, રસીદ નંબર`,
  ],
  currency: ['currency code, devise, code devise, monnaie, ચલણ'],
  kind: ['payment kind, sale or account, vente ou compte, પ્રકાર'],
  kind_guessed: ['kind was guessed'],
  invoice: [
    'invoice number, invoice no, invoice id, bill, bill number, facture, n° facture, facture n°, facture numéro, n° de facture, no facture, numéro facture, numéro de facture, ભરતિયું, ઇન્વોઇસ, બિલ, બિલ નંબર',
  ],
  note: [
    ...NOTE,
    'details, détail, détails, વિગત',
    'label, motif, narrative',
    'description, libellé, libellé opération, libellé de l’opération, intitulé, વર્ણન',
  ],
}

const INVOICES: FieldNames = {
  client: CLIENT,
  client_number: CLIENT_NUMBER,
  name: NAME_OF_CLIENT,
  first_name: FIRST_NAME,
  last_name: LAST_NAME,
  number: [
    `invoice, invoice number, invoice no, invoice id, invoice ref, invoice reference, bill number, bill no, no, num, facture, n°, n° facture, facture n°, facture numéro, n° de facture, no facture,
     num facture, numéro, numéro facture, numéro de facture, réf facture, référence facture, rechnungsnummer, rechnungsnr, rechnung, ભરતિયા નંબર, ભરતિયું, ઇન્વોઇસ નંબર, ઇન્વોઇસ, બિલ નંબર, બિલ`,
    'reference, ref, document number, document no, doc number, référence, réf, n° pièce, n° de pièce, numéro de pièce, id, સંદર્ભ, સંદર્ભ નંબર',
  ],
  issued: [
    `invoice date, date of invoice, issue date, issued on, date issued, bill date, date facture, date de facture, date de la facture, date de facturation, date d’émission,
     émise le, émis le, rechnungsdatum, ભરતિયા તારીખ, ભરતિયાની તારીખ, ઇન્વોઇસ તારીખ, બિલ તારીખ, બિલની તારીખ`,
    'date, day, jour, datum, document date, date pièce, date de pièce, date du document, created, created at, તારીખ',
  ],
  due: [
    `due date, due on, due by, payment due, payment due date, date due, échéance, date échéance, date d’échéance, date limite, date limite de paiement, à payer le, payable le, fälligkeitsdatum, fällig am, fälligkeit,
     બાકી તારીખ, ચુકવવાની તારીખ, નિયત તારીખ, છેલ્લી તારીખ`,
  ],
  amount: [
    `invoice amount, invoice total, invoice value, bill amount, total, montant, montant ttc, total ttc, montant facture, montant facturé, montant de la facture, sum, somme, value, betrag, gesamtbetrag, rechnungsbetrag,
     રકમ, કુલ રકમ, બિલ રકમ, ભરતિયા રકમ`,
    'grand total, gross, gross amount, amount due, montant dû, net à payer, net amount, montant net, કુલ',
  ],
  currency: ['currency code, devise, code devise, monnaie, ચલણ'],
  disputed: ['dispute, in dispute, dispute days, days in dispute, litige, en litige, jours de litige, contesté, contestée, વિવાદ, વિવાદિત'],
  paid_on: [
    `paid date, date paid, paid at, payment date, settled, settled date, settled on, settlement date, clear date, clearing date, payée le, payé le, réglée le, réglé le, soldée le,
     encaissée le, date de paiement, date paiement, date du paiement, date de règlement, date règlement, date du règlement, date d’encaissement, ચૂકવ્યા તારીખ, ચૂકવ્યાની તારીખ,
     ચુકવણી તારીખ, ચૂકવણીની તારીખ`,
  ],
  paid_amount: [
    'amount paid, paid, amount settled, amount received, settled amount, montant payé, montant réglé, montant encaissé, réglé, payé, ચૂકવેલ રકમ, ચુકવેલ રકમ',
  ],
  for: [
    'description, subject, object, item, service, objet, libellé, prestation, désignation, intitulé, purpose, વિગત, વર્ણન, હેતુ',
    'note, notes, details, détail, détails, memo, comment, comments, commentaire, commentaires, નોંધ',
  ],
}

const VISITS: FieldNames = {
  client: CLIENT.slice(0, DESCRIPTION_TIER - 1),
  client_number: CLIENT_NUMBER,
  name: NAME_OF_CLIENT,
  first_name: FIRST_NAME,
  last_name: LAST_NAME,
  date: [
    'day, visit date, appointment date, contact date, date of visit, date visite, date de visite, date de la visite, date rdv, date de rdv, date du rdv, date rendez-vous, date du rendez-vous, jour, તારીખ, મુલાકાત તારીખ, મુલાકાતની તારીખ',
    'start, start date, start time, début, date début, date de début, date and time, date et heure, datetime, created at, timestamp',
  ],
  time: ['heure, hour, start hour, heure de début, heure rdv, heure du rdv, સમય'],
  kind: ['type, visit type, contact type, type de visite, type de contact, type de rdv, nature, પ્રકાર'],
  outcome: ['result, visit status, status, statut, résultat, issue, état, પરિણામ, સ્થિતિ'],
  no_show: ['noshow, missed, did not come, absent, absence, lapin, non venu, non présenté, ગેરહાજર'],
  late: ['lateness, minutes late, delay, retard, minutes de retard, retard en minutes, મોડું, વિલંબ'],
  cancelled_by: ['canceled by, annulé par, annulée par, રદ કરનાર'],
  notice: ['notice hours, hours of notice, préavis, heures de préavis, délai de prévenance, નોટિસ'],
  ratings: ['rating, score, notation, évaluation, évaluations, રેટિંગ'],
  operator: OPERATOR,
  follow_up: ['follow-up, next contact, relance, à relancer, suivi, à revoir, ફોલો અપ'],
  reference: ['ref, visit id, appointment id, booking id, event id, référence, réf, n° rdv, id, સંદર્ભ, સંદર્ભ નંબર'],
  note: [...NOTE, 'details, détail, détails, description, motif, objet, compte rendu, વિગત, વર્ણન'],
}

/** The fields of each kind of table in the order they are told, each with its header names in tiers. PRODUCT.md section 8. */
export const FIELDS: Readonly<Record<TableKind, FieldNames>> = { clients: CLIENTS, payments: PAYMENTS, invoices: INVOICES, visits: VISITS }

/** How a header is compared: without case, accents, punctuation, underscores and spaces. */
export function foldHeader(text: string): string {
  // Signs alone, of which nothing would be left.
  if (text.trim() === '+/-') return 'plusminus'
  return foldName(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '')
}

const UNIT = /\([^()]*\)|\[[^[\]]*\]|[€$£₹]|\b(?:en euros?|in euros?|EUR|USD|GBP|CHF|CAD|INR)\s*$/giu

/** The header without a unit in brackets or behind it (`Montant (EUR)`), folded. */
export function foldWithoutUnit(text: string): string {
  return foldHeader(text.replace(UNIT, ' '))
}

/** Whether a header ends with a currency (`Amount (USD)`, `Montant EUR`, `Montant €`). */
export function endsWithCurrency(text: string): boolean {
  const match = /[([\s](\p{Lu}{3}|\p{Sc})[)\]]?\s*$/u.exec(text)
  return match?.[1] !== undefined && (/\p{Sc}/u.test(match[1]) || currencyOf(match[1]) !== undefined)
}

/** A currency in brackets or at the end of a header, other than the given one: its code, or its sign. */
export function currencyOfHeader(text: string, currency: Currency): string | undefined {
  const named = [...text.matchAll(/[([]\s*(\p{Lu}{3}|\p{Sc})\s*[)\]]|\b(\p{Lu}{3})\s*$|(\p{Sc})/gu)].flatMap(
    (match) => match[1] ?? match[2] ?? match[3] ?? [],
  )
  const isOther = (name: string): boolean =>
    name !== currency.code && !currency.signs.includes(name) && (/\p{Sc}/u.test(name) || currencyOf(name) !== undefined)
  return named.find(isOther)
}

const lookups = new Map<TableKind, ReadonlyMap<string, ReadonlyMap<string, number>>>()

/** The fields that a folded header may mean in this kind of table, each with its tier: 0 for the field's own name, then 1 and on. */
export function fieldsOf(kind: TableKind, folded: string): ReadonlyMap<string, number> {
  let lookup = lookups.get(kind)
  if (lookup === undefined) {
    lookup = buildLookup(FIELDS[kind])
    lookups.set(kind, lookup)
  }
  return lookup.get(folded) ?? new Map()
}

/** Whether some kind of table has a field of this name, or bank statements and exports have such a column: evidence that a row is a header. */
export function isKnownHeader(text: string): boolean {
  if (OWN_COLUMNS.includes(text.trim())) return true
  const folded = [foldHeader(text), foldWithoutUnit(text)]
  if (folded.some((name) => otherHeaders().has(name))) return true
  return (Object.keys(FIELDS) as TableKind[]).some((kind) => folded.some((name) => fieldsOf(kind, name).size > 0))
}

let others: ReadonlySet<string> | undefined

function otherHeaders(): ReadonlySet<string> {
  others ??= new Set(OTHER_HEADERS.split(',').map(foldHeader))
  return others
}

function buildLookup(fields: FieldNames): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const lookup = new Map<string, Map<string, number>>()
  for (const [field, tiers] of Object.entries(fields)) {
    // The field's own name comes last, so that a tier which lists it has the say.
    for (const [tier, names] of [...[...tiers.entries()].map(([index, list]) => [index + 1, list] as const), [0, field] as const]) {
      for (const name of names.split(',')) {
        const folded = foldHeader(name)
        const meant = lookup.get(folded) ?? new Map<string, number>()
        if (!meant.has(field)) meant.set(field, tier)
        lookup.set(folded, meant)
      }
    }
  }
  return lookup
}
