// A rename over the files of a workspace: the texts afterwards, or the reason with the file that it lies in. `«x»` says where it is asked.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applyEdits, createProctor, defaultSettings } from '../../server/src/core/index.ts'

const grammars = new URL('../../grammars/', import.meta.url)
const proctor = await createProctor({ runtime: readFileSync(new URL('tree-sitter.wasm', grammars)), grammar: readFileSync(new URL('python.wasm', grammars)) })

type Files = Readonly<Record<string, string>>

/** The files that change, as they are then; or the refusal. */
function renamed(marked: Files, newName = 'new'): Files | string {
  const files = new Map(Object.entries(marked).map(([path, text]) => [path, text.replace(/[«»]/g, '')]))
  const path = Object.keys(marked).find((each) => marked[each]!.includes('«'))!
  const offset = marked[path]!.indexOf('«')
  const source = proctor.open(path, files.get(path)!)
  const search = proctor.renameSearch(source, offset, newName, defaultSettings)
  if (search === undefined) return 'no search'
  const texts = new Map([...files].filter(([each, text]) => search.mayMatter(each, text)))
  const answer = proctor.renameAcross(path, offset, newName, defaultSettings, { workspace: `w${Math.random()}`, paths: [...files.keys()].filter((each) => each.endsWith('.py')), texts })
  if ('refusal' in answer) return answer.refusal
  return Object.fromEntries(answer.map((each) => [each.path, applyEdits(each.source.text, each.edits)]))
}

/** What the changed files have to be: every `@x` in the text is the name. */
function expectNamed(files: Files, unchanged: readonly string[] = []): void {
  const marked = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace(/@@(\w+)/g, '$1')]))
  const wanted = Object.fromEntries(Object.entries(files).filter(([path]) => !unchanged.includes(path)).map(([path, text]) => [path, text.replace(/[«»]/g, '').replace(/@@\w+/g, 'new')]))
  expect(renamed(marked)).toEqual(wanted)
}

const conftest = 'import pytest\n\n\n@pytest.fixture\ndef @@db():\n    yield 1\n'

