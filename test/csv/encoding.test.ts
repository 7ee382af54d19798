import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { isAppError } from '../../src/cli/errors.ts'
import { decodeText } from '../../src/csv/decode.ts'
import { detectEncoding, encodingNamed } from '../../src/csv/encoding.ts'

async function detected(bytes: Buffer): Promise<string> {
  try {
    return await detectEncoding(bytes, true, 'f.csv')
  } catch (error) {
    if (!isAppError(error)) throw error
    return `${error.message} - ${error.hint}`
  }
}

test.each<[string, readonly string[]]>([
  ['a,b\nRené,1\n', ['windows-1252', 'macroman', 'cp850']],
  ['a,b\nMüller,1\nGroß,2\n', ['windows-1252', 'macroman', 'cp850']],
  ['N°;Nom\n1;crème brûlée\n', ['windows-1252', 'macroman', 'cp850']],
  ['a;b\nl’ami;1\nit’s;2\n', ['windows-1252', 'macroman']],
  ['a;b\nx;12,50 €\ny;3 €\n', ['windows-1252', 'iso-8859-15']],
  ['a;b\nx;1\u00a0250,50\n', ['windows-1252', 'macroman', 'cp850']],
  ['a,b\nÉLISE BÉRANGER,1\nCHÂTEAU,2\n', ['windows-1252', 'macroman', 'cp850']],
  ['Имя,Город\nИван Петров,Москва\n', ['windows-1251', 'koi8-r']],
  ['Imię,Miasto\nŁukasz Żółć,Kraków\n', ['windows-1250']],
  ['日付,名前\n2026-01-02,カタカナ\n2026-01-03,すずき\n', ['shift_jis', 'euc-jp']],
  ['이름,도시\n김철수,서울\n', ['euc-kr']],
])('%j is told by its words', async (text, encodings) => {
  for (const encoding of encodings) expect(await detected(encode(text, encoding))).toBe(encoding)
})

test('two pages that read equally well are refused with both readings', async () => {
  expect(await detected(encode('a,b\nMuñoz,1\n', 'macroman'))).toBe(
    'f.csv: "Muñoz" in macroman can also be "Muûoz" in cp850, and nothing tells which - say --encoding macroman or cp850, or which it is',
  )
})

test('a few bytes that are not UTF-8 do not make another page of it', async () => {
  const bytes = Buffer.concat([Buffer.from('é,è\nà,ç\nRenée,Zoé\n'), Buffer.from([0xe9, 0x0a])])
  expect(await detected(bytes)).toBe('utf-8')
})

test('Mac Roman has the euro', async () => {
  const bytes = Buffer.from('a;b\nRen\x8e;12,50 \xdb\n', 'latin1')
  expect(await detected(bytes)).toBe('macroman')
  async function* source() {
    yield bytes
  }
  let text = ''
  for await (const piece of decodeText(source(), 'macroman')) text += piece
  expect(text).toBe('a;b\nRené;12,50 €\n')
})

test('marks and names', async () => {
  expect(await detected(Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]))).toBe('utf-32le')
  expect(await encodingNamed('UTF-16', Buffer.from([0xfe, 0xff, 0, 0x61]))).toBe('utf-16be')
  for (const [typed, label] of [
    ['Mac-Roman', 'macroman'],
    ['DOS', 'cp850'],
    ['latin1', 'windows-1252'],
    ['cp932', 'shift_jis'],
  ] as const) {
    expect(await encodingNamed(typed, Buffer.alloc(0))).toBe(label)
  }
})
