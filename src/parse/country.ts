/** Countries by what people call them. */
import { foldName } from '../domain/name.ts'

const CODES =
  'AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE EG ' +
  'ER ES ET FI FJ FR GA GB GD GE GF GH GM GN GP GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IR IS IT JM JO JP KE KG KH KM KR KW KZ LA LB LC LI LK LR LS LT LU LV ' +
  'LY MA MC MD ME MG MK ML MM MN MO MQ MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NZ OM PA PE PF PG PH PK PL PM PR PS PT PY QA RE RO RS RU RW SA SC SD SE SG ' +
  'SI SK SL SM SN SO SR SS ST SV SY SZ TD TG TH TJ TM TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VN VU WF WS XK YE YT ZA ZM ZW'

const OTHER_NAMES: Readonly<Record<string, string>> = {
  ...{
    usa: 'US',
    'u s a': 'US',
    'united states of america': 'US',
    'etats unis d amerique': 'US',
    uk: 'GB',
    'great britain': 'GB',
    england: 'GB',
    scotland: 'GB',
  },
  ...{
    angleterre: 'GB',
    'grande bretagne': 'GB',
    holland: 'NL',
    hollande: 'NL',
    'czech republic': 'CZ',
    bharat: 'IN',
    ભારત: 'IN',
    ફ્રાન્સ: 'FR',
    deutschland: 'DE',
  },
}

let known: ReadonlyMap<string, string> | undefined

function names(): ReadonlyMap<string, string> {
  const map = new Map(Object.entries(OTHER_NAMES))
  for (const language of ['en', 'fr']) {
    const display = new Intl.DisplayNames([language], { type: 'region' })
    for (const code of CODES.split(' ')) map.set(foldName(display.of(code) ?? code), code)
  }
  return map
}

/** The ISO code of a country given as such, or by its name in English or French; null where it is neither. */
export function countryCode(text: string): string | null {
  const code = text.trim().toUpperCase()
  if (/^[A-Z]{2}$/.test(code) && ` ${CODES} `.includes(` ${code} `)) return code
  known ??= names()
  return known.get(foldName(text)) ?? null
}
