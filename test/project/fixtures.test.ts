// What fixtures of other files say of a test that has no assertion of its own: bases, imports, plugins, `pythonpath`, what runs unasked.

import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { createProctor, defaultSettings, type Proctor, type Source } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
let proctor: Proctor

beforeAll(async () => {
  proctor = await createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })
})

const path = 'tests/unit/test_it.py'
const asserting = 'import pytest\n\n\n@pytest.fixture\ndef server():\n    yield 1\n    assert not leaks()\n'
const unasked = asserting.replace('pytest.fixture', 'pytest.fixture(autouse=True)')
const idle = (text: string): string => text.replace('    assert not leaks()\n', '')
const asks = 'def test_adds(server):\n    server.add(1)\n'
const plain = 'def test_adds():\n    add(1)\n'

function workspaceOf(files: Readonly<Record<string, string>>) {
  const name = `workspace ${Math.random()}`
  const texts = new Map(Object.entries(files))
  const settle = (source: Source): void => {
    for (let round = 0; round < 50; round++) {
      proctor.analyze(source, defaultSettings)
      const wanted = proctor.wants(source)
      if (wanted.length === 0) return
      for (const each of wanted) proctor.learn(name, each, texts.get(each))
    }
    throw new Error('it wants more and more')
  }
  const source = proctor.open(path, texts.get(path)!, { workspace: name, path })
  return { name, source, settle }
}

function isReported(source: Source): boolean {
  return proctor.analyze(source, defaultSettings).findings.some(({ rule }) => rule.id === 'test-without-assertion')
}

/** Whether the test of the file is said to check nothing, once everything was read. */
function reports(files: Readonly<Record<string, string>>): boolean {
  const { source, settle } = workspaceOf(files)
  settle(source)
  return isReported(source)
}

/** The same twice: with a fixture that checks, and with the same fixture that does not. */
function both(files: (fixtures: string) => Readonly<Record<string, string>>, fixtures = asserting): readonly [checking: boolean, idle: boolean] {
  return [reports(files(fixtures)), reports(files(idle(fixtures)))]
}

describe('a fixture that the test asks for', () => {
  test('that the file imports, by its name or another one', () => {
    expect(both((kit) => ({ 'tests/kit.py': kit, [path]: `from tests.kit import server\n\n\n${asks}` }))).toEqual([false, true])
    expect(both((kit) => ({ 'tests/unit/kit.py': kit.replace('server', 'made'), [path]: `from .kit import made as server\n\n\n${asks}` }))).toEqual([false, true])
    expect(both((kit) => ({ 'tests/kit.py': kit, [path]: `from tests.kit import *\n\n\n${asks}` }))).toEqual([false, true])
  })

  test('that a conftest takes from a plugin, that of another plugin', () => {
    expect(both((plugin) => ({ 'conftest.py': 'pytest_plugins = ["tests.first"]\n', 'tests/first.py': 'pytest_plugins = "tests.second"\n', 'tests/second.py': plugin, [path]: asks }))).toEqual([false, true])
  })

  test('a conftest overrides a plugin', () => {
    expect(reports({ 'conftest.py': `pytest_plugins = "tests.first"\n${idle(asserting)}`, 'tests/first.py': asserting, [path]: asks })).toBe(true)
  })

  test('that its class inherits from another file, before one of this file', () => {
    const base = (fixture: string): string => `${fixture.replace('import pytest\n\n\n', 'import pytest\n\n\nclass Base:\n').replace('server()', 'server(self)').replace(/^(?=[@ d])/gm, '    ')}`
    const own = `import pytest\nfrom tests.base import Base\n\n\n@pytest.fixture\ndef server():\n    return 1\n\n\nclass TestIt(Base):\n    def test_adds(self, server):\n        server.add(1)\n`
    expect(both((fixture) => ({ 'tests/base.py': base(fixture), [path]: own }))).toEqual([false, true])
  })

  test('a class\'s own that asks for its own name means the module\'s, the module\'s that of the conftest', () => {
    const through = 'import pytest\n\n\n@pytest.fixture\ndef server(server):\n    return server\n\n\nclass TestIt:\n    @pytest.fixture\n    def server(self, server):\n        return server\n\n    def test_adds(self, server):\n        server.add(1)\n'
    expect(both((conftest) => ({ 'conftest.py': conftest, [path]: through }))).toEqual([false, true])
  })

  test('through `usefixtures` of the class and of the module', () => {
    expect(both((conftest) => ({ 'conftest.py': conftest, [path]: 'import pytest\n\n\n@pytest.mark.usefixtures("server")\nclass TestIt:\n    def test_adds(self):\n        add(1)\n' }))).toEqual([false, true])
    expect(both((conftest) => ({ 'conftest.py': conftest, [path]: `import pytest\n\npytestmark = [pytest.mark.usefixtures("server")]\n\n\n${plain}` }))).toEqual([false, true])
  })

  test('from a module that only `pythonpath` leads to', () => {
    const files = (configuration: Readonly<Record<string, string>>) => (kit: string) => ({ ...configuration, 'support/deep/kit.py': kit, [path]: `from kit import server\n\n\n${asks}` })
    expect(both(files({ 'pytest.ini': '[pytest]\npythonpath = support/deep\n' }))).toEqual([false, true])
    expect(both(files({ 'pyproject.toml': '[tool.pytest.ini_options]\npythonpath = ["./support/../support/deep"]\n' }))).toEqual([false, true])
    // The nearest configuration counts alone, and without one nobody knows what `kit` is.
    expect(both(files({ 'pytest.ini': '[pytest]\npythonpath = support/deep\n', 'tests/tox.ini': '[pytest]\n' }))).toEqual([false, false])
  })
})

