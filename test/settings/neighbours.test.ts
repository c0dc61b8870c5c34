// What the configuration of other linters says that they report, and what of a rule is left to them.

import { describe, expect, it } from 'vitest'
import { rule } from '../../server/src/core/kit/index.ts'
import { pylintCode, pylintMessages } from '../../server/src/core/settings/neighbours/pylint-messages.ts'
import { relations, widerTwins } from '../../server/src/core/settings/neighbours/relations.ts'
import { ruffRules } from '../../server/src/core/settings/neighbours/ruff-rules.ts'
import { leftTo, readNeighbours } from '../../server/src/core/settings/neighbours/step-aside.ts'
import { resolveSettings } from '../../server/src/core/settings/resolve.ts'
import { defaultSettings, type Settings } from '../../server/src/core/settings/settings.ts'
import { allRules } from '../../server/src/core/index.ts'

type Files = Readonly<Record<string, string>>

/** Which of the codes the tool reports in the file. */
function reported(files: Files, tool: 'Ruff' | 'flake8' | 'pylint', codes: readonly string[], path = 'tests/test_a.py'): readonly string[] | undefined {
  const { neighbours } = readNeighbours(Object.entries(files).map(([name, text]) => ({ path: name, text })))
  const neighbour = neighbours.find((each) => each.tool === tool)
  return neighbour && codes.filter((code) => neighbour.reports(code, path))
}

describe('Ruff', () => {
  const codes = ['F631', 'PT010', 'PT018', 'PLR1702', 'B011']
  const ruff = (text: string, path?: string): readonly string[] | undefined => reported({ 'ruff.toml': text }, 'Ruff', codes, path)

  it('reports its default set where nothing is selected, the old one where an old version is required', () => {
    expect(ruff('line-length = 100')).toEqual(['F631', 'PT010'])
    expect(ruff('required-version = "==0.9.1"')).toEqual(['F631'])
    expect(ruff('required-version = ">=0.9"')).toEqual(['F631', 'PT010'])
    expect(ruff('lint.select = []')).toEqual([])
  })

  it('selects by prefix, the longer one winning, `ignore` where both are as long; preview rules only in preview', () => {
    expect(ruff('[lint]\nselect = ["ALL"]\nignore = ["PT"]\nextend-select = ["PT018"]')).toEqual(['F631', 'PT018', 'B011'])
    expect(ruff('[lint]\nselect = ["PT018", "PL"]\nignore = ["PT018"]\npreview = true')).toEqual(['PLR1702'])
    expect(ruff('[lint]\nselect = ["PL"]\npreview = true\nexplicit-preview-rules = true')).toEqual([])
    expect(ruff('[lint]\nextend-select = ["pytest-composite-assertion"]')).toEqual(['F631', 'PT010', 'PT018'])
    expect(ruff('select = ["PT"]')).toEqual(['PT010', 'PT018'])
  })

  it('does not report what is ignored for the file, nor in files that are left out', () => {
    const text = '[lint]\nselect = ["PT", "F"]\n[lint.per-file-ignores]\n"tests/*" = ["PT018"]\n"!src/**.py" = ["F6"]'
    expect(ruff(text)).toEqual(['PT010'])
    expect(ruff(text, 'src/deep/test_b.py')).toEqual(['F631', 'PT010', 'PT018'])
    expect(ruff('lint.select = ["PT"]\nextend-exclude = ["tests"]')).toEqual([])
    expect(ruff('lint.select = ["PT"]\nlint.exclude = ["**/test_[ab].py"]')).toEqual([])
    expect(ruff('lint.select = ["PT"]\nlint.exclude = ["test_{b,c}.py"]')).toEqual(['PT010', 'PT018'])
  })

  it('is read from the nearest folder, its own file before pyproject.toml, with what it extends', () => {
    expect(reported({ 'tests/ruff.toml': 'extend = "../pyproject.toml"\nlint.extend-select = ["B011"]', 'pyproject.toml': '[tool.ruff.lint]\nselect = ["PT018"]' }, 'Ruff', codes)).toEqual(['PT018', 'B011'])
    expect(reported({ '.ruff.toml': 'lint.select = ["B"]', 'pyproject.toml': '[tool.ruff.lint]\nselect = ["PT018"]' }, 'Ruff', codes)).toEqual(['B011'])
    expect(reported({ 'ruff.toml': 'extend = "ruff.toml"\nlint.select = ["B"]' }, 'Ruff', codes)).toEqual(['B011'])
    expect(reported({ 'pyproject.toml': '[tool.ruff.format]\nquote-style = "single"' }, 'Ruff', codes)).toBeUndefined()
    expect(reported({ 'pyproject.toml': '[tool.black]\n' }, 'Ruff', codes)).toBeUndefined()
  })
})

