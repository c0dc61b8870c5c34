import { describe, expect, it } from 'vitest'
import { choice, flag, integer, names, rule, type Rule } from '../../server/src/core/kit/index.ts'
import { optionsOf } from '../../server/src/core/settings/options.ts'
import { resolveSettings as resolve, type SettingsInput } from '../../server/src/core/settings/resolve.ts'
import { configuredSeverity, severityOf } from '../../server/src/core/settings/severity.ts'
import { defaultSettings, type Settings } from '../../server/src/core/settings/settings.ts'

const longTest = sample('long-test', { section: 'organization', twins: ['pylint:R0915'], options: { maximumStatements: integer(40, 1, 'How many'), countSetup: flag(false, 'Whether'), mode: choice(['lines', 'calls'], 'lines', 'What'), allowed: names([], 'Which') } })
const tuple = sample('assert-on-tuple', { section: 'effectiveness', severity: 'error', preset: 'essential', twins: ['ruff:F631', 'ruff:PT018'] })
const pedantic = sample('pedantic-style', { section: 'style', severity: 'hint', preset: 'strict' })
const rules = [longTest, tuple, pedantic]

describe('what a pyproject.toml says', () => {
  it('is read from the nearest one that has the table', () => {
    const answer = resolveSettings({ files: [file('a/pyproject.toml', '[project]\nname = "x"'), file('pyproject.toml', '[tool.proctor]\npreset = "strict"'), file('../pyproject.toml', '[tool.proctor]\npreset = "essential"')] })
    expect(answer).toEqual({ settings: { ...defaultSettings, preset: 'strict' }, configuration: 'pyproject.toml', mistakes: [] })
  })

  it('covers every setting, kebab-case, with tables, dotted keys and inline tables', () => {
    const text = `
      tool.proctor.max-file-size = 500
      [tool.proctor.rules]
      long-test = "off"
      "ruff:F631" = "hint"
      style = "information"
      [tool.proctor.options]
      long-test = { maximum-statements = 12, count-setup = true, mode = "calls", allowed = ["a"] }`
    expect(resolveSettings({ files: [file('pyproject.toml', text)] })).toEqual({
      configuration: 'pyproject.toml',
      mistakes: [],
      settings: {
        ...defaultSettings,
        maxFileSize: 500,
        rules: { 'long-test': 'off', 'ruff:F631': 'hint', style: 'information' },
        options: { 'long-test': { maximumStatements: 12, countSetup: true, mode: 'calls', allowed: ['a'] } },
      },
    })
    const lists = '[tool.proctor]\nselect = ["ALL", "PT018"]\nignore = ["style"]\nexclude = ["data"]\ntest-file-patterns = ["check_*.py"]\npython-version = "3.12"'
    expect(resolveSettings({ files: [file('pyproject.toml', lists)] }).settings).toEqual({ ...defaultSettings, select: ['ALL', 'PT018'], ignore: ['style'], exclude: ['data'], testFilePatterns: ['check_*.py'], python: [3, 12] })
  })

  it('may have a byte order mark and CRLF', () => {
    expect(resolveSettings({ files: [file('pyproject.toml', '\uFEFF[tool.proctor]\r\npreset = "strict"\r\n')] }).settings.preset).toBe('strict')
  })
})

