import { encode } from 'iconv-lite'
import { expect, test } from 'vitest'
import { isAppError } from '../../src/cli/errors.ts'
import { decodeText } from '../../src/csv/decode.ts'
import { detectEncoding, encodingNamed } from '../../src/csv/encoding.ts'
import { openTable } from '../../src/csv/table.ts'

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
  ['name;city\nŽižka Jiří;Plzeň\nŘehoř Škvorecký;Děčín\n', ['windows-1250', 'iso-8859-2', 'cp852', 'maccenteuro']],
  ['Ime;Grad\nBožo Šarić;Šibenik\nIvana Čović;Županja\n', ['windows-1250', 'iso-8859-2', 'cp852']],
  ['Nev;Varos\nTóth Győző;Győr\nNémeth László;Szeged\n', ['windows-1250', 'cp852']],
  ['name;city\nИван Петров;Москва\nАнна;Киев\n', ['windows-1251', 'koi8-r', 'cp866', 'maccyrillic']],
  ['name;city\nΓιώργος;Αθήνα\nΕλένη;Θεσσαλονίκη\n', ['windows-1253', 'cp737']],
  ['name;note\nBen;5 µm\nAna;10 °C\n', ['windows-1252']],
  ['name;note\nBen;5 µm\nAna;x\n', ['windows-1252']],
  ['name;note\nBen;10 °C\nAna;x\n', ['windows-1252']],
  ['name;note\nBen;© 2020\nAna;x\n', ['windows-1252']],
  ['name;note\nBen;KÖLN\nAna;x\n', ['windows-1252']],
  ['a;b\ndoré;1\nsüdlichen;2\nmigración;3\nÓpera;4\nHörby;5\nPølse;6\n', ['windows-1252', 'macroman', 'cp850']],
  ['a;b\n北京;1\n张伟;2\n上海;3\n王芳;4\n', ['gb18030']],
  ['a;b\n臺北;1\n陳怡君;2\n高雄;3\n', ['big5']],
  ['a;b\nשלום כהן;חיפה\nיעל לוי;ירושלים\n', ['windows-1255']],
])('%j is told by its words', async (text, encodings) => {
  for (const encoding of encodings) expect(await detected(encode(text, encoding))).toBe(encoding)
})

test('two pages that read equally well are refused with both readings', async () => {
  expect(await detected(encode('a,b\nMuñoz,1\n', 'macroman'))).toBe(
    'f.csv: "Muñoz" in macroman can also be "Muľoz" in cp852, and nothing tells which - say --encoding macroman or cp852, or which it is',
  )
})

/** What is said of a file that cannot be read through. */
async function said(bytes: Buffer): Promise<string> {
  async function* source() {
    yield bytes
  }
  try {
    const { records } = await openTable(source(), { name: 'f.csv' })
    const lines: string[] = []
    for await (const batch of records) lines.push(...batch.map(({ cells }) => cells.join(',')))
    return lines.join('\n')
  } catch (error) {
    if (!isAppError(error)) throw error
    return `${error.message} - ${error.hint}`
  }
}

test.each<[string, string]>([
  [
    'name;city\nAsha;Lyon\nZo\xc3',
    'f.csv:3: the file is cut off inside a UTF-8 character, after byte 0xC3 - get the whole file again, or say its --encoding if it is not UTF-8',
  ],
  [
    'name;city\nJos\xc3\xa9;Lyon\nAna;Qu\xc3',
    'f.csv:3: the file is cut off inside a UTF-8 character, after byte 0xC3 - get the whole file again, or say its --encoding if it is not UTF-8',
  ],
  [
    'name;city\nAsha;Lyon\nBen;Qu\xc3\n',
    'f.csv:3: byte 0xC3 is half a UTF-8 character - write that letter again, or say --encoding if the file is not UTF-8',
  ],
  ['name;city\nAsha;Malm\xd6\nBen;Oslo\n', 'f.csv:2: byte 0xD6 is not UTF-8 - say --encoding windows-1252, or which it is'],
  ['name;city\nAsha;Gen\xc8ve\nBen;Oslo\n', 'f.csv:2: byte 0xC8 is not UTF-8 - say --encoding windows-1252, or which it is'],
  [
    'name,city\nAsha,Lyon\nZo\xc3\xa9,Paris\nBen\xe9,Lille',
    'f.csv:4: byte 0xE9 is not UTF-8, as other letters of the file are - write that letter again and save the file as UTF-8',
  ],
  [
    'name,city\nJos\xc3\xa9,Paris\nAsh\xff\xfea,Lille\n',
    'f.csv:3: byte 0xFF is not UTF-8, as other letters of the file are - write that letter again and save the file as UTF-8',
  ],
  ['name,city\nAsha,Lyon\nRen\xe9,\n', 'Asha,Lyon\nRené,'],
  ['name;city\n\u001b$B;3ED\u001b(B;\u001b$BEl5~\u001b(B\nAsha;Lyon\n', '山田,東京\nAsha,Lyon'],
  ['name;city\n\u001b$)C\u000e1h\u000f;x\n', 'f.csv is in ISO-2022, Korean or Chinese, which clientele does not read - save it as UTF-8'],
])('%j is not read by another page', async (bytes, message) => {
  expect(await said(Buffer.from(bytes, 'latin1'))).toBe(message)
})

test('a lone character of Asia or by chance of UTF-8 is no evidence', async () => {
  expect(await detected(encode('a;b\nSmržovka Jiřík;1\n', 'maccenteuro'))).not.toBe('utf-8')
  expect(await detected(Buffer.from('a;b\nx😀;1\ny→z;2\n'))).toBe('utf-8')
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
    ['cp1250', 'windows-1250'],
    ['IBM866', 'cp866'],
  ] as const) {
    expect(await encodingNamed(typed, Buffer.alloc(0))).toBe(label)
  }
})

test('what is UTF-8 is UTF-8, however little it reads like words', async () => {
  for (const text of ['name\n1E5É@=\n', 'name\nЂ\n', 'client,amount\nÃ©,1\n']) {
    expect(await detectEncoding(Buffer.from(text), true, 'f.csv')).toBe('utf-8')
  }
})
