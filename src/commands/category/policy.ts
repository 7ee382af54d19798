import type { Parser } from '../../cli/define.ts'
import { opt } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { choice, clearable, clearableText } from '../../cli/parsers.ts'
import type { Category } from '../../db/queries/categories.ts'
import type { Store } from '../../db/store.ts'
import { foldName } from '../../domain/name.ts'
import { counted } from '../../domain/words.ts'

/** A whole number that people write with a sign or a letter behind it: `50 %`, `30d`, `30 days`. */
function countOf(what: string, unit: RegExp, least: number, most: number): Parser<number> {
  return (typed) => {
    const digits = typed.trim().replace(unit, '').trim()
    const value = /^\d{1,6}$/.test(digits) ? Number(digits) : Number.NaN
    if (!(value >= least && value <= most)) throw new UsageError(`${what} "${typed}" is not a whole number from ${least} to ${most}`)
    return value
  }
}

const DAYS = /(?:d|days?|j|jours?)$/i

const level = choice('normal', 'high', 'careful')
/** A category always has a level of attention: cleared, it is the normal one. */
const attention: Parser<Category['attention']> = (typed, environment) => (typed.trim() === '' ? 'normal' : level(typed, environment))

/** The options that `add` and `edit` share: how the clients of a category are handled. An empty value clears. */
export const policyOptions = {
  attention: opt('--attention <level>', 'normal, high or careful', attention),
  advice: opt('--advice <text>', 'how to treat these clients, shown with their cards', clearableText),
  prepay: opt('--prepay <percent>', 'how much of an invoice is to be paid beforehand', clearable(countOf('--prepay', /%$/, 0, 100))),
  terms: opt('--terms <days>', 'days an invoice gives to pay', clearable(countOf('--terms', DAYS, 0, 3650))),
  visitEvery: opt('--visit-every <days>', 'days between two contacts at most', clearable(countOf('--visit-every', DAYS, 1, 3650))),
} as const

interface PolicyValues {
  readonly attention: Category['attention'] | undefined
  readonly advice: string | null | undefined
  readonly prepay: number | null | undefined
  readonly terms: number | null | undefined
  readonly visitEvery: number | null | undefined
}

/** The columns that options set; what was not given is undefined. */
export function policyColumns({ attention, advice, prepay, terms, visitEvery }: PolicyValues) {
  return { attention, advice, prepay_percent: prepay, terms_days: terms, visit_every_days: visitEvery }
}

/** The category of that name. @throws UsageError naming those there are */
export function existingCategory(store: Store, name: string): Category {
  const found = store.categories.byName(name)
  if (found) return found
  const names = store.categories.all().map((category) => category.name)
  throw new UsageError(`there is no category "${name}"`, `say one of ${names.join(', ')}, or make it: clientele categories add "${name}"`)
}

/** Refuses a name that a category has already, but for case and accents. @throws UsageError */
export function checkNameIsFree(store: Store, name: string, self?: number): void {
  const taken = store.categories.all().find((category) => category.id !== self && foldName(category.name) === foldName(name))
  if (taken)
    throw new UsageError(`there is a category "${taken.name}" already`, 'choose another name, or change it: clientele categories edit')
}

/** The policy in words: `high attention, 50 % prepaid, 30 days to pay, a contact every 14 days`; empty for an ordinary one. */
export function policyInWords({ attention, prepay_percent, terms_days, visit_every_days }: Category): string {
  return [
    attention === 'normal' ? null : attention === 'high' ? 'high attention' : 'careful',
    prepay_percent ? `${prepay_percent} % prepaid` : null,
    terms_days === null ? null : `${counted(terms_days, 'day')} to pay`,
    visit_every_days === null ? null : `a contact every ${counted(visit_every_days, 'day')}`,
  ]
    .filter((part) => part !== null)
    .join(', ')
}
