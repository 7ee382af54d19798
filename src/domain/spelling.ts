/** How much the accented letters of a text stand as the languages that have them put them. */
import { ACCENTS } from './accents.ts'

interface Neighbours {
  /** What it is worth for being there: less, the rarer it is in the language. */
  readonly worth: number
  readonly before: string
  readonly after: string
}

const VOWEL = /[aeiouyáàâäãåăąæéèêëěęēėíìîïīįıóòôöõøőœúùûüůűųūýÿаеёиоуыэюяєіїαεηιουωάέήίόύώϊϋΐΰ]/
/** A letter of the language where the language puts it; so much less for its rarest letter, and for its rarest neighbour. */
const NATIVE = 2
const RAREST = 0.4
const SELDOM = 0.6
/** Less for a neighbour that was not counted, by whether one of its kind was. */
const UNUSUAL = 0.8
const UNKNOWN = 1.6
const FOREIGN = -2
/** Less for an accented vowel beside a vowel, and for an accented consonant between two consonants, which few words have. */
const HIATUS = 0.3
const CLUSTER = 0.6
/** Less for a word of a language that is seldom met, and has letters where others have other ones. */
const RARELY_MET: Readonly<Record<string, number>> = {
  albanian: 0.6,
  irish: 0.3,
  catalan: 0.3,
  estonian: 0.3,
  latvian: 0.3,
  lithuanian: 0.3,
}

type Letters = ReadonlyMap<string, Neighbours>

/** Parsed only when needed, which is in few imports. */
const parsed = new Map<string, Letters>()

function lettersOf(language: string): Letters {
  const known = parsed.get(language)
  if (known !== undefined) return known
  const native = NATIVE - (RARELY_MET[language] ?? 0)
  const entries = (ACCENTS[language] ?? '').split(' ')
  const letters = new Map(
    entries.map((entry, rank): [string, Neighbours] => {
      const [letter = '', before = '', after = ''] = entry.split(':')
      return [letter, { worth: native - (RAREST * rank) / entries.length, before, after }]
    }),
  )
  parsed.set(language, letters)
  return letters
}

/**
 * The sum over the accented letters of the words, each from -2 to 2, by the language that suits each word best: a table of clients has names of
 * many countries.
 */
export function spellingWorth(words: readonly string[], languages: readonly string[] = Object.keys(ACCENTS)): number {
  const all = languages.map(lettersOf)
  let sum = 0
  for (const word of words) {
    const letters = [...word].map((letter) => (letter === 'İ' ? letter : letter.toLowerCase()))
    sum += Math.max(...all.map((language) => wordWorth(letters, language)))
  }
  return sum
}

function wordWorth(letters: readonly string[], language: Letters): number {
  let sum = 0
  for (const [index, letter] of letters.entries()) {
    if ((letter.codePointAt(0) ?? 0) < 128) continue
    const known = language.get(letter)
    if (known === undefined) sum += FOREIGN
    else {
      const [before, after] = [letters[index - 1] ?? '^', letters[index + 1] ?? '$']
      const off = strangeness(known.before, before) + strangeness(known.after, after) + crowding(letter, before, after)
      sum += Math.max(FOREIGN, known.worth - off)
    }
  }
  return sum
}

function crowding(letter: string, before: string, after: string): number {
  const isVowel = [before, after].map((each) => VOWEL.test(each))
  if (VOWEL.test(letter)) return isVowel.includes(true) ? HIATUS : 0
  return before === '^' || after === '$' || isVowel.includes(true) ? 0 : CLUSTER
}

/** A neighbour that was not counted may still be one of a kind that was: a vowel, a consonant. */
function strangeness(counted: string, neighbour: string): number {
  const place = counted.indexOf(neighbour)
  if (place >= 0) return (SELDOM * place) / counted.length
  if (neighbour === '^' || neighbour === '$') return UNKNOWN
  const isVowel = VOWEL.test(neighbour)
  const alike = [...counted].filter((each) => each !== '^' && each !== '$' && VOWEL.test(each) === isVowel).length
  return alike * 3 >= counted.length ? UNUSUAL : UNKNOWN
}
