import { fails, type Read, type RowProblem } from '../../domain/import/cells.ts'
import type { ImportedClient } from '../../domain/import/client.ts'
import { TwinIndex } from '../../domain/import/twins.ts'
import type { ImportWork } from './kind.ts'

/** What becomes of rows that seem to be a card on file or of a row before (`--on-duplicate`); they are rejected where nothing is said. */
export type DuplicateChoice = 'skip' | 'update' | 'add'

type Twins = ReturnType<TwinIndex['find']>

const MOST_TWINS = 3
const WAYS = '--on-duplicate skip, update or add'

/** Rows and cards that are likely one client entered twice (PRODUCT.md sections 3 and 8). */
export class Duplicates {
  readonly index: TwinIndex
  readonly choice: DuplicateChoice | undefined
  private readonly work: ImportWork
  /** The lines of the rows that made cards, by card. */
  private readonly lines = new Map<number, number>()

  constructor(work: ImportWork, isNear: (a: string, b: string) => boolean, choice: DuplicateChoice | undefined) {
    this.work = work
    this.index = new TwinIndex(isNear)
    this.choice = choice
  }

  /** A card that a row made. `reference`: its reference, if that is no key. */
  made(row: ImportedClient, id: number, line: number, reference: string): void {
    this.index.add(id, row, reference, true)
    this.lines.set(id, line)
  }

  /** Whether a row of the file made the card. */
  isMade(id: number): boolean {
    return this.lines.has(id)
  }

  /** The one card that an update is about; which they are, where there are several. */
  theOne(row: ImportedClient, twins: Twins): Read<number> {
    const [twin] = twins
    if (twin && twins.length === 1) return { ok: true, value: twin.id }
    return fails('name', `"${row.name}" can be ${this.named(twins)}`, 'give it the reference or client_number of one of them')
  }

  refusal(row: ImportedClient, twins: Twins, reference: string): { readonly ok: false; readonly problem: RowProblem } {
    const id = twins[0]?.id ?? 0
    const seems = `"${row.name}" seems to be ${this.named(twins)}, `
    if (this.isMade(id)) return fails('name', `${seems}which differs`, `make one row of them, or say ${WAYS}`)
    const edit = reference === '' ? 'change that card: clientele edit' : `if so: clientele edit ${id} --ref "${reference}"`
    return fails('name', `${seems}whose card differs`, `${edit}; or say ${WAYS}`)
  }

  /** Tells what became of a row because it was wanted so. */
  tell(row: ImportedClient, twins: Twins, line: number): void {
    this.tellLike(row, this.named(twins), line)
  }

  /** Tells that a row is left out for the card for which it was left out before. */
  tellAgain(row: ImportedClient, id: number, line: number): void {
    this.tellLike(row, `client ${id} ${this.index.names.get(id)}, as before`, line)
  }

  private tellLike({ name }: ImportedClient, cards: string, line: number): void {
    const became = { skip: 'left out', update: 'taken for it and set on it', add: 'added beside it' }
    this.work.tally.remark('like a card there already', `line ${line} ${name} (${cards})`, became[this.choice ?? 'skip'])
  }

  private named(twins: Twins): string {
    const { names } = this.index
    const each = ({ id, same }: Twins[number]): string => {
      const line = this.lines.get(id)
      return `${line === undefined ? `client ${id}` : `line ${line}`} ${names.get(id)} (same ${same})`
    }
    return twins.slice(0, MOST_TWINS).map(each).join(', ')
  }
}
