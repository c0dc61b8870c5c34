import { describe, expect, it } from 'vitest'
import { assertionsOf } from '../../server/src/core/suite/assertions.ts'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { suiteOf } from '../../server/src/core/suite/units.ts'
import { changed, editSource, openSource, track } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'
import { opened } from './open.ts'

/** Of the function `test_it` in the file: `kind name` for each assertion, `? text` for each call that can't be read. */
async function told(text: string, name = 'test_it'): Promise<string[]> {
  const { source, unit } = await opened(text)
  const { assertions, unread } = assertionsOf(source, unit(name))
  return [...assertions.map((each) => `${each.kind} ${each.name}`), ...unread.map((node) => `? ${node.text}`)]
}

const pytestBody = (...lines: string[]): string => `import pytest, subprocess, doctest\nimport numpy as np\nfrom unittest import mock\nfrom hamcrest import assert_that, equal_to\ndef test_it(client):\n${lines.map((line) => `    ${line}\n`).join('')}`
const caseBody = (...lines: string[]): string => `import unittest\nclass A(unittest.TestCase):\n    def test_it(self):\n${lines.map((line) => `        ${line}\n`).join('')}`

describe('what is an assertion', () => {
  it.each([
    [pytestBody('assert 1'), ['statement assert']],
    [pytestBody('with pytest.raises(ValueError): f()'), ['raises raises']],
    [pytestBody('pytest.raises(ValueError, f)'), ['raises raises']],
    [pytestBody('with pytest.warns(X), pytest.deprecated_call(): f()'), ['raises warns', 'raises deprecated_call']],
    [pytestBody('np.testing.assert_allclose(1, 2)'), ['function assert_allclose']],
    [pytestBody('assert_that(1, equal_to(2))'), ['function assert_that']],
    [pytestBody('pytest.fail("no")'), ['function fail']],
    [pytestBody('if x: raise AssertionError("no")'), ['function AssertionError']],
    [pytestBody('m = mock.Mock()', 'm.assert_called_once_with(1)', 'm.x.assert_not_called()'), ['mock assert_called_once_with', 'mock assert_not_called']],
    [pytestBody('subprocess.check_call(["x"])', 'subprocess.run(["x"], check=True)', 'subprocess.run(["x"])'), ['function check_call', 'function run']],
    [pytestBody('doctest.testmod(x)'), ['function testmod']],
    [pytestBody('client.stdout.fnmatch_lines(["x"])'), ['function fnmatch_lines']],
    [pytestBody('client.x.should.equal(3)'), ['function equal']],
    [pytestBody('print(1)', 'client.get("/")', 'len([])'), []],
    [caseBody('self.assertEqual(1, 1)', 'self.fail()', 'self.assertThat(1, 2)', 'self.assert_(1)'), ['method assertEqual', 'method fail', 'method assertThat', 'method assert_']],
    [caseBody('with self.assertRaises(X): f()', 'self.assertRaises(X, f)', 'with self.assertLogs(): f()'), ['raises assertRaises', 'raises assertRaises', 'raises assertLogs']],
    [caseBody('eq, raises = self.assertEqual, self.assertRaises', 'check = self.assertTrue if x else self.assertFalse', 'eq(1, 1)', 'check(1)'), ['method assertEqual', 'method assertTrue']],
    [caseBody('self.addCleanup(self.assertFalse, x)', 'unused = self.assertEqual'), ['method assertFalse']],
    [`import pytest\nraises = pytest.raises\n${pytestBody('with raises(X): f()')}`, ['raises raises']],
    [caseBody('self.addCleanup(f)', 'with self.subTest(): pass', 'self.skipTest("x")', 'self.thing.go()', 'self.go()'), []],
    // Libraries, each in the way its manual shows.
    ['import numpy as np\nfrom numpy.testing import assert_, assert_array_equal as same\ndef test_it():\n    same(1, 2)\n    assert_(1)\n    np.testing.assert_array_less(1, 2)\n', ['function assert_array_equal', 'function assert_', 'function assert_array_less']],
    ['import pandas._testing as tm\nimport xarray.testing as xt\nimport torch\ndef test_it():\n    tm.assert_frame_equal(1, 2)\n    xt.assert_identical(1, 2)\n    torch.testing.assert_close(1, 2)\n    with tm.assert_produces_warning(None): f()\n', ['function assert_frame_equal', 'function assert_identical', 'function assert_close', 'function assert_produces_warning']],
    ['from hamcrest import *\ndef test_it():\n    assert_that(x, has_length(3))\n', ['function assert_that']],
    ['from assertpy import assert_that, soft_assertions\ndef test_it():\n    with soft_assertions():\n        assert_that(1).is_equal_to(1)\n', ['function assert_that']],
    ['from sure import expect\ndef test_it():\n    expect(1).to.equal(1)\n    (4).should.be.ok\n', ['function expect', 'function ok']],
    ['from pytest_check import check\nfrom pytest_check import equal\ndef test_it():\n    check.is_in(1, [1])\n    equal(1, 1)\n', ['function is_in', 'function equal']],
    ['def test_it(check):\n    check.equal(1, 1)\n    check.thing()\n', ['function equal']],
    ['from nose.tools import eq_, ok_, assert_equals\ndef test_it():\n    eq_(1, 1)\n    ok_(1)\n    assert_equals(1, 1)\n', ['function eq_', 'function ok_', 'function assert_equals']],
    ['from testfixtures import compare, ShouldRaise\ndef test_it():\n    compare(1, 2)\n    with ShouldRaise(ValueError): f()\n', ['function compare', 'raises ShouldRaise']],
    ['from pytest_django.asserts import assertContains\nfrom polars.testing import assert_series_equal\ndef test_it():\n    assertContains(r, "x")\n    assert_series_equal(1, 2)\n', ['function assertContains', 'function assert_series_equal']],
    ['import jsonschema\ndef test_it(client):\n    response = client.get("/")\n    response.raise_for_status()\n    jsonschema.validate(response.json(), SCHEMA)\n', ['function raise_for_status', 'function validate']],
    ['import responses\n@responses.activate\ndef test_it(app):\n    app.get("/").mustcontain("x")\n    responses.assert_call_count("/", 1)\n', ['function mustcontain', 'function assert_call_count']],
    ['def test_it(httpx_mock):\n    httpx_mock.add_response()\n', ['helper httpx_mock']],
    ['from playwright.sync_api import expect\ndef test_it(page):\n    expect(page).to_have_title("x")\n', ['function expect']],
    [caseBody('self.successResultOf(d)', 'self.failureResultOf(d, X)', 'self.expectThat(1, 2)', 'self.assertNumQueries(1, f)'), ['method successResultOf', 'method failureResultOf', 'method expectThat', 'method assertNumQueries']],
  ])('%s', async (text, wanted) => {
    expect(await told(text)).toEqual(wanted)
  })
})

