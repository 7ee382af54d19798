/** The rules of trust as a table, for whoever wants to check a score or a verdict by hand (PRODUCT.md section 7). */

import {
  ADVERSE_BELOW,
  AGREEMENT_VALUES,
  APPOINTMENT,
  CREDIT_LIMIT,
  FEWEST_OBSERVATIONS,
  HALF_LIFE_DAYS,
  INCIDENT_VALUES,
  LET_GO,
  PAYDEX,
  PREPAY,
  PRIOR,
  PROJECT_VALUES,
  RATING_STEP,
  SIGN_WEIGHTS,
  SIGNS,
  TRUSTED_FROM,
  VERDICTS,
  type Verdict,
  WARNING_DAYS,
  WATCH,
  WRITTEN_OFF_VALUE,
} from './rules.ts'

/** `rule` is a name that stays, `value` the number that the rule works with, `meaning` says what it does. */
export interface RuleRow {
  readonly rule: string
  readonly value: number
  readonly meaning: string
}

const row = (rule: string, value: number, meaning: string): RuleRow => ({ rule, value, meaning })

/** Every weight, value, line and gate, in the order in which they are used. */
export function rulesTable(): RuleRow[] {
  return [...scoreRows(), ...valueRows(), ...verdictRows(), ...limitRows()]
}

function scoreRows(): RuleRow[] {
  return [
    ...SIGNS.map((sign) => row(`weight.${sign}`, SIGN_WEIGHTS[sign], `weight of ${sign} among the signs observed`)),
    row('prior.value', PRIOR.value, `a sign starts from ${PRIOR.value}, and fades back to it`),
    row('prior.weight', PRIOR.weight, `and that start weighs as ${PRIOR.weight} fact of today`),
    row('half-life', HALF_LIFE_DAYS, `a fact weighs half after ${HALF_LIFE_DAYS} days`),
    row('adverse', ADVERSE_BELOW, `a fact worth less than ${ADVERSE_BELOW} is adverse`),
  ]
}

function valueRows(): RuleRow[] {
  const { as_agreed, grace_minutes, per_minute, no_show, short_notice, notice_hours } = APPOINTMENT
  return [
    ...PAYDEX.map(([days, value], at) => row(`payment.days.${days}`, value, paydexMeaning(days, at))),
    row('payment.written-off', WRITTEN_OFF_VALUE, 'invoice written off, wholly or in part'),
    row('behaviour.rating', RATING_STEP, `mean rating from 1 to 5, times ${RATING_STEP}`),
    row('projects.agreed', PROJECT_VALUES.agreed, 'project closed as agreed'),
    row('projects.exemplary', PROJECT_VALUES.exemplary, 'project closed as exemplary'),
    row('projects.mismanaged', PROJECT_VALUES.mismanaged, 'project closed as mismanaged'),
    row('time.kept', as_agreed, `appointment kept, up to ${grace_minutes} minutes late`),
    row('time.grace', grace_minutes, 'minutes late that cost nothing'),
    row('time.per-minute', -per_minute, `each minute later than ${grace_minutes}, down to 0`),
    row('time.no-show', no_show, 'appointment missed'),
    row('time.short-notice', short_notice, `cancelled with under ${notice_hours} h notice, or none given`),
    row('time.notice-hours', notice_hours, 'hours of notice that make it not count'),
    row('honesty.kept', AGREEMENT_VALUES.kept, 'agreement kept'),
    row('honesty.breached', AGREEMENT_VALUES.breached, 'agreement breached'),
    ...([1, 2, 3] as const).map((severity) =>
      row(`incident.${severity}`, INCIDENT_VALUES[severity], `incident of severity ${severity}, weighing ${severity} times`),
    ),
  ]
}

function paydexMeaning(days: number, at: number): string {
  const when = days === 0 ? 'on the due day' : days < 0 ? `${-days} days early` : `${days} days late`
  const beyond = at === 0 ? ' or earlier' : at === PAYDEX.length - 1 ? ' or later' : ''
  return `invoice paid ${when}${beyond}`
}

function verdictRows(): RuleRow[] {
  const { late_days, settled_within_days, payment_score_below } = PREPAY
  const { sign, severity, facts_after_warning } = LET_GO
  return [
    row('let-go.severity', severity, `let go: unresolved ${sign} incident so severe`),
    row('let-go.after-warning', facts_after_warning, 'let go: adverse facts on a sign after a warning'),
    row('prepay.days', late_days, 'prepay: an invoice open more days past due'),
    row('prepay.payment-score', payment_score_below, 'prepay: payment score under this'),
    row('prepay.settled', settled_within_days, `prepay: so long after paying over ${late_days} days late`),
    row('unknown.observations', FEWEST_OBSERVATIONS, 'unknown: fewer facts than this'),
    row('watch.score', WATCH.score_below, 'watch: overall score under this'),
    row('watch.after-warning', WATCH.facts_after_warning, 'watch: adverse facts after a warning'),
    row('trusted.score', TRUSTED_FROM, 'trusted: overall score of this or more; else fair'),
    row('warning.days', WARNING_DAYS, 'a warning older than this no longer counts'),
  ]
}

function limitRows(): RuleRow[] {
  const { within_days, factors } = CREDIT_LIMIT
  const factorRow = (verdict: Verdict): RuleRow =>
    row(`limit.${verdict.replace(' ', '-')}`, factors[verdict], `times this if the verdict is ${verdict}`)
  return [row('limit.days', within_days, `limit: the most paid within ${within_days} days of terms`), ...VERDICTS.map(factorRow)]
}
