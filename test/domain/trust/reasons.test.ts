import { expect, test } from 'vitest'
import type { ClientEvidence } from '../../../src/domain/trust/evidence.ts'
import { judge } from '../../../src/domain/trust/judge.ts'
import { invoicesNamedIn, reasonsInWords } from '../../../src/domain/trust/reasons.ts'
import { agreement, client, IGNORED, incident, open, project, rated, settled, TODAY, visit, warning, words } from './evidence.ts'

const groundsOf = (evidence: Partial<ClientEvidence>) => judge(client(evidence), TODAY, IGNORED).grounds
const reasons = (evidence: Partial<ClientEvidence>) => reasonsInWords(groundsOf(evidence), words)
const noShow = (ago: number) => visit(ago, { outcome: 'no_show' })
const onTime = [settled(200, 0), settled(150, 0), settled(100, 0)]

test('unknown says how many facts there are', () => {
  expect(reasons({})).toEqual(['no facts yet, 3 are needed'])
  expect(reasons({ invoices: [settled(0, 0)] })).toEqual(['only 1 fact so far, 3 are needed', 'paid on the due day (1 invoice)'])
  expect(reasons({ invoices: [settled(0, 1)], visits: [visit(3)] })).toEqual([
    'only 2 facts so far, 3 are needed',
    'paid 1 day late (1 invoice)',
    'on time for 1 appointment',
  ])
  const disputes = [{ start: TODAY - 5, end: null, takes_days_off: true }]
  expect(reasons({ invoices: [open(3, { id: 31, disputes })] })).toEqual([
    'no facts yet, 3 are needed',
    'invoice F31 (610.00) is in dispute',
  ])
})

test('trusted: how the client pays comes first', () => {
  // 3 x 8 early, 1 x 2 late: -22 / 4 = -5.5, and Math.round(-5.5) = -5.
  const invoices = [settled(200, -8), settled(150, -8), settled(100, -8), settled(50, 2)]
  expect(reasons({ invoices })).toEqual(['pays 5 days early on average (4 invoices); on time 3 of 4'])
  expect(reasons({ invoices: onTime })).toEqual(['pays on the due day on average (3 invoices); on time 3 of 3'])
})

test('trusted: what lifts the score most comes first, then what is owed, then the rest', () => {
  const invoices = [...onTime, settled(0, 0), open(2, { id: 9, amount: 12_000 })]
  const evidence = {
    invoices,
    visits: [visit(1, rated(5, 5, 4)), visit(2, rated(5, 5, 5)), visit(3, rated(5, 5, 5)), visit(4, rated(5, 5, 5))],
  }
  expect(reasons(evidence)).toEqual([
    'rated 4.9 of 5 on average (4 contacts)', // 59 / 12; 15 x 16 points above the line are more than 40 x 3
    'invoice F9 (120.00) is 2 days overdue',
    'pays on the due day on average (4 invoices); on time 4 of 4',
    'on time for 4 appointments',
  ])
})

test('fair: what drags the score comes first, its failures before the average', () => {
  expect(reasons({ invoices: [settled(300, 0), settled(200, 0), settled(100, 40)] })).toEqual([
    'an invoice due on d140 was paid over 30 days late',
    'pays 13 days late on average (3 invoices); on time 2 of 3',
  ])
  expect(reasons({ invoices: [settled(300, 0), settled(200, 35), settled(100, 40), settled(50, 0), settled(40, 0)] })[0]).toBe(
    '2 invoices paid over 30 days late since d235',
  )
})