describe('helpers', () => {
  it('follows functions of the file, however deep, and is not caught in a circle', async () => {
    expect(await told('def test_it():\n    a()\ndef a():\n    b()\ndef b():\n    a()\n    c()\ndef c():\n    assert 1\n')).toEqual(['helper a'])
    expect(await told('def test_it():\n    a()\ndef a():\n    b()\ndef b():\n    a()\n')).toEqual([])
  })

  it('follows methods of the class and its bases, super() and mixins', async () => {
    const text = (call: string): string => `import unittest
class Base(unittest.TestCase):
    def check(self): self.assertTrue(1)
    def quiet(self): pass
class A(Base):
    def check(self): super().check()
    def assertNothing(self): pass
    def test_it(self):
        ${call}
`
    expect(await told(text('self.check()'))).toEqual(['helper check'])
    expect(await told(text('super().check()'))).toEqual(['helper check'])
    expect(await told(text('Base.check(self)'))).toEqual(['helper check'])
    expect(await told(text('self.quiet()'))).toEqual([])
    expect(await told(text('self.assertNothing()'))).toEqual([])
  })

  it('counts nested functions that somebody mentions, lambdas, and functions that are handed on', async () => {
    expect(await told('def test_it():\n    def inner():\n        assert 1\n    run(inner)\n')).toEqual(['statement assert'])
    expect(await told('def test_it():\n    def inner():\n        assert 1\n    run()\n')).toEqual([])
    expect(await told('def test_it():\n    run(check)\ndef check():\n    assert 1\n')).toEqual(['helper check'])
    expect(await told('import unittest\nclass A(unittest.TestCase):\n    def test_it(self):\n        run(self.look)\n    def look(self): self.assertTrue(1)\n')).toEqual(['helper look'])
    expect(await told('def test_it():\n    run(lambda: check())\ndef check():\n    assert 1\n')).toEqual(['helper check'])
  })

  it('reads context managers of the file: generators and classes', async () => {
    expect(await told('import contextlib\n@contextlib.contextmanager\ndef expecting():\n    yield\n    assert 1\ndef test_it():\n    with expecting(): pass\n')).toEqual(['helper expecting'])
    expect(await told('class Expecting:\n    def __enter__(self): pass\n    def __exit__(self, *a): assert 1\ndef test_it():\n    with Expecting(): pass\n')).toEqual(['helper Expecting'])
  })

  it('counts a fixture that asserts behind its yield or hands out a function that does', async () => {
    const fixture = (body: string): string => `import pytest\n@pytest.fixture\ndef checked():\n${body}\n@pytest.fixture\ndef outer(checked): return 1\ndef test_it(checked): pass\ndef test_other(outer): pass\n`
    expect(await told(fixture('    yield 1\n    assert 1'))).toEqual(['helper checked'])
    expect(await told(fixture('    yield 1\n    assert 1'), 'test_other')).toEqual(['helper outer'])
    expect(await told(fixture('    def check(): assert 1\n    return check'))).toEqual(['helper checked'])
    expect(await told(fixture('    assert 1\n    return 1'))).toEqual([])
  })

  it('counts a tearDown that asserts', async () => {
    expect(await told('import unittest\nclass A(unittest.TestCase):\n    def tearDown(self): self.assertFalse(self.errors)\n    def test_it(self): f()\n')).toEqual(['helper tearDown'])
  })
})

