import { answer, withUndo } from '../../cli/answer.ts'
import { defineCommand, flag } from '../../cli/define.ts'
import { AppError } from '../../cli/errors.ts'
import type { WarningRow } from '../../db/queries/warnings.ts'
import type { Store } from '../../db/store.ts'
import { addDays, type Day, dayNumber, formatDayHuman } from '../../domain/day.ts'
import { LET_GO, type Sign, WARNING_DAYS, WATCH } from '../../domain/trust/rules.ts'
import { counts } from '../../domain/trust/warnings.ts'
import { onDay } from '../../domain/visit.ts'
import type { Line } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { warnOfFuture } from '../days.ts'
import { clientArgument, onOption, signArgument } from './options.ts'

const NUMBERS = ['no', 'one', 'two', 'three']

interface Said {
  readonly clientId: number
  readonly sign: Sign
  readonly day: Day
}

/** The last day on which a warning counts. */
function lastDay(warnedOn: Day): Day {
  return addDays(warnedOn, WARNING_DAYS)
}

function stands({ warned_on, withdrawn_on }: WarningRow, day: Day): boolean {
  const withdrawn = withdrawn_on === null ? null : dayNumber(withdrawn_on)
  return counts({ day: dayNumber(warned_on), withdrawn }, dayNumber(day))
}

/** What became of the newest warning that does not stand on the day. */
function whyNot({ warned_on, withdrawn_on }: WarningRow, day: Day): string {
  if (warned_on > day) return `the one of ${warned_on} came later: say --on that day or after`
  if (withdrawn_on !== null && withdrawn_on <= day) return `the one of ${warned_on} was withdrawn on ${withdrawn_on}`
  return `the one of ${warned_on} no longer counted after ${lastDay(warned_on)}`
}

/** Records a warning. One that is on file for the sign and day, and was not withdrawn, is the same: then nothing is recorded. */
function give(store: Store, { clientId, sign, day }: Said): WarningRow {
  const same = store.warnings.ofSign(clientId, sign).find(({ warned_on, withdrawn_on }) => warned_on === day && withdrawn_on === null)
  return same ?? { warning_id: store.warnings.insert(clientId, sign, day), warned_on: day, withdrawn_on: null }
}

/** Withdraws the newest warning that stands on the day. @throws AppError when none does */
function withdraw(store: Store, { clientId, sign, day }: Said, today: Day): WarningRow {
  const given = store.warnings.ofSign(clientId, sign)
  const standing = given.find((warning) => stands(warning, day))
  if (!standing) {
    const [newest] = given
    const hint = newest ? whyNot(newest, day) : 'there was none'
    throw new AppError(
      `no warning of ${store.clients.nameOf(clientId)} (${clientId}) about ${sign} stands on ${formatDayHuman(day, today)}`,
      { hint },
    )
  }
  store.warnings.withdraw(standing.warning_id, day)
  return { ...standing, withdrawn_on: day }
}

/** What a warning means for the verdict (PRODUCT.md section 7). */
function meaning({ warned_on }: WarningRow, today: Day): Line {
  const until = lastDay(warned_on)
  const [toWatch, toLetGo] = [WATCH, LET_GO].map(({ facts_after_warning: facts }) => NUMBERS[facts] ?? facts)
  const text =
    until < today
      ? `  It counts no more: a warning does for ${WARNING_DAYS} days, and this one did until ${formatDayHuman(until, today)}.`
      : `  For ${WARNING_DAYS} days (until ${formatDayHuman(until, today)}) ${toWatch} more adverse fact means "watch", ${toLetGo} "let go".`
  return [{ text, style: 'dim' }]
}

interface Told extends Said {
  readonly name: string
  readonly warning: WarningRow
  readonly isWithdrawal: boolean
  /** Null where nothing changed. */
  readonly operation: number | null
}

function linesOf({ name, clientId, sign, day, warning, isWithdrawal, operation }: Told, today: Day): Line[] {
  const who = `${name} (${clientId})`
  const when = onDay(day, today)
  if (isWithdrawal) {
    return [
      withUndo(
        `The warning of ${who} about ${sign}, given on ${formatDayHuman(warning.warned_on, today)}, is withdrawn ${when}.`,
        operation,
      ),
    ]
  }
  const sentence = operation === null ? `${who} is warned about ${sign} ${when} already.` : `Warned ${who} about ${sign} ${when}.`
  return [withUndo(sentence, operation), meaning(warning, today)]
}

export const warn = defineCommand({
  name: 'warn',
  summary: 'Record that a client was warned about a sign of trust, or withdraw the warning',
  file: 'write',
  arguments: { client: clientArgument, sign: signArgument },
  options: { on: onOption, withdraw: flag('--withdraw', 'the newest warning about it that stands on that day counts no more') },
  examples: ['warn "Asha Patel" time', 'warn 12 payment --on yesterday'],
  async run(context, { client, sign, on, withdraw: isWithdrawal }) {
    const day = on ?? context.today
    const clientId = await resolveClient(context, client)
    const { id: operation, result } = await context.write('warn', ({ store, note }) => {
      const warning = isWithdrawal ? withdraw(store, { clientId, sign, day }, context.today) : give(store, { clientId, sign, day })
      note({ client_id: clientId, warning_id: warning.warning_id })
      return { warning, name: store.clients.nameOf(clientId) }
    })
    if (operation !== null) warnOfFuture(context, day)
    const { warning_id, warned_on, withdrawn_on } = result.warning
    const ids = { client_id: clientId, warning_id, sign, warned_on, withdrawn_on }
    return answer(context, operation, ids, linesOf({ ...result, clientId, sign, day, isWithdrawal, operation }, context.today))
  },
})
