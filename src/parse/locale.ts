import type { DayOrder } from '../domain/day.ts'
import { currencyOf } from '../domain/money.ts'
import type { DecimalMark, Locale } from '../domain/settings.ts'

const EURO = 'AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK GP GF MQ RE YT BL MF PM'
const OTHERS =
  'AE:AED AR:ARS AU:AUD BD:BDT BH:BHD BR:BRL CA:CAD CH:CHF CL:CLP CN:CNY CO:COP CZ:CZK DK:DKK DZ:DZD EG:EGP GB:GBP HK:HKD HU:HUF ID:IDR IL:ILS ' +
  'IN:INR IS:ISK JO:JOD JP:JPY KE:KES KR:KRW KW:KWD LI:CHF LK:LKR MA:MAD MU:MUR MX:MXN MY:MYR NG:NGN NO:NOK NP:NPR NZ:NZD OM:OMR PE:PEN PH:PHP ' +
  'PK:PKR PL:PLN QA:QAR RO:RON RS:RSD SA:SAR SE:SEK SG:SGD SN:XOF CI:XOF TH:THB TN:TND TR:TRY TW:TWD TZ:TZS UA:UAH US:USD UY:UYU VN:VND ZA:ZAR'

const currencyByCountry = new Map<string, string>([
  ...EURO.split(' ').map((country) => [country, 'EUR'] as const),
  ...OTHERS.split(' ').map((pair) => pair.split(':') as [string, string]),
])

/** What applies where the locale says nothing (C, POSIX, unset): PRODUCT.md section 2. */
const NOWHERE: Locale = { currency: 'EUR', country: 'FR', decimal: null, dateOrder: null }

function decimalOf(tag: string): DecimalMark | null {
  const mark = new Intl.NumberFormat(tag).formatToParts(1.5).find((part) => part.type === 'decimal')?.value
  return mark === ',' ? 'comma' : mark === '.' ? 'point' : null
}

function dateOrderOf(tag: string): DayOrder | null {
  const parts = new Intl.DateTimeFormat(tag, { calendar: 'gregory', year: 'numeric', month: 'numeric', day: 'numeric' })
    .formatToParts(0)
    .map((part) => part.type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year')
  const order = parts.map((type) => type.charAt(0)).join('')
  return order === 'dmy' || order === 'mdy' || order === 'ymd' ? order : null
}

/** Whether a two-letter code is that of a country. */
export function isCountry(code: string): boolean {
  return (
    /^[A-Z]{2}$/.test(code) &&
    ![undefined, 'Unknown Region'].includes(new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' }).of(code))
  )
}

/** Currency, country, decimal mark and day order of a locale name such as `fr_FR.UTF-8`; EUR, FR and none for C and POSIX. */
export function guessLocale(name: string | undefined): Locale {
  const match = /^([a-z]{2,3})(?:[_-]([A-Za-z]{2}))?(?:[.@].*)?$/.exec(name ?? '')
  if (!match) return NOWHERE
  const tag = match[2] ? `${match[1]}-${match[2].toUpperCase()}` : String(match[1])
  try {
    const region = new Intl.Locale(tag).maximize().region ?? NOWHERE.country
    const country = isCountry(region) ? region : NOWHERE.country
    const currency = currencyOf(currencyByCountry.get(country) ?? NOWHERE.currency)?.code ?? NOWHERE.currency
    return { currency, country, decimal: decimalOf(tag), dateOrder: dateOrderOf(tag) }
  } catch {
    return NOWHERE
  }
}
