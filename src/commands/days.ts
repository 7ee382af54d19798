import type { Context } from '../cli/context.ts'
import { type Day, formatDayHuman } from '../domain/day.ts'

/** ` on 12 Nov`, nothing for today. */
export function onAnotherDay(day: Day, today: Day): string {
  return day === today ? '' : ` on ${formatDayHuman(day, today)}`
}

export function warnOfFuture(context: Context, day: Day): void {
  if (day > context.today) context.warn(`${day} is after today; it counts from that day on`)
}

/** The day as of which an answer tells the account: today, or that of a payment dated after it. */
export function asOfDay({ today }: Context, day: Day): Day {
  return day > today ? day : today
}