describe('a fixture', () => {
  test('of a conftest, from its definition: parameters, marks, getfixturevalue, other fixtures, what overrides it', () => {
    expectNamed({
      'tests/conftest.py': conftest.replace('@@db', '«@@db»') + '\n\n@pytest.fixture\ndef user(@@db):\n    return @@db + 1\n',
      'tests/test_a.py': 'import pytest\n\npytestmark = pytest.mark.usefixtures("@@db")\n\n\ndef test_a(@@db, user):\n    with @@db as x:\n        assert @@db.db == x["db"], "db"\n\n\nclass TestB:\n    async def test_b(self, @@db: int) -> None:\n        assert [@@db for _ in range(3)]\n',
      'tests/unit/conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef @@db(@@db):\n    return @@db * 2\n\n\n@pytest.fixture\ndef late(request):\n    return request.getfixturevalue(\'@@db\')\n',
      'tests/unit/test_c.py': 'import pytest\n\n\n@pytest.mark.parametrize("a,@@db ,c", [(1, 2, 3)], indirect=["@@db"])\ndef test_c(a, @@db, c):\n    assert a + @@db == c\n\n\n@pytest.mark.parametrize("@@db", [1])\ndef test_d(late):\n    assert late\n',
      'tests/unit/test_d.py': 'def test_d():\n    db = 1\n    assert db == {"db": db}["db"]\n\n\ndef helper(db):\n    return db\n',
      'other/conftest.py': conftest.replace('@@', ''),
      'other/test_a.py': 'def test_a(db):\n    assert db\n',
    }, ['tests/unit/test_d.py', 'other/conftest.py', 'other/test_a.py'])
  })

  test.each([
    ['a parameter', 'def test_a(«@@db»):\n    assert @@db\n'],
    ['a use of it', 'def test_a(@@db):\n    assert «@@db»\n'],
    ['a mark', 'import pytest\n\n\n@pytest.mark.usefixtures("«@@db»")\ndef test_a():\n    assert 1\n'],
    ['getfixturevalue', 'def test_a(request):\n    assert request.getfixturevalue("«@@db»")\n'],
  ])('from %s', (_, text) => {
    expectNamed({ 'conftest.py': conftest, 'a/test_a.py': text })
  })

  test('by the name that its decorator gives it; the function keeps its own', () => {
    const files = { 'conftest.py': 'import pytest\n\n\n@pytest.fixture(name="@@db")\ndef db_fixture():\n    return 1\n', 'test_a.py': 'def test_a(«@@db»):\n    assert @@db\n' }
    expectNamed(files)
    expect(renamed({ 'conftest.py': 'import pytest\n\n\n@pytest.fixture(name="db")\ndef «db_fixture»():\n    return 1\n', 'test_a.py': 'def test_a(db):\n    assert db\n' })).toEqual({ 'conftest.py': 'import pytest\n\n\n@pytest.fixture(name="db")\ndef new():\n    return 1\n' })
  })

  test('of a class, of a test module, asked for by a class that inherits it', () => {
    expectNamed({ 'test_a.py': 'import pytest\n\n\nclass TestA:\n    @pytest.fixture\n    def «@@db»(self):\n        return 1\n\n    def test_a(self, @@db):\n        assert @@db\n\n\nclass TestB(TestA):\n    def test_b(self, @@db):\n        assert @@db\n', 'test_b.py': 'def test_b(db):\n    pass\n' }, ['test_b.py'])
    expectNamed({ 'test_a.py': 'import pytest\n\n\n@pytest.fixture\ndef «@@db»():\n    return 1\n\n\ndef test_a(@@db):\n    assert @@db\n', 'test_b.py': 'import pytest\n\n\n@pytest.fixture\ndef db():\n    return 1\n' }, ['test_b.py'])
  })

  test('of a module that others import, by name, by alias, by star, as a plugin', () => {
    const fixtures = { 'tests/fixtures.py': '__all__ = ["@@db"]\n' + conftest, 'tests/__init__.py': '' }
    expectNamed({ ...fixtures, 'tests/conftest.py': 'from tests.fixtures import @@db  # noqa: F401\n', 'tests/unit/test_a.py': 'def test_a(«@@db»):\n    assert @@db\n' }, ['tests/__init__.py'])
    expectNamed({ ...fixtures, 'tests/conftest.py': 'from .fixtures import *\n', 'tests/unit/test_a.py': 'def test_a(«@@db»):\n    assert @@db\n' }, ['tests/__init__.py', 'tests/conftest.py'])
    expectNamed({ ...fixtures, 'tests/conftest.py': 'from tests.fixtures import @@db as @@db\n', 'tests/test_a.py': 'def test_a(«@@db»):\n    assert @@db\n' }, ['tests/__init__.py'])
    expectNamed({ ...fixtures, 'conftest.py': 'pytest_plugins = ["tests.fixtures"]\n', 'unit/test_a.py': 'def test_a(«@@db»):\n    assert @@db\n' }, ['tests/__init__.py', 'conftest.py'])
    expectNamed({ ...fixtures, 'tests/test_a.py': 'from tests.fixtures import «@@db»\n\n\ndef test_a(@@db):\n    assert @@db\n' }, ['tests/__init__.py'])
  })

  test('a parametrized name that is no fixture stays in its function', () => {
    expectNamed({ 'conftest.py': conftest.replace('@@', ''), 'test_a.py': 'import pytest\n\n\n@pytest.mark.parametrize("@@value", [1])\ndef test_a(«@@value», db):\n    assert @@value\n', 'test_b.py': 'def test_b(value):\n    pass\n' }, ['conftest.py', 'test_b.py'])
  })

  test('among the names that parametrize or params hand to getfixturevalue', () => {
    expectNamed({
      'conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef «@@db»():\n    return 1\n\n\n@pytest.fixture(params=["@@db", pytest.param("other", id="db")])\ndef either(request):\n    return request.getfixturevalue(request.param)\n',
      'test_a.py': 'import pytest\n\n\n@pytest.mark.parametrize("name", ["@@db"])\ndef test_a(request, name):\n    assert request.getfixturevalue(name)\n\n\n@pytest.mark.parametrize(("word", "name"), [("db", "@@db"), pytest.param("x", "other")])\ndef test_b(request, word, name):\n    assert request.getfixturevalue(name) == word\n',
      'test_b.py': 'KIND = "db"\n',
    }, ['test_b.py'])
  })

  test('its places in hooks and on items', () => {
    expectNamed({ 'conftest.py': conftest.replace('@@db', '«@@db»') + '\n\ndef pytest_generate_tests(metafunc):\n    if "@@db" in metafunc.fixturenames:\n        metafunc.parametrize("@@db", [1])\n\n\ndef pytest_runtest_setup(item):\n    item.funcargs["@@db"].reset()\n' })
  })

  test('a mock that stands where a fixture of that name could be asked for', () => {
    expectNamed({ 'conftest.py': conftest.replace('@@db', '«@@db»'), 'test_a.py': 'from unittest import mock\n\n\n@mock.patch("a.b")\ndef test_a(db, other):\n    assert db\n' }, ['test_a.py'])
  })

  const test_a = 'def test_a(db):\n    assert db\n'
  const base = { 'conftest.py': conftest.replace('@@db', '«db»') }
  test.each<[string, Files, string]>([
    ['a name that a test has', { ...base, 'test_a.py': test_a.replace('assert', 'new =') }, "test_a.py: 'new' is already a name of this function"],
    ['a fixture of the new name', { ...base, 'a/conftest.py': conftest.replace('@@db', 'new') }, "a/conftest.py, line 5: 'new' is already a fixture"],
    ['a test that asks for the new name', { ...base, 'test_a.py': 'def test_a(new):\n    pass\n' }, "test_a.py, line 1: 'new' is already asked for, and would become this fixture"],
    ['a file that is broken', { ...base, 'test_a.py': 'def test_a(db):\n    assert (db\n' }, "test_a.py: the code around 'db' has a syntax error"],
    ['locals()', { ...base, 'test_a.py': 'def test_a(db):\n    assert locals()\n' }, 'test_a.py: names of this function are reached without being written, by locals(), exec(), a star import or the like'],
    ['a name that is computed', { ...base, 'test_a.py': 'NAMES = ["db"]\n', 'test_b.py': 'def test_b(request, name):\n    request.getfixturevalue(name)\n' }, 'test_a.py, line 1: the string may be the fixture that test_b.py asks for by a computed name in line 2'],
    ['a decorator that passes it', { ...base, 'test_a.py': '@given(db=1)\ndef test_a(db):\n    pass\n' }, "test_a.py, line 2: the decorator 'given' passes 'db' by keyword"],
    ['the setting usefixtures', { ...base, 'pytest.ini': '[pytest]\nusefixtures =\n    other\n    db\n' }, "pytest.ini: the setting 'usefixtures' may name 'db'"],
    ['an override of nothing that is here', { 'conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef «db2»(db2):\n    return db2\n' }, "conftest.py, line 5: 'db2' is given here by pytest or a plugin, not by this workspace"],
    ['getfixturevalue that is handed on', { ...base, 'test_a.py': 'def test_a(request):\n    get = request.getfixturevalue\n    assert get("db")\n' }, 'test_a.py, line 3: the string may be the fixture that test_a.py asks for by a computed name in line 2'],
    ['a fixture that is assigned', { ...base, 'a/conftest.py': 'import pytest\n\ndb = pytest.fixture(lambda: 1)\n', 'a/test_a.py': test_a }, "a/conftest.py, line 3: 'db' may be made a fixture here in a way that can't be followed"],
    ['a fixture of a library that a conftest takes in', { ...base, 'a/conftest.py': 'from library import db\n', 'a/test_a.py': test_a }, "a/conftest.py, line 1: 'db' may be made a fixture here in a way that can't be followed"],
    ['an alias by which a fixture is asked for', { 'tests/fixtures.py': conftest.replace('@@', ''), 'tests/test_a.py': 'from fixtures import db as «store»\n\n\ndef test_a(store):\n    pass\n' }, "'store' is the name under which another module offers it: give it an alias in the import instead"],
    ['a plugin’s', { 'conftest.py': 'import pytest\n\n\n@pytest.fixture\ndef «celery_config»():\n    return {}\n' }, "'celery_config' is a fixture that pytest or a plugin gives or looks for by that name"],
    ['one that is defined nowhere', { 'test_a.py': 'def test_a(«somewhere»):\n    pass\n' }, "no file of this workspace defines a fixture 'somewhere' that can be seen here: pytest or a plugin has it"],
    ['a module that nothing takes in', { 'pkg/plugin.py': conftest.replace('@@db', '«db»') }, "pkg/plugin.py, line 5: 'db' is a fixture that nothing in this workspace takes in: it may be a plugin's, for other projects"],
  ])('refuses %s', (_, files, reason) => {
    expect(renamed(files)).toBe(reason)
  })
})

