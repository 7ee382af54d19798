import { expect, test } from 'vitest'
import { observationsOf } from '../../../src/domain/trust/observations.ts'
import { overallScore, signScores } from '../../../src/domain/trust/score.ts'
import { agreement, client, IGNORED, incident, project, rated, settled, TODAY, visit } from './evidence.ts'

const scores = (evidence: Parameters<typeof client>[0]) => signScores(observationsOf(client(evidence), TODAY, IGNORED))

test('no facts: no sign has a score, and the whole has none', () => {
  const signs = scores({})
  expect(signs).toEqual({ payment: null, behaviour: null, projects: null, time: null, honesty: null })
  expect(overallScore(signs)).toBeNull()
})

test('one fact of today pulls half way from 70: (70 + 80) / 2 = 75', () => {
  expect(scores({ invoices: [settled(0, 0)] }).payment).toEqual({ score: 75, observations: 1 })
})

test('one a year old pulls a third of the way: (70 + 0.5 x 100) / 1.5 = 80', () => {
  expect(scores({ projects: [project(365, 'exemplary')] }).projects).toEqual({ score: 80, observations: 1 })
})

test('an incident of severity 3 weighs three and is one observation: (70 + 3 x 0 + 80) / (1 + 3 + 1) = 30', () => {
  const signs = scores({ incidents: [incident(0, 'honesty', 3)], agreements: [agreement(0, 'kept')] })
  expect(signs.honesty).toEqual({ score: 30, observations: 2 })
})

test('two on time, two years and one year ago, and one 40 days late today', () => {
  // weights 0.25, 0.5, 1; 40 days are worth 50 - 10 / 3: (70 + 20 + 40 + 46.666667) / 2.75 = 176.666667 / 2.75 = 64.242424
  const { payment } = scores({ invoices: [settled(730, 0), settled(365, 0), settled(0, 40)] })
  expect(payment?.score).toBeCloseTo(64.242424, 6)
})

test('overall: payment weighs 40, the others 15, and signs without an observation nothing', () => {
  // payment (70 + 80) / 2 = 75; time (70 + 0) / 2 = 35: (40 x 75 + 15 x 35) / 55 = 3525 / 55 = 64.0909...
  const paymentAndTime = { invoices: [settled(0, 0)], visits: [visit(0, { outcome: 'no_show' })] }
  expect(overallScore(scores(paymentAndTime))).toBeCloseTo(64.090909, 6)
  // All five: payment 75, behaviour (70 + 100) / 2 = 85, projects (70 + 20) / 2 = 45, time 75, honesty (70 + 0) / 2 = 35:
  // (3000 + 15 x (85 + 45 + 75 + 35)) / 100 = 66.
  const all = {
    invoices: [settled(0, 0)],
    visits: [visit(0, rated(5, 5, 5))],
    projects: [project(0, 'mismanaged')],
    agreements: [agreement(0, 'breached')],
  }
  expect(overallScore(scores(all))).toBeCloseTo(66, 10)
  // Without payment the others weigh the same: (85 + 75) / 2.
  expect(overallScore(scores({ visits: [visit(0, rated(5, 5, 5))] }))).toBe(80)
})
