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
  const sums = { payment: emptySum(), behaviour: emptySum(), projects: emptySum(), time: emptySum(), honesty: emptySum() }
  for (const { sign, weight, value } of observations) {
    const sum = sums[sign]
    sum.values += weight * value
    sum.weights += weight
    sum.count++
  }
  return {
    payment: scoreOf(sums.payment),
    behaviour: scoreOf(sums.behaviour),
    projects: scoreOf(sums.projects),
    time: scoreOf(sums.time),
    honesty: scoreOf(sums.honesty),
  }
}

interface Sum {
  values: number
  weights: number
  count: number
}

/** The prior alone. */
const emptySum = (): Sum => ({ values: PRIOR.value * PRIOR.weight, weights: PRIOR.weight, count: 0 })

function scoreOf({ values, weights, count }: Sum): SignScore | null {
  return count === 0 ? null : { score: withoutNoise(values / weights), observations: count }
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
