import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countOutcomes,
  isFollowUpOpen,
  JUST_KEPT,
  nameOfDay,
  onDay,
  outcomeInWords,
  parseRating,
  ratingInWords,
  ratingMean,
  sinceDay,
  type ToldVisit,
  visitInWords,
} from '../../src/domain/visit.ts'

const TODAY = '2026-11-22'
const told: ToldVisit = {
  ...JUST_KEPT,
  client_id: 12,
  client: 'Asha Patel',
  kind: 'visit',
  day: TODAY,
  time: null,
  follow_up_on: null,
}

test('a rating is three whole numbers from 1 to 5', () => {
  expect(parseRating(' 5, 5 ,4 ')).toEqual({ ok: true, value: { patience: 5, kindness: 5, professionalism: 4 } })
  expect(parseRating('1 2 3')).toEqual({ ok: true, value: { patience: 1, kindness: 2, professionalism: 3 } })
  for (const text of ['', '5', '5,5', '5,5,6', '0,1,2', '5,5,4,3', '554', '5,,4', '4.5,5,5']) {
    expect(parseRating(text)).toEqual({ ok: false, reason: 'not-a-rating' })
  }
})

test('the mean of a rating lies between its lowest and its highest', () => {
  const one = fc.integer({ min: 1, max: 5 })
  fc.assert(
    fc.property(one, one, one, (patience, kindness, professionalism) => {
      const mean = ratingMean({ patience, kindness, professionalism })
      expect(mean).toBeGreaterThanOrEqual(Math.min(patience, kindness, professionalism))
      expect(mean).toBeLessThanOrEqual(Math.max(patience, kindness, professionalism))
    }),
  )
  expect(ratingInWords({ patience: 5, kindness: 5, professionalism: 4 })).toBe('4.7')
  expect(ratingInWords(JUST_KEPT)).toBeNull()
})

test('a follow-up is closed by a contact on a later day, or a later one on the same day', () => {
  const visit = { visit_id: 7, day: '2026-11-10', follow_up_on: '2026-11-20', voided_on: null }
  const open = (latest_id: number | null, latest_day: string | null, more = {}) =>
    isFollowUpOpen({ ...visit, ...more, latest_id, latest_day })
  expect(open(null, null)).toBe(true)
  expect(open(7, '2026-11-10')).toBe(true)
  expect(open(9, '2026-11-09')).toBe(true)
  expect(open(6, '2026-11-10')).toBe(true)
  expect(open(8, '2026-11-10')).toBe(false)
  expect(open(2, '2026-11-11')).toBe(false)
  expect(open(null, null, { voided_on: '2026-11-12' })).toBe(false)
  expect(open(null, null, { follow_up_on: null })).toBe(false)
})

test('outcomes in words', () => {
  const words = (state: Partial<ToldVisit>) => outcomeInWords({ ...JUST_KEPT, ...state })
  expect(words({})).toBe('kept')
  expect(words({ late_minutes: 0 })).toBe('on time')
  expect(words({ late_minutes: 1 })).toBe('1 minute late')
  expect(words({ late_minutes: 15 })).toBe('15 minutes late')
  expect(words({ outcome: 'planned' })).toBe('planned')
  expect(words({ outcome: 'no_show' })).toBe('no-show')
  expect(words({ outcome: 'cancelled', cancelled_by: 'client' })).toBe('cancelled')
  expect(words({ outcome: 'cancelled', cancelled_by: 'client', notice_hours: 3 })).toBe('cancelled 3 h before')
  expect(words({ outcome: 'cancelled', cancelled_by: 'us' })).toBe('cancelled by us')
})

test('days in words', () => {
  expect(nameOfDay('2026-11-23', TODAY)).toBe('tomorrow')
  expect(nameOfDay('2025-12-01', TODAY)).toBe('Mon 1 Dec 2025')
  expect(onDay('2026-11-27', TODAY)).toBe('on Fri 27 Nov')
  expect(onDay('2026-11-21', TODAY)).toBe('yesterday')
  expect(sinceDay(TODAY, TODAY)).toBe('today')
  expect(sinceDay('2026-11-21', TODAY)).toBe('since yesterday')
  expect(sinceDay('2026-11-16', TODAY)).toBe('since Monday')
  expect(sinceDay('2026-11-15', TODAY)).toBe('since 15 Nov')
  expect(sinceDay('2025-11-20', TODAY)).toBe('since 20 Nov 2025')
})

test('a visit in one sentence', () => {
  const rated = { late_minutes: 15, patience: 5, kindness: 5, professionalism: 4, follow_up_on: '2026-11-27' }
  expect(visitInWords({ ...told, ...rated }, TODAY)).toBe(
    'Visit of Asha Patel (12) today, 15 minutes late, rated 4.7. Follow-up on Fri 27 Nov.',
  )
  expect(visitInWords({ ...told, kind: 'call', day: '2026-11-21', time: '10:00' }, TODAY)).toBe(
    'Call with Asha Patel (12) yesterday at 10:00.',
  )
  expect(visitInWords({ ...told, kind: 'reception', outcome: 'planned', day: '2026-11-27', time: '14:30' }, TODAY)).toBe(
    'Reception of Asha Patel (12) planned for Fri 27 Nov at 14:30.',
  )
  expect(visitInWords({ ...told, outcome: 'no_show', day: '2026-11-20' }, TODAY)).toBe('Visit of Asha Patel (12) on Fri 20 Nov, no-show.')
})

test('void contacts are not counted', () => {
  expect(
    countOutcomes([
      { outcome: 'kept', voided_on: null },
      { outcome: 'kept', voided_on: TODAY },
      { outcome: 'no_show', voided_on: null },
      { outcome: 'planned', voided_on: null },
    ]),
  ).toEqual({ visits: 3, kept: 1, planned: 1, no_show: 1, cancelled: 0 })
})
