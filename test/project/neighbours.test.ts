// What other files of a workspace say of a test file: bases, helpers, fixtures; who is asked, who is told, what it costs.

import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { createProctor, defaultSettings, type Proctor, type Source } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
let proctor: Proctor

beforeAll(async () => {
  proctor = await createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })
})

/** One workspace in memory, which counts what is read of it. */
function workspaceOf(files: Readonly<Record<string, string>>) {
  const texts = new Map(Object.entries(files))
  const name = `workspace ${Math.random()}`
  const reads: string[] = []
  const settle = (source: Source) => {
    for (let round = 0; round < 50; round++) {
      proctor.analyze(source, defaultSettings)
      const wanted = proctor.wants(source)
      if (wanted.length === 0) return
      for (const path of wanted) {
        reads.push(path)
        proctor.learn(name, path, texts.get(path))
      }
    }
    throw new Error('it wants more and more')
  }
  return {
    name,
    /** Paths that were asked for and exist, in the order of asking. */
    reads: () => reads.filter((path) => texts.has(path)),
    asked: () => reads,
    settle,
    open: (path: string) => {
      const source = proctor.open(path, texts.get(path)!, { workspace: name, path })
      settle(source)
      return source
    },
    write: (path: string, text: string | undefined) => {
      if (text === undefined) texts.delete(path)
      else texts.set(path, text)
      return proctor.learn(name, path, text)
    },
  }
}

function found(source: Source): string[] {
  return proctor.analyze(source, defaultSettings).findings.map(({ rule, at }) => `${rule.id} ${source.positionAt(source.rangeOf(at).start).line + 1}`)
}

const without = (line: number) => `test-without-assertion ${line}`

describe('helpers', () => {
  const call = 'from tests.helpers import add_up\n\n\ndef test_adds_numbers():\n    add_up(1, 2)\n'

  test('one that asserts is an assertion, one that does not is none', () => {
    const asserting = workspaceOf({ 'tests/test_sum.py': call, 'tests/helpers.py': 'def add_up(a, b):\n    assert a + b\n' })
    expect(found(asserting.open('tests/test_sum.py'))).not.toContain(without(4))
    const idle = workspaceOf({ 'tests/test_sum.py': call, 'tests/helpers.py': 'def add_up(a, b):\n    print(a + b)\n' })
    expect(found(idle.open('tests/test_sum.py'))).toContain(without(4))
  })

  test('one that nobody can read stays unknown', () => {
    expect(found(workspaceOf({ 'tests/test_sum.py': call }).open('tests/test_sum.py'))).not.toContain(without(4))
  })

  test('through other modules: relative imports, star imports, a package that hands names on, an alias', () => {
    const { open, reads } = workspaceOf({
      'src/pkg/testing/__init__.py': 'from .checks import *\n',
      'src/pkg/testing/checks.py': 'from ._deep import verify_all as _verify\n\nadd_up = _verify\n',
      'src/pkg/testing/_deep.py': 'def verify_all(a, b):\n    _inner(a)\n\n\ndef _inner(a):\n    assert a\n',
      'tests/test_sum.py': 'from pkg.testing import add_up\n\n\ndef test_adds_numbers():\n    add_up(1, 2)\n',
    })
    expect(found(open('tests/test_sum.py'))).not.toContain(without(4))
    expect(reads()).toEqual(['src/pkg/testing/__init__.py', 'src/pkg/testing/checks.py', 'src/pkg/testing/_deep.py'])
  })

  test('modules that import each other in a circle come to an end', () => {
    const { open } = workspaceOf({
      'tests/helpers.py': 'from tests.more import check_more\n\n\ndef add_up(a, b):\n    check_more(a)\n',
      'tests/more.py': 'from tests.helpers import add_up\nfrom tests.helpers import *\n\n\ndef check_more(a):\n    add_up(a, a)\n',
      'tests/test_sum.py': call,
    })
    expect(found(open('tests/test_sum.py'))).toContain(without(4))
  })

  test('installed packages are never asked for', () => {
    const { open, asked } = workspaceOf({ '.venv/lib/site-packages/pkg/tests/test_sum.py': call })
    open('.venv/lib/site-packages/pkg/tests/test_sum.py')
    expect(asked().filter((path) => path.includes('site-packages'))).toEqual([])
  })
})

