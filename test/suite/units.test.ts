import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { ancestorsOf, calleeOf, functionOf, ownerOf, suiteOf, unitsOf } from '../../server/src/core/suite/units.ts'
import { changed, editSource, openSource, track } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'
import { names, opened } from './open.ts'

describe('roles', () => {
  it('tells tests, fixtures, hooks and helpers of pytest apart', async () => {
    const { suite } = await opened(`
import pytest
from pytest import fixture as given

def setup_module(): pass

@pytest.fixture(scope='module', name='db', autouse=True)
def make_db():
    yield 1

@given
def plain(): return 1

def helper(): pass

async def test_one(db): pass

if True:
    def test_two(): pass

class TestThing:
    def setup_method(self): pass
    @pytest.fixture
    def inner(self): pass
    def test_three(self): pass
    def check(self): pass
    class TestNested:
        def test_four(self): pass

class TestWithInit:
    def __init__(self): pass
    def test_never(self): pass

class Thing:
    def test_drive(self): pass

def pytest_configure(): pass
`)
    expect(names(suite.tests)).toEqual(['test_one', 'test_two', 'test_three', 'test_four'])
    expect(names(suite.hooks)).toEqual(['setup_module', 'setup_method', 'pytest_configure'])
    expect(suite.fixtures.map((each) => [each.name, each.fixtureName, each.scope, each.isAutouse])).toEqual([
      ['make_db', 'db', 'module', true],
      ['plain', 'plain', 'function', false],
      ['inner', 'inner', 'function', false],
    ])
    expect(names(suite.helpers)).toEqual(['helper', 'check', '__init__', 'test_never', 'test_drive'])
    expect(suite.tests.map((each) => each.isAsync)).toEqual([true, false, false, false])
    expect(suite.classes.map((each) => [each.name, each.role])).toEqual([
      ['TestThing', 'test'],
      ['TestNested', 'test'],
      ['TestWithInit', 'plain'],
      ['Thing', 'plain'],
    ])
    expect(suite.framework).toBe('pytest')
  })

  it('knows the families of unittest, in the file and by their names', async () => {
    const { suite } = await opened(`
import unittest
import testtools as tt
from django.test import SimpleTestCase
from .base import Base, FunctionalTestCase
from somewhere import Mixin

class A(unittest.TestCase):
    def setUp(self): pass
    def test_a(self): pass
    def helper(self): pass
class B(A):
    def test_b(self): pass
class C(tt.TestCase):
    def test_c(self): pass
class D(SimpleTestCase):
    def test_d(self): pass
class E(FunctionalTestCase):
    def test_e(self): pass
class F(Base):
    def test_f(self): self.assertEqual(1, 1)
class G(Mixin, object):
    def test_g(self): pass
class Shared:
    def test_h(self): self.assertTrue(1)
class H(Shared, unittest.TestCase):
    pass
class I(dict):
    def test_i(self): pass
`)
    expect(names(suite.tests)).toEqual(['test_a', 'test_b', 'test_c', 'test_d', 'test_e', 'test_f', 'test_h'])
    expect(suite.tests.every((each) => each.framework === 'unittest')).toBe(true)
    expect(suite.classes.map((each) => [each.name, each.isTestCase, each.role].join(' '))).toEqual([
      'A yes test', 'B yes test', 'C yes test', 'D yes test', 'E unknown test', 'F unknown test', 'G unknown plain', 'Shared no base', 'H yes test', 'I no plain',
    ])
    expect(suite.framework).toBe('unittest')
  })

  it('follows the names that the project configures', async () => {
    const source = openSource(await testParser(), 'x.py', 'def check_a(): pass\ndef a_spec(): pass\nclass DescribeB:\n    def check_b(self): pass\n')
    const suite = suiteOf(source, { pythonFunctions: ['check', '*_spec'], pythonClasses: ['Describe'] })
    expect(names(suite.tests)).toEqual(['check_a', 'a_spec', 'check_b'])
  })

  it('gives marks, decorators and parameters', async () => {
    const { suite } = await opened(`
import pytest
from unittest import mock, skip
@pytest.mark.parametrize('a', [1])
@mock.patch('x.y')
def test_a(a, /, b: int = 1, *args, c=2, **kw):
    "doc"
    yield 1
`)
    const [test] = suite.tests
    expect(test!.marks.map((each) => each.name)).toEqual(['pytest.mark.parametrize'])
    expect(test!.decorators.map((each) => each.name)).toEqual(['pytest.mark.parametrize', 'unittest.mock.patch'])
    expect(test!.parameters.map((each) => `${each.kind} ${each.name} ${each.default?.text} ${each.annotation?.text}`)).toEqual([
      'positional-only a undefined undefined', 'positional b 1 int', 'var-positional args undefined undefined', 'keyword-only c 2 undefined', 'var-keyword kw undefined undefined',
    ])
    expect(test!.docstring?.text).toBe('"doc"')
    expect(test!.isGenerator).toBe(true)
    expect(test!.statements).toHaveLength(1)
  })
})

describe('questions across segments', () => {
  const text = `
import unittest
class Base(unittest.TestCase):
    """What all share."""
    def check(self): pass
class A(Base):
    def test_a(self):
        self.check()
        super().check()
        def inner(): pass
        inner()
        free()
        Base.check(self)
        self.missing()
def free(): pass
`
  it('finds owners, ancestors and callees', async () => {
    const { source, unit, suite } = await opened(text)
    const test = unit('test_a')
    expect(test.owner!.name).toBe('A')
    expect(ownerOf(source, test.segment, defaultSettings)).toBe(test.owner)
    expect(names(ancestorsOf(source, test.owner!, defaultSettings))).toEqual(['Base'])
    expect(suite.classes[0]!.docstring?.text).toBe('"""What all share."""')
    const callees = test.body.descendants('call').map((call) => [call.text, calleeOf(source, call, defaultSettings)?.name])
    expect(callees).toEqual([
      ['self.check()', 'check'], ['super().check()', 'check'], ['super()', undefined], ['inner()', 'inner'], ['free()', 'free'], ['Base.check(self)', 'check'], ['self.missing()', undefined],
    ])
    expect(functionOf(source, test.body.descendants('call')[0]!, defaultSettings)).toBe(test)
  })

  it('tracks what a role depends on: a base that changes makes a test of a helper', async () => {
    const before = openSource(await testParser(), 'x.py', 'import unittest\nclass A(object):\n    def test_a(self): pass\n')
    suiteOf(before, defaultSettings)
    const member = before.segments.find((each) => each.kind === 'member')!
    const { result, reads } = track(() => unitsOf(before, member, defaultSettings).functions.map((each) => each.role))
    expect(result).toEqual(['helper'])
    const at = before.text.indexOf('object')
    const after = editSource(before, [{ start: at, end: at + 'object'.length, text: 'unittest.TestCase' }])
    expect(after.has(member)).toBe(true)
    expect(changed(reads, before)).toBe(false)
    expect(changed(reads, after)).toBe(true)
    expect(unitsOf(after, member, defaultSettings).functions.map((each) => each.role)).toEqual(['test'])
  })

  it('does not mind classes that derive from themselves or from one another', async () => {
    const { suite } = await opened('class A(A): pass\nclass B(C):\n    def test_b(self): pass\nclass C(B): pass\nclass C(B): pass\n')
    expect(suite.classes.map((each) => each.role)).not.toContain('test')
  })
})
