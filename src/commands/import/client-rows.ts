import { importHash, importQueries, type KnownClientRow, type KnownReferenceRow } from '../../db/queries/imports.ts'
import { dayReader, fails, type Read } from '../../domain/import/cells.ts'
import {
  CLIENT_FIELDS,
  type ClientCells,
  type ClientReading,
  clientChange,
  clientContent,
  clientFacts,
  hasYearlessBirthday,
  type ImportedClient,
  isNameOnly,
  readClient,
  standsOn,
} from '../../domain/import/client.ts'
import { identityPrefix, TextCounts, withOccurrence } from '../../domain/import/identity.ts'
import { TwinIndex } from '../../domain/import/twins.ts'
import type { SystemReference } from '../../domain/references.ts'
import { CardReferences, type RowReferences } from './card-references.ts'
import { CardWriter } from './card-writer.ts'
import { brokenRow, cellOf, type ImportKind, type ImportWork, LINE, type RowTaker, rejectRow } from './kind.ts'

/** `import clients`. `category`: of new cards whose row names none. */
export function clientsImport(values: { readonly category: string | undefined }): ImportKind {
  return {
    kind: 'clients',
    days: ['birthday', 'archived', 'added', 'checked'],
    amounts: ['credit_limit'],
    dayInEveryRow: false,
    tables: ['client_reference'],
    reference: 'ref',
    begin: async (work) => {
      const [{ isNearName, NearNames }, { loadPhoneParser }, { countryCode }] = await Promise.all([
        import('../../parse/near.ts'),
        import('../../parse/phone.ts'),
        import('../../parse/country.ts'),
      ])
      const parse = await loadPhoneParser()
      const own = work.scope.store.settings.country
      const e164 = (phone: string, country: string): string | null => parse(phone, (country === '' ? null : countryCode(country)) ?? own)
      return new ClientRows(work, values.category, { isNearName, near: new NearNames(), e164 })
    },
  }
}

interface Tools {
  readonly isNearName: (a: string, b: string) => boolean
  readonly near: { add(id: number, name: string): void; find(name: string, limit?: number): number[] }
  readonly e164: (phone: string, country: string) => string | null
}

/** What a card that is made is known by: clientele's own number, if the row says one, and the row's key, if it has no reference. */
interface NewIdentity {
  readonly number: number | null
  readonly key: string | null
}

/** What a row comes to. */
type Judged = 'added' | 'updated' | 'unchanged'

/** What a row comes to, and whose it is. */
interface Outcome {
  readonly judged: Judged
  readonly id: number
}

const came = (judged: Judged, id: number): Read<Outcome> => ({ ok: true, value: { judged, id } })

const MOST_NEAR = 3
const MOST_TWINS = 3
const LARGEST_NUMBER = 1_000_000_000

/** Judges rows by the rules of domain/import/client.ts. */
class ClientRows implements RowTaker {
  private readonly work: ImportWork
  private readonly tools: Tools
  private readonly writer: CardWriter
  private readonly twins: TwinIndex
  private readonly references: CardReferences
  private readonly readers: readonly (readonly [string, (batch: readonly string[], start: number) => string])[]
  private readonly reading: ClientReading
  private readonly queries: ReturnType<typeof importQueries>
  /** Cards that an equal row of the file has taken already. */
  private readonly taken = new Set<number>()
  /** Cards made of rows that name clientele's own number: each such row is a card of its own. */
  private readonly numbered = new Set<number>()
  /** Keys of the rows without a reference that made a card, in this import or another. */
  private readonly keys: Set<string>
  private readonly occurrences = new TextCounts()

  constructor(work: ImportWork, category: string | undefined, tools: Tools) {
    this.work = work
    this.tools = tools
    this.queries = importQueries(work.scope.store.connection)
    this.writer = new CardWriter(work, category)
    this.reading = {
      today: work.context.today,
      rules: work.rules,
      readDay: dayReader(work.rules.dateOrder),
      e164: tools.e164,
      knowsCategory: (name) => this.writer.knowsCategory(name),
    }
    this.readers = CLIENT_FIELDS.map((field) => [field, cellOf(work, field)] as const)
    this.references = new CardReferences(work.system, this.queries)
    this.keys = this.queries.clientKeys()
    this.twins = new TwinIndex(tools.isNearName)
    for (const identity of this.queries.identities()) {
      this.twins.add(identity)
      tools.near.add(identity.id, identity.name)
    }
  }

