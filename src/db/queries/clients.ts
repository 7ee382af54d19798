import type { Insertable, Selectable, Updateable } from 'kysely'
import { foldName } from '../../domain/name.ts'
import type { Connection, Values } from '../connection.ts'
import type { ClientTable } from '../tables.ts'
import { firstReferenceOf } from './reference.ts'

/** A card as stored, with the names of what it refers to. */
export type Card = Omit<Selectable<ClientTable>, 'operation_id' | 'name_folded' | 'category_id' | 'operator_id' | 'import_key'> & {
  readonly category_id: number
  readonly category: string
  readonly operator: string | null
  /** What the first system that knows the client calls it. */
  readonly ref: string | null
}

export type NewCard = Omit<Insertable<ClientTable>, 'id' | 'operation_id' | 'name_folded' | 'import_key'>
export type CardPatch = Omit<Updateable<ClientTable>, 'id' | 'operation_id' | 'name_folded' | 'import_key'>

export function clientQueries(connection: Connection) {
  const { build } = connection
  const cards = build
    .selectFrom('client')
    .innerJoin('category', 'category.id', 'client.category_id')
    .leftJoin('operator', 'operator.id', 'client.operator_id')
    .select([
      'client.id',
      'client.name',
      'client.kind',
      'client.status',
      'client.category_id',
      'category.name as category',
      'client.phone',
      'client.phone_e164',
      'client.email',
      'client.address',
      'client.postcode',
      'client.city',
      'client.region',
      'client.country',
      'client.card',
      'client.birthday',
      'client.source',
      'operator.name as operator',
      'client.attitude',
      'client.consent_mail',
      'client.consent_sms',
      'client.avoid',
      'client.note',
      'client.credit_limit_minor',
      'client.added_on',
      'client.checked_on',
      'client.archived_on',
    ])
    .select(firstReferenceOf('client.id').as('ref'))

  return {
    nameOf: (clientId: number): string =>
      connection.guard(() => (connection.prepared('SELECT name FROM client WHERE id = ?').get(clientId) as { name: string }).name),

    byId: (id: number): Card | undefined => connection.get(cards.where('client.id', '=', id)),

    /** The card, which the caller knows to be there. */
    card: (id: number): Card => {
      const found = connection.get(cards.where('client.id', '=', id))
      if (!found) throw new Error(`there is no client ${id}`)
      return found as Card
    },

    insert: (card: NewCard): number => connection.insert('client', { ...card, name_folded: foldName(card.name) } as Values),

    /** Sets what differs; answers the columns that did. */
    update: (id: number, patch: CardPatch): string[] =>
      connection.update('client', id, { ...patch, ...(patch.name === undefined ? {} : { name_folded: foldName(patch.name) }) } as Values),

    /** Another system's name for a client. */
    addReference: (clientId: number, systemId: number, reference: string): number =>
      connection.insert('client_reference', { client_id: clientId, system_id: systemId, reference }),

    referenceOwner: (systemId: number, reference: string): number | undefined =>
      connection.get(
        build.selectFrom('client_reference').select('client_id').where('system_id', '=', systemId).where('reference', '=', reference),
      )?.client_id,

    /** The reference of a client that was typed by hand: no import knows it. */
    typedReference: (clientId: number): { id: number; reference: string } | undefined =>
      connection.get(
        build
          .selectFrom('client_reference')
          .select(['id', 'reference'])
          .where('client_id', '=', clientId)
          .where('imported_hash', 'is', null)
          .orderBy('id')
          .limit(1),
      ),

    changeReference: (id: number, reference: string): string[] => connection.update('client_reference', id, { reference }),

    removeReference: (id: number): void => connection.delete('client_reference', id),

    /** The id of a system by name, made if need be. */
    systemId: (name: string): number =>
      connection.get(build.selectFrom('import_system').select('id').where('name', '=', name))?.id ??
      connection.insert('import_system', { name }),

    /** The id of an operator by name, made if need be. */
    operatorId: (name: string): number =>
      connection.get(build.selectFrom('operator').select('id').where('name', '=', name))?.id ?? connection.insert('operator', { name }),
  }
}
