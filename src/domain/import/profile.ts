/**
 * A profile says how the table of one program is read (PRODUCT.md section 8, `--profile`): which of its columns make up our fields, which
 * rows are none of ours, and with which options. It is data: those built in are JSON files in src/profiles/, saved ones a row of the
 * client file. By its columns a table is known for one of those built in.
 */
import type { DayOrder } from '../day.ts'
import { foldHeader, foldWithoutUnit, type TableKind } from '../headers.ts'
import type { PaymentKind } from '../payment-kind.ts'
import type { DecimalMark } from '../settings.ts'
import type { Condition, Source } from './cell-source.ts'

/** Options as the user would type them; what is typed beside the profile goes before. */
export interface ProfileOptions {
  readonly from?: string
  readonly kind?: PaymentKind
  readonly credits_only?: boolean
  readonly create_missing?: boolean
  readonly category?: string
  readonly delimiter?: string
  /** Null: no quotes. */
  readonly quote?: string | null
  readonly escape?: 'double' | 'backslash'
  readonly encoding?: string
  readonly header_row?: number
  readonly header_rows?: number
  readonly decimal?: DecimalMark
  readonly date_order?: DayOrder
}

export interface Profile {
  readonly name: string
  /** What it is of, in words. */
  readonly title: string
  readonly kind: TableKind
  /** Where the layout is documented, for those built in. */
  readonly source?: string
  /** What was chosen in it that one might have chosen otherwise. */
  readonly note?: string
  /** A table that has a column of each of these groups, and none of `unless`, is one of this profile. Empty: it is only used by name. */
  readonly recognised_by: readonly (string | readonly string[])[]
  readonly unless?: readonly string[]
  readonly fields: Readonly<Record<string, Source>>
  /** Cells for fields that the table has no column for. */
  readonly defaults?: Readonly<Record<string, string>>
  /** Columns that are known and not wanted, so that nobody is told of them. */
  readonly ignored?: readonly string[]
  /** Lines that are no rows, such as headings: all conditions of one of these hold. */
  readonly left_out?: readonly (readonly Condition[])[]
  /** Rows that are not wanted, counted as skipped, and why in words that go behind a number: "not completed". */
  readonly skip?: readonly { readonly why: string; readonly when: readonly Condition[] }[]
  /** How the program writes what a column leaves open. */
  readonly decimal?: DecimalMark
  readonly date_order?: DayOrder
  readonly options?: ProfileOptions
}

/** `--profile none`: also a table that is known for one of a profile is read by its headers alone. */
export const NO_PROFILE = 'none'

/** The profile whose columns the table has; of several the one that asks for most, then the first. */
export function recogniseProfile(kind: TableKind, header: readonly string[], profiles: readonly Profile[]): Profile | undefined {
  const names = new Set(header.flatMap((name) => [foldHeader(name), foldWithoutUnit(name)]))
  const has = (column: string): boolean => names.has(foldHeader(column))
  const matching = profiles.filter(
    (profile) =>
      profile.kind === kind &&
      profile.recognised_by.length > 0 &&
      profile.recognised_by.every((group) => (typeof group === 'string' ? has(group) : group.some(has))) &&
      !profile.unless?.some(has),
  )
  return matching.reduce<Profile | undefined>(
    (best, each) => (best === undefined || each.recognised_by.length > best.recognised_by.length ? each : best),
    undefined,
  )
}

const NAME = /^[\p{L}\p{N}][\p{L}\p{M}\p{N} ._-]{0,59}$/u

/** Whether a profile can be saved under this name. */
export function isProfileName(name: string): boolean {
  return NAME.test(name) && name.toLowerCase() !== NO_PROFILE
}