describe('a fixture that runs unasked', () => {
  test('of a conftest, of a plugin, of what these import', () => {
    expect(both((conftest) => ({ 'tests/conftest.py': conftest, [path]: plain }), unasked)).toEqual([false, true])
    expect(both((plugin) => ({ 'conftest.py': 'pytest_plugins = ["tests.first"]\n', 'tests/first.py': plugin, [path]: plain }), unasked)).toEqual([false, true])
    expect(both((kit) => ({ 'conftest.py': 'from tests.fixtures import *\n', 'tests/fixtures.py': kit, [path]: plain }), unasked)).toEqual([false, true])
    expect(both((kit) => ({ 'conftest.py': 'from tests.fixtures import server\n', 'tests/fixtures.py': kit, [path]: plain }), unasked)).toEqual([false, true])
  })

  test('of the file itself, and of what it imports', () => {
    expect(both((own) => ({ [path]: `${own}\n\n${plain}` }), unasked)).toEqual([false, true])
    expect(both((kit) => ({ 'tests/kit.py': kit, [path]: `from tests.kit import server\n\n\n${plain}` }), unasked)).toEqual([false, true])
  })

  test('of the class, of a base here or elsewhere; not of another class', () => {
    const inClass = (name: string) => (text: string): string => text.replace('import pytest\n\n\n', `import pytest\n\n\nclass ${name}:\n`).replace('server()', 'server(self)').replace(/^(?=[@ d])/gm, '    ')
    const heir = 'class TestIt(Base):\n    def test_adds(self):\n        add(1)\n'
    expect(both((fixture) => ({ [path]: `${inClass('TestIt')(fixture)}\n    def test_adds(self):\n        add(1)\n` }), unasked)).toEqual([false, true])
    expect(both((fixture) => ({ [path]: `${inClass('Base')(fixture)}\n\n${heir}` }), unasked)).toEqual([false, true])
    expect(both((fixture) => ({ 'tests/base.py': inClass('Base')(fixture), [path]: `from tests.base import Base\n\n\n${heir}` }), unasked)).toEqual([false, true])
    expect(reports({ [path]: `${inClass('TestOther')(unasked)}\n\n${plain}` })).toBe(true)
  })

  test('in front of the `yield` it says nothing, and what cannot be read behind it neither', () => {
    expect(reports({ 'conftest.py': 'import pytest\n\n\n@pytest.fixture(autouse=True)\ndef server():\n    assert ready()\n    yield 1\n', [path]: plain })).toBe(true)
    expect(reports({ 'conftest.py': 'import pytest\nimport watchdog\n\n\n@pytest.fixture(autouse=True)\ndef server():\n    yield 1\n    watchdog.verify()\n', [path]: plain })).toBe(true)
  })

  test('until the conftest files were read nothing is claimed; a conftest that changes is noticed', () => {
    const { name, source, settle } = workspaceOf({ 'conftest.py': unasked, [path]: plain })
    expect(isReported(source)).toBe(false)
    settle(source)
    expect(isReported(source)).toBe(false)
    expect(proctor.learn(name, 'conftest.py', idle(unasked))).toBe(true)
    settle(source)
    expect(isReported(source)).toBe(true)
  })

  test('an edit that makes a fixture of the file run unasked is noticed, and one that takes its check away', () => {
    const text = `${asserting}\n\n${plain}`
    const { source, settle } = workspaceOf({ [path]: text })
    settle(source)
    expect(isReported(source)).toBe(true)
    const at = text.indexOf('@pytest.fixture') + '@pytest.fixture'.length
    const automatic = proctor.edit(source, [{ start: at, end: at, text: '(autouse=True)' }])
    expect(isReported(automatic)).toBe(false)
    const check = automatic.text.indexOf('assert not leaks()')
    expect(isReported(proctor.edit(automatic, [{ start: check, end: check + 'assert not leaks()'.length, text: 'close()' }]))).toBe(true)
  })
})