test('watch for the score: no-shows, lateness, short notice', () => {
  expect(reasons({ visits: [noShow(100), noShow(60), noShow(20), visit(10)] })).toEqual([
    '3 no-shows since d100',
    'on time for 1 appointment',
  ])
  expect(reasons({ visits: [noShow(60), visit(10, { late_minutes: 40 }), visit(5, { late_minutes: 5 })] })).toEqual([
    'a no-show on d60',
    'late for 1 of 2 appointments, by 40 minutes',
  ])
  expect(reasons({ visits: [20, 10, 35].map((late_minutes, at) => visit(at, { late_minutes })) })).toEqual([
    'late for 3 of 3 appointments, by 22 minutes on average', // 65 / 3 = 21.67
  ])
  const cancelled = (ago: number) => visit(ago, { outcome: 'cancelled', cancelled_by: 'client', notice_hours: 3 })
  expect(reasons({ visits: [cancelled(9), cancelled(5), noShow(1)] })).toEqual([
    'a no-show on d1',
    '2 cancellations with under 24 h notice since d9',
  ])
  expect(reasons({ visits: [cancelled(9), noShow(2), noShow(1)] })[1]).toBe('a cancellation with under 24 h notice on d9')
})

test('watch for facts after a warning: how often, which, and after which warning', () => {
  const warned = (sign: 'time' | 'payment', ago: number) => ({ warnings: [warning(ago, sign)] })
  const kept = [70, 71, 72, 73].map((ago) => visit(ago))
  expect(reasons({ visits: [...kept, noShow(40)], ...warned('time', 60) })[0]).toBe(
    'late or absent once more after the warning of d60 (d40)',
  )
  expect(reasons({ invoices: [...onTime, settled(9, 31, { id: 31 })], ...warned('payment', 60) })[0]).toBe(
    'late once more after the warning of d60 (invoice F31)',
  )
})

test('let go for facts after a warning: twice, 3 times, and on which', () => {
  const warnings = [warning(80, 'payment')]
  const late = [settled(5, 40, { id: 35 }), settled(10, 40, { id: 31 })]
  expect(reasons({ invoices: late, warnings })).toEqual([
    'late twice more after the warning of d80 (invoices F31 and F35)',
    '2 invoices paid over 30 days late since d50',
    'pays 40 days late on average (2 invoices); on time 0 of 2',
  ])
  const more = [...late, settled(6, 35, { id: 36 }), settled(7, 35, { id: 37 })]
  expect(reasons({ invoices: more, warnings })[0]).toBe('late 4 times more after the warning of d80')
  expect(invoicesNamedIn(groundsOf({ invoices: late, warnings }))).toEqual([35, 31])
})

test('what was done again after a warning is said in the words of its sign', () => {
  const incidents = (sign: 'payment' | 'behaviour' | 'projects' | 'time' | 'honesty') =>
    reasons({ incidents: [incident(9, sign, 1), incident(4, sign, 2, { incident_id: 2 })], warnings: [warning(20, sign)] })[0]
  expect((['payment', 'behaviour', 'projects', 'time', 'honesty'] as const).map(incidents)).toEqual([
    'failed to pay as agreed twice more after the warning of d20 (d9 and d4)',
    'behaved badly twice more after the warning of d20 (d9 and d4)',
    'mismanaged our work twice more after the warning of d20 (d9 and d4)',
    'wasted our time twice more after the warning of d20 (d9 and d4)',
    'dishonest twice more after the warning of d20 (d9 and d4)',
  ])
})

test('let go for honesty: the incident is named once, and beside it what else there is', () => {
  const grave = incident(40, 'honesty', 3)
  expect(reasons({ incidents: [grave] })).toEqual(['an honesty incident of severity 3 on d40 is unresolved'])
  const another = incident(50, 'honesty', 3, { incident_id: 2 })
  const minor = incident(60, 'honesty', 1, { incident_id: 3 })
  expect(reasons({ incidents: [grave, another, minor] })).toEqual([
    '2 honesty incidents of severity 3 are unresolved, the first of d50',
    'an honesty incident of severity 1 on d60',
  ])
})

