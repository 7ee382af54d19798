import { importHash, importQueries, type KnownClientRow, type KnownReferenceRow } from '../../db/queries/imports.ts'
import { dayReader, fails, type Read } from '../../domain/import/cells.ts'
import {
  CLIENT_ERASABLE,
  CLIENT_FIELDS,
  type ClientCells,
  type ClientChange,
  clientChange,
  clientContent,
  clientFacts,
  hasYearlessBirthday,
  type ImportedClient,
  isNameOnly,
  readClient,
  standsOn,
} from '../../domain/import/client.ts'
import { type Compared, compareContent } from '../../domain/import/erase.ts'
import { identityPrefix, TextCounts, withOccurrence } from '../../domain/import/identity.ts'
import { CardWriter } from './card-writer.ts'
import { type DuplicateChoice, Duplicates } from './client-duplicates.ts'
import { brokenRow, cellOf, type ImportKind, type ImportWork, LINE, type RowTaker, rejectRow } from './kind.ts'
import { cardChanges } from './updates.ts'

interface ClientValues {
  /** Of new cards whose row names none. */
  readonly category: string | undefined
  readonly onDuplicate: DuplicateChoice | undefined
}

/** `import clients`. */
export function clientsImport(values: ClientValues): ImportKind {
  return {
    kind: 'clients',
    days: ['birthday', 'archived'],
    amounts: [],
    dayInEveryRow: false,
    tables: ['client_reference'],
    reference: 'ref',
    erasable: CLIENT_ERASABLE,
    begin: async (work) => {
      const [{ isNearName, NearNames }, { loadPhoneParser }, { countryCode }] = await Promise.all([
        import('../../parse/near.ts'),
        import('../../parse/phone.ts'),
        import('../../parse/country.ts'),
      ])
      const parse = await loadPhoneParser()
      const own = work.scope.store.settings.country
      const e164 = (phone: string, country: string): string | null => parse(phone, (country === '' ? null : countryCode(country)) ?? own)
      return new ClientRows(work, values, { isNearName, near: new NearNames(), e164 })
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
type Judged = 'added' | 'updated' | 'unchanged' | 'skipped'

/** A row that was read. */
interface ReadRow {
  readonly cells: ClientCells
  readonly row: ImportedClient
  readonly line: number
}

const MOST_NEAR = 3
const LARGEST_NUMBER = 1_000_000_000

/** Judges rows by the rules of domain/import/client.ts. */
class ClientRows implements RowTaker {
  private readonly work: ImportWork
  private readonly tools: Tools
  private readonly writer: CardWriter
  private readonly duplicates: Duplicates
  private readonly references: Map<string, KnownReferenceRow>
  private readonly readers: readonly (readonly [string, (batch: readonly string[], start: number) => string])[]
  private readonly readDay: ReturnType<typeof dayReader>
  private readonly queries: ReturnType<typeof importQueries>
  /** Cards that an equal row of the file has taken already. */
  private readonly taken = new Set<number>()
  /** Keys of the rows without a reference that made a card, in this import or another. */
  private readonly keys: Map<string, number>
  /** Keys of the rows without a reference that were last about a card on file. */
  private readonly rowKeys: ReadonlyMap<string, number>
  private readonly occurrences = new TextCounts()

  constructor(work: ImportWork, { category, onDuplicate }: ClientValues, tools: Tools) {
    this.work = work
    this.tools = tools
    this.queries = importQueries(work.scope.store.connection)
    this.writer = new CardWriter(work, category)
    this.readDay = dayReader(work.rules.dateOrder)
    this.readers = CLIENT_FIELDS.map((field) => [field, cellOf(work, field)] as const)
    this.references = this.queries.importedReferences(work.system)
    this.keys = this.queries.clientKeys()
    this.rowKeys = this.queries.cardRowKeys()
    this.duplicates = new Duplicates(work, tools.isNearName, onDuplicate)
    for (const identity of this.queries.identities()) {
      this.duplicates.index.add(identity)
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
    const row = readClient(cells, this.work.context.today, this.readDay, this.tools.e164)
    if (!row.ok) return row
    const line = Number(batch[start + LINE])
    if (hasYearlessBirthday(cells)) this.work.tally.remark('whose birthday has no year, taken without it', `line ${line} ${cells.birthday}`)
    return this.judge({ cells, row: row.value, line })
  }

  private judge(read: ReadRow): Read<Judged> {
    const { cells, row } = read
    const reference = cells.ref !== '' && this.work.references.of(cells.ref) === 1 ? cells.ref : ''
    const known = reference === '' ? undefined : this.references.get(reference)
    const key = reference === '' ? this.keyOf(row, cells.client_number) : null
    if (key !== null && this.isSame(key, read)) return { ok: true, value: 'unchanged' }
    if (row.category !== null && !this.writer.knowsCategory(row.category)) {
      return fails('category', `there is no category "${row.category}"`, `make it: clientele categories add "${row.category}"`)
    }
    const number = this.readNumber(cells.client_number)
    if (!number.ok) return number
    if (number.value !== null && this.duplicates.index.names.has(number.value))
      return this.byNumber(number.value, read, reference, known, key)
    if (known) return this.byReference(read, known)
    return this.byTwins(read, reference, { number: number.value, key })
  }

  /** Whether a row without a reference is known as it stands, whatever became of its card since. */
  private isSame(key: string, { cells, row }: ReadRow): boolean {
    const made = this.keys.get(key)
    const card = made ?? this.rowKeys.get(key + this.work.erasing.mark)
    if (card === undefined) return false
    // What counts are the rows of the newest operation: this one, if it changes anything.
    if (made === undefined) this.keepRow(card, key)
    if (cells.ref !== '')
      this.duplicates.index.add({ ...row, id: card, name: this.duplicates.index.names.get(card) ?? row.name }, cells.ref)
    return true
  }

  private keepRow(card: number, key: string): void {
    const { mark } = this.work.erasing
    this.writer.keepRow(card, key)
    if (mark !== '') this.writer.keepRow(card, key + mark)
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

  private byNumber(id: number, read: ReadRow, reference: string, known: KnownReferenceRow | undefined, key: string | null): Read<Judged> {
    const { row } = read
    const { names } = this.duplicates.index
    const there = names.get(id) ?? ''
    if (known && known.client_id !== id) {
      return fails('ref', `ref "${reference}" is that of client ${known.client_id} ${names.get(known.client_id)}, not of client ${id}`)
    }
    if (known) return this.byReference(read, known)
    if (!this.tools.isNearName(row.name, there)) return fails('client_number', `client_number ${id} is ${there}, not ${row.name}`)
    const compared = key !== null && this.rowKeys.has(key) ? 'erases' : 'differs'
    return { ok: true, value: this.set(id, read, { reference, key, change: this.changeOf(id, read, compared) }) }
  }

  private byReference(read: ReadRow, known: KnownReferenceRow): Read<Judged> {
    const content = importHash(clientContent(read.row))
    const { mark } = this.work.erasing
    const compared = compareContent(known.imported_hash, content, mark)
    if (compared === 'same') return { ok: true, value: 'unchanged' }
    const value = this.set(known.client_id, read, { reference: '', key: null, change: this.changeOf(known.client_id, read, compared) })
    this.writer.keepContent(known.id, content + mark)
    return { ok: true, value }
  }

  private byTwins(read: ReadRow, reference: string, made: NewIdentity): Read<Judged> {
    const { row, cells, line } = read
    const { duplicates } = this
    const repeated = reference === '' ? cells.ref : ''
    const twins = duplicates.index.find(row, repeated, this.references.get(repeated)?.client_id)
    const equal = twins.find(({ id }) => standsOn(row, this.card(id)))
    if (equal) return { ok: true, value: this.set(equal.id, read, { reference, key: made.key, change: {} }) }
    if (twins.length > 0) {
      if (duplicates.choice === undefined) return duplicates.refusal(row, twins, reference)
      if (duplicates.choice === 'update') {
        const one = duplicates.theOne(row, twins)
        if (!one.ok) return one
        duplicates.tell(row, twins, line)
        return { ok: true, value: this.set(one.value, read, { reference, key: made.key, change: clientChange(row, this.card(one.value)) }) }
      }
      duplicates.tell(row, twins, line)
      if (duplicates.choice === 'skip') return { ok: true, value: 'skipped' }
    } else if (reference === '' && isNameOnly(row)) {
      const same = duplicates.index.named(row.name).find((id) => !this.taken.has(id) && standsOn(row, this.card(id)))
      if (same !== undefined) {
        this.taken.add(same)
        // A row that comes later may yet rename that card.
        if (made.key !== null) this.keepRow(same, made.key)
        return { ok: true, value: 'unchanged' }
      }
    }
    this.add(read, reference, made, twins.length === 0)
    return { ok: true, value: 'added' }
  }

  /** `tellsNear`: nothing was said yet of cards like it. */
  private add({ row, cells, line }: ReadRow, reference: string, { number, key }: NewIdentity, tellsNear: boolean): void {
    const { tally } = this.work
    const { near } = this.tools
    const alike = tellsNear ? near.find(row.name, MOST_NEAR) : []
    if (alike.length > 0) {
      const named = alike.map((id) => `${id} ${this.duplicates.index.names.get(id)}`).join(', ')
      tally.remark('with a name near to one on file, added beside it', `line ${line} ${row.name} (${named})`)
    }
    if (row.phone !== null && row.phone_e164 === null) {
      tally.remark('with a phone that is not understood, kept as it stands', `line ${line} "${row.phone}"`)
    }
    const id = this.writer.add(row, number, key)
    if (key !== null) this.keys.set(key, id)
    this.duplicates.made(row, id, line, reference === '' ? cells.ref : '')
    near.add(id, row.name)
    this.taken.add(id)
    if (reference !== '') this.addReference(id, reference, row)
  }

  /** What a card must be set to, by what the row says and by its empty cells; the latter alone where the rest was set before. */
  private changeOf(id: number, { cells, row }: ReadRow, compared: Compared): ClientChange {
    const card = this.card(id)
    // A birthday without its year is no empty cell.
    const erased: ClientChange = this.work.erasing.columns(cells, card)
    return compared === 'erases' ? erased : { ...clientChange(row, card), ...erased }
  }

  /** Sets a card on file to what a row says, and has it known by the row's reference or key from then on. */
  private set(
    id: number,
    { row, line }: ReadRow,
    { reference, key, change }: { readonly reference: string; readonly key: string | null; readonly change: ClientChange },
  ): 'updated' | 'unchanged' {
    const { updates } = this.work
    const before = updates && this.card(id)
    const changed = this.writer.change(id, change)
    if (changed) this.duplicates.index.add({ ...row, id })
    if (reference !== '') this.addReference(id, reference, row)
    if (key !== null) this.keepRow(id, key)
    if (before && (changed || reference !== '')) {
      const told = cardChanges(before, change)
      updates?.add(line, id, `client ${id} ${before.name}`, reference === '' ? told : [...told, ['ref', null, reference]])
    }
    return changed || reference !== '' ? 'updated' : 'unchanged'
  }

  private addReference(id: number, reference: string, row: ImportedClient): void {
    const content = importHash(clientContent(row))
    this.writer.addReference(id, reference, content + this.work.erasing.mark)
  }

  private card(id: number): KnownClientRow {
    this.writer.flush()
    const card = this.queries.client(id)
    if (!card) throw new Error(`there is no client ${id}`)
    return card
  }
}
