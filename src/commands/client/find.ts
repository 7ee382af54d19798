import { arg, defineCommand } from '../../cli/define.ts'
import { text } from '../../cli/parsers.ts'
import type { Found } from '../../db/queries/client-search.ts'
import type { Store } from '../../db/store.ts'
import { excerpt, textQuery } from '../../domain/text-search.ts'
import { table } from '../../output/view.ts'

const EXCERPT_LENGTH = 60

/** The client whose own number the text is. */
function byNumber(store: Store, typed: string): Found[] {
  const card = /^[1-9]\d{0,14}$/.test(typed) ? store.clients.byId(Number(typed)) : undefined
  return card ? [{ client_id: card.id, client: card.name, where: 'number', id: null, what: typed, amount_minor: null }] : []
}

function* oneAfterTheOther<Row>(...parts: readonly Iterable<Row>[]): Generator<Row> {
  for (const rows of parts) yield* rows
}

export const find = defineCommand({
  name: 'find',
  summary: 'Find a text in any part of any field: cards, payments, visits, days, amounts; archived clients too',
  file: 'read',
  arguments: { text: arg('<text>', 'a part of a name, phone, address, note, ...', text) },
  examples: ['find patel', 'find "06 39"'],
  async run(context, { text: wanted }) {
    const store = await context.store()
    const { settings } = store
    const own = byNumber(store, wanted)
    const { count, clients, rows } = store.clientSearch.find(textQuery(wanted), settings.digits)
    const total = { found: own.length + count, clients: new Set([...own.map((row) => row.client_id), ...clients]).size }
    return {
      title: `"${wanted}"`,
      head: { currency: settings.currency },
      table: table<Found>({
        columns: [
          { key: 'client_id', title: '#', kind: 'count' },
          { key: 'client', title: 'Client', kind: 'text', style: () => 'bold' },
          { key: 'where', title: 'Where', kind: 'text', human: ({ where, id }) => (id === null ? where : where.replace(' ', ` ${id} `)) },
          { key: 'id', title: 'Number', kind: 'count', show: 'machine' },
          { key: 'what', title: 'What', kind: 'text', human: ({ what }) => excerpt(what, wanted, EXCERPT_LENGTH) },
          { key: 'amount_minor', title: 'Amount', kind: 'money', show: 'machine' },
        ],
        rows: { [Symbol.iterator]: () => oneAfterTheOther(own, rows) },
        count: total.found,
        empty: `Nothing on file contains "${wanted}".`,
      }),
      foot: { total },
    }
  },
})
