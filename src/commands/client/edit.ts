import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { arg, defineCommand, flag, opt } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { text } from '../../cli/parsers.ts'
import type { Card } from '../../db/queries/clients.ts'
import type { Store } from '../../db/store.ts'
import type { Settings } from '../../domain/settings.ts'
import type { Line } from '../../output/view.ts'
import { refuseEmptyEdit } from '../empty-edit.ts'
import { inCurrency } from '../money.ts'
import { type CardValues, clientName, editOptions } from './card-options.ts'
import { type CardColumns, cardColumns, categoryNamed } from './card-values.ts'
import { replaceReference } from './references.ts'
import { resolveClient } from './resolve.ts'
import { checkTwins } from './twins.ts'

interface CardChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
  /** Minor units, of a field that is money: `before` and `after` are then null. */
  readonly amount_before_minor?: number | null
  readonly amount_after_minor?: number | null
}

/** What a person typed on a card, in the order in which changes are told. */
const FIELDS = [
  ...(['name', 'category', 'kind', 'status', 'phone', 'email', 'address', 'postcode', 'city', 'region', 'country', 'card'] as const),
  ...(['birthday', 'source', 'operator', 'attitude', 'consent_mail', 'consent_sms', 'avoid', 'note'] as const),
]

const shown = (card: Card, field: (typeof FIELDS)[number]): string | null => {
  const value = card[field]
  return typeof value === 'number' ? (value === 1 ? 'yes' : 'no') : value
}

function changesBetween(before: Card, after: Card): CardChange[] {
  const changes: CardChange[] = FIELDS.map((field) => ({ field, before: shown(before, field), after: shown(after, field) })).filter(
    (change) => change.before !== change.after,
  )
  const [limit, newLimit] = [before.credit_limit_minor, after.credit_limit_minor]
  if (limit === newLimit) return changes
  return [...changes, { field: 'credit_limit', before: null, after: null, amount_before_minor: limit, amount_after_minor: newLimit }]
}

interface Wanted {
  readonly name: string | undefined
  readonly values: CardValues
  readonly columns: CardColumns
  readonly force: boolean
}

/** Refuses a card that by this change becomes the twin of another; what was so before was accepted then. @throws AppError */
async function checkIdentity(context: Context, store: Store, clientId: number, changed: readonly string[], force: boolean): Promise<void> {
  const named = changed.includes('name')
  const isNew = (column: string): boolean => changed.includes(column)
  if (!['name', 'card', 'phone', 'email'].some(isNew)) return
  const { name, card, phone, phone_e164, email } = store.clients.card(clientId)
  const phones = named || isNew('phone') ? { phone, phone_e164 } : { phone: null, phone_e164: null }
  const identity = { name, card: isNew('card') ? card : null, ...phones, email: named || isNew('email') ? email : null }
  const hint = 'clientele show tells more of that card; --force makes the change all the same'
  await checkTwins(context, store, identity, { force, self: clientId, named, hint })
}

/** Applies what was given to one card, inside an operation; answers what that changed. */
async function applyEdit(
  context: Context,
  store: Store,
  clientId: number,
  { name, values, columns, force }: Wanted,
): Promise<CardChange[]> {
  const before = store.clients.card(clientId)
  const patch = {
    ...columns,
    ...(name === undefined ? {} : { name }),
    ...(values.category ? { category_id: categoryNamed(store, values.category) } : {}),
    ...(values.operator === undefined ? {} : { operator_id: values.operator && store.clients.operatorId(values.operator) }),
  }
  const changed = store.clients.update(clientId, patch as Parameters<Store['clients']['update']>[1])
  await checkIdentity(context, store, clientId, changed, force)
  const reference = values.ref === undefined ? null : replaceReference(context, store, clientId, values.ref)
  const changes = changesBetween(before, store.clients.card(clientId))
  if (store.connection.changed) store.clients.update(clientId, { checked_on: context.today })
  return reference ? [...changes, reference] : changes
}

function describe(changes: readonly CardChange[], settings: Settings): Line[] {
  const money = (minor: number | null | undefined): string | null => (minor == null ? null : inCurrency(minor, settings))
  return changes.map(({ field, before, after, amount_before_minor, amount_after_minor }) => {
    const [was, is] = [before ?? money(amount_before_minor), after ?? money(amount_after_minor)]
    return `  ${field.replace(/_/g, ' ')}: ${was ?? 'none'} -> ${is ?? 'none'}`
  })
}

export const edit = defineCommand({
  name: 'edit',
  summary: 'Change the card of a client; an empty value clears',
  file: 'write',
  arguments: { client: arg('<client>', 'number, name or anything else that names the client', text) },
  options: {
    name: opt('--name <name>', 'the name of the person or company', clientName),
    ...editOptions,
    force: flag('--force', 'even if the card then seems to be on file twice'),
  },
  examples: ['edit 12 --city Lyon --note "moved in May"', 'edit 12 --note ""'],
  async run(context, { client, name, force, ...values }) {
    refuseEmptyEdit({ name, ...values }, 'edit')
    if (values.category === null) throw new UsageError('a card always has a category', 'name another: --category regular')
    const clientId = await resolveClient(context, client)
    const { columns, doubts } = await cardColumns(context, values)
    const { id: operation, result: changes } = await context.write('edit', async ({ store, note }) => {
      const made = await applyEdit(context, store, clientId, { name, values, columns, force })
      note({ client_id: clientId, fields: made.length })
      return made
    })
    for (const doubt of doubts) context.warn(doubt)
    const { clients, settings } = await context.store()
    const { name: nowCalled } = clients.card(clientId)
    const who = `${nowCalled} (${clientId})`
    const sentence = operation === null ? `Nothing to change: the card of ${who} says so already.` : `Changed ${who}.`
    const { currency } = settings
    return answer(context, operation, { client_id: clientId, changes: changes.map((change) => ({ ...change })), currency }, [
      withUndo(sentence, operation),
      ...describe(changes, settings),
    ])
  },
})