describe('a name of a module of the tests', () => {
  test('with its imports, relative ones and aliases, attributes of the module, patch targets, modules that hand it on', () => {
    expectNamed({
      'tests/__init__.py': '',
      'tests/helpers.py': 'def «@@boot»():\n    return 1\n\n\nclass boot_other:\n    pass\n',
      'tests/unit/__init__.py': 'from tests.helpers import @@boot\n',
      'tests/unit/test_a.py': 'from unittest import mock\n\nfrom . import @@boot as start\nfrom .. import helpers\nimport tests.helpers\n\n\n@mock.patch("tests.helpers.@@boot")\ndef test_a(m):\n    start(helpers.@@boot, tests.helpers.@@boot(), m.boot, "boot")\n',
      'tests/unit/test_b.py': 'from tests.unit import (\n    @@boot,\n)\n\n\ndef test_b():\n    def boot_(): pass\n    assert @@boot()\n',
      'other/helpers.py': 'def boot(): pass\n',
      'other/test_a.py': 'from helpers import boot\n',
    }, ['tests/__init__.py', 'other/helpers.py', 'other/test_a.py'])
  })

  test('from a file that imports it', () => {
    expectNamed({ 'tests/base.py': 'class @@Base:\n    pass\n', 'tests/test_a.py': 'from base import @@Base\n\n\nclass TestA(«@@Base»):\n    pass\n' })
  })

  test.each<[string, Files, string]>([
    ['what lies outside the tests', { 'src/shop.py': 'def «boot»(): pass\n' }, "other projects may import 'boot' from src/shop.py, which is no file of the tests"],
    ['a star import', { 'tests/helpers.py': 'def «boot»(): pass\n', 'tests/test_a.py': 'from helpers import *\nboot()\n' }, "tests/test_a.py, line 1: everything is imported from the module, 'boot' too"],
    ['a name that is taken where it is imported', { 'tests/helpers.py': 'def «boot»(): pass\n', 'tests/test_a.py': 'from helpers import boot\ndef test_a(new):\n    boot(new)\n' }, "tests/test_a.py: 'new' is already a name in the function around line 3"],
    ['a module that may be another', { 'tests/a/helpers.py': 'def «boot»(): pass\n', 'tests/b/helpers.py': 'def boot(): pass\n', 'c/test_a.py': 'from helpers import boot\n' }, "c/test_a.py, line 1: 'boot' is imported, but 'helpers' may be tests/a/helpers.py or tests/b/helpers.py"],
    ['getattr on the module', { 'tests/helpers.py': 'def «boot»(): pass\n', 'tests/test_a.py': 'import helpers\ngetattr(helpers, "boot")\n' }, "tests/test_a.py, line 2: the string may mean 'boot'"],
    ['an entry point', { 'tests/helpers.py': 'def «boot»(): pass\n', 'pyproject.toml': '[project.scripts]\nx = "tests.helpers:boot"\n' }, "pyproject.toml may name 'boot'"],
  ])('refuses %s', (_, files, reason) => {
    expect(renamed(files)).toBe(reason)
  })
})

