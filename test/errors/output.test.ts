import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { run, shell } from '../e2e/built.ts'
import { dumpFile } from '../money.ts'
import { newFile, newFolder } from '../support.ts'

/** Nothing is written in the place of the client file, and nothing is changed for an answer that cannot be written. */

test('neither --output nor backup takes the place of the client file, not through a link either', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  const before = dumpFile(clientele.path)
  const link = join(newFolder(), 'link.db')
  symlinkSync(clientele.path, link)
  for (const target of [clientele.path, link]) {
    const message = `${target} is the client file itself - name another file\n`
    expect(await clientele('list', '--output', target, '--yes')).toMatchObject({ code: 1, err: message })
    expect(await clientele('pay', '1', '5', '--output', target, '--yes')).toMatchObject({ code: 1, err: message })
    expect(await clientele('backup', target, '--yes')).toMatchObject({ code: 1, err: message })
  }
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('an --output that cannot be written is known before anything is changed', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  const before = dumpFile(clientele.path)
  const target = join(newFolder(), 'no', 'such', 'out.json')
  expect(await clientele('pay', '1', '5', '--output', target)).toMatchObject({
    code: 1,
    err: `${target} cannot be written: there is no such file or folder - name another file\n`,
  })
  expect(dumpFile(clientele.path)).toEqual(before)
})

test('an answer lost to a full device says that the change was made', async () => {
  const db = join(newFolder(), 'clientele.db')
  await run(db, ['add', 'Asha'])
  const { err, out } = await shell(db, 'clientele pay 1 5 > /dev/full; echo $?')
  expect(out).toBe('1\n')
  expect(err).toBe(
    'the answer cannot be written: the disk is full; the change itself was made (operation 2, clientele log) - do not say it again\n',
  )
})

test('--output - is standard output', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  expect((await clientele('list', '--output', '-')).out).toContain('Asha')
  expect(existsSync('-')).toBe(false)
})

test('names that SQLite would take otherwise, and what is no file', async () => {
  const clientele = newFile()
  expect((await clientele('list', '--db', ':memory:')).err).toContain('there is no client file at ./:memory: yet')
  expect((await clientele('list', '--db', '/dev/null')).err).toBe('/dev/null is not an ordinary file - name another with --db\n')
  expect((await clientele('list', '--db', 'a\nb.db')).err).toContain('there is no client file at a⏎b.db yet')
  expect((await clientele.with({ env: { CLIENTELE_DB: '', XDG_DATA_HOME: 'relative' } }, 'list')).err).toContain('.local/share/clientele')
})

test('an empty file is taken as a new one: private, and announced', async () => {
  const folder = newFolder()
  mkdirSync(folder, { recursive: true })
  const path = join(folder, 'empty.db')
  writeFileSync(path, '')
  const clientele = newFile(path)
  expect((await clientele('list')).err).toContain('is empty')
  expect((await clientele('add', 'Asha')).err).toContain(`Created ${path}: currency EUR`)
})

test('a word that is no command has no help', async () => {
  expect(await newFile()('help', 'reprot')).toMatchObject({ code: 2, err: 'There is no command "reprot". Did you mean "report"?\n' })
})

test('no file is two things in one command: input, answer, rejects, or what SQLite keeps beside the client file', async () => {
  const clientele = newFile()
  await clientele('add', 'Asha')
  const folder = newFolder()
  const [input, same] = [join(folder, 'in.csv'), join(folder, 'same.csv')]
  const rows = 'client,date,amount\nAsha,2026-01-02,10\nAsha,2026-01-03,x\n'
  writeFileSync(input, rows)
  const said = async (...argv: string[]): Promise<string> => (await clientele(...argv)).err.split('\n').at(-2) ?? ''
  const skip = ['import', 'payments', input, '--skip-bad', '--yes', '--rejects']
  expect(await said(...skip, input)).toBe(`${input} is the file of rejects - name another file`)
  expect(await said('import', 'payments', input, '--output', input, '--yes')).toBe(`${input} is where the answer goes - name another file`)
  expect(await said(...skip, same, '--output', same)).toBe(`${same} is where the answer goes - name another file`)
  for (const suffix of ['-journal', '-wal', '-shm']) {
    expect(await said('list', '--output', `${clientele.path}${suffix}`)).toContain('is the client file itself')
  }
  expect(await clientele('backup', '-')).toMatchObject({ code: 2, err: 'a backup is a file, not a stream - name one\n' })
  expect(readFileSync(input, 'utf8')).toBe(rows)
  expect(existsSync(same)).toBe(false)
})