describe('mistakes', () => {
  it.each([
    ['[tool.proctor]\n\npresett = "strict"', 3, 'presett', "unknown setting 'presett'; did you mean 'preset'?"],
    ['[tool.proctor]\npreset = "strikt"', 2, 'preset', "expected 'essential', 'recommended' or 'strict'; did you mean 'strict'?"],
    ['[tool.proctor]\nmaxFileSize = 3', 2, 'maxFileSize', "expected 'max-file-size'; a key is written in kebab-case here"],
    ['[tool.proctor]\nmax-file-size = "3"', 2, 'max-file-size', 'expected a whole number, at least 1'],
    ['[tool.proctor]\npython-version = 3.11', 2, 'python-version', "expected a version of Python 3 such as '3.11', in quotes"],
    ['[tool.proctor]\nexclude = "data"', 2, 'exclude', 'expected a list of globs'],
    ['[tool.proctor]\nselect = ["long-tset"]', 2, 'select', "no rule, section or twin is called 'long-tset'; did you mean 'long-test'?"],
    ['[tool.proctor]\nignore = ["PT081"]', 2, 'ignore', "no rule, section or twin is called 'PT081'; did you mean 'PT018'?"],
    ['[tool.proctor.rules]\nlong-test = "of"', 2, 'rules.long-test', "expected 'error', 'warning', 'information', 'hint', 'off' or 'default'; did you mean 'off'?"],
    ['[tool.proctor.rules]\nlong-test = true', 2, 'rules.long-test', "expected 'error', 'warning', 'information', 'hint', 'off' or 'default'"],
    ['[tool.proctor]\nrules = ["long-test"]', 2, 'rules', 'expected a table of rules and severities'],
    ['[tool.proctor.options.long-tests]\nx = 1', 1, 'options.long-tests', "no rule is called 'long-tests'; did you mean 'long-test'?"],
    ['[tool.proctor.options.R0915]\nx = 1', 1, 'options.R0915', "expected a rule id here; 'R0915' is 'long-test'"],
    ['[tool.proctor.options.long-test]\nmaximum-statement = 1', 2, 'options.long-test.maximum-statement', "'long-test' has no option 'maximum-statement'; did you mean 'maximum-statements'?"],
    ['[tool.proctor.options.long-test]\nmaximum-statements = 0', 2, 'options.long-test.maximum-statements', 'expected a whole number, at least 1'],
    ['[tool.proctor.options.long-test]\nmode = "words"', 2, 'options.long-test.mode', "expected 'lines' or 'calls'"],
    ['[tool.proctor.options.long-test]\nallowed = [1]', 2, 'options.long-test.allowed', 'expected a list of strings'],
    ['[tool.proctor.options]\nassert-on-tuple = { x = 1 }', 2, 'options.assert-on-tuple.x', "'assert-on-tuple' has no options"],
    ['[tool]\nproctor = 3', 2, '', 'expected a table at tool.proctor'],
  ])('%j', (text, line, key, message) => {
    expect(resolveSettings({ files: [file('pyproject.toml', text)] }).mistakes).toEqual([{ source: 'pyproject.toml', line, key, message }])
  })

  it('leave everything else in use', () => {
    const { settings, mistakes } = resolveSettings({ files: [file('pyproject.toml', '[tool.proctor]\nignore = ["style", "nothing-at-all"]\npreset = 3\n[tool.proctor.rules]\nlong-test = "error"\nlong-tset = "error"')] })
    expect(mistakes.map((mistake) => mistake.key)).toEqual(['ignore', 'preset', 'rules.long-tset'])
    expect(settings).toEqual({ ...defaultSettings, ignore: ['style'], rules: { 'long-test': 'error' } })
  })

  it('of TOML itself are one, with its line, and other files still count', () => {
    const answer = resolveSettings({ files: [file('a/pyproject.toml', '[tool.proctor]\npreset = ]\n'), file('pyproject.toml', '[tool.proctor]\npreset = "strict"')] })
    expect(answer.mistakes).toHaveLength(1)
    expect(answer.mistakes[0]).toMatchObject({ source: 'a/pyproject.toml', line: 2, message: expect.stringMatching(/^not valid TOML: /) })
    expect(answer).toMatchObject({ configuration: 'pyproject.toml', settings: { preset: 'strict' } })
  })

  it('never come as an exception', () => {
    for (const text of ['[tool.proctor', '[', '\u0000', 'a = '.repeat(1000), `a = ${'['.repeat(100_000)}`, '[tool]\nproctor = [1]', '[[tool.proctor]]\npreset = "strict"', '[tool.proctor.rules]\n__proto__ = "off"\nconstructor = "off"', '{{ cookiecutter.name }}']) {
      const { mistakes } = resolveSettings({ files: [file('pyproject.toml', text)] })
      expect(mistakes.length, text.slice(0, 40)).toBeGreaterThan(0)
      for (const mistake of mistakes) expect(mistake.line, text.slice(0, 40)).toBeGreaterThan(0)
    }
    for (const editor of [3, 'x', [], [{}], { rules: [] }, { rules: { a: {} } }, { options: { 'long-test': 3 } }, { configurationPreference: 'me' }]) {
      expect(resolveSettings({ editor, files: [] }).mistakes, JSON.stringify(editor)).not.toEqual([])
    }
  })
})

