import { expect, test } from 'vitest'
import { testPathsOf } from '../../server/src/core/project/test-paths.ts'
import { readUnittestConfiguration } from '../../server/src/core/project/unittest-configuration.ts'
import { resolveSettings } from '../../server/src/core/settings/resolve.ts'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'

test.each([
  ['.stestr.conf', '[DEFAULT]\ntest_path=${OS_TEST_PATH:-./nova/tests/unit}\ntop_dir=./\n', { startFolder: './nova/tests/unit', topFolder: './', pattern: undefined }],
  ['.testr.conf', '[DEFAULT]\ntest_command=OS_STDOUT_CAPTURE=1 ${PYTHON:-python} -m subunit.run discover -t ./ ./keystone/tests $LISTOPT $IDOPTION\n', { startFolder: './keystone/tests', topFolder: './', pattern: undefined }],
  ['nose2.cfg', '[unittest]\nstart-dir = checks\ntest-file-pattern = *_check.py\n', { startFolder: 'checks', topFolder: undefined, pattern: '*_check.py' }],
  ['tox.ini', '[tox]\nenvlist = py\n[testenv]\ncommands =\n    pip list\n    python -W error -m unittest discover -v -s tests --pattern="check_*.py"\n', { startFolder: 'tests', topFolder: undefined, pattern: 'check_*.py' }],
  ['tox.ini', '[testenv]\ncommands = python -m unittest discover {posargs}\n', { startFolder: undefined, topFolder: undefined, pattern: undefined }],
  ['.stestr.conf', '[DEFAULT]\ntest_path=${SOMEWHERE}\n', { startFolder: undefined, topFolder: undefined, pattern: undefined }],
])('%s', (name, text, wanted) => {
  expect(readUnittestConfiguration([{ path: `a/${name}`, text }])).toEqual({ path: `a/${name}`, ...wanted })
})

test.each([['tox.ini', '[testenv]\ncommands = pytest\n'], ['nose2.cfg', 'not an ini at all ['], ['setup.cfg', '[unittest]\nstart-dir = x\n']])('%s without a runner of unittest says nothing', (path, text) => {
  expect(readUnittestConfiguration([{ path, text }])).toBeUndefined()
})

test("pytest's testpaths come before unittest's start folder, each beside its file", () => {
  const stestr = { path: 'a/.stestr.conf', text: '[DEFAULT]\ntest_path=./tests\n' }
  expect(testPathsOf([stestr])).toEqual(['a/tests'])
  expect(testPathsOf([stestr, { path: 'pytest.ini', text: '[pytest]\ntestpaths = unit ./other\n' }])).toEqual(['unit', 'other'])
  expect(testPathsOf([])).toEqual([])
})

test('a pattern makes its files test files, pytest goes by its own', () => {
  const nose2 = { path: 'nose2.cfg', text: '[unittest]\ntest-file-pattern = *_check.py\n' }
  expect(resolveSettings({ files: [nose2], rules: [] }).settings.testFilePatterns).toEqual([...defaultSettings.testFilePatterns, '*_check.py'])
  expect(resolveSettings({ files: [nose2, { path: 'pytest.ini', text: '[pytest]\npython_files = t_*.py\n' }], rules: [] }).settings.testFilePatterns).toEqual(['t_*.py'])
})
