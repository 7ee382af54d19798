import { fails, type Read } from '../../domain/import/cells.ts'
import { freeNumber } from '../../domain/invoice.ts'
import type { ImportWork } from './kind.ts'

/** Gives imported invoices their numbers, of which no two on file are equal (PRODUCT.md section 8). */
export class InvoiceNumbers {
  private readonly work: ImportWork
  private readonly isOnFile: (number: string) => boolean
  /** Numbers that repeat in the file, once one of them is taken, with the last suffix tried. */
  private readonly copies = new Map<string, number>()
  /** Numbers with a suffix that the import gave. */
  private readonly made = new Set<string>()

  /** `isOnFile`: whether an invoice had that number before the import. */
  constructor(work: ImportWork, isOnFile: (number: string) => boolean) {
    this.work = work
    this.isOnFile = isOnFile
  }

  /** The number of a new invoice: its own, without one that on file (`id`), with a suffix where the file has it more than once. */
  numberFor(said: string, id: number, line: number): Read<string> {
    if (said === '') return { ok: true, value: this.numberOfItsOwn(id) }
    const repeats = this.work.references.of(said) > 1
    if (!this.copies.has(said) && !this.isOnFile(said)) {
      if (repeats) this.copies.set(said, 1)
      return { ok: true, value: said }
    }
    if (repeats) return { ok: true, value: this.copyOf(said, line) }
    const { client, client_id } = this.work.scope.store.invoices.numbered(said) ?? { client: '', client_id: 0 }
    const message = `invoice "${said}" is on file already, of ${client} (${client_id}): typed by hand, or from another system or list`
    return fails('number', message, 'give the row another number, or leave it out')
  }

  private numberOfItsOwn(id: number): string {
    const number = freeNumber(id, (each) => this.isTaken(each))
    if (number !== String(id)) this.made.add(number)
    return number
  }

  private copyOf(said: string, line: number): string {
    let copy = (this.copies.get(said) ?? 1) + 1
    while (this.isTaken(`${said}-${copy}`)) copy++
    this.copies.set(said, copy)
    const number = `${said}-${copy}`
    this.made.add(number)
    this.work.tally.remark('whose number comes more than once, kept with a suffix', `line ${line} "${said}" as ${number}`)
    return number
  }

  private isTaken(number: string): boolean {
    return this.made.has(number) || this.work.references.of(number) > 0 || this.isOnFile(number)
  }
}
