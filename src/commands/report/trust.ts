import type { Context } from '../../cli/context.ts'
import { defineCommand, flag, opt, optionalArg } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { pastDay, period, text } from '../../cli/parsers.ts'
import type { Store } from '../../db/store.ts'
import { addDays, type Day, dayNumber, formatDayHuman } from '../../domain/day.ts'
import { describePeriod, type Period } from '../../domain/period.ts'
import type { Judgement } from '../../domain/trust/judge.ts'
import { ADVICE, type Verdict } from '../../domain/trust/rules.ts'
import { type RuleRow, rulesTable } from '../../domain/trust/rules-table.ts'
import { type Line, table, type View } from '../../output/view.ts'
import { resolveClient } from '../client/resolve.ts'
import { drawnWhenAsked } from './abc-rows.ts'
import { classesOf } from './classes.ts'
import { clientTrustView } from './trust-client.ts'
import { trustColumns } from './trust-columns.ts'
import { type LimitRow, limitColumns, limitRow, PaidOnTime } from './trust-limits.ts'
import { type Judged, type TrustRow, trustRows } from './trust-rows.ts'
import { clientsToJudge, ignoredBelow, inVerdictOrder, judgeAll, judgedWithoutFacts } from './verdicts.ts'

interface Options {
  readonly asOf: Day | undefined
  readonly moves: boolean
  readonly period: Period | undefined
  readonly limits: boolean
  readonly rules: boolean
}

/** @throws UsageError for options that do not go together */
function checkOptions(client: string | undefined, { moves, period: during, limits, rules }: Options): void {
  if (during && !moves) throw new UsageError('--period goes with --moves', 'to judge as of a day, say --as-of')
  if (moves && !during) throw new UsageError('--moves needs a period', 'say --moves --period "last month"')
  if (moves && limits) throw new UsageError('--moves and --limits cannot both be', 'say one of them')
  if (rules && (client !== undefined || moves || limits)) throw new UsageError('--rules stands alone', 'leave the rest out')
  if (client !== undefined && (moves || limits)) throw new UsageError('--moves and --limits are of all clients', 'leave the client out')
}

function rulesView(): View {
  return {
    title: 'How trust is judged',
    lines: [
      'Straight lines between the days of the payment key, which is PAYDEX; an invoice open past its due day counts as if paid on the day.',
    ],
    table: table<RuleRow>({
      columns: [
        { key: 'rule', title: 'Rule', kind: 'text', style: () => 'bold' },
        { key: 'value', title: 'Value', kind: 'number' },
        { key: 'meaning', title: 'Meaning', kind: 'text', essential: true },
      ],
      rows: rulesTable(),
    }),
  }
}

/** Every client judged, in the order of the report. */
function judgedOn(store: Store, asOf: Day, judgements: ReadonlyMap<number, Judgement>): Judged[] {
  const classes = classesOf(store, asOf)
  const judged = clientsToJudge(store, judgements).map((clientId) => judgements.get(clientId) ?? judgedWithoutFacts(clientId, asOf))
  return inVerdictOrder(judged).map((judgement) => ({ judgement, class: classes.get(judgement.client_id) ?? '-' }))
}

const BEST_FIRST: readonly Verdict[] = ['trusted', 'fair', 'watch', 'prepay', 'let go', 'unknown']

/** `41 trusted · 12 fair · 4 watch`. */
function counts(judged: readonly Judged[]): Line {
  const clients = new Map<Verdict, number>()
  for (const { judgement } of judged) clients.set(judgement.verdict, (clients.get(judgement.verdict) ?? 0) + 1)
  return BEST_FIRST.flatMap((verdict) => (clients.has(verdict) ? [`${clients.get(verdict)} ${verdict}`] : [])).join(' · ')
}

/** What to do with the clients that are trusted least, as far as something is to be done. */
function whatToDo(rows: Iterable<TrustRow>): Line[] {
  const [first] = rows
  if (!first) return []
  const { card, judged } = first
  const { verdict } = judged.judgement
  if (verdict === 'trusted' || verdict === 'fair') return []
  return [
    [
      { text: `What to do: ${card.client} - ${ADVICE[verdict]} ` },
      { text: `(clientele report trust ${card.client_id} shows each fact).`, style: 'dim' },
    ],
    '',
  ]
}

