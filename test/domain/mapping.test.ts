import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FIELDS, foldHeader, isKnownHeader, type TableKind } from '../../src/domain/headers.ts'
import { describeMapping, fieldNames, joinNames, mapColumns } from '../../src/domain/mapping.ts'

const kinds: TableKind[] = ['clients', 'payments', 'invoices', 'visits']

function mapping(kind: TableKind, header: string[], explicit: { field: string; column: string }[] = []) {
  const mapped = mapColumns(kind, header, explicit)
  if (!mapped.ok) return `${mapped.reason} - ${mapped.hint}`
  return Object.fromEntries([...mapped.value.columns].map(([field, index]) => [field, header[index]]))
}

test('a bank statement in French', () => {
  const header = ['Date opération', 'Date valeur', 'Libellé', 'Débit', 'Crédit', 'Référence']
  const mapped = mapColumns('payments', header, [{ field: 'amount', column: 'Crédit' }])
  expect(mapped).toMatchObject({ ok: true, value: { unmapped: ['Date valeur', 'Débit'] } })
  expect(mapped.ok && describeMapping(mapped.value, header)).toBe(
    'client <- Libellé · date <- Date opération · amount <- Crédit · reference <- Référence · not used: Date valeur, Débit',
  )
})

test('a table of one column may be one whose cells are parted by something else', () => {
  expect(mapping('payments', ['Client~Date~Montant'])).toBe(
    'no column is the client; the columns are "Client~Date~Montant" - say --delimiter if a sign in it parts cells, or say which: --map client=COLUMN',
  )
})

test.each<[TableKind, string[], Record<string, string>]>([
  [
    'invoices',
    ['Facture n°', 'Client n°', 'Date facture', 'Montant'],
    { client: 'Client n°', number: 'Facture n°', issued: 'Date facture', amount: 'Montant' },
  ],
  ['payments', ['Client', 'Date', 'Montant', 'Facture n°'], { client: 'Client', date: 'Date', amount: 'Montant', invoice: 'Facture n°' }],
  ['payments', ['customer_id', 'date', 'number_of_cds', 'dollar_value'], { client: 'customer_id', date: 'date', amount: 'dollar_value' }],
  [
    'payments',
    ['Client', 'Jour', 'Libellé', 'Montant TTC', 'Mode de paiement'],
    { client: 'Client', date: 'Jour', amount: 'Montant TTC', method: 'Mode de paiement', note: 'Libellé' },
  ],
  [
    'payments',
    ['N° client', 'Client', 'Date', 'Montant (EUR)', 'Règlement'],
    { client: 'N° client', name: 'Client', date: 'Date', amount: 'Montant (EUR)', method: 'Règlement' },
  ],
  ['payments', ['Nom', 'Date', 'Total €'], { client: 'Nom', date: 'Date', amount: 'Total €' }],
  ['payments', ['ગ્રાહક', 'તારીખ', 'રકમ', 'નોંધ'], { client: 'ગ્રાહક', date: 'તારીખ', amount: 'રકમ', note: 'નોંધ' }],
  [
    'clients',
    ['CustomerId', 'FirstName', 'LastName', 'Company', 'State', 'PostalCode', 'Fax'],
    { ref: 'CustomerId', first_name: 'FirstName', last_name: 'LastName', region: 'State', postcode: 'PostalCode' },
  ],
  ['clients', ['Nom', 'Prénom', 'Tél.', 'Code postal'], { first_name: 'Prénom', last_name: 'Nom', phone: 'Tél.', postcode: 'Code postal' }],
  ['clients', ['Raison sociale', 'E-mail', 'code_client'], { name: 'Raison sociale', email: 'E-mail', ref: 'code_client' }],
  [
    'clients',
    ['client_number', 'name', 'ref', 'consent_mail'],
    { client_number: 'client_number', name: 'name', ref: 'ref', consent_mail: 'consent_mail' },
  ],
  ['clients', ['Téléphone', 'Mobile', 'Client'], { name: 'Client', phone: 'Téléphone' }],
  [
    'invoices',
    ['InvoiceId', 'CustomerId', 'InvoiceDate', 'Total', 'Échéance'],
    { client: 'CustomerId', number: 'InvoiceId', issued: 'InvoiceDate', due: 'Échéance', amount: 'Total' },
  ],
  [
    'visits',
    ['client', 'date', 'no-show', 'Retard', 'issue'],
    { client: 'client', date: 'date', outcome: 'issue', no_show: 'no-show', late: 'Retard' },
  ],
])('%s with %j', (kind, header, expected) => {
  expect(mapping(kind, header)).toEqual(expected)
})

