import { expect, it } from 'vitest'
import { defaultSettings, type Settings } from '../../server/src/core/settings/settings.ts'
import { isTestFile } from '../../server/src/core/settings/test-files.ts'

it.each<[Partial<Settings>, readonly string[], readonly string[]]>([
  [{}, ['test_a.py', 'a/b/test_a.py', 'a/a_test.py', 'tests.py', 'a/conftest.py', '.hidden/test_a.py'], ['a.py', 'test_a.txt', 'test_a.pyc', 'test/a.py', 'mytest_a.py', 'testing.py']],
  [{ testFilePatterns: ['check_*.py'] }, ['check_a.py', 'a/check_a.py', 'conftest.py'], ['test_a.py']],
  [{ testFilePatterns: ['tests/unit/*.py', './it/**/*.py'] }, ['tests/unit/a.py', 'it/a.py', 'it/b/a.py'], ['tests/unit/b/a.py', 'x/tests/unit/a.py']],
  [{ exclude: ['data', '*_pb2.py', 'tests/old', 'gen/**', '/top', 'slash/'] }, ['tests/test_a.py', 'x/tests/old/test_a.py', 'x/top/test_a.py'], ['data/test_a.py', 'a/data/b/test_a.py', 'test_x_pb2.py', 'tests/old/test_a.py', 'tests/old/x/test_a.py', 'gen/test_a.py', 'top/test_a.py', 'a/slash/test_a.py']],
  [{ exclude: ['', '/', '[', '((('] }, ['test_a.py'], []],
])('%j', (settings, tests, others) => {
  const all = { ...defaultSettings, ...settings }
  for (const path of tests) expect(isTestFile(path, all), path).toBe(true)
  for (const path of others) expect(isTestFile(path, all), path).toBe(false)
})
