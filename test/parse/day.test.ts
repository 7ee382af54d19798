import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, formatLong, weekdayOf } from '../../src/domain/day.ts'
import { type DayTextOptions, parseDayText, parseDuration } from '../../src/parse/day.ts'

// A Sunday.
const today = '2026-11-22'
const read = async (text: string, options: Partial<DayTextOptions> = {}) => {
  const result = await parseDayText(text, { today, order: null, lean: 'past', withTime: true, ...options })
  return result.ok ? `${result.value.day}${result.value.time === null ? '' : ` ${result.value.time}`}` : result.message
}

test.each([
  ['today', '2026-11-22', '2026-11-22'],
  ['Yesterday', '2026-11-21', '2026-11-21'],
  ['tomorrow, 10:00', '2026-11-23 10:00', '2026-11-23 10:00'],
  ['aujourd’hui', '2026-11-22', '2026-11-22'],
  ['avant-hier', '2026-11-20', '2026-11-20'],
  ['après-demain 9h', '2026-11-24 09:00', '2026-11-24 09:00'],
  ['-3d', '2026-11-19', '2026-11-19'],
  ['+2w', '2026-12-06', '2026-12-06'],
  ['+1m', '2026-12-22', '2026-12-22'],
  ['-1y', '2025-11-22', '2025-11-22'],
  ['monday', '2026-11-16', '2026-11-23'],
  ['Sunday', '2026-11-22', '2026-11-29'],
  ['lundi à 14h30', '2026-11-16 14:30', '2026-11-23 14:30'],
  ['friday noon', '2026-11-20 12:00', '2026-11-27 12:00'],
  ['next friday 14:30', '2026-11-27 14:30', '2026-11-27 14:30'],
  ['last friday', '2026-11-20', '2026-11-20'],
  ['vendredi prochain', '2026-11-27', '2026-11-27'],
  ['12 novembre 2026', '2026-11-12', '2026-11-12'],
  ['le 1er mars 2026 à 14h', '2026-03-01 14:00', '2026-03-01 14:00'],
  ['Nov 12', '2026-11-12', '2027-11-12'],
  ['25 Dec', '2025-12-25', '2026-12-25'],
  ['22 Nov', '2026-11-22', '2026-11-22'],
  ['in 3 weeks', '2026-12-13', '2026-12-13'],
  ['3 days ago', '2026-11-19', '2026-11-19'],
  ['a week ago at 10:00', '2026-11-15 10:00', '2026-11-15 10:00'],
  ['the day before yesterday', '2026-11-20', '2026-11-20'],
  ['dans 2 semaines', '2026-12-06', '2026-12-06'],
  ['il y a 3 jours', '2026-11-19', '2026-11-19'],
  ['2026-11-03T10:30:00Z', '2026-11-03 10:30', '2026-11-03 10:30'],
])('%j is %s as a fact and %s as a plan', async (text, past, future) => {
  expect(await read(text)).toBe(past)
  expect(await read(text, { lean: 'future' })).toBe(future)
})

test('a numeric day follows the order that is set, whatever stands behind it', async () => {
  expect(await read('03/04/2026', { order: 'dmy' })).toBe('2026-04-03')
  expect(await read('03/04/2026 at 5pm', { order: 'mdy' })).toBe('2026-03-04 17:00')
  expect(await read('25/12/2026', { order: 'mdy' })).toBe('"25/12/2026" is not a day')
  expect(await read('25/12/2026')).toBe('2026-12-25')
})

test('two readings are refused with both and with the way out', async () => {
  const sentence = '03/04/2026 can be 3 April or 4 March 2026: say 2026-04-03, or set the order once: clientele settings date-order dmy'
  expect(await read('03/04/2026')).toBe(sentence)
  expect(await read('03/04/2026 at 14:30')).toBe(sentence)
})

test.each([
  ...['31/02/2026', '31 February 2026', '31 février 2026', 'Monday 12 November 2026', '12 nov 2026 BC', '12 nov 2026 - 14 nov 2026'],
  ...['November 2026', 'next month', 'now', 'in 2 hours', '12:30', 'noon', '2026', '3', '3/4', '03 04 2026', '12 nov 2026 25:00'],
  ...[
    'last week',
    'next week',
    'last 30 days',
    'past 7 days',
    'last 2 weeks',
    'next 3 days',
    'last weekend',
    'last day',
    'friday last week',
  ],
  ...['les 30 derniers jours', 'la semaine dernière', 'in the next 3 days', 'end of month'],
  ...['30d', '2w', '-9999y', '+7974y', 'someday', 'pay on friday please', 'constructor', ''],
])('%j is not a day', async (text) => {
  expect(await read(text)).toBe(`"${text}" is not a day`)
})

test('a time is dropped where none is wanted', async () => {
  expect(await read('next friday 14:30', { withTime: false })).toBe('2026-11-27')
})

test('a weekday alone is within the week on its side, and any day written out is itself', async () => {
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 9000 }), fc.integer({ min: 1, max: 7 }), async (away, weekday) => {
      const today = addDays('2015-01-01', away)
      const fact = await read(names[weekday - 1] ?? '', { today })
      const plan = await read(names[weekday - 1] ?? '', { today, lean: 'future' })
      expect([weekdayOf(fact), weekdayOf(plan)]).toEqual([weekday, weekday])
      expect(fact <= today && fact > addDays(today, -7)).toBe(true)
      expect(plan > today && plan <= addDays(today, 7)).toBe(true)
      expect(await read(formatLong(fact), { today })).toBe(fact)
    }),
  )
})

test('durations in days', () => {
  expect(['30d', '2w', '1m', '1y', '30 jours', '2 weeks'].map(parseDuration)).toEqual([30, 14, 30, 365, 30, 14])
  for (const text of ['30', 'd', '-3d', '2x', '1.5d', '']) expect(parseDuration(text), text).toBeUndefined()
})

test('next and last weekdays are those of the library, without loading it', async () => {
  const english = await import('chrono-node/en')
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
  for (const today of ['2026-11-16', '2026-11-18', '2026-11-20', '2026-11-21', '2026-11-22']) {
    const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
    for (const which of ['next', 'last']) {
      for (const name of names) {
        const parsed = english.casual.parseDate(`${which} ${name}`, new Date(year, month - 1, day, 12))
        const expected = `${parsed?.getFullYear()}-${String((parsed?.getMonth() ?? 0) + 1).padStart(2, '0')}-${String(parsed?.getDate()).padStart(2, '0')}`
        const read = await parseDayText(`${which} ${name}`, { today, order: null, lean: 'future' })
        expect([today, which, name, read.ok && read.value.day]).toEqual([today, which, name, expected])
      }
    }
  }
})
