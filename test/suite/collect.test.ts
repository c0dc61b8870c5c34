import { describe, expect, it } from 'vitest'
import { collectTests } from '../../server/src/core/suite/collect.ts'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'
import { openSource, type Source } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

/** Ids without the path; other files by the name of their module. */
async function collected(text: string, others: Readonly<Record<string, string>> = {}, settings: Parameters<typeof collectTests>[1] = defaultSettings): Promise<string[]> {
  const parser = await testParser()
  const sources = new Map<string, Source>(Object.entries(others).map(([module, each]) => [module, openSource(parser, `${module}.py`, each)]))
  return collectTests(openSource(parser, 't.py', text), settings, (module) => sources.get(module)).map((id) => id.slice('t.py::'.length))
}

describe('collectTests', () => {
  it('lists functions and classes as Python leaves them: the last definition at the place of the first', async () => {
    expect(await collected('def test_a(): pass\ndef test_b(): pass\ndef test_a(): pass\ntest_c = 1\ndef test_d(): pass\ndel test_d\ntest_e = lambda: 1\ntest_f = test_a\n')).toEqual(['test_a', 'test_b', 'test_e', 'test_f'])
  })

  it('looks into if, try and with, but not where a condition never holds', async () => {
    expect(await collected('if x:\n    def test_a(): pass\nelse:\n    def test_b(): pass\ntry:\n    def test_c(): pass\nexcept E:\n    def test_d(): pass\nif TYPE_CHECKING:\n    def test_e(): pass\nif __name__ == "__main__":\n    def test_f(): pass\n')).toEqual(['test_a', 'test_b', 'test_c', 'test_d'])
  })

  it('collects classes by pytest\'s rules, with what they inherit', async () => {
    expect(
      await collected(`
class Shared:
    def test_shared(self): pass
    def test_other(self): pass
class TestA(Shared):
    def test_own(self): pass
    test_other = None
    class TestIn:
        def test_deep(self): pass
class TestInit(Shared):
    def __init__(self): pass
class TestOff(TestA):
    __test__ = False
class TestError(Exception):
    def test_x(self): pass
`),
    ).toEqual(['TestA::test_shared', 'TestA::test_own', 'TestA::TestIn::test_deep'])
  })

  it('collects unittest\'s classes whatever their names, runTest where there is no test', async () => {
    expect(await collected('import unittest, functools\nclass A(unittest.TestCase):\n    def test_a(self): pass\n    def testB(self): pass\n    def helper(self): pass\n    test_c = functools.partialmethod(helper, 1)\n    test_d = deco(helper)\n    @property\n    def test_e(self): pass\nclass B(unittest.TestCase):\n    def runTest(self): pass\n')).toEqual(['A::test_a', 'A::testB', 'A::test_c', 'A::test_d', 'B::runTest'])
  })

  it('leaves fixtures out and goes by the names that are configured', async () => {
    expect(await collected('import pytest\n@pytest.fixture\ndef test_data(): pass\ndef check_a(): pass\nclass DescribeIt:\n    def check_b(self): pass\n', {}, { pythonFunctions: ['check'], pythonClasses: ['Describe*'] })).toEqual(['check_a', 'DescribeIt::check_b'])
  })

  it('takes bases, imported tests and star imports from other files', async () => {
    const others = {
      '.base': 'import unittest\nfrom .more import *\nclass Base(unittest.TestCase):\n    def test_base(self): pass\n',
      '.more': 'from .base import Base\ndef test_more(): pass\ndef _test(): pass\n',
      'pkg': '',
      'pkg.mixins': 'class Mixin:\n    def test_mixed(self): pass\n',
    }
    expect(await collected('from .base import Base as B, test_more\nfrom pkg import mixins\nimport pkg.mixins\nclass A(B): pass\nclass TestC(mixins.Mixin): pass\nclass D(pkg.mixins.Mixin, A): pass\nclass E(missing.X): pass\n', others)).toEqual([
      'B::test_base', 'test_more', 'A::test_base', 'TestC::test_mixed', 'D::test_base', 'D::test_mixed',
    ])
    expect(await collected('from .more import *\n', others)).toEqual(['Base::test_base', 'test_more'])
  })

  it('takes what `__all__` lists from a star import, all public names where it is put together at run time', async () => {
    const others = {
      '.listed': "__all__ = ('test_a',)\n__all__ += ['_test_b']\ndef test_a(): pass\ndef _test_b(): pass\ndef test_c(): pass\n",
      '.made': '__all__ = [name for name in globals()]\ndef test_d(): pass\n',
    }
    expect(await collected('from .listed import *\nfrom .made import *\ntest_e = _test_b\n', others)).toEqual(['test_a', 'test_d', 'test_e'])
  })

  it('ends on classes and modules that lead back to themselves', async () => {
    expect(await collected('from .a import TestB\nclass TestA(TestA, TestB): pass\n', { '.a': 'from .b import TestC\nclass TestB(TestC): pass\n', '.b': 'from .a import TestB\nclass TestC(TestB):\n    def test_c(self): pass\n' })).toEqual(expect.arrayContaining(['TestA::test_c']))
  })
})
