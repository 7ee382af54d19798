/**
 * The errors a user can do something about. Bundled into several chunks, so an error is known by its brand and never by
 * `instanceof`, which would fail across chunks.
 */

const BRAND = Symbol.for('clientele.AppError')

export const exitCode = { done: 0, failed: 1, usage: 2, rejected: 3, notFound: 4, cancelled: 130 } as const
export type ExitCode = (typeof exitCode)[keyof typeof exitCode]

/** Something failed that the user can mend: the message says what and where, the hint what to do about it. */
export class AppError extends Error {
  readonly [BRAND] = true
  readonly hint: string | undefined
  readonly code: ExitCode
  /** Said before the message, a line each. */
  readonly before: readonly string[]

  constructor(message: string, details: { hint?: string; code?: ExitCode; cause?: unknown; before?: readonly string[] } = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'AppError'
    this.hint = details.hint
    this.code = details.code ?? exitCode.failed
    this.before = details.before ?? []
  }
}

/** The command line itself is wrong: a bad option, argument or value (exit code 2). */
export class UsageError extends AppError {
  constructor(message: string, hint?: string) {
    super(message, { code: exitCode.usage, ...(hint === undefined ? {} : { hint }) })
    this.name = 'UsageError'
  }
}

/** No client, or several, answer to what was typed (exit code 4). */
export class NotFound extends AppError {
  constructor(message: string, hint?: string) {
    super(message, { code: exitCode.notFound, ...(hint === undefined ? {} : { hint }) })
    this.name = 'NotFound'
  }
}

/** The user said no, or pressed Ctrl-C (exit code 130). */
export class Cancelled extends AppError {
  constructor(message = 'Cancelled; nothing was changed.') {
    super(message, { code: exitCode.cancelled })
    this.name = 'Cancelled'
  }
}

export function isAppError(error: unknown): error is AppError {
  return typeof error === 'object' && error !== null && BRAND in error
}