describe('bases', () => {
  const base = 'import unittest\n\n\nclass Base(unittest.TestCase):\n    def setUp(self):\n        super().setUp()\n        self.server = start()\n\n    def run_case(self):\n        self.verify_case()\n\n    def verify_case(self):\n        pass\n'

  test('a class is a TestCase because its base elsewhere is one', () => {
    const { open } = workspaceOf({ 'tests/__init__.py': '', 'tests/base.py': base, 'tests/test_it.py': 'from . import base\n\n\nclass ItWorks(base.Base):\n    def test_nothing(self):\n        print(1)\n' })
    expect(found(open('tests/test_it.py'))).toContain(without(5))
  })

  test('an inherited helper that leads back to a method of the test checks what that one checks', () => {
    const own = (body: string) => `from tests.base import Base\n\n\nclass ItWorks(Base):\n    def test_case(self):\n        self.run_case()\n\n    def verify_case(self):\n        ${body}\n`
    expect(found(workspaceOf({ 'tests/base.py': base, 'tests/test_it.py': own('self.assertTrue(self.server)') }).open('tests/test_it.py'))).not.toContain(without(5))
    expect(found(workspaceOf({ 'tests/base.py': base, 'tests/test_it.py': own('print(1)') }).open('tests/test_it.py'))).toContain(without(5))
  })

  test('a setUp elsewhere that is not called', () => {
    const own = 'from tests.base import Base\n\n\nclass ItWorks(Base):\n    def setUp(self):\n        self.client = connect()\n\n    def test_case(self):\n        self.assertTrue(self.client)\n'
    expect(found(workspaceOf({ 'tests/base.py': base, 'tests/test_it.py': own }).open('tests/test_it.py'))).toContain('missing-super-setup 5')
    const empty = 'import unittest\n\n\nclass Base(unittest.TestCase):\n    def setUp(self):\n        pass\n'
    expect(found(workspaceOf({ 'tests/base.py': empty, 'tests/test_it.py': own }).open('tests/test_it.py'))).not.toContain('missing-super-setup 5')
  })

  test('an attribute that a base reads is not renamed, and the answer says where; another one is', () => {
    const reading = 'import unittest\n\n\nclass Base(unittest.TestCase):\n    def setUp(self):\n        self.start(self.driver)\n'
    const own = 'from tests.base import Base\n\n\nclass TestIt(Base):\n    driver = 1\n    colour = 2\n\n    def test_case(self):\n        self.assertTrue(self.colour)\n'
    const { open, settle } = workspaceOf({ 'tests/base.py': reading, 'tests/test_it.py': own })
    const source = open('tests/test_it.py')
    const rename = (name: string) => {
      proctor.rename(source, own.indexOf(`${name} =`), 'other_name')
      settle(source)
      return proctor.rename(source, own.indexOf(`${name} =`), 'other_name')
    }
    expect(rename('driver')).toEqual({ refusal: "the base class 'Base' reads 'driver', in line 6 of tests/base.py" })
    expect(rename('colour')).toHaveLength(2)
  })
})

describe('fixtures of conftest files', () => {
  const own = 'def test_adds_numbers(server):\n    server.add(1, 2)\n'

  test('one that asserts behind its yield, by itself or through one further up', () => {
    const direct = workspaceOf({ 'tests/unit/test_it.py': own, 'tests/conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef server():\n    yield 1\n    assert not leaks()\n' })
    expect(found(direct.open('tests/unit/test_it.py'))).not.toContain(without(1))
    const through = workspaceOf({
      'conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef server():\n    yield 1\n    assert not leaks()\n',
      'tests/conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef server(server):\n    return server\n',
      'tests/unit/test_it.py': own,
    })
    expect(found(through.open('tests/unit/test_it.py'))).not.toContain(without(1))
  })

  test('the nearest one counts', () => {
    const { open } = workspaceOf({
      'conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef server():\n    yield 1\n    assert not leaks()\n',
      'tests/conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef server():\n    return 1\n',
      'tests/test_it.py': own,
    })
    expect(found(open('tests/test_it.py'))).toContain(without(1))
  })

  test('before the conftest files were read nothing is claimed', () => {
    const source = proctor.open('tests/test_it.py', own, { workspace: 'unread', path: 'tests/test_it.py' })
    expect(found(source)).not.toContain(without(1))
    expect(proctor.wants(source)).toEqual(['tests/conftest.py', 'conftest.py'])
  })
})