  take(batch: readonly string[], width: number): void {
    const { tally } = this.work
    for (let start = 0; start < batch.length; start += width) {
      const problem = brokenRow(batch, start)
      const judged = problem ? { ok: false as const, problem } : this.takeRow(batch, start)
      if (judged.ok) tally[judged.value]++
      else rejectRow(this.work, batch, start, judged.problem)
    }
  }

  finish(): void {
    this.writer.finish()
  }

  private takeRow(batch: readonly string[], start: number): Read<Judged> {
    const cells = Object.fromEntries(this.readers.map(([field, read]) => [field, read(batch, start)])) as ClientCells
    const row = readClient(cells, this.reading)
    if (!row.ok) return row
    const { tally } = this.work
    if (hasYearlessBirthday(cells))
      tally.remark('whose birthday has no year, taken without it', `line ${Number(batch[start + LINE])} ${cells.birthday}`)
    const references = this.references.read(cells.ref, cells.refs)
    if (!references.ok) return references
    const line = Number(batch[start + LINE])
    const outcome = this.judge(cells, row.value, references.value, line)
    if (!outcome.ok) return outcome
    if (outcome.value === null) return { ok: true, value: 'unchanged' }
    if (cells.categories !== '' && row.value.category === null) {
      const label = cells.categories.split('\n')[0] ?? ''
      this.work.tally.remark('with a category that is not on file, taken without it', `line ${line} "${label}"`)
    }
    return this.addOthers(outcome.value, references.value)
  }

  /** Adds what further systems call the client. */
  private addOthers({ judged, id }: Outcome, { others }: RowReferences): Read<Judged> {
    let changed = false
    for (const each of others) {
      if (this.references.find(each)) continue
      this.writer.addReference(id, each, null)
      this.references.added(each, id)
      changed = true
    }
    return { ok: true, value: changed && judged === 'unchanged' ? 'updated' : judged }
  }

  /** Null for a row that made a card in an import before. */
  private judge(cells: ClientCells, row: ImportedClient, { main, others }: RowReferences, line: number): Read<Outcome | null> {
    const isKey = main !== null && (cells.refs !== '' || this.work.references.of(main.reference) === 1)
    const reference = isKey ? main : null
    const known = reference === null ? undefined : this.references.find(reference)
    const key = reference === null ? this.keyOf(row, cells.client_number) : null
    if (key !== null && this.keys.has(key)) return { ok: true, value: null }
    if (row.category !== null && !this.writer.knowsCategory(row.category)) {
      return fails('category', `there is no category "${row.category}"`, `make it: clientele categories add "${row.category}"`)
    }
    const number = this.readNumber(cells.client_number)
    if (!number.ok) return number
    const isThere = number.value !== null && this.twins.names.has(number.value)
    const owner = this.ownerOf(reference === null ? others : [reference, ...others], isThere ? number.value : null)
    if (!owner.ok) return owner
    if (known) return this.byReference(row, known)
    if (isThere && number.value !== null) return this.byNumber(number.value, row, reference)
    if (owner.value !== null) return this.byOwner(owner.value, row, reference)
    return this.byTwins(row, reference, { number: number.value, key }, line)
  }

  /** The client whose references these are, or whose number the row says; null where that is nobody yet. */
  private ownerOf(references: readonly SystemReference[], number: number | null): Read<number | null> {
    let owner = number
    for (const each of references) {
      const id = this.references.find(each)?.client_id
      if (id !== undefined && owner !== null && id !== owner) {
        return fails('ref', `ref "${each.reference}" is that of client ${id} ${this.twins.names.get(id)}, not of client ${owner}`)
      }
      owner = id ?? owner
    }
    return { ok: true, value: owner }
  }

  /** The second equal row with a name alone may be another client; one with a card, phone or email is the same. */
  private keyOf(row: ImportedClient, number: string): string {
    const facts = identityPrefix(this.work.system, 'client').facts + clientFacts(row, number)
    const occurrence = isNameOnly(row) ? this.occurrences.add(facts) : 1
    return importHash(occurrence === 1 ? facts : withOccurrence(facts, occurrence))
  }

