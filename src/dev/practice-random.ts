/** Chance for the invented practice: one seeded series, the same on every machine. */

import { addDays, weekdayOf } from '../domain/day.ts'

let state = 20261122

/** The next of a fixed series of integers from 0 to limit - 1 (mulberry32). */
export function random(limit: number): number {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
}

/** One of a list that is not empty. */
export function pick<T>(list: readonly T[]): T {
  return list[random(list.length)] as T
}

export const chance = (percent: number) => random(100) < percent
export const digits = (number: number, length: number) => String(number).padStart(length, '0')
export const inPairs = (number: string, gap: string) => number.replace(/\B(?=(..)+$)/g, gap)
export const timeOfDay = () => `${digits(8 + random(11), 2)}:${pick(['00', '15', '30', '45'])}`

/** The days on which the practice is open, both ends included. */
export function days(from: string, to: string): string[] {
  const all: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) all.push(day)
  // Closed on Sundays, in the middle of August and between the years.
  return all.filter((day) => weekdayOf(day) !== 7 && !/-08-(0[89]|1\d|2[0-3])|-12-(2[4-9]|3\d)|-01-01/.test(day))
}
