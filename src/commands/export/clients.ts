import type { Context } from '../../cli/context.ts'
import { defineCommand, flag, opt } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'
import type { ExportedClient } from '../../db/queries/exports.ts'
import type { Store } from '../../db/store.ts'
import { formatReference } from '../../domain/references.ts'
import { type Column, table } from '../../output/view.ts'
import { type CardFilterValues, cardFilterOptions, isNarrowed, matchingCards } from '../client/card-filter.ts'
import { resolveClient } from '../client/resolve.ts'
import { excelOption, exportAnswer } from './answer.ts'

const consent = (value: number | null): boolean | null => (value === null ? null : value === 1)

/** `system:reference` for each system that knows the client; null where none does. */
function referencesOf({ refs }: ExportedClient): string[] | null {
  return refs.length === 0 ? null : refs.map(formatReference)
}

/** The fields of `import clients`, behind clientele's own number (PRODUCT.md section 8). */
const COLUMNS: readonly Column<ExportedClient>[] = [
  { key: 'client_number', title: 'Number', kind: 'number' },
  { key: 'name', title: 'Name', kind: 'text', style: () => 'bold' },
  { key: 'kind', title: 'Kind', kind: 'text' },
  { key: 'status', title: 'Status', kind: 'text' },
  { key: 'category', title: 'Category', kind: 'text' },
  { key: 'phone', title: 'Phone', kind: 'text' },
  { key: 'email', title: 'Email', kind: 'text' },
  { key: 'address', title: 'Address', kind: 'text', show: 'secondary' },
  { key: 'postcode', title: 'Postcode', kind: 'text', show: 'secondary' },
  { key: 'city', title: 'City', kind: 'text' },
  { key: 'region', title: 'Region', kind: 'text', show: 'secondary' },
  { key: 'country', title: 'Country', kind: 'text', show: 'secondary' },
  { key: 'card', title: 'Card', kind: 'text', show: 'secondary' },
  { key: 'birthday', title: 'Birthday', kind: 'day', show: 'secondary' },
  { key: 'source', title: 'Source', kind: 'text', show: 'secondary' },
  { key: 'operator', title: 'Operator', kind: 'text', show: 'secondary' },
  { key: 'attitude', title: 'Attitude', kind: 'text', show: 'secondary' },
  { key: 'consent_mail', title: 'Mail', kind: 'flag', show: 'secondary', value: (row) => consent(row.consent_mail) },
  { key: 'consent_sms', title: 'Messages', kind: 'flag', show: 'secondary', value: (row) => consent(row.consent_sms) },
  { key: 'ref', title: 'Reference', kind: 'text', show: 'secondary' },
  { key: 'refs', title: 'References', kind: 'list', show: 'secondary', value: referencesOf },
  { key: 'credit_limit_minor', title: 'Credit limit', kind: 'money', show: 'secondary' },
  { key: 'avoid', title: 'Avoid', kind: 'text', show: 'secondary' },
  { key: 'added', title: 'Added', kind: 'day', show: 'secondary' },
  { key: 'checked', title: 'Checked', kind: 'day', show: 'secondary' },
  { key: 'archived', title: 'Archived', kind: 'day', show: 'secondary' },
  { key: 'note', title: 'Note', kind: 'text', show: 'secondary' },
]

/** Whether vCards are wanted: by the option, or the name of the file. */
function wantsVcards({ globals }: Context, vcard: boolean): boolean {
  const isNamed = globals.output?.toLowerCase().endsWith('.vcf') === true && !globals.formatGiven
  if (vcard && globals.formatGiven) throw new UsageError(`--vcard and --format ${globals.format} are two formats`, 'leave one of them out')
  return vcard || isNamed
}

export const exportClients = defineCommand({
  name: 'export clients',
  summary: 'Write all cards, archived ones too, as a file that import takes back',
  file: 'read',
  options: {
    ...cardFilterOptions,
    client: opt('--client <client>', 'only this one', text),
    vcard: flag('--vcard', 'as vCards, for telephones and mail programs (also where --output ends in .vcf)'),
    ...excelOption,
  },
  examples: ['export clients', 'export clients --category vip --format json', 'export clients --category vip --vcard'],
  async run(context, values) {
    const store = await context.store()
    const vcards = wantsVcards(context, values.vcard)
    if (vcards && values.excel) throw new UsageError('--excel and vCards are two formats', 'leave one of them out')
    const { rows, count } = store.exports.clients({ ids: await chosenIds(context, store, values) })
    const answered = table<ExportedClient>({ columns: COLUMNS, rows, empty: 'There are no such clients.' })
    const view = await exportAnswer(context, { title: 'Clients', counted: 'clients', table: answered, count, excel: values.excel })
    return vcards ? { ...view, defaultFormat: 'vcf' } : view
  },
})

/** The numbers of the cards that pass; undefined for all. */
async function chosenIds(
  context: Context,
  store: Store,
  { client, ...values }: CardFilterValues & { readonly client: string | undefined },
): Promise<readonly number[] | undefined> {
  const only = client === undefined ? undefined : await resolveClient(context, client)
  if (!isNarrowed(values)) return only === undefined ? undefined : [only]
  const numbers = matchingCards(store, values, true, context.today).map(({ client_id }) => client_id)
  return only === undefined ? numbers : numbers.filter((id) => id === only)
}