test('rejects columns are neither mapped nor told', () => {
  const mapped = mapColumns('payments', ['client', 'date', 'amount', '', '_line', '_reason'])
  expect(mapped).toMatchObject({ ok: true, value: { unmapped: [] } })
})

test('what the user says goes before the header, by name or by position', () => {
  const header = ['Date', 'Qui', 'Montant', 'Montant']
  expect(
    mapping('payments', header, [
      { field: 'client', column: 'QUI' },
      { field: 'amount', column: '#4' },
    ]),
  ).toEqual({
    client: 'Qui',
    date: 'Date',
    amount: 'Montant',
  })
  const mapped = mapColumns('payments', header, [
    { field: 'client', column: '#2' },
    { field: 'amount', column: '#4' },
  ])
  expect(mapped.ok && mapped.value.columns.get('amount')).toBe(3)
})

test('debit and credit beside an amount, or as the user says, are no question', () => {
  expect(mapping('payments', ['client', 'date', 'debit', 'credit', 'amount'])).toMatchObject({ amount: 'amount' })
  expect(mapping('payments', ['client', 'date', 'debit', 'credit'], [{ field: 'money_out', column: 'debit' }])).toMatchObject({
    amount: 'credit',
    money_out: 'debit',
  })
  expect(mapping('payments', ['client', 'date', 'credit'])).toMatchObject({ amount: 'credit' })
})

test.each<[string, TableKind, string[], { field: string; column: string }[], string]>([
  [
    'two equal columns',
    'payments',
    ['client', 'date', 'montant', 'total'],
    [],
    '"montant" (#3) and "total" (#4) can both be the amount - say which: --map amount=COLUMN, or #2 for the second',
  ],
  [
    'a missing column',
    'payments',
    ['client', 'amount', 'when'],
    [],
    'no column is the date; the columns are "client", "amount", "when" - say which: --map date=COLUMN',
  ],
  ...(
    [
      ['debit', 'credit', '--map amount=credit --map money_out=debit, or --map amount=debit --map money_out=credit'],
      ['Soll', 'Haben', '--map amount=Haben --map money_out=Soll, or --map amount=Soll --map money_out=Haben'],
      ['Cargo', 'Abono', '--map amount=Abono --map money_out=Cargo, or --map amount=Cargo --map money_out=Abono'],
      [
        'Débit (EUR)',
        'Crédit (EUR)',
        '--map "amount=Crédit (EUR)" --map "money_out=Débit (EUR)", or --map "amount=Débit (EUR)" --map "money_out=Crédit (EUR)"',
      ],
    ] as const
  ).map(([debit, credit, options]): [string, TableKind, string[], [], string] => [
    `sides that nothing tells apart (${debit})`,
    'payments',
    ['client', 'date', debit, credit],
    [],
    `"${credit}" can be money in and "${debit}" money out, as in a bank statement, or the other way round, as in a cash book - say ${options}`,
  ]),
  [
    'no such column',
    'visits',
    ['client', 'date'],
    [{ field: 'late', column: 'Late!x' }],
    'there is no column "Late!x"; the columns are "client", "date" - say one of them, or #2 for the second',
  ],
  [
    'a position beyond',
    'visits',
    ['client', 'date'],
    [{ field: 'late', column: '#3' }],
    'there is no column #3; the table has 2 - say #1 to #2, or a header',
  ],
  [
    'a name that comes twice',
    'visits',
    ['x', 'date', 'X'],
    [
      { field: 'client', column: 'x ' },
      { field: 'note', column: 'x.' },
    ],
    '2 columns are called "x." - say #1 or #3',
  ],
  [
    'a field twice',
    'visits',
    ['a', 'b'],
    [
      { field: 'date', column: 'a' },
      { field: 'date', column: 'b' },
    ],
    'date is mapped to both "a" (#1) and "b" (#2) - say --map once for each field',
  ],
])('%s is refused', (_, kind, header, explicit, message) => {
  expect(mapping(kind, header, explicit)).toBe(message)
})

