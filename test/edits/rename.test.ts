// A rename answers edits of every reference or a refusal that names the thing. The mark says where it is asked.

import { describe, expect, test } from 'vitest'
import { candidateIsFree, renameEdits, type RenameOptions } from '../../server/src/core/edits/rename.ts'
import { localScopes } from '../../server/src/core/semantic/scopes.ts'
import { applyEdits } from '../../server/src/core/text/range.ts'
import { marked } from '../semantic/marks.ts'

function renamed(text: string, newName: string, path = 'test_x.py', options: RenameOptions = {}): string {
  const { source, nodes } = marked(text, path)
  const answer = renameEdits(source, nodes[0]!, newName, options)
  if ('refusal' in answer) return `refused: ${answer.refusal}`
  return applyEdits(source.text, answer.edits.map((edit) => ({ ...source.rangeOf(edit), text: edit.text })))
}

describe('renames', () => {
  test.each([
    ['a local with nested scopes', 'def f():\n    «x» = 1\n    def g():\n        nonlocal x\n        x = 2\n    return f"{x}", [x for y in x], (lambda: x)\n', 'def f():\n    new = 1\n    def g():\n        nonlocal new\n        new = 2\n    return f"{new}", [new for y in new], (lambda: new)\n'],
    ['only its own scope', 'x = 0\ndef f():\n    «x» = 1\n    a.x(x=x)\ndef g():\n    return x\n', 'x = 0\ndef f():\n    new = 1\n    a.x(x=new)\ndef g():\n    return x\n'],
    ['a module name, global included', '«x» = 0\ndef f():\n    global x\n    x += 1\nclass A:\n    def m(self):\n        return x\n', 'new = 0\ndef f():\n    global new\n    new += 1\nclass A:\n    def m(self):\n        return new\n'],
    ['a class and its string annotations', 'class «Foo»:\n    def m(self) -> "list[Foo]": pass\nx: "Foo | a.Foo | Literal[\'Foo\']" = cast("int", Foo)\n', 'class new:\n    def m(self) -> "list[new]": pass\nx: "new | a.Foo | Literal[\'Foo\']" = cast("int", new)\n'],
    ['an alias of an import', 'from a import b as «c»\nc.d\n', 'from a import b as new\nnew.d\n'],
    ['a parameter of a nested helper, keywords of its calls too', 'def f():\n    def helper(«a», b=1):\n        return a\n    helper(1)\n    helper(a=2, b=3)\n', 'def f():\n    def helper(new, b=1):\n        return new\n    helper(1)\n    helper(new=2, b=3)\n'],
    ['a parameter of a test class’s own method', 'import unittest\nclass T(unittest.TestCase):\n    def _check(self, «a»):\n        self.fail(a)\n    def test_x(self):\n        self._check(a=1)\n', 'import unittest\nclass T(unittest.TestCase):\n    def _check(self, new):\n        self.fail(new)\n    def test_x(self):\n        self._check(new=1)\n'],
    ['a mock that patch passes', 'from unittest import mock\nclass TestX:\n    @mock.patch("a.b")\n    @mock.patch.object(c, "d")\n    def test_x(self, «m», n):\n        m.return_value = n\n', 'from unittest import mock\nclass TestX:\n    @mock.patch("a.b")\n    @mock.patch.object(c, "d")\n    def test_x(self, new, n):\n        new.return_value = n\n'],
    ['a parametrized name in its string too', 'import pytest\n@pytest.mark.parametrize("a, ab,b", [(1, 2, 3)])\ndef test_x(«a», ab, b):\n    assert a\n', 'import pytest\n@pytest.mark.parametrize("new, ab,b", [(1, 2, 3)])\ndef test_x(new, ab, b):\n    assert new\n'],
    ['a parametrized name in a list', 'import pytest\n@pytest.mark.parametrize(["a", "b"], [(1, 2)])\ndef test_x(a, «b»):\n    assert b\n', 'import pytest\n@pytest.mark.parametrize(["a", "new"], [(1, 2)])\ndef test_x(a, new):\n    assert new\n'],
    ['an attribute that setUp sets', 'from unittest import TestCase\nclass Base(TestCase):\n    def setUp(self):\n        super().setUp()\n        self.«x» = 1\nclass T(Base):\n    def test_x(self):\n        def g(): return self.x.x\n        other.y.z\n'.replace('.x.x', '.x'), 'from unittest import TestCase\nclass Base(TestCase):\n    def setUp(self):\n        super().setUp()\n        self.new = 1\nclass T(Base):\n    def test_x(self):\n        def g(): return self.new\n        other.y.z\n'],
    ['a name of a class body and its uses on self', 'class TestX:\n    «x» = 1\n    y = x\n    def test_y(self):\n        assert self.x == TestX.x\n', 'class TestX:\n    new = 1\n    y = new\n    def test_y(self):\n        assert self.new == TestX.new\n'],
    ['a helper method', 'class TestX:\n    def «_check»(self): pass\n    def test_y(self):\n        self._check()\n', 'class TestX:\n    def new(self): pass\n    def test_y(self):\n        self.new()\n'],
    ['a name of one class and not of its sister', 'class TestBase: pass\nclass TestA(TestBase):\n    def «_x»(self): pass\nclass TestB(TestBase):\n    def _x(self): pass\n', 'class TestBase: pass\nclass TestA(TestBase):\n    def new(self): pass\nclass TestB(TestBase):\n    def _x(self): pass\n'],
    ['an override with its base', 'class TestA:\n    «x» = 1\n    def test_y(self):\n        self.x\nclass TestB(TestA):\n    x = 2\n', 'class TestA:\n    new = 1\n    def test_y(self):\n        self.new\nclass TestB(TestA):\n    new = 2\n'],
    ['*args, and positional-only ones', 'def helper(a, /, *«args»):\n    return args\nhelper(1, 2)\n', 'def helper(a, /, *new):\n    return new\nhelper(1, 2)\n'],
    ['a lambda that sorts', 'sorted(v, key=lambda «a»: a.b)\n', 'sorted(v, key=lambda new: new.b)\n'],
    ['a match capture', 'def f(p):\n    match p:\n        case [«a», a.b]: return a\n'.replace(', a.b', ', c'), 'def f(p):\n    match p:\n        case [new, c]: return new\n'],
  ])('%s', (_, text, expected) => {
    expect(renamed(text, 'new')).toBe(expected)
  })
})

