// What is kept from run to run: equal output, and everything that makes an answer worth nothing.

import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Door } from '../../server/src/cli/door.ts'
import { parsePack, printPack, type Entry, type Pack } from '../../server/src/cli/pack.ts'
import { formats, type Proctor } from '../../server/src/core/index.ts'
import { fine, fixedTuple, newProctor, project, tuple } from './cli.ts'

const asks = 'def test_total(settled):\n    settled.append(3)\n'
const suite = {
  'pyproject.toml': '[tool.proctor]\npreset = "strict"\n',
  'tests/conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef settled():\n    """An account that is settled in the end."""\n    account = []\n    yield account\n    assert not account\n',
  'tests/test_a.py': tuple,
  'tests/test_b.py': fine,
  'tests/test_c.py': asks,
  'tests/test_broken.py': `${tuple}\n\ndef test_broken(:\n    assert (1, "x")\n`,
  'tests/test_binary.py': Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1),
}

/** A project that keeps answers; `reviewed` lists the files that a run opened, and `again` runs with no Proctor at hand. */
function keeping(files: Readonly<Record<string, string | Uint8Array>> = suite) {
  const made = project(files)
  const door: Partial<Door> = { build: () => 'one', proctor: newProctor }
  const run = (args: readonly string[], more: Partial<Door> = {}) => made.run(['check', ...args], { ...door, ...more })
  const reviewed = async (args: readonly string[], more: Partial<Door> = {}): Promise<readonly string[]> => {
    const opened: string[] = []
    const proctor = async (): Promise<Proctor> => {
      const real = await newProctor()
      return { ...real, open: (path, text, home) => (opened.push(path), real.open(path, text, home)) }
    }
    await run(args, { proctor, ...more })
    return opened
  }
  return { ...made, run, reviewed, folder: join(made.cwd, '.proctor_cache') }
}

const readable = ['tests/conftest.py', 'tests/test_a.py', 'tests/test_b.py', 'tests/test_broken.py', 'tests/test_c.py']

describe('nothing changed', () => {
  it.each(Object.keys(formats))('%s says the same, byte for byte, from memory', async (format) => {
    const { run, reviewed } = keeping()
    const fresh = await run(['tests', '--no-cache', '--format', format])
    expect(await run(['tests', '--format', format])).toEqual(fresh)
    expect(await run(['tests', '--format', format])).toEqual(fresh)
    expect(await reviewed(['tests', '--format', format])).toEqual([])
    expect(fresh).toMatchObject({ code: 2, err: expect.stringContaining('not reviewed') })
  })

  it('every format is served by what another one left', async () => {
    const { run, reviewed } = keeping()
    await run(['tests', '--format', 'text'])
    for (const format of Object.keys(formats)) {
      expect(await reviewed(['tests', '--format', format])).toEqual([])
      expect(await run(['tests', '--format', format])).toEqual(await run(['tests', '--format', format, '--no-cache']))
    }
  })

  it('the grammar is not even loaded', async () => {
    const { run, cwd } = keeping()
    rmSync(join(cwd, 'tests/test_binary.py'))
    const fresh = await run(['tests'])
    expect(await run(['tests'], { proctor: () => Promise.reject(new Error('asked for')) })).toEqual(fresh)
  })

  it('and nothing is written', async () => {
    const { run, folder } = keeping()
    await run(['tests'])
    const [name] = packsIn(folder)
    const old = new Date(Date.now() - 3_600_000)
    utimesSync(join(folder, name!), old, old)
    const before = readFileSync(join(folder, name!))
    await run(['tests'])
    expect(packsIn(folder)).toEqual([name])
    expect(readFileSync(join(folder, name!)).equals(before)).toBe(true)
  })
})

