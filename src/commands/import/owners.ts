import { UsageError } from '../../cli/errors.ts'
import { importQueries } from '../../db/queries/imports.ts'
import type { Store } from '../../db/store.ts'
import { fails, type Read } from '../../domain/import/cells.ts'
import { ClientIndex } from '../../domain/import/whose-row.ts'
import { categoryNamed } from '../client/card-values.ts'
import type { ImportWork } from './kind.ts'
import { MissingClients } from './missing-clients.ts'
import type { OwnerValues } from './options.ts'

/** A client who is not on file; his card is made when the first of his rows is written. */
export interface MissingOwner {
  readonly reference: string
  readonly name: string
}

/** Whom a row belongs to: a client's number, or one yet to be made. */
export type Owner = number | MissingOwner

export interface OwnerCells {
  readonly client: string
  readonly client_number: string
}

const MOST_CANDIDATES = 5

/** Finds the clients of rows, and makes the missing ones where that is wanted. */
export class Owners {
  /** What must be written before rows that refer to it. */
  readonly missing: MissingClients | undefined
  private readonly index: ClientIndex
  private readonly isNear: (a: string, b: string) => boolean

  private constructor(index: ClientIndex, missing: MissingClients | undefined, isNear: (a: string, b: string) => boolean) {
    this.index = index
    this.missing = missing
    this.isNear = isNear
  }

  static async open(work: ImportWork, values: OwnerValues): Promise<Owners> {
    const { store } = work.scope
    const queries = importQueries(store.connection)
    const { country } = store.settings
    const parse = queries.hasPhones() ? await (await import('../../parse/phone.ts')).loadPhoneParser() : () => null
    const index = new ClientIndex({
      ownReferences: () => queries.ownReferences(work.system),
      otherReferences: () => queries.otherReferences(work.system),
      cards: () => queries.cards(),
      e164: (text) => parse(text, country),
    })
    const missing = values.createMissing ? new MissingClients(work, categoryFor(store, values.category)) : undefined
    const { isNearName } = await import('../../parse/near.ts')
    return new Owners(index, missing, isNearName)
  }

  /** Whose row it is. `name` is what a card made for it is called, if the row says. */
  find({ client, client_number }: OwnerCells, name: string): Read<Owner> {
    if (client_number !== '') return this.byNumber(client_number, [client, name])
    if (client === '') return fails('client', 'client is empty')
    const found = this.index.resolve(client)
    if (typeof found === 'number') return { ok: true, value: found }
    if (found !== undefined) return fails('client', this.several(client, found))
    if (this.missing) return { ok: true, value: { reference: client, name: name || client } }
    return fails('client', `no client "${client}"`, 'import the clients first, or say --create-missing')
  }

  /** The client of the row, where the file's own system calls one so; undefined where it takes `find` to tell. No row changes what was found so. */
  findQuickly({ client, client_number }: OwnerCells): number | undefined {
    return client_number === '' && client !== '' ? this.index.ownClient(client) : undefined
  }

  /** The owner's number; his card is made now if there is none, for the row on `line`. */
  numberOf(owner: Owner, line: number): number {
    if (typeof owner === 'number') return owner
    if (!this.missing) throw new Error('a card is made where none was asked for')
    const id = this.missing.create(owner.reference, owner.name)
    const alike = this.index.addMissing(owner.reference, id, owner.name)
    if (alike !== undefined) {
      const named = `${owner.name} (${alike} ${this.index.nameOf(alike)})`
      this.missing.tally.remark('with a name near to one on file', `line ${line} ${named}`, 'a card is made beside it')
    }
    return id
  }

  /** The number decides, and what else the row says of the client must agree: the number may be that of another file. */
  private byNumber(text: string, cells: readonly string[]): Read<Owner> {
    const id = /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0
    const name = this.index.nameOf(id)
    if (name === undefined) return fails('client_number', `no client has number ${text}`, 'import the clients first')
    const other = cells.find((cell) => cell !== '' && !this.means(cell, id, name))
    return other === undefined ? { ok: true, value: id } : fails('client_number', `client_number ${text} is ${name}, not ${other}`)
  }

  private means(cell: string, id: number, name: string): boolean {
    if (cell === name || this.isNear(cell, name)) return true
    const found = this.index.resolve(cell)
    return typeof found === 'number' ? found === id : (found?.includes(id) ?? false)
  }

  private several(client: string, found: readonly number[]): string {
    const named = found.slice(0, MOST_CANDIDATES).map((id) => `${id} ${this.index.nameOf(id)}`)
    const more = found.length > named.length ? ` and ${found.length - named.length} more` : ''
    return `client "${client}" can be ${named.join(', ')}${more}`
  }
}

function categoryFor(store: Store, said: string | undefined): { id: number; name: string } {
  const name = said ?? store.settings.category
  const id = categoryNamed(store, name)
  const found = store.categories.byId(id)
  if (!found) throw new UsageError(`there is no category "${name}"`)
  return found
}
