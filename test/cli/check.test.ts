import { describe, expect, it } from 'vitest'
import { project, fine, fixedTuple, tuple } from './cli.ts'

describe('which files', () => {
  it('a folder gives its test files, sorted; a file named outright always counts; each once', async () => {
    const { run } = project({
      'tests/test_b.py': tuple,
      'tests/test_a.py': fine,
      'tests/orders_test.py': fine,
      'tests/conftest.py': fine,
      'tests/orders.py': tuple,
      'tests/test_notes.txt': tuple,
      'tests/sub/test_c.py': fine,
    })
    expect(await paths(run, ['tests'])).toEqual(['tests/conftest.py', 'tests/orders_test.py', 'tests/sub/test_c.py', 'tests/test_a.py', 'tests/test_b.py'])
    expect(await paths(run, ['tests/orders.py', 'tests/sub', './tests/sub/test_c.py', 'tests'])).toEqual(['tests/orders.py', 'tests/sub/test_c.py', 'tests/conftest.py', 'tests/orders_test.py', 'tests/test_a.py', 'tests/test_b.py'])
  })

  it('never those of other people: environments, packages, caches, version control', async () => {
    const strangers = ['.git', '.venv', 'venv', 'node_modules', '.tox', '__pycache__', 'lib/python3.11/site-packages'].map((folder) => [`${folder}/pkg/test_a.py`, tuple] as const)
    const { run } = project({ ...Object.fromEntries(strangers), 'env311/pyvenv.cfg': 'home = /usr', 'env311/test_a.py': tuple, 'src/test_mine.py': fine })
    expect(await paths(run, ['.'])).toEqual(['src/test_mine.py'])
    expect(await paths(run, ['.venv/pkg'])).toEqual(['.venv/pkg/test_a.py'])
  })

  it('not those that the settings exclude, from the folder of the settings, wherever the command runs', async () => {
    const { run, cwd } = project({ 'pyproject.toml': '[tool.proctor]\nexclude = ["tests/data", "*_pb2.py"]', 'tests/data/test_a.py': tuple, 'tests/test_b_pb2.py': tuple, 'tests/test_c.py': fine })
    expect(await paths(run, ['.'])).toEqual(['tests/test_c.py'])
    expect((await run(['check', '.', '--format', 'json'], { cwd: `${cwd}/tests` })).out).toContain('"path": "test_c.py"')
    expect(await paths(run, ['tests/data/test_a.py'])).toEqual(['tests/data/test_a.py'])
  })

  it('those whose names the project calls tests', async () => {
    const { run } = project({ 'pyproject.toml': '[tool.proctor]\ntest-file-patterns = ["check_*.py"]', 'check_a.py': fine, 'test_b.py': fine })
    expect(await paths(run, ['.'])).toEqual(['check_a.py'])
    expect(await paths(run, ['.', '--isolated'])).toEqual(['test_b.py'])
  })
})

