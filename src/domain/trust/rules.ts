/** Every number of the trust rules (PRODUCT.md section 7): weights, prior, half-life, values, lines and gates stand here and nowhere else. */

export const SIGNS = ['payment', 'behaviour', 'projects', 'time', 'honesty'] as const
export type Sign = (typeof SIGNS)[number]

/** In the order of the report's rows. */
export const VERDICTS = ['let go', 'prepay', 'unknown', 'watch', 'trusted', 'fair'] as const
export type Verdict = (typeof VERDICTS)[number]

/** What to do about a client of that verdict. */
export const ADVICE: Readonly<Record<Verdict, string>> = {
  'let go': 'settle the account and part',
  prepay: 'full prepayment before work starts',
  unknown: 'start small on the usual terms, and see',
  watch: 'keep amounts small and terms short, and say what you expect',
  trusted: 'usual terms, and room for more credit',
  fair: 'usual terms',
}

/** How much a sign counts in the overall score. */
export const SIGN_WEIGHTS: Readonly<Record<Sign, number>> = { payment: 40, behaviour: 15, projects: 15, time: 15, honesty: 15 }

/** What no evidence is worth, and as how many observations of today it counts. */
export const PRIOR = { value: 70, weight: 1 } as const

/** After so many days an observation weighs half. */
export const HALF_LIFE_DAYS = 365

const AS_AGREED = 80

/** The public PAYDEX key: days beyond terms and what they are worth, straight lines between. */
export const PAYDEX: readonly (readonly [daysBeyondTerms: number, value: number])[] = [
  [-30, 100],
  [-20, 90],
  [0, AS_AGREED],
  [15, 70],
  [22, 60],
  [30, 50],
  [60, 40],
  [90, 30],
  [120, 20],
  [180, 1],
]

/** An invoice of which any part was written off. */
export const WRITTEN_OFF_VALUE = 0

/** A step of the ratings from 1 to 5. */
export const RATING_STEP = 20

/** Appointments: late by up to the grace is as agreed, each further minute costs; a cancellation with less notice than `notice_hours` is short. */
export const APPOINTMENT = {
  as_agreed: AS_AGREED,
  grace_minutes: 5,
  per_minute: 2,
  no_show: 0,
  short_notice: 40,
  notice_hours: 24,
} as const

export const PROJECT_VALUES = { agreed: AS_AGREED, exemplary: 100, mismanaged: 20 } as const
export const AGREEMENT_VALUES = { kept: AS_AGREED, breached: 0 } as const
export const INCIDENT_VALUES = { 1: 40, 2: 20, 3: 0 } as const

/** A fact of a value under this is adverse. */
export const ADVERSE_BELOW = 50

/** A warning older than this no longer counts. */
export const WARNING_DAYS = 365

/** Let go: an unresolved incident of this sign and severity, or so many adverse facts on a sign after a warning on it. */
export const LET_GO = { sign: 'honesty', severity: 3, facts_after_warning: 2 } as const

/** Prepay: an invoice more days late than this, or settled that late so many days ago or fewer, or a payment score under this. */
export const PREPAY = { late_days: 90, settled_within_days: 180, payment_score_below: 50 } as const

/** With fewer observations a client is unknown. */
export const FEWEST_OBSERVATIONS = 3

/** Watch: an overall score under this, or so many adverse facts after a warning. */
export const WATCH = { score_below: 60, facts_after_warning: 1 } as const

/** Trusted: an overall score of this or more. */
export const TRUSTED_FROM = 75

/** What a suggested credit limit is made of: invoices paid within so many days of terms, times a factor of the verdict. */
export const CREDIT_LIMIT: { readonly within_days: number; readonly factors: Readonly<Record<Verdict, number>> } = {
  within_days: 15,
  factors: { 'let go': 0, prepay: 0, unknown: 0, watch: 0.5, trusted: 1.5, fair: 1 },
}