test('prepay for what is overdue: the oldest by name, the others in one sum', () => {
  const oldest = open(97, { id: 31 })
  expect(reasons({ invoices: [oldest] })).toEqual([
    'invoice F31 (610.00) is 97 days overdue',
    'payment scores 48.8, under 50 (1 fact)', // 97 days are worth 30 - 10 x 7 / 30; (70 + 27.67) / 2 = 48.83
  ])
  const two = [open(5, { id: 33, amount: 5000 }), oldest]
  expect(reasons({ invoices: two })[0]).toBe('invoice F31 (610.00) is 97 days overdue, and 1 other (50.00)')
  expect(reasons({ invoices: [...two, open(1, { id: 34, amount: 2500 })] })[0]).toBe(
    'invoice F31 (610.00) is 97 days overdue, and 2 others (75.00)',
  )
})

test('a payment score just under the line is not rounded up to it', () => {
  const many = (count: number, late: number) => Array.from({ length: count }, () => settled(0, late))
  // (70 + 30 + 18 x 50 + 49.67) / 21 = 1049.67 / 21 = 49.984
  expect(reasons({ invoices: [...many(18, 30), settled(0, 31), settled(0, 90)] })[0]).toBe('payment scores 49.9, under 50 (20 facts)')
})

test('prepay after settling: how late, how long ago, and until when', () => {
  const reason = (ago: number) => reasons({ invoices: [...onTime, settled(ago, 94, { id: 12 })] })[0]
  expect(reason(30)).toBe('invoice F12 was settled 94 days late, 30 days ago: prepay until d+150')
  expect(reason(1)).toBe('invoice F12 was settled 94 days late, yesterday: prepay until d+179')
  expect(reason(0)).toBe('invoice F12 was settled 94 days late, today: prepay until d+180')
  expect(reason(180)).toBe('invoice F12 was settled 94 days late, 180 days ago: prepay until d0')
})

test('prepay after settling: of two the last counts, and no end is named while another rule asks for it as well', () => {
  const invoices = [settled(90, 120, { id: 11 }), settled(30, 94, { id: 12 }), open(95, { id: 13 })]
  expect(reasons({ invoices }).slice(0, 3)).toEqual([
    'invoice F13 (610.00) is 95 days overdue',
    'payment scores 37.6, under 50 (3 facts)', // (70 + 28.33 + 0.945 x 28.67 + 0.843 x 20) / 3.788 = 142.28 / 3.788 = 37.56
    'invoice F12 was settled 94 days late, 30 days ago',
  ])
})

test('what was written off is named with its amount', () => {
  const writtenOff = settled(100, 95, { id: 12, as: 'write_off' })
  expect(reasons({ invoices: [...onTime, ...onTime, writtenOff] }).slice(0, 2)).toEqual([
    'invoice F12 was written off 95 days late, 100 days ago: prepay until d+80',
    '610.00 of invoice F12 was written off on d100',
  ])
  const before = settled(300, 10, { id: 11, as: 'write_off' })
  expect(reasons({ invoices: [...onTime, ...onTime, writtenOff, before] })[1]).toBe(
    '2 invoices were written off, wholly or in part, the last on d100',
  )
})

test('an invoice written off was not paid: it is not among those that say how the client pays', () => {
  const parts = [
    { day: TODAY - 40, amount_minor: 60_000, settles_as: 'payment' as const },
    { day: TODAY - 30, amount_minor: 600, settles_as: 'write_off' as const },
    { day: TODAY - 20, amount_minor: 400, settles_as: 'write_off' as const },
    { day: TODAY + 1, amount_minor: 7, settles_as: 'write_off' as const },
  ]
  expect(reasons({ invoices: [...onTime, { ...open(80, { id: 12, amount: 61_007 }), parts }] })).toEqual([
    '10.00 of invoice F12 was written off on d30',
    'pays on the due day on average (3 invoices); on time 3 of 3',
  ])
})

test('what was written off of an invoice in dispute says nothing for now', () => {
  const parts = [{ day: TODAY - 40, amount_minor: 1000, settles_as: 'write_off' as const }]
  const disputes = [{ start: TODAY - 50, end: null, takes_days_off: true }]
  const late = [settled(90, 40), settled(80, 40)]
  const evidence = { invoices: [...onTime, ...late, { ...open(60, { id: 5, disputes }), parts }] }
  expect(reasons(evidence)).toEqual([
    '2 invoices paid over 30 days late since d130',
    'pays 16 days late on average (5 invoices); on time 3 of 5',
    'invoice F5 (600.00) is in dispute',
  ])
})