describe('the editor', () => {
  it('says nothing with null and empty objects', () => {
    expect(resolveSettings({ editor: { preset: null, rules: {}, options: {}, select: null, maxFileSize: null, trace: { server: 'off' }, naming: { useLanguageModel: false } }, files: [] })).toEqual({ settings: defaultSettings, configuration: undefined, mistakes: [] })
    expect(resolveSettings({ editor: undefined, files: [] }).settings).toEqual(defaultSettings)
  })

  it('gives way to the project, entry by entry, unless it is preferred', () => {
    const editor = { preset: 'essential', rules: { 'long-test': 'error', style: 'error' }, options: { 'long-test': { mode: 'calls', maximumStatements: 5 } } }
    const files = [file('pyproject.toml', '[tool.proctor]\npreset = "strict"\n[tool.proctor.rules]\nlong-test = "off"\n[tool.proctor.options.long-test]\nmaximum-statements = 9')]
    expect(resolveSettings({ editor, files }).settings).toMatchObject({ preset: 'strict', rules: { 'long-test': 'off', style: 'error' }, options: { 'long-test': { mode: 'calls', maximumStatements: 9 } } })
    expect(resolveSettings({ editor, files, preference: 'editorFirst' }).settings).toMatchObject({ preset: 'essential', rules: { 'long-test': 'error' }, options: { 'long-test': { maximumStatements: 5 } } })
    expect(resolveSettings({ editor: { ...editor, configurationPreference: 'editorOnly' }, files })).toMatchObject({ configuration: undefined, settings: { preset: 'essential', rules: { 'long-test': 'error' } } })
  })
})

describe('which rules run', () => {
  const severities = (change: Partial<Settings>): Record<string, string> => Object.fromEntries(rules.map((each) => [each.id, severityOf(each, { ...defaultSettings, ...change })]))

  it.each<[Partial<Settings>, string, string, string]>([
    [{}, 'information', 'error', 'off'],
    [{ preset: 'essential' }, 'off', 'error', 'off'],
    [{ preset: 'strict' }, 'information', 'error', 'hint'],
    [{ rules: { 'pedantic-style': 'warning' } }, 'information', 'error', 'warning'],
    [{ rules: { style: 'warning' } }, 'information', 'error', 'off'],
    [{ rules: { style: 'warning' }, preset: 'strict' }, 'information', 'error', 'warning'],
    [{ rules: { effectiveness: 'off' } }, 'information', 'off', 'off'],
    [{ rules: { effectiveness: 'off', PT018: 'hint' } }, 'information', 'hint', 'off'],
    [{ rules: { 'assert-on-tuple': 'warning', 'ruff:F631': 'hint', effectiveness: 'off' } }, 'information', 'warning', 'off'],
    [{ rules: { F631: 'hint', PT018: 'warning' } }, 'information', 'warning', 'off'],
    [{ rules: { 'assert-on-tuple': 'default', effectiveness: 'off' } }, 'information', 'error', 'off'],
    [{ ignore: ['organization'] }, 'off', 'error', 'off'],
    [{ ignore: ['r0915', 'ruff:F631', 'PT018'], rules: { 'long-test': 'error' } }, 'off', 'off', 'off'],
    [{ ignore: ['ruff:F631'] }, 'information', 'error', 'off'],
    [{ ignore: ['ALL'], select: ['ALL'] }, 'off', 'off', 'off'],
    [{ select: ['ALL'], rules: { 'long-test': 'off' } }, 'off', 'error', 'hint'],
    [{ select: ['style', 'PT018'] }, 'off', 'error', 'hint'],
    [{ select: ['pedantic-style'], rules: { 'long-test': 'error', style: 'error' } }, 'off', 'off', 'error'],
    [{ select: [] }, 'off', 'off', 'off'],
  ])('%j', (change, ...wanted) => {
    expect(Object.values(severities(change))).toEqual(wanted)
  })

  it('tells a severity that somebody chose from a rule’s own', () => {
    expect(configuredSeverity(tuple, defaultSettings)).toBeUndefined()
    expect(configuredSeverity(tuple, { ...defaultSettings, rules: { 'assert-on-tuple': 'error' } })).toBe('error')
  })
})

it('gives a rule its options: what is set where it fits, else the default', () => {
  const options = optionsOf(longTest, { ...defaultSettings, options: { 'long-test': { maximumStatements: -1, mode: 'calls', 'count-setup': true, other: 1 } } })
  expect(options).toEqual({ maximumStatements: 40, countSetup: true, mode: 'calls', allowed: [] })
})

function resolveSettings(input: Omit<SettingsInput, 'rules'>) {
  return resolve({ ...input, rules })
}

function file(path: string, text: string) {
  return { path, text }
}

function sample(id: string, rest: Partial<Rule>): Rule {
  return rule({ id, summary: id, why: id, section: 'style', severity: 'information', preset: 'recommended', fix: undefined, since: '0.1.0', twins: [], on: 'test', *check() {}, message: () => id, ...(rest as object) })
}