  private readNumber(text: string): Read<number | null> {
    if (text === '') return { ok: true, value: null }
    const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : LARGEST_NUMBER + 1
    return number <= LARGEST_NUMBER
      ? { ok: true, value: number }
      : fails('client_number', `client_number "${text}" is no number of clientele's`)
  }

  private byNumber(id: number, row: ImportedClient, reference: SystemReference | null): Read<Outcome> {
    const there = this.twins.names.get(id) ?? ''
    if (!this.tools.isNearName(row.name, there)) return fails('client_number', `client_number ${id} is ${there}, not ${row.name}`)
    return this.byOwner(id, row, reference)
  }

  private byOwner(id: number, row: ImportedClient, reference: SystemReference | null): Read<Outcome> {
    const changed = this.writer.change(id, clientChange(row, this.card(id)))
    if (reference === null) return came(changed ? 'updated' : 'unchanged', id)
    this.addReference(id, reference, row)
    return came('updated', id)
  }

  private byReference(row: ImportedClient, known: KnownReferenceRow): Read<Outcome> {
    const id = known.client_id
    const content = importHash(clientContent(row))
    if (content === known.imported_hash) return came('unchanged', id)
    const changed = this.writer.change(id, clientChange(row, this.card(id)))
    if (!changed) return came('unchanged', id)
    this.writer.keepContent(known.id, content)
    return came('updated', id)
  }

  private byTwins(row: ImportedClient, reference: SystemReference | null, made: NewIdentity, line: number): Read<Outcome> {
    // Two rows that say clientele's own numbers are two clients, however alike.
    const twins = this.twins.find(row).filter(({ id }) => made.number === null || !this.numbered.has(id))
    const equal = twins.find(({ id }) => standsOn(row, this.card(id)))
    if (equal) {
      if (reference === null) return came('unchanged', equal.id)
      this.addReference(equal.id, reference, row)
      return came('updated', equal.id)
    }
    if (twins.length > 0) {
      const named = twins.slice(0, MOST_TWINS).map(({ id, same }) => `client ${id} ${this.twins.names.get(id)} (same ${same})`)
      const hint =
        reference === null ? 'change that card: clientele edit' : `if so: clientele edit ${twins[0]?.id} --ref "${reference.reference}"`
      return fails('name', `"${row.name}" seems to be ${named.join(', ')}, whose card differs`, hint)
    }
    if (reference === null && isNameOnly(row)) {
      const same = this.twins.named(row.name).find((id) => !this.taken.has(id) && standsOn(row, this.card(id)))
      if (same !== undefined) {
        this.taken.add(same)
        return came('unchanged', same)
      }
    }
    return came('added', this.add(row, reference, made, line))
  }

  private add(row: ImportedClient, reference: SystemReference | null, { number, key }: NewIdentity, line: number): number {
    const { tally } = this.work
    const { near } = this.tools
    const alike = near.find(row.name, MOST_NEAR)
    if (alike.length > 0) {
      const named = alike.map((id) => `${id} ${this.twins.names.get(id)}`).join(', ')
      tally.remark('with a name near to one on file, added beside it', `line ${line} ${row.name} (${named})`)
    }
    if (row.phone !== null && row.phone_e164 === null) {
      tally.remark('with a phone that is not understood, kept as it stands', `line ${line} "${row.phone}"`)
    }
    const id = this.writer.add(row, number, key)
    if (key !== null) this.keys.add(key)
    this.twins.add({ ...row, id })
    near.add(id, row.name)
    this.taken.add(id)
    if (number !== null) this.numbered.add(id)
    if (reference !== null) this.addReference(id, reference, row)
    return id
  }

  private addReference(id: number, reference: SystemReference, row: ImportedClient): void {
    this.writer.addReference(id, reference, importHash(clientContent(row)))
    this.references.added(reference, id)
  }

  private card(id: number): KnownClientRow {
    this.writer.flush()
    const card = this.queries.client(id)
    if (!card) throw new Error(`there is no client ${id}`)
    return card
  }
}