test('of invoices as late as each other the lower number is named, whatever their order', () => {
  const first = (...invoices: ReturnType<typeof open>[]) => [reasons({ invoices })[0], reasons({ invoices: invoices.toReversed() })[0]]
  const named = 'invoice F7 (610.00) is 97 days overdue, and 1 other (610.00)'
  expect(first(open(97, { id: 7 }), open(97, { id: 8 }))).toEqual([named, named])
  const disputes = [{ start: TODAY - 5, end: null, takes_days_off: true }]
  const disputed = [open(9, { id: 7, amount: 500, disputes }), open(9, { id: 8, amount: 300, disputes })]
  const ground = { kind: 'disputed', invoice_id: 7, outstanding_minor: 500, invoices: 2, total_minor: 800 }
  expect(groundsOf({ invoices: disputed })).toContainEqual(ground)
  expect(groundsOf({ invoices: disputed.toReversed() })).toContainEqual(ground)
})

test('projects, agreements, ratings and incidents, one and many', () => {
  const exemplary = project(1, 'exemplary')
  const agreed = project(1, 'agreed')
  const bad = project(1, 'mismanaged')
  const first = (evidence: Partial<ClientEvidence>) => reasons(evidence).find((reason) => !reason.startsWith('only'))
  expect(first({ projects: [bad] })).toBe('the only project was mismanaged')
  expect(first({ projects: [bad, agreed, exemplary] })).toBe('1 of 3 projects mismanaged')
  expect(first({ projects: [exemplary] })).toBe('the only project was exemplary')
  expect(first({ projects: [agreed, exemplary] })).toBe('1 of 2 projects exemplary')
  expect(first({ projects: [agreed] })).toBe('1 project went as agreed')
  expect(first({ projects: [agreed, agreed] })).toBe('2 projects went as agreed')
  const [kept, breached] = [agreement(2, 'kept'), agreement(4, 'breached')]
  expect(first({ agreements: [kept] })).toBe('kept 1 agreement')
  expect(first({ agreements: [kept, kept] })).toBe('kept 2 agreements')
  expect(first({ agreements: [breached] })).toBe('breached the only agreement, on d4')
  expect(first({ agreements: [breached, kept] })).toBe('breached 1 of 2 agreements, on d4')
  expect(first({ agreements: [agreement(3, 'breached'), breached, kept] })).toBe('breached 2 of 3 agreements since d4')
  expect(first({ visits: [visit(1, { ...rated(2, 2, 3), kind: 'call' })] })).toBe('rated 2.3 of 5 (1 contact)')
  expect(first({ incidents: [incident(9, 'behaviour', 2)] })).toBe('a behaviour incident of severity 2 on d9')
  expect(first({ incidents: [incident(9, 'time', 1), incident(5, 'time', 3), incident(4, 'time', 3, { our_fault: true })] })).toBe(
    '2 time incidents since d9, up to severity 3',
  )
})

test('two invoices in dispute are one reason, and four reasons are the most', () => {
  const disputes = [{ start: TODAY - 5, end: null, takes_days_off: true }]
  const evidence = {
    invoices: [
      open(20, { id: 1, disputes }),
      open(10, { id: 2, amount: 1000, disputes }),
      open(4, { id: 3, amount: 700 }),
      settled(30, 50),
    ],
    visits: [noShow(10), visit(9, rated(3, 3, 3))],
    projects: [project(5, 'mismanaged')],
    agreements: [agreement(5, 'breached')],
  }
  // By points under 75 times weight: honesty 15 x 39.8, projects 15 x 29.8, payment 40 x 11.1, and time and behaviour after them.
  expect(reasons(evidence)).toEqual([
    'breached the only agreement, on d5',
    'invoice F3 (7.00) is 4 days overdue',
    '2 invoices (620.00) are in dispute',
    'the only project was mismanaged',
  ])
})
