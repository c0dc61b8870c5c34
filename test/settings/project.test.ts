import { describe, expect, it } from 'vitest'
import { lowerBound } from '../../server/src/core/settings/python-version.ts'
import { resolveSettings } from '../../server/src/core/settings/resolve.ts'
import { defaultSettings } from '../../server/src/core/settings/settings.ts'

const settingsOf = (...files: readonly (readonly [string, string])[]) => resolveSettings({ files: files.map(([path, text]) => ({ path, text })), rules: [] })

describe('what a project says of its tests', () => {
  it('is taken from where pytest reads it', () => {
    const { settings, configuration, mistakes } = settingsOf(['pyproject.toml', '[tool.pytest.ini_options]\npython_files = ["check_*.py", "*_spec.py"]\npython_classes = "Check *Suite"\npython_functions = ["check"]'])
    expect(settings).toEqual({ ...defaultSettings, testFilePatterns: ['check_*.py', '*_spec.py'], pythonClasses: ['Check', '*Suite'], pythonFunctions: ['check'] })
    expect({ configuration, mistakes }).toEqual({ configuration: undefined, mistakes: [] })
  })

  it('gives way to what is written for Proctor, here or in the editor', () => {
    const files = [{ path: 'pyproject.toml', text: '[tool.proctor]\ntest-file-patterns = ["a_*.py"]' }, { path: 'pytest.ini', text: '[pytest]\npython_files = b_*.py\npython_functions = b' }]
    expect(resolveSettings({ files, rules: [] }).settings).toMatchObject({ testFilePatterns: ['a_*.py'], pythonFunctions: ['b'] })
    expect(resolveSettings({ files, rules: [], editor: { testFilePatterns: ['c_*.py'] }, preference: 'editorOnly' }).settings).toMatchObject({ testFilePatterns: ['c_*.py'], pythonFunctions: ['b'] })
  })

  it('has its mistakes named as such, and a file that is no TOML once', () => {
    expect(settingsOf(['setup.cfg', '[pytest]\npython_files = b']).mistakes).toEqual([{ source: 'setup.cfg', line: 1, key: 'pytest', message: expect.stringContaining('[tool:pytest]'), of: 'pytest' }])
    expect(settingsOf(['pyproject.toml', '[tool.pytest.ini_options\n']).mistakes).toHaveLength(1)
  })
})

describe('the oldest Python', () => {
  it.each([
    ['>=3.8', 8],
    ['>= 3.10, < 4', 10],
    ['~=3.9', 9],
    ['==3.11.*', 11],
    ['>3.7,!=3.8.1', 7],
    ['^3.12', 12],
    ['>=3', 0],
    ['>=3.8,>=3.10', 10],
    ['<4', undefined],
    ['>=2.7', undefined],
    ['', undefined],
    ['whatever', undefined],
  ])('of %j is 3.%s', (specifier, minor) => {
    expect(lowerBound(specifier)).toEqual(minor === undefined ? undefined : [3, minor])
  })

  it('comes from the nearest file that says so, and a setting beats it', () => {
    expect(settingsOf(['a/pyproject.toml', '[build-system]'], ['a/setup.cfg', '[options]\npython_requires = >=3.7'], ['pyproject.toml', '[project]\nrequires-python = ">=3.10"']).settings.python).toEqual([3, 7])
    expect(settingsOf(['pyproject.toml', '[tool.poetry.dependencies]\npython = "^3.11"']).settings.python).toEqual([3, 11])
    expect(settingsOf(['pyproject.toml', '[project]\nrequires-python = ">=3.10"\n[tool.proctor]\npython-version = "3.13"']).settings.python).toEqual([3, 13])
    expect(settingsOf(['pyproject.toml', '[project]\nrequires-python = 3']).settings.python).toEqual(defaultSettings.python)
  })
})
