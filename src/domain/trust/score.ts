/** Scores of the signs and of the whole (PRODUCT.md section 7): what is seen, faded by age, against a prior. Not rounded for people here. */

import type { Observation } from './observations.ts'
import { PRIOR, SIGN_WEIGHTS, SIGNS, type Sign } from './rules.ts'

export interface SignScore {
  /** From 0 to 100, unrounded. */
  readonly score: number
  readonly observations: number
}

/** A sign with no observation is null. */
export type SignScores = Readonly<Record<Sign, SignScore | null>>

/** The score of every sign: (70 + sum w v) / (1 + sum w) over its observations. */
export function signScores(observations: readonly Observation[]): SignScores {
  return {
    payment: signScore('payment', observations),
    behaviour: signScore('behaviour', observations),
    projects: signScore('projects', observations),
    time: signScore('time', observations),
    honesty: signScore('honesty', observations),
  }
}

function signScore(sign: Sign, observations: readonly Observation[]): SignScore | null {
  let sum = PRIOR.value * PRIOR.weight
  let weight: number = PRIOR.weight
  let count = 0
  for (const seen of observations) {
    if (seen.sign !== sign) continue
    sum += seen.weight * seen.value
    weight += seen.weight
    count++
  }
  return count === 0 ? null : { score: withoutNoise(sum / weight), observations: count }
}

/** The weighted mean over the signs that have an observation; null where none has. */
export function overallScore(signs: SignScores): number | null {
  let sum = 0
  let weight = 0
  for (const sign of SIGNS) {
    const seen = signs[sign]
    if (seen === null) continue
    sum += SIGN_WEIGHTS[sign] * seen.score
    weight += SIGN_WEIGHTS[sign]
  }
  return weight === 0 ? null : withoutNoise(sum / weight)
}

/** Thirds and halves of halves do not add up exactly in binary: a score that stands on a line must not fall under it by the last bit. */
function withoutNoise(score: number): number {
  return Math.round(score * 1e9) / 1e9
}