describe('exit codes', () => {
  it.each<[readonly string[], number, RegExp]>([
    [['check', 'test_fine.py'], 0, /^No findings in 1 file\n$/],
    [['check', 'test_tuple.py'], 1, /^test_tuple\.py:2:12: \w+ assert-on-tuple .+\n\n1 finding in 1 file/],
    [['check', 'test_tuple.py', '--ignore', 'assert-on-tuple,organization'], 0, /No findings/],
    [['check', 'test_tuple.py', '--select', 'security'], 0, /No findings/],
    [['check', 'test_tuple.py', '--select', 'F631'], 1, /assert-on-tuple/],
    [['check', 'test_tuple.py', '--select', 'ruff:F631', '--select', 'security'], 1, /assert-on-tuple/],
    [['check', 'test_tuple.py', '--preset', 'essential'], 1, /assert-on-tuple/],
    [['check', 'no_such.py'], 2, /^no_such\.py: no such file or folder\n/],
    [['check', 'test_tuple.py', 'no_such.py'], 2, /assert-on-tuple[^]*no_such\.py: no such file/],
    [['check', 'empty'], 0, /No findings in 0 files/],
    [['--help'], 0, /Usage: proctor/],
    [['check', '--help'], 0, /--stdin-filename/],
    [['--version'], 0, /^1\.2\.3\n$/],
  ])('%j ends with %d', async (args, code, out) => {
    const { run } = project({ 'test_fine.py': fine, 'test_tuple.py': tuple, 'empty/readme.txt': '' })
    expect(await run(args)).toEqual({ code, out: expect.stringMatching(out), err: '' })
  })

  it.each<[readonly string[], RegExp]>([
    [['check'], /name the files and folders to review/],
    [['check', 'x.py', '--select', 'asert-on-tuple'], /--select: no rule, section or twin is called 'asert-on-tuple'; did you mean 'assert-on-tuple'\?/],
    [['check', 'x.py', '--select', ','], /--select expects/],
    [['check', 'x.py', '--ignore', 'F613'], /--ignore: .*did you mean/],
    [['check', 'x.py', '--preset', 'all'], /Allowed choices are essential, recommended, strict/],
    [['check', 'x.py', '--format', 'xml'], /Allowed choices are text, json, markdown, github/],
    [['check', 'x.py', '--unsafe-fixes'], /--unsafe-fixes works together with --fix or --diff/],
    [['check', 'x.py', '--stdin-filename', 'y.py'], /name no other files/],
    [['check', '--nope'], /unknown option '--nope'/],
    [['chekc', 'x.py'], /unknown command 'chekc'/],
    [['review'], /missing required argument 'file'/],
    [['rename', 'x.py', '3', 'y'], /'3' is not LINE:COLUMN/],
    [['rule', 'long-tset'], /did you mean 'long-test'/],
    [['rule', 'security'], /'security' is a section/],
    [['server'], /--stdio/],
  ])('%j is misuse', async (args, err) => {
    const { run } = project({})
    expect(await run(args)).toEqual({ code: 2, out: '', err: expect.stringMatching(err) })
  })
})

it('writes json as the contract has it', async () => {
  const { run } = project({ 'tests/test_a.py': '# 😀\n' + tuple.replace('"sum"', '"😀"') })
  const { out } = await run(['check', 'tests', 'gone.py', '--format', 'json'])
  const report = JSON.parse(out)
  expect(Object.keys(report)).toEqual(['version', 'files', 'summary'])
  expect(report.version).toBe('1.2.3')
  expect(report.files[1]).toEqual({ path: 'gone.py', findings: [], error: 'no such file or folder' })
  const [finding] = report.files[0].findings
  expect(report.files[0]).toMatchObject({ path: 'tests/test_a.py', error: null })
  expect(finding).toMatchObject({
    rule: 'assert-on-tuple',
    section: 'effectiveness',
    severity: 'error',
    twins: expect.arrayContaining(['ruff:F631']),
    range: { start: { line: 3, column: 12 }, end: { line: 3, column: 25 } },
    fix: { title: expect.any(String), safety: expect.stringMatching(/^(safe|suggested)$/), edits: expect.arrayContaining([{ range: expect.any(Object), text: expect.any(String) }]) },
  })
  expect(report.summary).toMatchObject({ files: 2, unreadable: 1, error: 1 })
})

describe('settings', () => {
  it('come from the nearest pyproject.toml; --isolated reads none; the command line wins', async () => {
    const { run } = project({ 'pyproject.toml': '[tool.proctor]\npreset = "strict"', 'a/pyproject.toml': '[tool.proctor.rules]\nassert-on-tuple = "off"', 'a/test_a.py': tuple, 'b/pyproject.toml': '[project]\nname = "b"', 'b/test_b.py': tuple })
    expect((await run(['check', 'a', 'b'])).out).toMatch(/^b\/test_b\.py.* assert-on-tuple/m)
    expect((await run(['check', 'a', 'b'])).out).not.toMatch(/^a\/test_a\.py.* assert-on-tuple/m)
    expect((await run(['check', 'a', '--isolated'])).out).toContain('assert-on-tuple')
    expect((await run(['check', 'a', '--select', 'F631'])).out).toContain('assert-on-tuple')
    expect((await run(['check', 'a', '--select', 'ALL'])).out).not.toContain('assert-on-tuple')
  })

  it('a mistake is named with its line, once; the rest counts; the exit code is 2', async () => {
    const { run } = project({ 'pyproject.toml': '[tool.proctor.rules]\nassert-on-tupel = "off"\n', 'test_a.py': tuple, 'x/test_b.py': fine })
    expect(await run(['check', '.', '--ignore', 'organization'])).toEqual({
      code: 2,
      out: expect.stringContaining('assert-on-tuple'),
      err: "pyproject.toml:2: rules.assert-on-tupel: no rule, section or twin is called 'assert-on-tupel'; did you mean 'assert-on-tuple'?\n",
    })
  })

  it('a broken pyproject.toml is one mistake', async () => {
    const { run } = project({ 'pyproject.toml': '[tool.proctor\npreset = "strict"\n', 'test_a.py': fine })
    expect(await run(['check', '.'])).toEqual({ code: 2, out: 'No findings in 1 file\n', err: expect.stringMatching(/^pyproject\.toml:\d+: not valid TOML: [^\n]+\n$/) })
  })
})