describe('refuses', () => {
  test.each([
    ['a name that the scope has', 'def f():\n    «x» = new = 1\n', "'new' is already a name of this function"],
    ['to hide what is read below', 'def f():\n    «x» = 1\n    return lambda: new\n', "'new' is used here for something else (line 3), which 'x' would hide"],
    ['to be captured on the way', 'def f():\n    «x» = 1\n    def g(new):\n        return x\n', "'new' is already a name in the function around line 4"],
    ['to be captured by a global statement', 'def f():\n    «x» = 1\n    def g():\n        global new\n        return x\n', "'new' is used here for something else (line 4), which 'x' would hide"],
    ['a module name that a function would capture', '«x» = 1\ndef f(new):\n    return x\n', "'new' is already a name in the function around line 3"],
    ['locals()', 'def f():\n    «x» = 1\n    return "%(x)s" % locals()\n', 'names of this function are reached without being written, by locals(), exec(), a star import or the like'],
    ['an f-string that shows the name', 'def f():\n    «x» = 1\n    return f"{x = }"\n', "the f-string in line 3 shows the name 'x' itself, by '{…=}'"],
    ['a query string', 'def f(df):\n    «x» = 1\n    return df.query("a > @x")\n', "the string in line 3 may read 'x' by '@x'"],
    ['a type comment', 'class «x»: pass\ny = []  # type: list[x]\n', "a type comment names 'x'"],
    ['an imported name', 'from a import «x»\n', "'x' is the name under which another module offers it: give it an alias in the import instead"],
    ['a builtin', '«len»(x)\n', "'len' is a builtin"],
    ['an unknown name', '«x»()\n', "'x' is not defined in this file"],
    ['a fixture parameter', 'import pytest\n@pytest.fixture\ndef db(): pass\ndef test_x(«db»):\n    db()\n', "the parameter 'db' requests the fixture of that name: the fixture 'db' (line 3) would have to be renamed"],
    ['a fixture', 'import pytest\n@pytest.fixture\ndef «db»(): pass\n', "'db' is a fixture: whatever requests it by that name would have to be renamed with it"],
    ['an indirect parameter', 'import pytest\n@pytest.mark.parametrize("a", [1], indirect=True)\ndef test_x(«a»): pass\n', "'a' is parametrized indirectly: it is the name of a fixture"],
    ['names that are not written out', 'import pytest\n@pytest.mark.parametrize(NAMES, [1])\ndef test_x(«a»): pass\n', "the names in the parametrize of line 2 are not written out, and 'a' may be one of them"],
    ['a decorator that may use keywords', '@given(a=integers())\ndef test_x(«a»): pass\n', "the decorator 'given' may pass 'a' by keyword"],
    ['a function that is handed on', 'def helper(«a»): pass\nrun(helper)\n', "'helper' is handed on in line 2: whoever calls it may pass 'a' by keyword"],
    ['a call with **', 'def helper(«a»): pass\nhelper(**k)\n', "'helper' is called with ** in line 2, which may hold 'a'"],
    ['a lambda that is handed on', 'run(lambda «a»: a)\n', "the lambda is handed on: whoever calls it may pass 'a' by keyword"],
    ['self', 'class A:\n    def m(«self»): pass\n', "'self' is what every reader expects a method's first parameter to be called"],
    ['a method of a fake', 'class Fake:\n    def get(self, «url»): pass\n', "callers of 'get' can't all be seen: objects of 'Fake' may be used by code that this file does not show, under the name 'get'"],
    ['an attribute whose base lies elsewhere', 'from a import integrated_helpers\nclass TestX(integrated_helpers.Base):\n    «compute_driver» = "x"\n', "the base class 'integrated_helpers.Base' lies outside this file and may read or define 'compute_driver'"],
    ['an attribute of TestCase', 'import unittest\nclass T(unittest.TestCase):\n    «maxDiff» = None\n', "the base class 'unittest.TestCase' reads or defines 'maxDiff'"],
    ['an attribute of another object', 'class TestX:\n    def test_a(self):\n        self.«x» = 1\n        b.x\n', "'x' is also an attribute of another object, in line 4, which may be of this class"],
    ['an attribute in a string', 'class TestX:\n    def test_a(self):\n        self.«x» = 1\n        getattr(b, "x")\n', "the string in line 4 may mean 'x'"],
    ['an attribute of self that is handed on', 'class TestX:\n    def test_a(self):\n        self.«x» = 1\n        boot(self)\n', "'self' is handed to boot() in line 4, which may read its attributes"],
    ['an attribute that others may read', 'class Fake:\n    def __init__(self):\n        self.«status» = 1\n', "objects of 'Fake' may be used by code that this file does not show, under the name 'status'"],
    ['an attribute that is only read', 'class TestX:\n    def test_a(self):\n        self.«x»()\n', "'x' is not set in 'TestX' or the classes around it in this file"],
    ['an attribute under a taken name', 'class TestX:\n    def test_a(self):\n        self.«x» = self.new\n', "'new' is already an attribute of 'TestX' or its relatives, in line 3"],
    ['an attribute of something unknown', 'a.«b» = 1\n', "'b' is an attribute of an object whose class this file does not show"],
    ['a keyword of a call', 'f(«a»=1)\n', "'a' is a keyword of this call: rename the parameter where its function is defined"],
    ['a private name', 'class A:\n    def f(self):\n        «__x» = 1\n', 'a name with two leading underscores is private to its class: Python would keep it under another name'],
    ['what __all__ exports', '__all__ = ["x"]\n«x» = 1\n', "'x' is exported by __all__"],
    ['what a patch target names', '«x» = 1\npatch("tests.test_x.x")\n', "the string in line 2 may mean 'x'"],
    ['a test', 'def «test_x»(): pass\n', "'new' would no longer be found by the test runner: 'test_x' begins with 'test'"],
    ['a hook', 'def «setup_module»(): pass\n', "'setup_module' is a name that the test runner calls"],
    ['what a class body may read before it binds it', '«x» = 1\nclass A:\n    x = x\n', "'x' in the body of 'A' may mean the module's name as well as its own"],
    ['what is a builtin as well', 'try:\n    «input» = raw_input\nexcept NameError:\n    pass\n', "'input' is a builtin as well, which the uses before its definition mean"],
    ['what a doctest calls', 'def «helper»():\n    """>>> helper()\n    1\n    """\n', "the string in line 2 may mean 'helper'"],
    ['what is patched by keyword', '«x» = 1\nmock.patch.multiple(m, x=2)\n', "'x' is patched by keyword in line 2"],
    ['a class whose private names are written out', 'class «A»:\n    __x = 1\nA._A__x\n', "names that are private to 'A' are written out somewhere, as '_A__…'"],
    ['what broken code elsewhere names', '«x» = 1\ndef f():\n    y = (x\n', "'x' is also used in code with a syntax error"],
    ['broken code', 'def f():\n    «x» = 1\n    y = (x\n', "the code around 'x' has a syntax error"],
  ])('%s', (_, text, reason) => {
    expect(renamed(text, 'new')).toBe(`refused: ${reason}`)
  })

  test.each([
    ['class', "'class' is a keyword of Python"],
    ['a b', "'a b' is not a valid Python name"],
    ['1a', "'1a' is not a valid Python name"],
    ['', "'' is not a valid Python name"],
    ['list', "'list' would hide Python's builtin of that name"],
    ['__x__', "names like '__x__' are reserved for Python itself"],
    ['x', "'x' is its name already"],
    ['_', "'_' stands for a value that nobody uses"],
    ['ﬁle', "Python would read 'ﬁle' as 'file'"],
  ])('the name %j', (name, reason) => {
    expect(renamed('def f():\n    «x» = 1\n', name)).toBe(`refused: ${reason}`)
  })

  test('what other files may import', () => {
    expect(renamed('«x» = 1\n', 'new', 'conftest.py')).toBe("refused: other files may import 'x' from this one")
    expect(renamed('«x» = 1\n', 'new', 'test_x.py', { isImported: true })).toBe("refused: other files may import 'x' from this one")
    expect(renamed('«_x» = 1\n', 'new', 'conftest.py')).toBe('new = 1\n')
    expect(renamed('def helper(«a»): pass\n', 'new', 'helpers.py')).toBe("refused: other files may call 'helper' with 'a' as a keyword")
  })
})

