import { answer, withUndo } from '../../cli/answer.ts'
import type { Context } from '../../cli/context.ts'
import { defineCommand, flag, opt } from '../../cli/define.ts'
import { AppError, UsageError } from '../../cli/errors.ts'
import { choice, pastDay } from '../../cli/parsers.ts'
import type { UndertakingRow } from '../../db/queries/undertakings.ts'
import type { Day } from '../../domain/day.ts'
import { AGREEMENT, endingInWords, type Outcome, PROJECT, type UndertakingKind } from '../../domain/undertaking.ts'
import { onDay } from '../../domain/visit.ts'
import type { View } from '../../output/view.ts'
import { warnOfFuture } from '../days.ts'
import { numberArgument } from './options.ts'
import { undertakingKeys } from './undertaking.ts'
import { known, named, refuseBefore } from './words.ts'

interface EndSaid {
  readonly id: number
  readonly outcome: Outcome
  readonly on: Day | undefined
}

const endOption = opt('--on <day>', 'the day it was over (today)', pastDay)

/** Whether it has ended just as is said now. @throws AppError when it has ended otherwise */
function isEndedSo({ noun, ended }: UndertakingKind, row: UndertakingRow, { outcome, on }: EndSaid): boolean {
  const { id, client, client_id, ended_on } = row
  if (row.outcome === null) return false
  if (row.outcome === outcome && (on === undefined || on === ended_on)) return true
  throw new AppError(`${noun} ${id} of ${client} (${client_id}) was ${ended} on ${ended_on}, ${endingInWords(row.outcome)}`, {
    hint: 'clientele undo takes that back, if nothing was recorded since',
  })
}

/** Ends a project or an agreement on a day, today if none is said. */
async function end(context: Context, kind: UndertakingKind, command: string, said: EndSaid): Promise<View> {
  const { id, outcome } = said
  const { noun, begun, ended } = kind
  const day = said.on ?? context.today
  const { id: operation, result } = await context.write(command, ({ store, note }) => {
    const before = known(store.undertakings.byId(kind, id), noun, id)
    if (isEndedSo(kind, before, said)) return before
    refuseBefore(day, before.begun_on, `${noun} ${id} was ${begun}`)
    store.undertakings.end(kind, id, { day, outcome })
    note({ client_id: before.client_id, [`${noun}_id`]: id })
    return { ...before, ended_on: day, outcome }
  })
  if (operation !== null) warnOfFuture(context, day)
  const state = operation === null ? `was ${ended} on ${result.ended_on} already` : `${ended} ${onDay(day, context.today)}`
  const sentence = `${named(noun, id, result)} ${state}, ${endingInWords(outcome)}: ${result.title}.`
  return answer(context, operation, undertakingKeys(kind, result), [withUndo(sentence, operation)])
}

export const projectsClose = defineCommand({
  name: 'projects close',
  summary: 'Close a project, and say how it went',
  file: 'write',
  arguments: { project: numberArgument('project') },
  options: {
    as: opt('--as <outcome>', `how it went: ${PROJECT.outcomes.join(', ')}`, choice(...PROJECT.outcomes)),
    on: endOption,
  },
  examples: ['projects close 4 --as exemplary'],
  run(context, { project: id, as: outcome, on }) {
    if (outcome === undefined) throw new UsageError('a project closes in one of three ways', 'say --as agreed, exemplary or mismanaged')
    return end(context, PROJECT, 'projects close', { id, outcome, on })
  },
})

export const agreementsEnd = defineCommand({
  name: 'agreements end',
  summary: 'End an agreement: the client kept it, or breached it',
  file: 'write',
  arguments: { agreement: numberArgument('agreement') },
  options: {
    kept: flag('--kept', 'the client kept it'),
    breached: flag('--breached', 'the client did not keep it'),
    on: endOption,
  },
  examples: ['agreements end 3 --kept --on yesterday'],
  run(context, { agreement: id, kept, breached, on }) {
    if (kept === breached) throw new UsageError('an agreement is either kept or breached', 'say one of --kept and --breached')
    return end(context, AGREEMENT, 'agreements end', { id, outcome: kept ? 'kept' : 'breached', on })
  },
})
