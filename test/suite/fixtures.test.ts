// Which fixtures a test uses and where they are defined, construct by construct. Whether pytest agrees is test/oracles/collect's to say.

import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { isLeftOut } from '../../server/src/core/suite/collect-ignore.ts'
import { fixturesOfTests } from '../../server/src/core/suite/fixture-closure.ts'
import { fixturesNamed, requestsOf, unaskedFixtures } from '../../server/src/core/suite/requested.ts'
import { draftsOf } from '../../server/src/core/suite/drafts.ts'
import { openSource, type Source } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'
import { opened } from './open.ts'

const fixture = '@pytest.fixture\n'

/** For each test of `tests/test_it.py`: name → the lines of its definitions, the one that counts first, by file where that is another one. */
async function resolved(files: Readonly<Record<string, string>>): Promise<Record<string, Record<string, string>>> {
  const parser = await testParser()
  const path = 'tests/test_it.py'
  const sources = new Map(Object.entries(files).map(([each, text]) => [each, openSource(parser, each, `import pytest\n${text}`)]))
  const elsewhere = (module: string, from: Source): Source | undefined => {
    const [, dots, rest] = /^(\.*)(.*)$/.exec(module)!
    const folder = dots === '' ? [] : from.path.split('/').slice(0, -dots!.length)
    const place = [...folder, ...(rest === '' ? [] : rest!.split('.'))].join('/')
    return sources.get(`${place}.py`) ?? sources.get(`${place}/__init__.py`)
  }
  const conftests = ['tests/conftest.py', 'conftest.py'].flatMap((each) => sources.get(each) ?? [])
  const tests = fixturesOfTests(sources.get(path)!, defaultSettings, { elsewhere, conftests: () => conftests })
  const place = (each: { readonly path: string; readonly line: number }): string => (each.path === path ? `${each.line - 1}` : `${each.path}:${each.line - 1}`)
  return Object.fromEntries(tests.map(({ id, fixtures }) => [id.slice(path.length + 2), Object.fromEntries(fixtures.map(({ name, definitions }) => [name, definitions.map(place).join(' < ')]))]))
}

/** The same for a file by itself. */
const alone = (text: string): Promise<Record<string, Record<string, string>>> => resolved({ 'tests/test_it.py': text })

describe('the chain of definitions', () => {
  it('class, module, conftest files from the nearest, plugins; a fixture that asks for its own name means the next', async () => {
    const own = `${fixture}def chain(chain):\n    return chain\n`
    expect(
      await resolved({
        'conftest.py': `pytest_plugins = ["plug"]\n${own}`,
        'plug.py': `${fixture}def chain(last):\n    return 1\n${fixture}def last():\n    return 1\n`,
        'tests/conftest.py': own,
        'tests/test_it.py': `${own}class TestIt:\n    @pytest.fixture\n    def chain(self, chain):\n        return chain\n    def test_it(self, chain):\n        pass\ndef test_module(chain):\n    pass\n`,
      }),
    ).toEqual({
      'TestIt::test_it': { chain: '6 < 2 < tests/conftest.py:2 < conftest.py:3 < plug.py:2', last: 'plug.py:5' },
      'test_module': { chain: '2 < tests/conftest.py:2 < conftest.py:3 < plug.py:2', last: 'plug.py:5' },
    })
  })

  it('an overriding fixture that does not ask for its own name ends the chain of requests', async () => {
    expect(await resolved({ 'conftest.py': `${fixture}def a(b):\n    pass\n${fixture}def b():\n    pass\n`, 'tests/test_it.py': `${fixture}def a():\n    pass\ndef test_it(a):\n    pass\n` })).toEqual({ test_it: { a: '2 < conftest.py:2' } })
  })

  it('a fixture of a conftest gets what overrides its own requests nearer to the test', async () => {
    expect(await resolved({ 'conftest.py': `${fixture}def a(b):\n    pass\n${fixture}def b():\n    pass\n`, 'tests/test_it.py': `${fixture}def b():\n    pass\ndef test_it(a):\n    pass\n` })).toEqual({ test_it: { a: 'conftest.py:2', b: '2 < conftest.py:5' } })
  })

  it('classes around a class, and bases before the module', async () => {
    expect(
      await alone(`
class Base:
    @pytest.fixture
    def a(self): pass
class TestOuter(Base):
    @pytest.fixture
    def b(self, a): pass
    class TestInner:
        @pytest.fixture
        def c(self, b): pass
        def test_it(self, c): pass
@pytest.fixture
def a(): pass
`),
    ).toEqual({ 'TestOuter::TestInner::test_it': { c: '10', b: '7', a: '4 < 13' } })
  })

  it('names that nobody in the workspace defines have no place; a circle ends', async () => {
    expect(await alone(`${fixture}def a(b):\n    pass\n${fixture}def b(a):\n    pass\ndef test_it(a, tmp_path):\n    pass\n`)).toEqual({ test_it: { a: '2', b: '5', tmp_path: '' } })
  })
})

