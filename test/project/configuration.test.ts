import { describe, expect, it } from 'vitest'
import { readProjectConfiguration } from '../../server/src/core/project/configuration.ts'
import { readIni } from '../../server/src/core/project/ini.ts'

const read = (files: Readonly<Record<string, string>>) => readProjectConfiguration(Object.entries(files).map(([path, text]) => ({ path, text })))

describe('where pytest is configured', () => {
  it('reads ini files: words, quotes, continuation lines, comments', () => {
    const found = read({
      'pytest.ini': "# top\n[pytest]\npython_files = test_*.py  'check it.py'\n  extra_*.py\n  ; not this\npython_functions: check_* spec\nmarkers =\n    slow: takes long\n    needs(x): things\nxfail_strict = yes\nasyncio_mode=auto\n",
    })
    expect(found).toEqual({
      path: 'pytest.ini',
      pythonFiles: ['test_*.py', 'check it.py', 'extra_*.py'],
      pythonClasses: undefined,
      pythonFunctions: ['check_*', 'spec'],
      testpaths: undefined,
      asyncioMode: 'auto',
      xfailStrict: true,
      markers: ['slow', 'needs'],
      mistakes: [],
    })
  })

  it('reads both tables of pyproject.toml', () => {
    expect(read({ 'a/pyproject.toml': '[tool.pytest.ini_options]\npython_classes = "Describe Check"\ntestpaths = ["tests", "more"]\nxfail_strict = true\n' })).toMatchObject({
      path: 'a/pyproject.toml', pythonClasses: ['Describe', 'Check'], testpaths: ['tests', 'more'], xfailStrict: true, mistakes: [],
    })
    expect(read({ 'pyproject.toml': '[tool.pytest]\npython_files = ["t_*.py"]\n' }).pythonFiles).toEqual(['t_*.py'])
    expect(read({ 'pytest.toml': '[pytest]\npython_files = ["t_*.py"]\n' }).pythonFiles).toEqual(['t_*.py'])
  })

  it('takes the first file of the nearest folder that configures pytest', () => {
    const tox = '[tox]\n[pytest]\npython_files = from_tox.py\n'
    const cfg = '[tool:pytest]\npython_files = from_cfg.py\n'
    const toml = '[tool.pytest.ini_options]\npython_files = ["from_toml.py"]\n'
    expect(read({ 'setup.cfg': cfg, 'tox.ini': tox }).path).toBe('tox.ini')
    expect(read({ 'setup.cfg': cfg, 'pyproject.toml': toml, 'tox.ini': tox }).path).toBe('pyproject.toml')
    expect(read({ 'setup.cfg': cfg, 'pyproject.toml': '[tool.black]\n' }).path).toBe('setup.cfg')
    expect(read({ 'pytest.ini': '', 'pyproject.toml': toml }).path).toBe('pytest.ini')
    expect(read({ 'a/b/tox.ini': '[tox]\n', 'a/setup.cfg': cfg, 'pytest.ini': '[pytest]\n' }).path).toBe('a/setup.cfg')
  })

  it('says line and key of what is wrong, and goes on', () => {
    expect(read({ 'pytest.ini': '[pytest]\nwhat\npython_files = "open\nxfail_strict = maybe\nxfail_strict = no\n' }).mistakes).toEqual([
      { path: 'pytest.ini', line: 2, key: 'pytest', message: "expected 'name = value', got 'what'" },
      { path: 'pytest.ini', line: 5, key: 'xfail_strict', message: "'xfail_strict' stands twice in [pytest]" },
      { path: 'pytest.ini', line: 3, key: 'python_files', message: 'expected a closing quote' },
      { path: 'pytest.ini', line: 4, key: 'xfail_strict', message: "expected 'true' or 'false'" },
    ])
    expect(read({ 'pyproject.toml': '[tool.pytest.ini_options]\n\npython_files = [1]\nasyncio_mode = "often"\n' }).mistakes).toEqual([
      { path: 'pyproject.toml', line: 3, key: 'python_files', message: 'expected a list of strings' },
      { path: 'pyproject.toml', line: 4, key: 'asyncio_mode', message: "expected 'auto' or 'strict'" },
    ])
    expect(read({ 'pyproject.toml': '[tool.pytest]\nx = = 1\n' }).mistakes).toMatchObject([{ path: 'pyproject.toml', line: 2, key: '' }])
    expect(read({ 'setup.cfg': '[metadata]\nname = x\n[pytest]\na = 1\n' }).mistakes).toMatchObject([{ path: 'setup.cfg', line: 3, key: 'pytest' }])
    expect(read({ 'pyproject.toml': '[tool.pytest]\npython_files = "a b"\n' }).mistakes).toMatchObject([{ line: 2, key: 'python_files' }])
  })
})

describe('readIni', () => {
  it('is not put off by a BOM, CRLF, brackets in values or a continuation of nothing', () => {
    const ini = readIni('\uFEFF[a]\r\nx = 1 # not a comment\r\n[b] ; said\r\ny:\r\n  2\r\n[unclosed\r\n')
    expect([...ini.sections].map(([name, values]) => [name, [...values].map(([key, { value, line }]) => [key, value, line])])).toEqual([
      ['a', [['x', '1 # not a comment', 2]]],
      ['b', [['y', '2\n[unclosed', 4]]],
    ])
    expect(readIni('  lost\nx = 1\n').mistakes.map((each) => each.line)).toEqual([1, 2])
  })
})

it.each([
  ['asyncio_mode = auto', 'auto'],
  ['asyncio_mode = strict', 'strict'],
  ['addopts = -q --asyncio-mode=auto', 'auto'],
  ['asyncio_mode = auto\naddopts = --asyncio-mode strict', 'strict'],
  ['anyio_mode = auto', 'auto'],
  ['trio_mode = true', 'auto'],
  ['addopts = -q', undefined],
])('coroutines without a mark: %s', (text, wanted) => {
  expect(readProjectConfiguration([{ path: 'pytest.ini', text: `[pytest]\n${text}\n` }]).asyncioMode).toBe(wanted)
})