function allView(store: Store, asOf: Day): View {
  const judged = store.connection.snapshot(() => judgedOn(store, asOf, judgeAll(store, asOf)))
  return {
    title: `Trust on ${formatDayHuman(asOf, '')}`,
    aside: store.settings.currency,
    head: { currency: store.settings.currency, as_of: asOf },
    table: table<TrustRow>({
      columns: trustColumns({ moves: false }),
      rows: drawnWhenAsked(() => trustRows(store, judged, asOf)),
      count: judged.length,
      empty: 'There are no clients yet.',
    }),
    closing: judged.length > 0 ? [...whatToDo(trustRows(store, judged.slice(0, 1), asOf)), counts(judged)] : [],
  }
}

function limitsView(store: Store, asOf: Day): View {
  const paid = new PaidOnTime(dayNumber(asOf), ignoredBelow(store))
  const judged = store.connection.snapshot(() => judgedOn(store, asOf, judgeAll(store, asOf, paid.look)))
  function* rows(): Generator<LimitRow> {
    for (const row of trustRows(store, judged, asOf)) yield limitRow(row, paid.of(row.card.client_id))
  }
  return {
    title: `Credit limits by behaviour on ${formatDayHuman(asOf, '')}`,
    aside: store.settings.currency,
    head: { currency: store.settings.currency, as_of: asOf },
    table: table<LimitRow>({
      columns: limitColumns(trustColumns({ moves: false })),
      rows: drawnWhenAsked(rows),
      count: judged.length,
      empty: 'There are no clients yet.',
    }),
    closing: [
      [{ text: 'Set one: clientele edit CLIENT --credit-limit AMOUNT; how it is reckoned: clientele report trust --rules', style: 'dim' }],
    ],
  }
}

/** Who is judged otherwise at the end of a period than on the day before it, and why now. */
function movesView(store: Store, asked: Period, asOf: Day): View {
  const to = asked.to < asOf ? asked.to : asOf
  const dayBefore = addDays(asked.from, -1)
  const before = judgeAll(store, dayBefore)
  const moved = judgedOn(store, to, judgeAll(store, to)).flatMap((each): Judged[] => {
    const { client_id, verdict } = each.judgement
    const verdict_before = before.get(client_id)?.verdict ?? judgedWithoutFacts(client_id, dayBefore).verdict
    return verdict_before === verdict ? [] : [{ ...each, verdict_before }]
  })
  return {
    title: `Trust moves, ${describePeriod(asked)}${to < asked.to ? ` (to ${formatDayHuman(to, asked.from)})` : ''}`,
    aside: store.settings.currency,
    head: { currency: store.settings.currency, period: { from: asked.from, to }, as_of: to },
    table: table<TrustRow>({
      columns: trustColumns({ moves: true }),
      rows: drawnWhenAsked(() => trustRows(store, moved, to)),
      count: moved.length,
      empty: 'No verdict changed.',
    }),
  }
}

async function reportView(context: Context, client: string | undefined, options: Options): Promise<View> {
  const asOf = options.asOf ?? context.today
  if (options.rules) return rulesView()
  const store = await context.store()
  if (client !== undefined) {
    const clientId = await resolveClient(context, client)
    return store.connection.snapshot(() => clientTrustView(store, clientId, asOf))
  }
  if (options.limits) return limitsView(store, asOf)
  if (!options.moves || !options.period) return allView(store, asOf)
  if (options.period.from > asOf) {
    throw new UsageError(`the period begins on ${options.period.from}, after ${asOf}`, 'say an earlier --period, or a later --as-of')
  }
  const moves = options.period
  return store.connection.snapshot(() => movesView(store, moves, asOf))
}

export const reportTrust = defineCommand({
  name: 'report trust',
  summary: 'Say whom to trust and why: a verdict on each client, with reasons and what to do',
  file: 'read',
  arguments: { client: optionalArg('[client]', 'every fact behind the verdict on this one', text) },
  options: {
    asOf: opt('--as-of <day>', 'count facts dated up to this day (today)', pastDay),
    limits: flag('--limits', 'a credit limit for each client, by behaviour'),
    moves: flag('--moves', 'whose verdict changed in the period, and why'),
    period: opt('--period <period>', 'the period of --moves', period),
    rules: flag('--rules', 'the weights and lines by which trust is judged'),
  },
  examples: [
    'report trust',
    'report trust "Karim Benali"',
    'report trust --as-of 2026-06-30 --format json',
    'report trust --moves --period 2026-Q3',
    'report trust --limits',
    'report trust --rules',
  ],
  async run(context, { client, ...options }) {
    checkOptions(client, options)
    return reportView(context, client, options)
  },
})
