import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InvoiceHistory } from '../../../src/domain/invoice-history.ts'
import type { ClientEvidence } from '../../../src/domain/trust/evidence.ts'
import { type Judgement, judge } from '../../../src/domain/trust/judge.ts'
import { observationsOf } from '../../../src/domain/trust/observations.ts'
import { reasonsInWords } from '../../../src/domain/trust/reasons.ts'
import { ADVICE, SIGNS, VERDICTS } from '../../../src/domain/trust/rules.ts'
import { overallScore, signScores } from '../../../src/domain/trust/score.ts'
import { IGNORED, TODAY, words } from './evidence.ts'

const day = fc.integer({ min: TODAY - 900, max: TODAY })
const id = fc.integer({ min: 1, max: 1_000_000 })
const sign = fc.constantFrom(...SIGNS)
const later = fc.option(fc.integer({ min: TODAY - 400, max: TODAY + 30 }))
const rating = fc.integer({ min: 1, max: 5 })

const invoice: fc.Arbitrary<InvoiceHistory> = fc
  .record({
    invoice_id: id,
    issued: day,
    terms: fc.integer({ min: 0, max: 60 }),
    amount_minor: fc.integer({ min: 0, max: 100_000 }),
    parts: fc.array(
      fc.record({
        after: fc.integer({ min: 0, max: 200 }),
        amount_minor: fc.integer({ min: 1, max: 100_000 }),
        settles_as: fc.constantFrom('payment' as const, 'payment' as const, 'credit_note' as const, 'write_off' as const),
      }),
      { maxLength: 3 },
    ),
    disputes: fc.array(fc.record({ start: day, end: fc.option(day), takes_days_off: fc.boolean() }), { maxLength: 1 }),
  })
  .map(({ terms, parts, issued, amount_minor, ...rest }) => {
    let left = amount_minor
    const taken = parts
      .toSorted((one, other) => one.after - other.after)
      .map(({ after, amount_minor: asked, settles_as }) => {
        const part = { day: issued + after, amount_minor: Math.min(asked, left), settles_as }
        left -= part.amount_minor
        return part
      })
      .filter((part) => part.amount_minor > 0)
    return { ...rest, issued, amount_minor, due: issued + terms, parts: taken }
  })

const visit = fc
  .record({
    visit_id: id,
    day,
    kind: fc.constantFrom('visit' as const, 'reception' as const, 'meeting' as const, 'call' as const),
    outcome: fc.constantFrom('kept' as const, 'no_show' as const, 'cancelled' as const),
    cancelled_by: fc.constantFrom('client' as const, 'us' as const),
    notice_hours: fc.option(fc.integer({ min: 0, max: 60 })),
    late_minutes: fc.option(fc.integer({ min: 0, max: 90 })),
    ratings: fc.option(fc.tuple(rating, rating, rating)),
  })
  .map(({ ratings, ...rest }) => ({
    ...rest,
    cancelled_by: rest.outcome === 'cancelled' ? rest.cancelled_by : null,
    patience: ratings?.[0] ?? null,
    kindness: ratings?.[1] ?? null,
    professionalism: ratings?.[2] ?? null,
  }))

const few = { maxLength: 6, selector: JSON.stringify }
const anyEvidence: fc.Arbitrary<ClientEvidence> = fc.record({
  client_id: id,
  invoices: fc.uniqueArray(invoice, { maxLength: 8, selector: ({ invoice_id }) => invoice_id }),
  visits: fc.uniqueArray(visit, few),
  projects: fc.uniqueArray(fc.record({ project_id: id, day, outcome: fc.constantFrom('agreed', 'exemplary', 'mismanaged') }), few),
  agreements: fc.uniqueArray(fc.record({ agreement_id: id, day, outcome: fc.constantFrom('kept', 'breached') }), few),
  incidents: fc.uniqueArray(
    fc.record({ incident_id: id, sign, severity: fc.constantFrom(1, 2, 3), day, our_fault: fc.boolean(), resolved: later }),
    few,
  ),
  warnings: fc.uniqueArray(fc.record({ warning_id: id, sign, day, withdrawn: later }), { ...few, maxLength: 2 }),
}) as fc.Arbitrary<ClientEvidence>

const judged = (evidence: ClientEvidence): Judgement => judge(evidence, TODAY, IGNORED)

test('there is one verdict, with advice, and one to four reasons in words that name no missing thing', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const { verdict, grounds } = judged(evidence)
      expect(VERDICTS).toContain(verdict)
      expect(ADVICE[verdict]).not.toBe('')
      const reasons = reasonsInWords(grounds, words)
      expect(reasons.length).toBeGreaterThanOrEqual(1)
      expect(reasons.length).toBeLessThanOrEqual(4)
      expect(new Set(reasons).size).toBe(reasons.length)
      for (const reason of reasons) expect(reason).not.toMatch(/undefined|null|NaN|Infinity|\b1 (?:days|facts|invoices|others|contacts)\b/)
    }),
    { numRuns: 500 },
  )
})

