import { appendFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readInput } from '../../src/cli/files.ts'
import type { Host } from '../../src/cli/host.ts'
import { newFile, newFolder } from '../support.ts'
import { ended, run, shell, start } from './built.ts'

function table(rows: number): string {
  return `client,date,amount\n${Array.from({ length: rows }, (_, row) => `C${row % 100},2026-01-1${row % 10},${row % 500}.00`).join('\n')}\n`
}

const operations = async (db: string) => JSON.parse((await run(db, ['log', '--format', 'json'])).out).rows.length

async function newDb(): Promise<{ folder: string; db: string; file: string }> {
  const folder = newFolder()
  const db = join(folder, 'clientele.db')
  await run(db, ['add', 'Asha'])
  return { folder, db, file: join(folder, 'in.csv') }
}

test('a file that grows while it is read is refused, and nothing of it is written', async () => {
  const { db, file } = await newDb()
  writeFileSync(file, table(400_000))
  const child = start(db, ['import', 'payments', file, '--create-missing'])
  const end = ended(child)
  const growing = setInterval(() => appendFileSync(file, 'C1,2026-01-05,1.00\n'), 5)
  const { code, err } = await end
  clearInterval(growing)
  expect(err).toContain(`${file} changed while it was read - say it again when nothing writes to it\n`)
  expect(code).toBe(1)
  expect(await operations(db)).toBe(1)
  expect((await run(db, ['import', 'payments', file, '--create-missing'])).code).toBe(0)
}, 240_000)

test('a file that is replaced by a folder, taken away or cut while it is read is refused', async () => {
  const { file } = await newDb()
  const changes = [
    () => {
      renameSync(file, `${file}.old`)
      mkdirSync(file)
    },
    () => rmSync(file),
    () => writeFileSync(file, 'client,date,amount\n'),
  ]
  for (const change of changes) {
    rmSync(file, { recursive: true, force: true })
    writeFileSync(file, table(40_000))
    const input = readInput(file, { stdinIsTerminal: false } as Host)
    await input.next()
    change()
    const rest = async () => {
      for await (const piece of input) expect(piece.length).toBeGreaterThan(0)
    }
    await expect(rest()).rejects.toThrow(/in\.csv (changed while it was read|cannot be read: there is no such file or folder)/)
  }
})

test.each([
  ['clientele import payments .', '. is a folder - name a file\n'],
  ['clientele import payments - < .', 'standard input is a folder - send a table through a pipe, or name a file\n'],
  ['clientele import payments - < /dev/null', 'standard input is empty - give a file with a header and rows\n'],
  ['clientele import payments - <&-', 'standard input is empty - give a file with a header and rows\n'],
  ['true | clientele import payments -', 'standard input is empty - give a file with a header and rows\n'],
  [
    'clientele import payments /nowhere.csv',
    '/nowhere.csv cannot be read: there is no such file or folder - check the name and its rights\n',
  ],
])('%s says what is wrong', async (line, message) => {
  const { folder, db } = await newDb()
  const { err } = await shell(db, `cd ${folder}; ${line}; echo "code $?" >&2`)
  expect(err).toBe(`${message}code 1\n`)
  expect(await operations(db)).toBe(1)
})

test.runIf(existsSync('/proc/self/mem'))('a file that fails while it is read is refused', async () => {
  const { db } = await newDb()
  const { code, err } = await run(db, ['import', 'payments', '/proc/self/mem'])
  expect(err).toBe('/proc/self/mem cannot be read: the disk or device fails - check the name and its rights\n')
  expect(code).toBe(1)
})

test('a pipe that breaks in the middle of a quoted cell is told with its line, and nothing of it is written', async () => {
  const { db } = await newDb()
  const { err, code } = await run(db, ['import', 'payments', '-'], {
    input: 'client,date,amount,note\n"Asha",2026-01-05,1.00,"a"\n"Asha",2026-01-05,1.00,"cut',
  })
  expect(err).toContain('standard input:3: a quoted cell is opened in this row and never closed')
  expect(code).toBe(1)
  expect(await operations(db)).toBe(1)
})

test('an answer that nobody reads is a quiet end, and the import whole', async () => {
  const { db, file } = await newDb()
  writeFileSync(file, table(20_000))
  const { out } = await shell(db, `clientele import payments ${file} --create-missing --format json --quiet | true; echo $PIPESTATUS`)
  expect(out).toBe('0\n')
  expect(await operations(db)).toBe(2)
  expect(JSON.parse((await run(db, ['payments', '--format', 'json', '--all'])).out).rows).toHaveLength(20_000)
}, 240_000)

test('a terminal as standard input is refused', async () => {
  const { code, err } = await newFile().with({ stdinIsTerminal: true }, 'import', 'payments', '-')
  expect(err).toBe('standard input is a terminal - send a table through a pipe, or name a file\n')
  expect(code).toBe(2)
})
