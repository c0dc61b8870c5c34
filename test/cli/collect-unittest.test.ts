// `proctor collect -p PATTERN` and without paths: what unittest discovers, and where a project's configuration looks.

import { describe, expect, it } from 'vitest'
import { project } from './cli.ts'

const cases = 'import unittest\n\n\nclass A(unittest.TestCase):\n    def test_a(self): pass\n\n\nclass B(unittest.TestCase):\n    def test_b(self): pass\n\n\ndef test_plain(): pass\n'
const choosing = `${cases}\n\ndef load_tests(loader, tests, pattern):\n    return loader.loadTestsFromTestCase(B)\n`

describe('collect --pattern', () => {
  it('lists the TestCases of modules that fit, in packages only, as their load_tests chooses', async () => {
    const { run } = project({
      'tests/first_check.py': cases,
      'tests/second_check.py': choosing,
      'tests/test_other.py': cases,
      'tests/not-a-name_check.py': cases,
      'tests/package/__init__.py': '',
      'tests/package/third_check.py': cases,
      'tests/folder/fourth_check.py': cases,
    })
    expect(await run(['collect', '-p', '*_check.py', 'tests'])).toEqual({
      code: 0,
      err: '',
      out: 'tests/first_check.py::A::test_a\ntests/first_check.py::B::test_b\ntests/package/third_check.py::A::test_a\ntests/package/third_check.py::B::test_b\ntests/second_check.py::B::test_b\n',
    })
    expect((await run(['collect', '--pattern', 'test_[!a-m]*.py', 'tests'])).out).toBe('tests/test_other.py::A::test_a\ntests/test_other.py::B::test_b\n')
    expect((await run(['collect', '-p', '[z-a].py', 'tests'])).out).toBe('')
  })

  it('says which modules decide at run time', async () => {
    const { run } = project({ 'test_a.py': `${cases}\n\ndef load_tests(loader, tests, pattern):\n    return loader.discover('.')\n` })
    const reason = "`load_tests` gives `loader.discover('.')`"
    expect(await run(['collect', '-p', 'test*.py', '.'])).toEqual({ code: 0, out: 'test_a.py::A::test_a\ntest_a.py::B::test_b\n', err: `test_a.py: decided at run time: ${reason}\n` })
    expect(JSON.parse((await run(['collect', '-p', 'test*.py', '--format', 'json'])).out)).toMatchObject({ files: [{ path: 'test_a.py', atRunTime: reason }] })
  })
})

describe('collect without paths', () => {
  const files = { 'unit/test_a.py': 'def test_a(): pass\n', 'slow/test_b.py': 'def test_b(): pass\n', 'test_c.py': 'def test_c(): pass\n' }

  it("looks where pytest's testpaths or stestr's test_path say", async () => {
    expect((await project({ ...files, 'pytest.ini': '[pytest]\ntestpaths = unit slow\n' }).run(['collect'])).out).toBe('unit/test_a.py::test_a\nslow/test_b.py::test_b\n')
    expect((await project({ ...files, '.stestr.conf': '[DEFAULT]\ntest_path=${OS_TEST_PATH:-./unit}\n' }).run(['collect'])).out).toBe('unit/test_a.py::test_a\n')
  })

  it('takes the folder at hand where nothing is said, or what is said is not there', async () => {
    const all = 'slow/test_b.py::test_b\ntest_c.py::test_c\nunit/test_a.py::test_a\n'
    expect((await project(files).run(['collect'])).out).toBe(all)
    expect((await project({ ...files, 'pytest.ini': '[pytest]\ntestpaths = gone\n' }).run(['collect'])).out).toBe(all)
    expect((await project({ ...files, 'pytest.ini': '[pytest]\ntestpaths = unit\n' }).run(['collect', '--isolated'])).out).toBe(all)
  })
})