test('a sign lies from the lowest to the highest of its values and 70, the whole within its signs', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const { signs, score, observations } = judged(evidence)
      const facts = observationsOf(evidence, TODAY, IGNORED)
      expect(observations).toBe(facts.length)
      const seen = SIGNS.flatMap((name) => signs[name] ?? [])
      expect(seen.reduce((sum, each) => sum + each.observations, 0)).toBe(facts.length)
      for (const name of SIGNS) {
        const values = facts.filter((fact) => fact.sign === name).map(({ value }) => value)
        expect(values.every((value) => value >= 0 && value <= 100)).toBe(true)
        const of = signs[name]
        if (of === null) expect(values).toEqual([])
        else {
          expect(of.score).toBeGreaterThanOrEqual(Math.min(70, ...values) - 1e-9)
          expect(of.score).toBeLessThanOrEqual(Math.max(70, ...values) + 1e-9)
        }
      }
      if (score === null) expect(facts).toEqual([])
      else {
        expect(score).toBeGreaterThanOrEqual(Math.min(...seen.map((each) => each.score)) - 1e-9)
        expect(score).toBeLessThanOrEqual(Math.max(...seen.map((each) => each.score)) + 1e-9)
      }
    }),
  )
})

test('the order of the evidence does not matter', () => {
  fc.assert(
    fc.property(anyEvidence, (evidence) => {
      const turned = judged({
        client_id: evidence.client_id,
        invoices: evidence.invoices.toReversed(),
        visits: evidence.visits.toReversed(),
        projects: evidence.projects.toReversed(),
        agreements: evidence.agreements.toReversed(),
        incidents: evidence.incidents.toReversed(),
        warnings: evidence.warnings.toReversed(),
      })
      const straight = judged(evidence)
      expect(turned.verdict).toBe(straight.verdict)
      expect(turned.score ?? -1).toBeCloseTo(straight.score ?? -1, 9)
      expect(turned.overdue_minor).toBe(straight.overdue_minor)
      expect(turned.oldest_overdue_days).toBe(straight.oldest_overdue_days)
      expect(reasonsInWords(turned.grounds, words)[0]).toBe(reasonsInWords(straight.grounds, words)[0])
    }),
    { numRuns: 500 },
  )
})

test('as evidence ages, the score of a sign draws nearer to 70', () => {
  fc.assert(
    fc.property(anyEvidence, fc.integer({ min: 1, max: 2000 }), (evidence, days) => {
      const { projects, agreements, visits } = evidence
      const facts = { ...evidence, invoices: [], incidents: [], projects, agreements, visits }
      const now = signScores(observationsOf(facts, TODAY, IGNORED))
      const then = signScores(observationsOf(facts, TODAY + days, IGNORED))
      for (const name of SIGNS) {
        const [before, after] = [now[name]?.score ?? 70, then[name]?.score ?? 70]
        expect(Math.abs(after - 70)).toBeLessThanOrEqual(Math.abs(before - 70) + 1e-9)
        if (Math.abs(before - 70) > 0.001) expect(Math.abs(after - 70)).toBeLessThan(Math.abs(before - 70))
      }
    }),
  )
})

test('one more observation draws its sign towards its value, and the whole the same way', () => {
  fc.assert(
    fc.property(anyEvidence, fc.constantFrom('kept' as const, 'breached' as const), day, (evidence, outcome, on) => {
      const before = signScores(observationsOf(evidence, TODAY, IGNORED))
      fc.pre(before.honesty !== null)
      const more = { ...evidence, agreements: [...evidence.agreements, { agreement_id: 0, day: on, outcome }] }
      const after = signScores(observationsOf(more, TODAY, IGNORED))
      const [was, is] = [before.honesty?.score ?? 0, after.honesty?.score ?? 0]
      const direction = Math.sign((outcome === 'kept' ? 80 : 0) - was)
      expect((is - was) * direction).toBeGreaterThan(0)
      expect(((overallScore(after) ?? 0) - (overallScore(before) ?? 0)) * direction).toBeGreaterThan(0)
    }),
  )
})

test('facts of the owner’s fault, and a warning without a later fact, change nothing', () => {
  fc.assert(
    fc.property(anyEvidence, sign, day, (evidence, name, on) => {
      // An invoice that was given up before it was due is a fact after any warning until then.
      fc.pre(observationsOf(evidence, TODAY, IGNORED).every(({ after }) => after <= TODAY))
      const ours = { incident_id: 0, sign: name, severity: 3 as const, day: on, our_fault: true, resolved: null }
      const warned = { warning_id: 0, sign: name, day: TODAY, withdrawn: null }
      const more = { ...evidence, incidents: [...evidence.incidents, ours], warnings: [...evidence.warnings, warned] }
      expect(judged(more)).toEqual(judged(evidence))
    }),
  )
})