describe('what makes a fixture', () => {
  it('its own name, `name=`, an alias of an import, an assignment', async () => {
    expect(
      await resolved({
        'kit.py': `${fixture}def tool():\n    pass\n@pytest.fixture(name="spoken")\ndef written():\n    pass\ndef make():\n    pass\n`,
        'tests/test_it.py': 'from kit import tool as device, written, make\nmade = pytest.fixture(make)\nmade_too = pytest.fixture(scope="module")(make)\nagain = device\ndef test_it(device, spoken, written, made, made_too, again, tool):\n    pass\n',
      }),
    ).toEqual({ test_it: { device: 'kit.py:2', spoken: 'kit.py:5', written: '', made: 'kit.py:7', made_too: 'kit.py:7', again: 'kit.py:2', tool: '' } })
  })

  it('star imports: names without underscore, or those of `__all__`', async () => {
    const kit = `${fixture}def open_one():\n    pass\n${fixture}def _hidden():\n    pass\n`
    const own = 'from .kit import *\ndef test_it(open_one, _hidden):\n    pass\n'
    expect(await resolved({ 'tests/kit.py': kit, 'tests/test_it.py': own })).toEqual({ test_it: { open_one: 'tests/kit.py:2', _hidden: '' } })
    expect(await resolved({ 'tests/kit.py': `__all__ = ["_hidden"]\n${kit}`, 'tests/test_it.py': own })).toEqual({ test_it: { open_one: '', _hidden: 'tests/kit.py:6' } })
  })

  it('what stands in `with`, `try` and `if`; the last of two definitions; of two with one `name` the last by their own names', async () => {
    expect(
      await alone(`
try:
    import x
except ImportError:
    @pytest.fixture
    def conditional(): pass
@pytest.fixture
def twice(): pass
@pytest.fixture
def twice(twice): pass
@pytest.fixture(name="same")
def b(): pass
@pytest.fixture(name="same")
def a(): pass
def test_it(conditional, twice, same): pass
`),
    ).toEqual({ test_it: { conditional: '6', twice: '10', same: '12 < 14' } })
  })

  it('scope, params and yield', async () => {
    const source = openSource(await testParser(), 't.py', 'import pytest\n@pytest.fixture(scope="session", params=[1], autouse=True)\ndef a(request):\n    yield 1\n@pytest.fixture(scope=chosen)\nasync def b(): return 1\ndef test_it(b): pass\n')
    const [test] = fixturesOfTests(source, defaultSettings, { elsewhere: () => undefined, conftests: () => [] })
    expect(test!.fixtures).toEqual([
      { name: 'a', definitions: [{ path: 't.py', line: 3, scope: 'session', isAutouse: true, isParametrized: true, isGenerator: true, requests: ['request'] }] },
      { name: 'request', definitions: [] },
      { name: 'b', definitions: [{ path: 't.py', line: 6, scope: 'dynamic', isAutouse: false, isParametrized: false, isGenerator: false, requests: [] }] },
    ])
  })
})

describe('what asks for a fixture', () => {
  it('runs unasked: of the file, the class and its bases, conftest files, plugins; by name, whichever definition counts', async () => {
    const auto = (name: string): string => `@pytest.fixture(autouse=True)\ndef ${name}():\n    pass\n`
    expect(
      await resolved({
        'conftest.py': `pytest_plugins = "plug"\n${auto('root')}`,
        'plug.py': auto('plugged'),
        'tests/conftest.py': `${fixture}def root():\n    pass\n`,
        'tests/test_it.py': `${auto('own')}class Base:\n    @pytest.fixture(autouse=True)\n    def based(self): pass\nclass TestIt(Base):\n    def test_it(self): pass\ndef test_plain(): pass\n`,
      }),
    ).toEqual({
      'TestIt::test_it': { plugged: 'plug.py:2', root: 'tests/conftest.py:2 < conftest.py:3', own: '2', based: '6' },
      'test_plain': { plugged: 'plug.py:2', root: 'tests/conftest.py:2 < conftest.py:3', own: '2' },
    })
  })

  it('`usefixtures` on the function, its class, a base, in `pytestmark` of class and module, behind a name or a function', async () => {
    expect(
      await resolved({
        'kit.py': 'needs = pytest.mark.usefixtures("by_name")\ndef use(name):\n    return pytest.mark.usefixtures(name)\ndef plain(function):\n    return pytest.mark.usefixtures("by_function")(function)\n',
        'tests/test_it.py': `
from kit import needs, plain, use
pytestmark = [pytest.mark.usefixtures("module")]
@pytest.mark.usefixtures("base")
class Base:
    pass
class TestIt(Base):
    pytestmark = pytest.mark.usefixtures("body")
    local = pytest.mark.usefixtures("local")
    @needs
    @plain
    @use("given")
    @local
    @pytest.mark.usefixtures("one", "two")
    def test_it(self): pass
`,
      }),
    ).toEqual({ 'TestIt::test_it': Object.fromEntries(['by_name', 'by_function', 'given', 'local', 'one', 'two', 'body', 'base', 'module'].map((name) => [name, ''])) })
  })

  it('parametrize takes a name away, unless it is indirect', async () => {
    expect(
      await alone(`
@pytest.fixture
def a(c): pass
@pytest.mark.parametrize("a, b", [(1, 2)])
def test_direct(a, b): pass
@pytest.mark.parametrize(("a", "b"), [(1, 2)], indirect=True)
def test_indirect(a, b): pass
@pytest.mark.parametrize(["a", "b"], [(1, 2)], indirect=["a"])
def test_partly(a, b): pass
@pytest.mark.parametrize(argnames="b", argvalues=[1])
class TestIt:
    def test_it(self, a, b): pass
`),
    ).toEqual({ test_direct: {}, test_indirect: { a: '3', c: '', b: '' }, test_partly: { a: '3', c: '' }, 'TestIt::test_it': { a: '3', c: '' } })
  })

  it('parameters: no `self`, no defaults, no mocks, no examples; of unittest\'s methods none', async () => {
    expect(
      await alone(`
import unittest
from unittest import mock
from hypothesis import given
@mock.patch("x.y")
class TestIt:
    @mock.patch.object(os, "sep")
    @mock.patch("a.b", new=1)
    def test_it(self, sep, y, a, b=1, *rest, c, **more): pass
    @staticmethod
    def test_static(y, a): pass
class Case(unittest.TestCase):
    def test_case(self, a): pass
@given(1, x=2)
def test_given(a, x, last): pass
`),
    ).toEqual({ 'TestIt::test_it': { a: '', c: '' }, 'TestIt::test_static': { a: '' }, 'Case::test_case': {}, 'test_given': { a: '' } })
  })
})

