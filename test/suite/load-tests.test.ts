import { describe, expect, it } from 'vitest'
import { loadTests } from '../../server/src/core/suite/load-tests.ts'
import { openSource } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

const classes = 'import unittest, doctest\nclass A(unittest.TestCase):\n    def test_a(self): pass\n    def test_b(self): pass\nclass B(unittest.TestCase):\n    def test_c(self): pass\nclass TestPlain:\n    def test_d(self): pass\ndef test_e(): pass\n'

async function loaded(loader: string): Promise<readonly string[] | string> {
  const { ids, atRunTime } = loadTests(openSource(await testParser(), 't.py', classes + loader))
  return atRunTime ?? ids.map((id) => id.slice('t.py::'.length))
}

const all = ['A::test_a', 'A::test_b', 'B::test_c']
const body = (...lines: string[]): string => `def load_tests(loader, tests, pattern):\n${lines.map((line) => `    ${line}\n`).join('')}`

describe('loadTests', () => {
  it.each([
    ['', all],
    [body('tests.addTest(doctest.DocTestSuite())', 'return tests'), all],
    [body('if True:', '    tests.addTests(doctest.DocFileSuite("x.rst"))', 'return tests'), all],
    [body('suite = unittest.TestSuite()', 'suite.addTest(loader.loadTestsFromTestCase(B))', 'return suite'), ['B::test_c']],
    [body('suite = unittest.TestSuite()', 'for case in (B, A):', '    suite.addTests(loader.loadTestsFromTestCase(case))', 'return suite'), all],
    [`cases = [A]\n${body('return unittest.TestSuite([loader.loadTestsFromTestCase(case) for case in cases])')}`, ['A::test_a', 'A::test_b']],
    [body('return unittest.TestSuite(map(loader.loadTestsFromTestCase, [B]))'), ['B::test_c']],
    [body('return unittest.TestSuite([A("test_b"), unittest.makeSuite(B)])'), ['A::test_b', 'B::test_c']],
    ['from testscenarios import load_tests_apply_scenarios as load_tests\n', all],
    ['import testscenarios\nload_tests = testscenarios.load_tests_apply_scenarios\n', all],
    [body('return loader.discover(".")'), '`load_tests` gives `loader.discover(".")`'],
    [body('for name in find():', '    tests.addTest(make(name))', 'return tests'), '`load_tests` adds tests in a loop'],
    [body('if FAST:', '    tests = unittest.TestSuite()', 'return tests'), '`load_tests` decides under a condition'],
    [body('setattr(A, "test_x", f)', 'return tests'), '`load_tests` calls `setattr`'],
    [body('print(1)'), 'it returns nothing'],
    ['from .loading import load_tests\n', '`load_tests` is no function of a module that can be read'],
  ])('%s', async (loader, wanted) => {
    expect(await loaded(loader)).toEqual(wanted)
  })
})