describe('flake8', () => {
  const codes = ['F631', 'B011', 'H203', 'N365', 'E704']
  const flake8 = (text: string, path?: string): readonly string[] | undefined => reported({ 'tox.ini': `[tox]\n${text}` }, 'flake8', codes, path)

  it('reports its own codes but for those it leaves out by default, and of plugins those that are named', () => {
    expect(flake8('[flake8]\nmax-line-length = 100')).toEqual(['F631'])
    expect(flake8('[flake8]\nextend-select = B9,B011 # why\nenable-extensions = H203\nextend-ignore = F6')).toEqual(['B011', 'H203'])
    expect(flake8('[flake8]\nselect = B,F\nignore =\n  F63\n  B011')).toEqual([])
    expect(flake8('[flake8]\nignore = W503\n[flake8:local-plugins]\nextension =\n  N365 = checks:assert_true\n  N366 = checks:other')).toEqual(['F631', 'N365', 'E704'])
    expect(flake8('[pytest]')).toBeUndefined()
  })

  it('knows ignores for single files and folders that are left out', () => {
    const text = '[flake8]\nper-file-ignores =\n  tests/*,conftest.py: F631, E1\n  other.py: B0'
    expect(flake8(text)).toEqual([])
    expect(flake8(text, 'other.py')).toEqual(['F631'])
    expect(flake8('[flake8]\nexclude = .git,tests')).toEqual([])
  })

  it('is read from pyproject.toml too', () => {
    expect(reported({ 'pyproject.toml': '[tool.flake8]\nselect = ["B"]\nper-file-ignores = ["tests/test_b.py: B011"]' }, 'flake8', codes)).toEqual(['B011'])
  })
})

describe('Pylint', () => {
  const codes = ['W0199', 'C0116', 'C1804', 'R0124']
  const pylint = (text: string): readonly string[] | undefined => reported({ '.pylintrc': text }, 'pylint', codes)

  it('reports what is on by default, less what is disabled by code, name or category', () => {
    expect(pylint('[MAIN]\njobs=2')).toEqual(['W0199', 'C0116', 'R0124'])
    expect(pylint('[MESSAGES CONTROL]\ndisable=\n    assert-on-tuple,\n    C,\nenable = C1804')).toEqual(['C1804', 'R0124'])
    expect(pylint('[MESSAGES CONTROL]\ndisable=all\nenable=W0199')).toEqual(['W0199'])
    expect(pylint('[MAIN]\nignore=tests')).toEqual([])
    expect(pylint('[MAIN]\nignore-patterns=test_.*\\.py')).toEqual([])
    expect(pylint('[MAIN]\nignore-paths=^src/.*$,(')).toEqual(['W0199', 'C0116', 'R0124'])
  })

  it('is read from pyproject.toml and setup.cfg', () => {
    expect(reported({ 'pyproject.toml': '[tool.pylint."messages control"]\ndisable = ["all"]\nenable = ["comparison-with-itself"]' }, 'pylint', codes)).toEqual(['R0124'])
    expect(reported({ 'setup.cfg': '[pylint.MESSAGES CONTROL]\ndisable = W,R' }, 'pylint', codes)).toEqual(['C0116'])
    expect(reported({ 'setup.cfg': '[metadata]\nname = x' }, 'pylint', codes)).toBeUndefined()
  })
})