describe('what cannot be read', () => {
  it.each([
    ['from .base import Base\nclass TestA(Base):\n    def test_it(self):\n        self.do_it()\n', ['? self.do_it()']],
    ['from .base import BaseTestCase\nclass A(BaseTestCase):\n    def test_it(self):\n        self.assertFoo()\n', ['method assertFoo']],
    ['from .checks import look_at\ndef test_it():\n    look_at(1)\n', ['? look_at(1)']],
    ['from tests import tools\ndef test_it():\n    tools.look_at(1)\n', ['? tools.look_at(1)']],
    ['from .factories import make_user, User\ndef test_it():\n    make_user()\n    User()\n', []],
    ['from .models import User\ndef test_it():\n    User.objects.bulk_add(1)\n', []],
    ['from thing import check_it, go\ndef test_it():\n    check_it()\n    go()\n', ['? check_it()']],
    ['def test_it(assert_all, expectation, go):\n    go()\n    with expectation: pass\n', ['? go()', '? expectation']],
    ['def test_it(data_regression):\n    data_regression.check({})\n', ['? data_regression.check({})']],
    ['def test_it(form):\n    form.save()\n    form.verify()\n', ['? form.verify()']],
    ['import unittest\nclass A(unittest.TestCase):\n    def test_it(self):\n        self.do_test(1)\n', ['? self.do_test(1)']],
    ['def test_it():\n    checks["a"](1)\n    getattr(x, "y")(2)\n', ['? checks["a"](1)', '? getattr(x, "y")(2)']],
    ['def test_it():\n    helper(1)\ndef helper(go):\n    go()\n', ['? helper(1)']],
  ])('%s', async (text, wanted) => {
    expect(await told(text)).toEqual(wanted)
  })
})

it('keeps a summary until something it read changes', async () => {
  const before = openSource(await testParser(), 'x.py', 'def test_it():\n    a()\n\ndef a():\n    b()\n\ndef b():\n    pass\n')
  const [test] = suiteOf(before, defaultSettings).tests
  const { result, reads } = track(() => assertionsOf(before, test!))
  expect(result.assertions).toEqual([])
  const spaced = editSource(before, [{ start: 0, end: 0, text: '\n\n' }])
  const later = suiteOf(spaced, defaultSettings).tests[0]!
  expect(assertionsOf(spaced, later).assertions).toEqual([])
  const at = before.text.indexOf('pass')
  const after = editSource(before, [{ start: at, end: at + 4, text: 'assert 1' }])
  expect(changed(reads, before)).toBe(false)
  expect(changed(reads, after)).toBe(true)
  expect(assertionsOf(after, suiteOf(after, defaultSettings).tests[0]!).assertions.map((each) => each.kind)).toEqual(['helper'])
})