describe('reviewed anew is', () => {
  it.each<[string, (made: ReturnType<typeof keeping>) => void, readonly string[]]>([
    ['a changed file alone', ({ write }) => write('tests/test_b.py', tuple), ['tests/test_b.py']],
    ['a new file alone', ({ write }) => write('tests/test_d.py', tuple), ['tests/test_d.py']],
    ['everything, where the configuration says something else', ({ write }) => write('pyproject.toml', '[tool.proctor]\npreset = "essential"\n'), readable],
    ['everything, where the project has a configuration more', ({ write }) => write('pytest.ini', '[pytest]\npython_files = test_*.py\n'), ['tests/test_a.py', 'tests/test_b.py', 'tests/test_broken.py', 'tests/test_c.py']],
  ])('%s', async (_, change, expected) => {
    const made = keeping()
    await made.run(['tests'])
    change(made)
    expect((await made.reviewed(['tests'])).filter((path) => path.includes('test_') || expected.includes(path))).toEqual(expected)
    expect(await made.run(['tests'])).toEqual(await made.run(['tests', '--no-cache']))
  })

  it('what rests on a file that changed, appeared or went: a conftest, a helper', async () => {
    const made = keeping({ ...suite, 'tests/test_d.py': 'from helpers import check_total\n\n\ndef test_total():\n    check_total(3)\n' })
    const { run, reviewed, write, cwd } = made
    const args = ['tests/test_a.py', 'tests/test_c.py', 'tests/test_d.py', '--select', 'test-without-assertion']
    expect((await run(args)).out).toBe('No findings in 3 files\n')

    write('tests/conftest.py', suite['tests/conftest.py'].replace('assert not account', 'print(account)'))
    expect(await reviewed(args)).toContain('tests/test_c.py')
    expect((await run(args)).out).toContain('tests/test_c.py:1')

    write('helpers.py', 'def check_total(total):\n    print(total)\n')
    expect(await reviewed(args)).toEqual(['tests/test_d.py'])
    expect((await run(args)).out).toContain('tests/test_d.py:4')

    rmSync(join(cwd, 'helpers.py'))
    expect(await reviewed(args)).toEqual(['tests/test_d.py'])
    expect((await run(args)).out).not.toContain('tests/test_d.py')
    expect(await reviewed(args)).toEqual([])
  })

  it('everything, for another build, other rules on the command line, from another folder, or where nobody wants what is kept', async () => {
    const { run, reviewed, cwd } = keeping()
    await run(['tests'])
    expect(await reviewed(['tests'], { build: () => 'two' })).toEqual(readable)
    expect(await reviewed(['tests', '--select', 'F631'])).toEqual(readable)
    expect(await reviewed(['tests', '--ignore', 'F631'])).toEqual(readable)
    expect(await reviewed(['tests', '--preset', 'essential'])).toEqual(readable)
    expect(await reviewed(['.'], { cwd: join(cwd, 'tests') })).toEqual(readable.map((path) => path.replace('tests/', '')))
    expect(await reviewed(['tests', '--no-cache'])).toEqual(readable)
    expect(await reviewed(['tests', '--isolated'])).toEqual(readable)
    expect(await reviewed(['tests'])).toEqual([])
    expect(await reviewed(['tests', '--select', 'F631'])).toEqual([])
  })

  it('what is to be fixed: fixes come from files as they are', async () => {
    const { run, read } = keeping()
    await run(['tests/test_a.py'])
    expect((await run(['tests/test_a.py', '--diff', '--unsafe-fixes', '--select', 'F631'])).out).toContain('+    assert 1 == 2, "sum"')
    await run(['tests/test_a.py', '--fix', '--unsafe-fixes', '--select', 'F631'])
    expect(read('tests/test_a.py').toString()).toBe(fixedTuple)
  })
})

describe('a cache that is not as it was written', () => {
  it.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['something else', () => '{"version": 1}\n'],
    ['changed in one place', (text) => text.replace('Assertion on', 'Assertion off')],
    ['of a format of the future', (text) => text.replace('proctor-cache-1', 'proctor-cache-2')],
    ['not text', () => '\u0000\ufffd\ufffd\u0000'],
  ])('because it is %s, is ignored and written anew', async (_, damaged) => {
    const { run, reviewed, folder } = keeping()
    const fresh = await run(['tests'])
    const file = join(folder, packsIn(folder)[0]!)
    const good = readFileSync(file, 'utf8')
    writeFileSync(file, damaged(good))
    expect(readFileSync(file, 'utf8')).not.toBe(good)
    expect(await run(['tests'])).toEqual(fresh)
    expect(readFileSync(file, 'utf8')).toBe(good)
    expect(await reviewed(['tests'])).toEqual([])
  })

  it.each<[string, (folder: string) => void]>([
    ['a file stands where the folder would', (folder) => writeFileSync(folder, '')],
    ['a folder stands where the file would', () => undefined],
  ])('where %s, nothing is kept and nothing said', async (_, obstruct) => {
    const { run, folder, write } = keeping()
    const fresh = await run(['tests'])
    const [name] = packsIn(folder)
    rmSync(folder, { recursive: true })
    obstruct(folder)
    if (!existsSync(folder)) write(`.proctor_cache/${name}/x`, '')
    expect(await run(['tests'])).toEqual(fresh)
    expect(await run(['tests'])).toEqual(fresh)
    if (readdirNames(folder).length > 0) expect(readdirNames(folder).filter((each) => each.endsWith('.tmp'))).toEqual([])
  })
})