describe('standard input', () => {
  it('is reviewed as the file that it is said to be', async () => {
    const { run } = project({ 'pyproject.toml': '[tool.proctor.rules]\nassert-on-tuple = "hint"' })
    expect(await run(['check', '--stdin-filename', 'tests/test_new.py'], { stdin: tuple })).toMatchObject({ code: 1, out: expect.stringMatching(/^tests\/test_new\.py:2:12: hint assert-on-tuple/) })
    expect(await run(['check', '-', '--stdin-filename', 'test_new.py'], { stdin: fine })).toMatchObject({ code: 0 })
  })

  it('is given back fixed, with the findings that are left on the other stream', async () => {
    const { run } = project({})
    expect(await run(['check', '--stdin-filename', 'test_new.py', '--fix', '--unsafe-fixes'], { stdin: tuple })).toEqual({ code: 0, out: fixedTuple, err: 'No findings in 1 file\n' })
  })

  it('that cannot be read is an error', async () => {
    const { run } = project({})
    expect(await run(['check', '--stdin-filename', 'test_new.py'], { stdin: Uint8Array.of(0xff, 0xfe, 65, 0) })).toMatchObject({ code: 2, out: expect.stringContaining('test_new.py: UTF-16') })
  })
})

describe('bad input', () => {
  it('an empty file has no findings', async () => {
    const { run } = project({ 'test_a.py': '' })
    expect(await run(['check', 'test_a.py'])).toEqual({ code: 0, out: 'No findings in 1 file\n', err: '' })
  })

  it('a syntax error costs its own place only, and is named', async () => {
    const { run } = project({ 'test_a.py': `${tuple}\n\ndef test_broken(:\n    assert (1, "x")\n\n\n${tuple.replace('total', 'other')}` })
    const { out, err } = await run(['check', 'test_a.py', '--select', 'assert-on-tuple'])
    expect(out.match(/^test_a\.py:\d+/gm)).toEqual(['test_a.py:2', 'test_a.py:10'])
    expect(err).toMatch(/^test_a\.py:5: lines? 5.* not reviewed: /)
  })

  it.each<[string, string | Uint8Array, RegExp]>([
    ['a file of 20 MB', 'x = 1\n'.repeat(3_500_000), /^test_a\.py: too long: 21\.0 MB, and max-file-size is 2000000 characters\n/],
    ['a file that is too long only for the settings', 'x = 1\n'.repeat(500_000), /^test_a\.py: too long: 3\.0 MB/],
    ['a binary file', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 0, 0, 1), /^test_a\.py: binary/],
    ['UTF-16', Buffer.from(`\uFEFF${tuple}`, 'utf16le'), /^test_a\.py: UTF-16, which Python does not read/],
  ])('%s is named and left', async (_, content, out) => {
    const { run, read } = project({ 'test_a.py': content, 'test_b.py': tuple })
    const before = Buffer.from(read('test_a.py'))
    expect(await run(['check', '.', '--fix'])).toMatchObject({ code: 2, out: expect.stringMatching(out) })
    expect(read('test_a.py').equals(before)).toBe(true)
  })

  it.each<[string, string | Uint8Array]>([
    ['Latin-1 with its cookie', Buffer.from(`# coding: latin-1\n# é\n${tuple}`, 'latin1')],
    ['CRLF', tuple.replaceAll('\n', '\r\n')],
    ['CR alone', tuple.replaceAll('\n', '\r')],
    ['a byte order mark', `\uFEFF${tuple}`],
    ['tabs', tuple.replaceAll('    ', '\t')],
    ['no line end at the end', tuple.trimEnd()],
  ])('%s is reviewed and, fixed, stays as it is', async (_, content) => {
    const { run, read } = project({ 'test_a.py': content })
    expect(await run(['check', 'test_a.py', '--select', 'assert-on-tuple'])).toMatchObject({ code: 1, err: '' })
    expect(await run(['check', 'test_a.py', '--select', 'assert-on-tuple', '--fix', '--unsafe-fixes'])).toMatchObject({ code: 0 })
    const wanted = Buffer.from(content as string).toString('latin1').replace('(1 == 2, "sum")', '1 == 2, "sum"')
    expect(read('test_a.py').toString('latin1')).toBe(wanted)
  })

  it('a file that is deleted between listing and reading is named; the others are reviewed', async () => {
    const { run, cwd } = project({ 'test_a.py': tuple, 'test_b.py': tuple })
    const { rmSync } = await import('node:fs')
    const { testProctor } = await import('./cli.ts')
    const proctor = async () => {
      const real = await testProctor()
      // The first file is opened after all were listed.
      return { ...real, open: (path: string, text: string) => (rmSync(`${cwd}/test_b.py`, { force: true }), real.open(path, text)) }
    }
    expect(await run(['check', '.', '--select', 'assert-on-tuple'], { proctor })).toMatchObject({ code: 2, out: expect.stringMatching(/^test_a\.py:2:12: .*\ntest_b\.py: no such file or folder\n/) })
  })

  it('a link to itself and a folder that links to its parent end', async () => {
    const { run, cwd } = project({ 'tests/test_a.py': fine })
    const { symlinkSync } = await import('node:fs')
    symlinkSync(`${cwd}/tests/test_loop.py`, `${cwd}/tests/test_loop.py`)
    symlinkSync(cwd, `${cwd}/tests/up`)
    expect(await paths(run, ['.'])).toEqual(['tests/test_a.py'])
  })
})