describe('what the caller knows more', () => {
  const text = 'from a import Base\nclass TestX(Base):\n    def «test_x»(self):\n        self.y = 1\n'
  const attribute = 'from a import Base\nclass TestX(Base):\n    def test_x(self):\n        self.«y» = 1\n'

  test('the attributes of a base elsewhere', () => {
    expect(renamed(attribute, 'new', 'test_x.py', { attributesOf: (base) => (base === 'a.Base' ? new Set(['z']) : undefined) })).toContain('self.new = 1')
    expect(renamed(attribute, 'new', 'test_x.py', { attributesOf: () => new Set(['y']) })).toBe("refused: the base class 'Base' reads or defines 'y'")
    expect(renamed(attribute, 'new', 'test_x.py', { attributesOf: () => new Set(['new']) })).toBe("refused: 'new' is already an attribute of the base class 'Base'")
    expect(renamed(attribute, 'new')).toBe("refused: the base class 'Base' lies outside this file and may read or define 'y'")
  })

  test('that a person looks at the new name of a test', () => {
    expect(renamed(text, 'test_new')).toBe("refused: the base class 'Base' lies outside this file and may read or define 'test_x'")
    expect(renamed(text, 'test_new', 'test_x.py', { trustsTestNames: true })).toContain('def test_new(self)')
    expect(renamed(attribute, 'test_new', 'test_x.py', { trustsTestNames: true })).toMatch(/^refused/)
  })
})

test('offsets stay true behind a BOM, non-BMP characters and CRLF', () => {
  expect(renamed('\uFEFF# 🐍\r\ndef f():\r\n    «größe» = "🐍"\r\n    return größe\r\n', 'size')).toBe('\uFEFF# 🐍\r\ndef f():\r\n    size = "🐍"\r\n    return size\r\n')
})

test('a candidate is free only where it is neither bound nor mentioned in reach', () => {
  const { source, nodes } = marked('def f(a):\n    «x» = 1\n    def g(b):\n        return x, c\n    d = 2\n')
  const binding = localScopes(nodes[0]!.segment).bindingOf(nodes[0]!)!
  const free = ['a', 'b', 'c', 'd', 'e', 'list', 'class', 'f'].filter((name) => candidateIsFree(binding, name))
  expect(free).toEqual(['e'])
  expect('refusal' in renameEdits(source, binding, 'e')).toBe(false)
})