describe('changes', () => {
  const asserting = 'import pytest\n\n\n@pytest.fixture\ndef server():\n    yield 1\n    assert not leaks()\n'
  const idle = asserting.replace('    assert not leaks()\n', '')
  const own = 'def test_adds_numbers(server):\n    server.add(1, 2)\n\n\ndef test_takes_nothing():\n    assert (1 + 1 == 2, "sum")\n'

  test('a conftest that changes, goes and comes back', () => {
    const { open, write, settle } = workspaceOf({ 'tests/test_it.py': own, 'tests/conftest.py': asserting })
    const source = open('tests/test_it.py')
    expect(found(source)).not.toContain(without(1))
    expect(write('tests/conftest.py', idle)).toBe(true)
    settle(source)
    expect(found(source)).toContain(without(1))
    expect(write('tests/conftest.py', asserting)).toBe(true)
    settle(source)
    expect(found(source)).not.toContain(without(1))
    expect(write('tests/conftest.py', undefined)).toBe(true)
    settle(source)
    expect(found(source)).toContain(without(1))
  })

  test('edits of the test keep what was learned', () => {
    const { open, write, reads } = workspaceOf({ 'tests/test_it.py': own, 'tests/conftest.py': asserting })
    let source = open('tests/test_it.py')
    write('tests/conftest.py', idle)
    source = proctor.edit(source, [{ start: own.indexOf('1, 2'), end: own.indexOf('1, 2') + 1, text: '3' }])
    expect(found(source)).toContain(without(1))
    expect(proctor.wants(source)).toEqual([])
    expect(reads()).toEqual(['tests/conftest.py'])
  })

  test('a change that says the same, and one of a file that nobody asked for, change nothing', () => {
    const { open, write } = workspaceOf({ 'tests/test_it.py': own, 'tests/conftest.py': asserting })
    const source = open('tests/test_it.py')
    const before = proctor.analyze(source, defaultSettings)
    expect(write('tests/conftest.py', asserting.replace('leaks()', 'leaks(1)'))).toBe(false)
    expect(write('other/conftest.py', idle)).toBe(false)
    expect(proctor.analyze(source, defaultSettings)).toBe(before)
  })

  test('only tests that asked for the file are looked at again, and in them only what rests on the answer', () => {
    const { open, write } = workspaceOf({ 'a/test_a.py': own, 'a/conftest.py': asserting, 'b/test_b.py': own, 'b/conftest.py': asserting })
    const [a, b] = [open('a/test_a.py'), open('b/test_b.py')]
    const before = [proctor.analyze(a, defaultSettings), proctor.analyze(b, defaultSettings)]
    const known = [proctor.knowledge(a), proctor.knowledge(b)]
    write('a/conftest.py', idle)
    expect(proctor.knowledge(a)).not.toBe(known[0])
    expect(proctor.knowledge(b)).toBe(known[1])
    expect(proctor.analyze(b, defaultSettings)).toBe(before[1])
    const onTuple = (analysis: ReturnType<Proctor['analyze']> | undefined) => analysis?.findings.find(({ rule }) => rule.id === 'assert-on-tuple')
    expect(found(a)).toContain(without(1))
    expect(onTuple(before[0])).toBeDefined()
    expect(onTuple(proctor.analyze(a, defaultSettings))).toBe(onTuple(before[0]))
  })
})
