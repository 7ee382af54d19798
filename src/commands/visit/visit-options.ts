import { flag, type Option, opt, type Parser } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { choice, clearable, clearableText, eitherMoment, futureDay, text, time, wholeNumber } from '../../cli/parsers.ts'
import { parseRating, type Rating, VISIT_KINDS } from '../../domain/visit.ts'

const rating: Parser<Rating> = (typed) => {
  const read = parseRating(typed)
  if (read.ok) return read.value
  throw new UsageError(`"${typed}" is not a rating`, 'say patience, kindness and professionalism from 1 to 5: --rate 5,5,4')
}

export const visitNumber = wholeNumber('visit number', 1, 999_999_999)
export const visitKind = choice(...VISIT_KINDS)

/** How a contact ended; an empty value clears. */
export const outcomeOptions = {
  late: opt('--late <minutes>', 'the client came so many minutes late; 0 is on time', clearable(wholeNumber('lateness', 0, 1440))),
  noShow: flag('--no-show', 'the client did not come'),
  cancelled: flag('--cancelled', 'it was cancelled, by the client unless --by-us'),
  notice: opt('--notice <hours>', 'how long before the client cancelled', clearable(wholeNumber('notice', 0, 10_000))),
  byUs: flag('--by-us', 'with --cancelled: it was us'),
  rate: opt('--rate <p,k,p>', 'patience, kindness and professionalism from 1 to 5, as 5,5,4', clearable(rating)),
  note: opt('--note <text>', 'what is worth remembering', clearableText),
  followUp: opt('--follow-up <day>', 'when to come back to it; the next contact closes it', clearable(futureDay)),
} as const

/** What `visit` and `visits edit` share. */
export const visitOptions = {
  on: opt('--on <day>', 'the day, with its time if you like: "next friday 14:30"', eitherMoment),
  at: opt('--at <time>', 'with --planned: the time of day', clearable(time)),
  kind: opt('--kind <kind>', VISIT_KINDS.join(', '), visitKind),
  by: opt('--by <operator>', 'who of you it was', clearableText),
  planned: flag('--planned', 'it is still to come'),
  ...outcomeOptions,
  ref: opt('--ref <reference>', 'what another system calls it', clearableText),
} as const

/** The same option where there is nothing yet that an empty value could clear. */
function unclearable<T>(option: Option<T | null | undefined>): Option<T | undefined> {
  const parse: Parser<T | undefined> = async (typed, environment) => {
    await text(typed, environment)
    return (await option.parse(typed, environment)) as T
  }
  return { ...option, parse, fallback: undefined }
}

/** What `visit` takes: as above, without anything to clear. */
export const newVisitOptions = {
  ...visitOptions,
  at: unclearable(visitOptions.at),
  by: unclearable(visitOptions.by),
  late: unclearable(visitOptions.late),
  notice: unclearable(visitOptions.notice),
  rate: unclearable(visitOptions.rate),
  note: unclearable(visitOptions.note),
  followUp: unclearable(visitOptions.followUp),
  ref: unclearable(visitOptions.ref),
} as const