describe('an attribute', () => {
  const base = 'import unittest\n\n\nclass Base(unittest.TestCase):\n    def setUp(self):\n        self.«@@user» = 1\n\n    def test_user(self):\n        assert self.@@user\n'

  test('of a base class is renamed where nothing that imports the class has it', () => {
    expectNamed({ 'tests/base.py': base, 'tests/test_a.py': 'from base import Base\n\n\nclass TestA(Base):\n    pass\n', 'tests/test_b.py': 'user = 1\n' }, ['tests/test_a.py', 'tests/test_b.py'])
  })

  test.each([
    ['reads it', 'from base import Base\n\n\nclass TestA(Base):\n    def test_a(self):\n        assert self.user\n', "tests/test_a.py, line 1: 'Base' is imported, and 'user' may be an attribute of it there"],
    ['has the new one', 'import base\n\n\nclass TestA(base.Base):\n    new = 1\n', "tests/test_a.py, line 4: 'Base' is imported, and 'new' may be an attribute of it there"],
  ])('is refused where a subclass elsewhere %s', (_, text, reason) => {
    expect(renamed({ 'tests/base.py': base.replaceAll('@@', ''), 'tests/test_a.py': text })).toBe(reason)
  })
})

test('a test that a mark names by its id keeps its name', () => {
  expect(renamed({ 'test_a.py': 'import pytest\n\n\ndef «test_one»():\n    assert 1\n\n\n@pytest.mark.dependency(depends=["test_one"])\ndef test_two():\n    assert 1\n' }, 'test_new')).toBe('test_a.py, line 8: the string has \'test_one\' in it, and may stand for what Python says of it')
})

test('what one file decides needs no search', () => {
  for (const text of ['def test_a():\n    «x» = 1\n', 'import a as «b»\n', 'def outer():\n    def f(«a»): pass\n']) expect(renamed({ 'test_a.py': text }), text).toBe('no search')
})
