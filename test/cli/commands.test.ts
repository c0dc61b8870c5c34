import { describe, expect, it } from 'vitest'
import { allRules, sections } from '../../server/src/core/index.ts'
import { project, tuple } from './cli.ts'

describe('review', () => {
  it('prints all headings and the summary, and ends with 0 whatever it says', async () => {
    const { run } = project({ 'tests/test_a.py': tuple })
    const { code, out, err } = await run(['review', 'tests/test_a.py'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect([...out.matchAll(/^## (.*)$/gm)].map((match) => match[1])).toEqual([...sections.map((section) => section.title), 'Overall summary'])
    expect(out).toContain('[Line 2](tests/test_a.py#L2)')
  })

  it('has a json form', async () => {
    const { run } = project({ 'test_a.py': tuple })
    const { out } = await run(['review', 'test_a.py', '--format', 'json'])
    expect(JSON.parse(out)).toMatchObject({ version: '1.2.3', path: 'test_a.py', sections: expect.arrayContaining([expect.objectContaining({ id: 'security', clean: 'No security defects found' })]) })
  })

  it('of a file that is not there is an error', async () => {
    const { run } = project({})
    expect(await run(['review', 'test_a.py'])).toEqual({ code: 2, out: '', err: 'test_a.py: no such file or folder\n' })
  })
})

describe('rename', () => {
  const text = 'def test_a(db):\n    x = "😀"; value = db.get(x)\n    assert value\n'

  it('prints the edits, columns in code points, and changes nothing', async () => {
    const { run, read } = project({ 'test_a.py': text })
    expect(await run(['rename', 'test_a.py', '2:14', 'order'])).toEqual({ code: 0, out: 'test_a.py:2:14: order\ntest_a.py:3:12: order\n', err: '' })
    const { out } = await run(['rename', 'test_a.py', '3:13', 'order', '--format', 'json'])
    const at = (line: number, column: number) => ({ range: { start: { line, column }, end: { line, column: column + 5 } }, text: 'order' })
    expect(JSON.parse(out)).toEqual({ version: '1.2.3', path: 'test_a.py', newName: 'order', edits: [at(2, 14), at(3, 12)], refusal: null })
    expect(read('test_a.py').toString()).toBe(text)
  })

  it.each([
    ['2:14', 'db', 'a name that is taken'],
    ['2:14', 'class', 'a keyword'],
    ['2:14', 'two words', 'no identifier'],
    ['2:18', 'order', 'the end of a name, one column behind it'],
  ])('at %s to %s: %s', async (place, name, why) => {
    const { run } = project({ 'test_a.py': text })
    const { code, out } = await run(['rename', 'test_a.py', place, name])
    if (why.startsWith('the end')) expect({ code, out }).toMatchObject({ code: 0 })
    else expect({ code, out }).toEqual({ code: 1, out: expect.stringMatching(new RegExp(`^test_a\\.py:${place}: refused: .+\\n$`)) })
  })

  it('refuses with a reason as json too, and a place outside the file is misuse', async () => {
    const { run } = project({ 'test_a.py': text })
    const { code, out } = await run(['rename', 'test_a.py', '1:1', 'order', '--format', 'json'])
    expect({ code, data: JSON.parse(out) }).toMatchObject({ code: 1, data: { edits: [], refusal: expect.any(String) } })
    for (const place of ['9:1', '1:99', '0:1', '1:0', 'x']) expect(await run(['rename', 'test_a.py', place, 'order']), place).toMatchObject({ code: 2, out: '' })
  })
})

describe('rename across files', () => {
  const files = {
    'tests/conftest.py': '# -*- coding: latin-1 -*-\nimport pytest\n\n\n@pytest.fixture\ndef db():\n    return "\u00e9"\n',
    'tests/test_a.py': 'def test_a(db):\n    assert db\n',
    'pkg/other.py': 'db = 1\n',
    '.venv/lib/test_c.py': 'def test_a(db):\n    assert db\n',
  }
  const at = (line: number, column: number, length = 2) => ({ range: { start: { line, column }, end: { line, column: column + length } }, text: 'data' })

  it('lists the edits of each file, from the working directory, and those of the named file as ever', async () => {
    const { cwd, run, read } = project(files)
    expect(await run(['rename', 'tests/test_a.py', '1:12', 'data'])).toEqual({ code: 0, out: 'tests/conftest.py:6:5: data\ntests/test_a.py:1:12: data\ntests/test_a.py:2:12: data\n', err: '' })
    const { out } = await run(['rename', 'test_a.py', '1:12', 'data', '--format', 'json'], { cwd: `${cwd}/tests` })
    expect(JSON.parse(out)).toEqual({
      version: '1.2.3',
      path: 'test_a.py',
      newName: 'data',
      edits: [at(1, 12), at(2, 12)],
      files: [{ path: 'conftest.py', edits: [at(6, 5)] }, { path: 'test_a.py', edits: [at(1, 12), at(2, 12)] }],
      refusal: null,
    })
    expect(read('tests/test_a.py').toString()).toBe(files['tests/test_a.py'])
  })

  it('writes them all with --write, each file in its own encoding', async () => {
    const { run, read, write } = project(files)
    write('tests/conftest.py', Buffer.from(files['tests/conftest.py'], 'latin1'))
    expect(await run(['rename', 'tests/test_a.py', '1:12', 'data', '--write'])).toMatchObject({ code: 0, err: '' })
    expect(read('tests/conftest.py').toString('latin1')).toBe(files['tests/conftest.py'].replace('db', 'data'))
    expect(read('tests/test_a.py').toString()).toBe(files['tests/test_a.py'].replaceAll('db', 'data'))
    expect(read('.venv/lib/test_c.py').toString()).toBe(files['.venv/lib/test_c.py'])
  })

  it('writes none where one cannot hold the name, and refuses where one that has the name cannot be read', async () => {
    const { run, read, write } = project(files)
    write('tests/conftest.py', Buffer.from(files['tests/conftest.py'], 'latin1'))
    expect(await run(['rename', 'tests/test_a.py', '1:12', 'дата', '--write'])).toMatchObject({ code: 2, err: 'tests/conftest.py: not renamed: its encoding cannot hold the new name\n' })
    expect(read('tests/test_a.py').toString()).toBe(files['tests/test_a.py'])
    write('tests/broken.py', Buffer.from('# coding: utf-8\ndb = "\xff"\n', 'latin1'))
    const { code, out } = await run(['rename', 'tests/test_a.py', '1:12', 'data'])
    expect({ code, out }).toEqual({ code: 1, out: 'tests/test_a.py:1:12: refused: tests/broken.py could not be read: not the utf-8 that its first lines declare\n' })
  })

  it('mentions options that name a renamed test, and leaves them', async () => {
    const { run, read } = project({ 'test_a.py': 'def test_one():\n    assert 1\n', 'pytest.ini': '[pytest]\naddopts = -q\n  --deselect test_a.py::test_one\n' })
    expect(await run(['rename', 'test_a.py', '1:5', 'test_first'])).toEqual({ code: 0, out: 'test_a.py:1:5: test_first\n', err: 'pytest.ini:3: names it too, and was left as it is\n' })
    expect(JSON.parse((await run(['rename', 'test_a.py', '1:5', 'test_first', '--format', 'json'])).out)).toMatchObject({ mentions: [{ path: 'pytest.ini', line: 3 }], refusal: null })
    expect(read('pytest.ini').toString()).toContain('test_one')
  })

  it('refuses with the file in the way', async () => {
    const { run } = project({ ...files, 'tests/test_b.py': 'def test_b(db):\n    data = db\n' })
    const { code, out } = await run(['rename', 'tests/test_a.py', '1:12', 'data', '--format', 'json', '--write'])
    expect({ code, data: JSON.parse(out) }).toMatchObject({ code: 1, data: { edits: [], refusal: "tests/test_b.py: 'data' is already a name of this function" } })
  })
})

describe('collect', () => {
  it('takes inherited and imported tests along, in the order of pytest --collect-only', async () => {
    const { run } = project({
      'tests/__init__.py': '',
      'tests/base.py': 'import unittest\nclass Base(unittest.TestCase):\n    def test_inherited(self):\n        assert self\n',
      'tests/test_own.py': 'from tests.base import Base\nfrom . import base\n\nclass TestOwn(base.Base):\n    def test_own(self):\n        assert self\n',
    })
    expect((await run(['collect', 'tests'])).out).toBe('tests/test_own.py::Base::test_inherited\ntests/test_own.py::TestOwn::test_inherited\ntests/test_own.py::TestOwn::test_own\n')
    expect((await run(['collect', 'tests', '--isolated'])).out).toBe('tests/test_own.py::TestOwn::test_own\n')
  })

  const files = {
    'tests/test_a.py': 'import unittest\n\n\nclass TestA:\n    def test_x(self):\n        pass\n\n    def helper(self):\n        pass\n\n\nclass B(unittest.TestCase):\n    def test_y(self):\n        pass\n',
    'tests/test_b.py': 'def test_z():\n    pass\n',
  }

  it('prints the ids', async () => {
    const { run } = project(files)
    expect(await run(['collect', 'tests'])).toEqual({ code: 0, out: 'tests/test_a.py::TestA::test_x\ntests/test_a.py::B::test_y\ntests/test_b.py::test_z\n', err: '' })
  })

  it('as json by file, with errors', async () => {
    const { run } = project(files)
    const { code, out } = await run(['collect', 'tests/test_b.py', 'gone.py', '--format', 'json'])
    expect(code).toBe(2)
    expect(JSON.parse(out)).toEqual({
      version: '1.2.3',
      files: [
        { path: 'tests/test_b.py', tests: ['tests/test_b.py::test_z'], error: null },
        { path: 'gone.py', tests: [], error: 'no such file or folder' },
      ],
      summary: { files: 2, tests: 1, unreadable: 1 },
    })
  })
})

describe('collect --fixtures', () => {
  const files = {
    'pytest.ini': '[pytest]\npythonpath = support\n',
    'conftest.py': 'import pytest\nfrom kit import tool\n\n\n@pytest.fixture(scope="session")\ndef chain():\n    return []\n\n\n@pytest.fixture(autouse=True)\ndef watch():\n    yield\n',
    'support/kit.py': 'import pytest\n\n\n@pytest.fixture\ndef tool(tmp_path):\n    return tmp_path\n',
    'tests/conftest.py': 'import pytest\n\ncollect_ignore = ["test_off.py"]\ncollect_ignore_glob = ["old/*"]\n\n\n@pytest.fixture(params=[1])\ndef chain(chain):\n    return chain\n',
    'tests/test_a.py': 'def test_chain(chain, tool):\n    assert chain\n\n\ndef test_nothing():\n    assert True\n',
    'tests/test_off.py': 'def test_off():\n    assert True\n',
    'tests/old/test_old.py': 'def test_old():\n    assert True\n',
  }

  it('prints where each fixture of a test is defined, what it overrides, and the names that lie outside', async () => {
    const { run } = project(files)
    const watch = '    watch -- conftest.py:11\n'
    expect(await run(['collect', 'tests', '--fixtures'])).toEqual({
      code: 0,
      out: `tests/test_a.py::test_chain\n${watch}    chain -- tests/conftest.py:8, overrides conftest.py:6\n    tool -- support/kit.py:5\n    tmp_path\ntests/test_a.py::test_nothing\n${watch}`,
      err: '',
    })
  })

  it('as json, beside the ids', async () => {
    const { run } = project(files)
    const { files: all } = JSON.parse((await run(['collect', 'tests', '--fixtures', '--format', 'json'])).out) as { files: Record<string, unknown>[] }
    const file = all.find((each) => each['path'] === 'tests/test_a.py')
    expect(file!['tests']).toEqual(['tests/test_a.py::test_chain', 'tests/test_a.py::test_nothing'])
    const fixtures = file!['fixtures'] as { test: string; fixtures: unknown[] }[]
    expect(fixtures.map((each) => each.test)).toEqual(file!['tests'])
    expect(fixtures[0]!.fixtures.slice(0, 2)).toEqual([
      { name: 'watch', definitions: [{ path: 'conftest.py', line: 11, scope: 'function', autouse: true, parametrized: false, yields: true, requests: [] }] },
      {
        name: 'chain',
        definitions: [
          { path: 'tests/conftest.py', line: 8, scope: 'function', autouse: false, parametrized: true, yields: false, requests: ['chain'] },
          { path: 'conftest.py', line: 6, scope: 'session', autouse: false, parametrized: false, yields: false, requests: [] },
        ],
      },
    ])
  })

  it('of a file by itself knows its own fixtures only', async () => {
    const { run } = project(files)
    expect((await run(['collect', 'tests/test_a.py', '--fixtures', '--isolated'])).out).toBe('tests/test_a.py::test_chain\n    chain\n    tool\ntests/test_a.py::test_nothing\n')
  })

  it('reads no conftest above the folder of pytest\'s configuration', async () => {
    const { run } = project({ 'conftest.py': files['conftest.py'], 'part/pytest.ini': '[pytest]\n', 'part/test_a.py': files['tests/test_a.py'] })
    expect((await run(['collect', 'part', '--fixtures'])).out).toBe('part/test_a.py::test_chain\n    chain\n    tool\npart/test_a.py::test_nothing\n')
  })

  it('a file that a conftest leaves out is collected where it is named outright', async () => {
    const { run } = project(files)
    expect((await run(['collect', 'tests'])).out).toBe('tests/test_a.py::test_chain\ntests/test_a.py::test_nothing\n')
    expect((await run(['collect', 'tests/test_off.py'])).out).toBe('tests/test_off.py::test_off\n')
    expect((await run(['collect', 'tests', '--isolated'])).out).toContain('test_off')
  })
})

describe('rules', () => {
  it('lists each with what the contract names', async () => {
    const { run } = project({})
    const listed = JSON.parse((await run(['rules', '--format', 'json'])).out) as Record<string, unknown>[]
    expect(listed.map((rule) => rule['id'])).toEqual(allRules.map((rule) => rule.id))
    for (const rule of listed) expect(Object.keys(rule)).toEqual(['id', 'section', 'summary', 'severity', 'preset', 'fix', 'twins', 'options'])
    const { out } = await run(['rules'])
    for (const rule of allRules) expect(out).toContain(`  ${rule.id} `)
  })

  it('explains one, by its id or a twin', async () => {
    const { run } = project({})
    const byId = await run(['rule', 'assert-on-tuple'])
    expect(byId).toMatchObject({ code: 0, out: expect.stringMatching(/^assert-on-tuple\n\n[^]*# proctor: ignore\[assert-on-tuple\]/) })
    expect(await run(['rule', 'F631'])).toEqual(byId)
  })
})

it('starts the language server', async () => {
  const { run } = project({})
  let served = false
  expect(await run(['server', '--stdio'], { serve: async () => void (served = true) })).toEqual({ code: 0, out: '', err: '' })
  expect(served).toBe(true)
})
