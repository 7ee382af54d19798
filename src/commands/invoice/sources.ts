import type { InvoiceLowered } from '../../db/queries/invoices.ts'

const SOURCES: Readonly<Record<InvoiceLowered['source'], string>> = {
  payment: 'payment',
  credit_note: 'credit note',
  write_off: 'write-off',
}

/** `payment 12`; credit freed on another invoice pays this one. */
export function sourceInWords({ source, source_id, settles_as }: InvoiceLowered): string {
  const what = `${SOURCES[source]} ${source_id}`
  return source === settles_as ? what : `credit left of ${what}`
}
