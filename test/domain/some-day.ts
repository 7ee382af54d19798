import fc from 'fast-check'

/** Any day of the calendar, as `YYYY-MM-DD`. */
export const someDay = fc
  .date({ min: new Date('1000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