describe('within one file', () => {
  it('fixturesNamed gives the chain, unaskedFixtures what runs unasked', async () => {
    const { source, suite } = await opened('import pytest\n@pytest.fixture(autouse=True)\ndef a(): pass\nclass TestOuter:\n    @pytest.fixture(autouse=True)\n    def a(self): pass\n    class TestInner:\n        @pytest.fixture\n        def a(self): pass\n        def test_it(self): pass\n')
    const inner = draftsOf(suite.tests[0]!.segment).classes.find((each) => each.name === 'TestInner')!
    const line = (each: { readonly nameNode: Parameters<Source['rangeOf']>[0] }): number => source.positionAt(source.rangeOf(each.nameNode).start).line + 1
    expect(fixturesNamed(source, 'a', inner).map(line)).toEqual([9, 6, 3])
    expect(fixturesNamed(source, 'a', undefined).map(line)).toEqual([3])
    expect(unaskedFixtures(source, inner).map(line)).toEqual([6, 3])
    expect(fixturesNamed(source, 'b', inner)).toEqual([])
  })

  it('requestsOf says who asks, and where', async () => {
    const { source, unit } = await opened('import pytest\nfrom unittest import mock\npytestmark = pytest.mark.usefixtures("c")\n@pytest.mark.usefixtures("b")\nclass TestIt:\n    @mock.patch("x")\n    @pytest.mark.usefixtures("a")\n    def test_it(self, x, d, e=1): pass\n@pytest.fixture(params=[1])\ndef made(d, request): pass\n')
    expect(requestsOf(source, unit('test_it')).map(({ name, by, on }) => `${name} ${by} ${on}`)).toEqual(['d parameter function', 'a usefixtures function', 'b usefixtures class', 'c usefixtures module'])
    expect(requestsOf(source, unit('made')).map(({ name }) => name)).toEqual(['d', 'request'])
    expect(unit('made')).toMatchObject({ role: 'fixture', params: { text: '[1]' }, isGenerator: false })
  })
})

describe('collect_ignore', () => {
  it('from the nearest conftest that has it: files, folders, globs; what is written as a literal', async () => {
    const parser = await testParser()
    const root = openSource(parser, 'conftest.py', 'import sys\ncollect_ignore = ["setup.py", "tests/old/"]\ncollect_ignore += ["./tests/more.py"]\ncollect_ignore.append("tests/appended.py")\nif sys.version_info < (3,):\n    collect_ignore.append("tests/test_it.py")\ncollect_ignore_glob = ["*_slow.py"]\n')
    const near = openSource(parser, 'tests/near/conftest.py', 'collect_ignore = [\n    "test_here.py",\n    *others,\n]\n')
    const out = (path: string, conftests = [root]): boolean => isLeftOut(path, conftests)
    expect(['setup.py', 'tests/old/test_it.py', 'tests/more.py', 'tests/appended.py', 'tests/deep/test_slow.py'].filter((path) => !out(path))).toEqual([])
    expect(['tests/test_it.py', 'tests/setup.py', 'tests/older/test_it.py'].filter((path) => out(path))).toEqual([])
    expect(out('tests/near/test_here.py', [near, root])).toBe(true)
    expect(out('tests/near/test_slow.py', [near, root])).toBe(true)
    expect(out('tests/near/setup.py', [near, root])).toBe(false)
  })
})