test('the commonest headers are known in German', () => {
  expect(mapping('payments', ['Kunde', 'Datum', 'Betrag'])).toEqual({ client: 'Kunde', date: 'Datum', amount: 'Betrag' })
  expect(mapping('invoices', ['Rechnungsnummer', 'Kunde', 'Rechnungsdatum', 'Fälligkeitsdatum', 'Betrag'])).toEqual({
    ...{ client: 'Kunde', number: 'Rechnungsnummer', issued: 'Rechnungsdatum', due: 'Fälligkeitsdatum', amount: 'Betrag' },
  })
  expect(mapping('clients', ['Vorname', 'Nachname', 'Telefon', 'E-Mail', 'Straße', 'PLZ', 'Ort'])).toEqual({
    ...{ first_name: 'Vorname', last_name: 'Nachname', phone: 'Telefon', email: 'E-Mail', address: 'Straße', postcode: 'PLZ', city: 'Ort' },
  })
})

test('an unknown field is answered with the nearest', () => {
  expect(mapping('payments', ['a'], [{ field: 'ammount', column: 'a' }])).toMatch(
    /^payments have no field "ammount" - did you mean amount\? The fields are client, /,
  )
  expect(mapping('payments', ['a'], [{ field: 'shoesize', column: 'a' }])).toMatch(/- the fields are client, /)
})

test('every header name of the table is known, and meets its field when alone', () => {
  for (const kind of kinds) {
    for (const [field, tiers] of Object.entries(FIELDS[kind])) {
      for (const name of [field, ...tiers.join(',').split(',')]) {
        expect(foldHeader(name), `${kind} ${field}`).not.toBe('')
        expect(isKnownHeader(name)).toBe(true)
      }
    }
  }
})

test('a column serves one field, and each field has one column, whatever the order', () => {
  const names = kinds.flatMap((kind) => Object.entries(FIELDS[kind]).flatMap(([field, tiers]) => [field, ...tiers.join(',').split(',')]))
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.uniqueArray(fc.constantFrom(...names), { maxLength: 8 }), (kind, header) => {
      const mapped = mapColumns(kind, header)
      const turned = mapColumns(kind, [...header].reverse())
      expect(turned.ok).toBe(mapped.ok)
      if (!mapped.ok || !turned.ok) return
      const ofFile = ({ columns }: typeof mapped.value) => [...columns].filter(([, index]) => index < header.length)
      const indexes = ofFile(mapped.value).map(([, index]) => index)
      expect(new Set(indexes).size).toBe(indexes.length)
      expect(ofFile(turned.value).map(([field, index]) => [field, header.length - 1 - index])).toEqual(ofFile(mapped.value))
      // A company that stands for the name in some rows is made of the one column.
      const companies = mapped.value.computed.length > 0 ? 1 : 0
      expect(mapped.value.unmapped.length + indexes.length + companies).toBe(header.length)
    }),
    { numRuns: 2000 },
  )
})

test('the fields of payments', () => {
  expect(fieldNames('payments')).toEqual([
    'client',
    'client_number',
    'name',
    'first_name',
    'last_name',
    'date',
    'amount',
    'money_out',
    'amount_refunded',
    'direction',
    'method',
    'reference',
    'currency',
    'kind',
    'kind_guessed',
    'invoice',
    'note',
  ])
})

test('two halves of a name', () => {
  expect(joinNames(' Asha', 'Patel ')).toBe('Asha Patel')
  expect(joinNames('', 'Patel')).toBe('Patel')
})

test('a description that gives way to a family name is told as not used where it can be no note', () => {
  const mapped = mapColumns('invoices', ['payee', 'gross', 'day', 'last name'])
  expect(mapped.ok && mapped.value.unmapped).toEqual(['payee'])
})