describe('fixes', () => {
  it('--diff shows them and changes nothing', async () => {
    const { run, read } = project({ 'tests/test_a.py': tuple, 'tests/test_b.py': fine })
    expect(await run(['check', 'tests', '--diff', '--unsafe-fixes', '--select', 'assert-on-tuple'])).toEqual({
      code: 1,
      out: '--- a/tests/test_a.py\n+++ b/tests/test_a.py\n@@ -1,2 +1,2 @@\n def test_total():\n-    assert (1 == 2, "sum")\n+    assert 1 == 2, "sum"\n',
      err: '',
    })
    expect(read('tests/test_a.py').toString()).toBe(tuple)
    expect(await run(['check', 'tests/test_b.py', '--diff'])).toEqual({ code: 0, out: '', err: '' })
  })

  it('a second run changes nothing', async () => {
    const { run, read } = project({ 'test_a.py': tuple })
    await run(['check', '.', '--fix', '--unsafe-fixes'])
    const once = read('test_a.py').toString()
    expect(once).toBe(fixedTuple)
    await run(['check', '.', '--fix', '--unsafe-fixes'])
    expect(read('test_a.py').toString()).toBe(once)
  })

  it('a file that changed while it was reviewed is left, and said to be', async () => {
    const { run, write, read } = project({ 'test_a.py': tuple })
    const { testProctor } = await import('./cli.ts')
    const proctor = async () => {
      const real = await testProctor()
      return { ...real, open: (path: string, text: string) => (write('test_a.py', '# new\n'), real.open(path, text)) }
    }
    expect(await run(['check', 'test_a.py', '--fix', '--unsafe-fixes'], { proctor })).toMatchObject({ code: 2, out: expect.stringContaining('test_a.py: not fixed: it changed while it was reviewed') })
    expect(read('test_a.py').toString()).toBe('# new\n')
  })
})

async function paths(run: ReturnType<typeof project>['run'], args: readonly string[]): Promise<readonly string[]> {
  const { out } = await run(['check', '--format', 'json', ...args])
  return JSON.parse(out).files.map((file: { path: string }) => file.path)
}
