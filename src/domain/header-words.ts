/**
 * Columns of bank statements and exports that are no field by their name alone, but tell that a row is a header: in English, French, German and
 * Spanish. What they mean is for profiles to say.
 */
export const OTHER_HEADERS =
  'debit, débit, debit amount, montant débit, debit euros, crédit euros, balance, running bal., running balance, closing balance, solde, sort code, check or slip #, narration, ' +
  'withdrawal, withdrawals, withdrawal amt., deposit, deposits, deposit amt., date comptable, pointage, informations complémentaires, libelle simplifié, type operation, ' +
  'buchungstag, buchungsdatum, buchung, wertstellung, wertstellung (valuta), valuta, valutadatum, buchungstext, verwendungszweck, umsatzart, umsatztyp, vorgang, betrag, ' +
  'umsatz in EUR, umsatz, soll, haben, saldo, saldo nach buchung, währung, waehrung, auftraggeber, auftraggeber/empfänger, auftraggeber / begünstigter, ' +
  'beguenstigter/zahlungspflichtiger, name zahlungsbeteiligter, zahlungspflichtige*r, zahlungsempfänger*in, kontonummer/IBAN, IBAN zahlungsbeteiligter, ' +
  'gläubiger-ID, mandatsreferenz, kundenreferenz, fecha, fecha operación, fecha valor, f. valor, f. operación, fecha movimiento, concepto, movimiento, más datos, ' +
  'importe, cargo, cargos, abono, abonos, debe, haber, divisa, disponible, ordenante, beneficiario, referencia, observaciones, ' +
  'position, connected on, transaction type, memo/description, open balance, num, gross, fee, from email address, to email address, time zone, net total'
