import { defineCommand, flag, opt } from '../../cli/define.ts'
import { UsageError } from '../../cli/errors.ts'
import { choice, percentage, text } from '../../cli/parsers.ts'
import type { Measure } from '../../db/queries/purchases.ts'
import { type AbcLines, type AbcSummaryRow, classify, classMoves } from '../../domain/abc.ts'
import { summariseAmounts } from '../../domain/abc-place.ts'
import { formatMinorPlain } from '../../domain/money.ts'
import { describePeriod, type Period, previousPeriod } from '../../domain/period.ts'
import { table } from '../../output/view.ts'
import { rankingColumns, summaryColumns } from './abc-columns.ts'
import { amountsOf, drawnWhenAsked, factsOf, neglectedOnly, type RankedRow, type ShownRow, withDetails } from './abc-rows.ts'
import { DEFAULT_LINES } from './classes.ts'
import { exactSums } from './exact.ts'
import { filterOf, type Narrowing, narrowingWords } from './narrowing.ts'
import { type Scope, scopeHead, scopeOf, scopeOptions } from './scope.ts'

function checkLines({ a, b }: AbcLines): void {
  if (a < b) return
  throw new UsageError(`--a ${formatMinorPlain(a, 2)} is not under --b ${formatMinorPlain(b, 2)}`, 'class A ends before class B does')
}

interface Shown {
  readonly moves: boolean
  readonly neglected: boolean
  readonly by: Measure
}

function titleOf({ moves, neglected, by }: Shown, scope: Scope, narrowing: Narrowing): string {
  const what = neglected ? `Neglected class A clients by ${by}` : `ABC ${moves ? 'moves ' : ''}by ${by}`
  return `${what}, ${scope.words}${narrowingWords(narrowing)}`
}

function emptyWords({ moves, neglected, by }: Shown): string {
  if (neglected) return 'No class A client is neglected.'
  return moves ? 'No client changed class.' : `No ${by} in this period.`
}

function rankedIn(summary: readonly AbcSummaryRow[]): number {
  return summary.reduce((all, row) => all + (row.class === '-' ? 0 : row.clients), 0)
}

export const reportAbc = defineCommand({
  name: 'report abc',
  summary: 'Rank clients by what they bought into classes A, B and C',
  file: 'read',
  options: {
    ...scopeOptions,
    by: opt(
      '--by <measure>',
      'purchases, payments (money received less refunds) or visits',
      choice('purchases', 'payments', 'visits'),
      'purchases',
    ),
    a: opt('--a <percent>', 'class A ends at this share of the total (80)', percentage, DEFAULT_LINES.a),
    b: opt('--b <percent>', 'class B ends at this share of the total (95)', percentage, DEFAULT_LINES.b),
    category: opt('--category <name>', 'rank the clients of this category alone', text),
    region: opt('--region <name>', 'rank the clients of this region alone', text),
    operator: opt('--operator <name>', 'rank the clients of this operator alone', text),
    summary: flag('--summary', 'only the line a class'),
    moves: flag('--moves', 'who changed class since the period before'),
    neglected: flag('--neglected', 'class A clients without contact for longer than their cadence'),
  },
  examples: ['report abc --period 2026', 'report abc --by payments --period 2026-Q3 --format csv', 'report abc --neglected'],
  async run(context, { a, b, summary: summaryOnly, ...values }) {
    checkLines({ a, b })
    const scope = scopeOf(context, values)
    const store = await context.store()
    const before = previousPeriod(scope.asked)
    const sumsIn = (period: Period) => exactSums(store.purchases.sums(values.by, period), store.settings)
    const { cards, sums, sumsBefore } = store.connection.snapshot(() => ({
      cards: store.purchases.cards(filterOf(store, values)),
      sums: sumsIn(scope.counted),
      sumsBefore: values.moves ? sumsIn(before) : null,
    }))
    const ranked = (): readonly RankedRow[] => {
      const now = classify(factsOf(cards, sums), { a, b })
      return sumsBefore ? classMoves(now, classify(factsOf(cards, sumsBefore), { a, b })) : now.rows
    }
    const rows = drawnWhenAsked(() => {
      const shown = withDetails(store, ranked(), scope.asOf)
      return values.neglected ? neglectedOnly(shown) : shown
    })
    const summary = summariseAmounts(amountsOf(cards, sums), { a, b })
    const { currency } = store.settings
    return {
      title: titleOf(values, scope, values),
      ...(values.moves ? { lines: [`Against ${describePeriod(before)}.`] } : {}),
      ...(values.by === 'visits' ? {} : { aside: currency }),
      head: scopeHead(currency, scope),
      table: table<ShownRow>({
        columns: rankingColumns(values.by, scope.asOf, values.moves),
        rows,
        ...(values.moves || values.neglected ? {} : { count: rankedIn(summary) }),
        empty: emptyWords(values),
      }),
      summary: table<AbcSummaryRow>({ columns: summaryColumns(values.by, summary), rows: summary }),
      summaryOnly,
    }
  },
})
