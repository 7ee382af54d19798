import { AppError, UsageError } from '../../cli/errors.ts'
import type { Day } from '../../domain/day.ts'

export function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`
}

/** `Incident 3 of Karim Benali (27)`. */
export function named(what: string, id: number, { client, client_id }: { readonly client: string; readonly client_id: number }): string {
  return `${capital(what)} ${id} of ${client} (${client_id})`
}

/** What was found under a number. @throws AppError when that is nothing */
export function known<Row>(row: Row | undefined, noun: string, id: number): Row {
  if (row === undefined) throw new AppError(`there is no ${noun} ${id}`, { hint: `clientele ${noun}s lists them with their numbers` })
  return row
}

/** @throws UsageError when something would end before it began; `began` says what happened on that day: `project 4 was opened` */
export function refuseBefore(day: Day, first: Day, began: string): void {
  if (day < first) throw new UsageError(`${day} is before ${began} (${first})`, 'say a later day with --on')
}
