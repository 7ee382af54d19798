import { expect, test } from 'vitest'
import { describer } from '../../../src/domain/trust/describe.ts'
import type { ClientEvidence } from '../../../src/domain/trust/evidence.ts'
import { observationsOf } from '../../../src/domain/trust/observations.ts'
import { agreement, client, IGNORED, incident, open, project, rated, settled, TODAY, visit } from './evidence.ts'

const described = (facts: Partial<ClientEvidence>) => {
  const evidence = client(facts)
  return observationsOf(evidence, TODAY, IGNORED).map(describer(evidence, TODAY, IGNORED))
}

test('each kind of fact in a few words', () => {
  const invoices = [settled(5, 12), settled(5, -1, { id: 2 }), settled(5, 0, { id: 3 }), open(97, { id: 4 }), open(1, { id: 5 })]
  expect(described({ invoices })).toEqual([
    'settled 12 days late',
    'settled 1 day early',
    'settled on the due day',
    '97 days overdue',
    '1 day overdue',
  ])
  expect(described({ invoices: [settled(5, 12, { as: 'write_off' })] })).toEqual(['written off'])
  const cancelled = visit(3, { visit_id: 3, outcome: 'cancelled', cancelled_by: 'client', notice_hours: 2 })
  const visits = [visit(1, { late_minutes: 15, ...rated(5, 5, 4) }), visit(2, { visit_id: 2, outcome: 'no_show' }), cancelled]
  expect(described({ visits })).toEqual(['15 minutes late', 'rated 4.7', 'no-show', 'cancelled 2 h before'])
  expect(described({ projects: [project(1, 'agreed', 1), project(1, 'mismanaged', 2)] })).toEqual(['as agreed', 'mismanaged'])
  expect(described({ agreements: [agreement(1, 'breached')], incidents: [incident(2, 'time', 2)] })).toEqual(['breached', 'severity 2'])
})

test('an observation of another client is a mistake of the caller', () => {
  expect(() => describer(client(), TODAY, IGNORED)({ kind: 'invoice', id: 9, sign: 'payment' })).toThrow('other evidence')
})