describe('where it lies', () => {
  it('beside the configuration, told to be neither committed nor backed up', async () => {
    const { run, folder, cwd, read } = keeping({ 'service/pyproject.toml': '[project]\nname = "service"\n', 'service/tests/test_a.py': fine, 'test_b.py': fine })
    await run(['.'])
    expect(packsIn(folder)).toHaveLength(1)
    expect(packsIn(join(cwd, 'service/.proctor_cache'))).toHaveLength(1)
    expect(read('service/.proctor_cache/.gitignore').toString()).toMatch(/^\*$/m)
    expect(read('service/.proctor_cache/CACHEDIR.TAG').toString()).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55/)
  })

  it('nowhere for a file of no project, for --isolated, or where nobody knows the build', async () => {
    const { run, folder, cwd } = keeping({ 'test_a.py': fine })
    await run(['.', '--isolated'])
    await run(['.', '--no-cache'])
    await run(['.', '--fix'])
    await run(['--stdin-filename', 'test_a.py'])
    expect(existsSync(folder)).toBe(false)
    rmSync(join(cwd, '.git'), { recursive: true })
    await run(['.'])
    expect(existsSync(folder)).toBe(false)
  })

  it('where --cache-location says, which may hold other things and other projects', async () => {
    const { run, reviewed, folder, cwd, write } = keeping()
    write('kept here/notes.txt', 'mine')
    const args = ['tests', '--isolated', '--cache-location', 'kept here']
    await run(args)
    expect(await reviewed(args)).toEqual([])
    expect(await reviewed(['.', '--isolated', '--cache-location', '../kept here'], { cwd: join(cwd, 'tests') })).toHaveLength(readable.length)
    expect(await reviewed(args)).toEqual([])
    expect(existsSync(folder)).toBe(false)
    expect(readdirSync(join(cwd, 'kept here')).filter((name) => !name.endsWith('.findings'))).toEqual(['notes.txt'])
  })
})

describe('what is kept', () => {
  it('goes with its file, and after a month without use', async () => {
    const { run, folder, cwd, write } = keeping()
    await run(['tests'])
    const file = join(folder, packsIn(folder)[0]!)
    const kept = (): readonly string[] => [...parsePack(readFileSync(file, 'utf8')).keys()]
    expect(kept()).toEqual(readable)
    const today = Math.floor(Date.now() / 86_400_000)
    const aged = new Map([...parsePack(readFileSync(file, 'utf8'))].map(([path, entry]) => [path, { ...entry, used: path.endsWith('test_b.py') ? today - 31 : today - 8 }] as const))
    writeFileSync(file, printPack(aged))
    rmSync(join(cwd, 'tests/test_broken.py'))
    write('tests/test_new.py', fine)
    await run(['tests/test_new.py', 'tests/test_a.py'])
    expect([...kept()].sort()).toEqual(['tests/conftest.py', 'tests/test_a.py', 'tests/test_c.py', 'tests/test_new.py'])
    expect(parsePack(readFileSync(file, 'utf8')).get('tests/test_a.py')!.used).toBe(today)
  })

  it('leaves with other configurations and drafts that were never finished, once they are old', async () => {
    const { run, folder } = keeping()
    await run(['tests'])
    const [name] = packsIn(folder)
    const old = new Date(Date.now() - 40 * 86_400_000)
    for (const other of ['other.findings', `${name}.1.tmp`, 'notes.txt']) {
      writeFileSync(join(folder, other), 'x')
      utimesSync(join(folder, other), old, old)
    }
    await run(['tests', '--preset', 'essential'])
    expect(readdirSync(folder).filter((each) => /other|tmp|notes/.test(each))).toEqual(['notes.txt'])
    expect(packsIn(folder)).toHaveLength(2)
  })

  it('is read as it was written, whatever is in it', () => {
    const entry: Entry = { hash: 'h', path: 'a b/ü.py', restsOn: [['c.py', null], ['d\n.py', 'x'], ['c.py', 'y']], findings: JSON.stringify([{ message: 'line\nline \u2028 \ud800 "😀"' }]), notes: 'a\nb\n', used: 20_000 }
    const pack: Pack = new Map([['one', entry], ['two\n', { ...entry, restsOn: [], findings: '[]' }]])
    expect(parsePack(printPack(pack))).toEqual(pack)
    expect(parsePack(printPack(new Map()))).toEqual(new Map())
  })
})

function packsIn(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.findings'))
}

function readdirNames(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