describe('what is left to others', () => {
  const sample = rule({ id: 'sample', summary: '', why: '', section: 'style', severity: 'hint', preset: 'recommended', fix: undefined, since: '0.1.0', twins: ['ruff:PT018', 'flake8:PT018', 'sonar:S9073', 'ruff:B017'], on: 'module', *check() {}, message: () => '' })
  const { neighbours } = readNeighbours([{ path: 'ruff.toml', text: 'lint.select = ["PT"]' }, { path: '.flake8', text: '[flake8]\nselect = PT' }])
  const left = (settings: Partial<Settings>, twins = sample.twins): string | undefined => leftTo(sample, twins, 'test_a.py', { ...defaultSettings, neighbours, ...settings })

  it('follows the configuration unless it is off or lists other tools', () => {
    expect(left({})).toBe('Ruff')
    expect(left({ avoidDuplicates: ['flake8'] })).toBe('flake8')
    expect(left({ avoidDuplicates: ['pylint'] })).toBeUndefined()
    expect(left({ avoidDuplicates: ['S9073'], neighbours: [] })).toBe('another tool')
    expect(left({ avoidDuplicates: 'off' })).toBeUndefined()
    expect(left({ neighbours: [] })).toBeUndefined()
  })

  it('is only what the twin of the finding reports', () => {
    expect(left({}, ['ruff:B017'])).toBeUndefined()
    expect(left({}, [])).toBeUndefined()
  })

  it('is nothing of a rule that somebody asked for by its name or a twin', () => {
    expect(left({ select: ['ALL', 'style'] })).toBe('Ruff')
    expect(left({ select: ['sample'] })).toBeUndefined()
    expect(left({ select: ['PT018'] })).toBeUndefined()
    expect(left({ rules: { sample: 'warning' } })).toBeUndefined()
    expect(left({ rules: { style: 'warning', sample: 'default' } })).toBe('Ruff')
  })
})

describe('the setting', () => {
  const resolve = (text: string) => resolveSettings({ files: [{ path: 'pyproject.toml', text }], rules: allRules })

  it('is read, and its mistakes are told with key and line', () => {
    expect(resolve('[tool.proctor]\navoid-duplicates = ["ruff", "F631"]').settings.avoidDuplicates).toEqual(['ruff', 'F631'])
    expect(resolve('[tool.proctor]\navoid-duplicates = "of"').mistakes).toEqual([{ source: 'pyproject.toml', line: 2, key: 'avoid-duplicates', message: expect.stringContaining("did you mean 'off'?") }])
    for (const wrong of ['["rufff"]', '[1]', 'true', '["assert-on-tuple"]']) expect(resolve(`[tool.proctor]\navoid-duplicates = ${wrong}`).mistakes, wrong).toHaveLength(1)
  })

  it('tells of a configuration that is no TOML without calling it a mistake in Proctor’s own', () => {
    expect(resolveSettings({ files: [{ path: 'ruff.toml', text: 'a = 1\n[lint' }], rules: allRules }).mistakes).toEqual([expect.objectContaining({ source: 'ruff.toml', line: 2, of: 'Ruff' })])
  })
})

it('relations are about twins that rules have', () => {
  const twins = new Set(allRules.flatMap((each) => each.twins))
  expect(Object.keys(relations).filter((twin) => !twins.has(twin))).toEqual([])
  expect([...widerTwins].every((twin) => relations[twin]!.ours !== 'narrower')).toBe(true)
})

it('every twin in Ruff or Pylint is a rule that they have', () => {
  const codes = (tool: string): readonly string[] => [...new Set(allRules.flatMap((each) => each.twins).filter((twin) => twin.startsWith(`${tool}:`)).map((twin) => twin.slice(tool.length + 1)))]
  expect(codes('ruff').filter((code) => !ruffRules.has(code))).toEqual([])
  // W64xx and F64xx are pylint-pytest's.
  expect(codes('pylint').filter((code) => !pylintMessages.has(pylintCode(code)) && !/^[WF]64\d\d$/.test(code))).toEqual([])
})
