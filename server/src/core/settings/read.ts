// What somebody wrote in an editor's settings or in [tool.proctor], checked value by value; mistakes say what was expected.

import { sections, type Rule } from '../kit/index.ts'
import { didYouMean } from './nearest.ts'
import { avoidDuplicatesMistake } from './neighbours/step-aside.ts'
import { isStrings, oneOf, optionMistake } from './options.ts'
import { isTable } from './pyproject.ts'
import type { Settings } from './settings.ts'
import { checkSelectors, namesRule } from './severity.ts'
import { camel, kebab, levels, presets, settingShapes, type SettingShape } from './shape.ts'

export interface Mistake {
  /** Path of the file as it was handed in, or `editor`. */
  readonly source: string
  /** From 1. */
  readonly line: number | undefined
  /** As it is spelled there: `rules.long-test`; empty where it is about the whole file. */
  readonly key: string
  /** Says what is wrong and what is expected; no full stop. */
  readonly message: string
  /** It is about what this other tool reads, not about Proctor's own settings. */
  readonly of?: 'pytest' | 'Ruff' | 'flake8' | 'pylint'
}

/** One place's settings: only what is written there and right. */
export type Layer = { readonly [K in keyof Settings]?: Settings[K] }

export interface Spelling {
  readonly source: string
  /** pyproject.toml has kebab-case keys, the editor camelCase. */
  readonly style: 'kebab' | 'camel'
  readonly lineOf: (path: readonly string[]) => number | undefined
}

/** Null and undefined values count as not written. Keys in `others` belong to somebody else and are passed over. */
export function readLayer(value: Readonly<Record<string, unknown>>, spelling: Spelling, rules: readonly Rule[], others: readonly string[] = []): { readonly layer: Layer; readonly mistakes: readonly Mistake[] } {
  const mistakes: Mistake[] = []
  const report: Report = (path, message) => void mistakes.push({ source: spelling.source, line: spelling.lineOf(path), key: path.join('.'), message })
  const spelled = (key: string): string => (spelling.style === 'kebab' ? kebab(key) : key)

  let layer: Layer = {}
  for (const [key, given] of Object.entries(value)) {
    if (given === null || given === undefined || others.includes(key)) continue
    const shape = settingShapes.find((each) => spelled(each.key) === key)
    if (shape === undefined) {
      // A key in the other style is understood, so that a setting copied from the editor is not silently lost.
      const other = settingShapes.find((each) => camel(key) === each.key)
      report([key], other === undefined ? `unknown setting '${key}'${didYouMean(key, settingShapes.map((each) => spelled(each.key)))}` : `expected '${spelled(other.key)}'; a key is written in ${spelling.style === 'kebab' ? 'kebab-case' : 'camelCase'} here`)
      if (other !== undefined) layer = { ...layer, ...readValue(other, given, [key], rules, report) }
      continue
    }
    layer = { ...layer, ...readValue(shape, given, [key], rules, report) }
  }
  return { layer, mistakes }
}

type Report = (path: readonly string[], message: string) => void

function readValue(shape: SettingShape, value: unknown, path: readonly string[], rules: readonly Rule[], report: Report): Layer {
  const wrong = (expected: string): Layer => {
    report(path, expected)
    return {}
  }
  switch (shape.key) {
    case 'preset': {
      const preset = presets.find((each) => each === value)
      return preset !== undefined ? { preset } : wrong(`expected ${oneOf(presets)}${typeof value === 'string' ? didYouMean(value, presets) : ''}`)
    }
    case 'rules':
      return isTable(value) ? { rules: readLevels(value, path, rules, report) } : wrong('expected a table of rules and severities')
    case 'options':
      return isTable(value) ? { options: readOptions(value, path, rules, report) } : wrong('expected a table of rules and their options')
    case 'select':
    case 'ignore':
      return isStrings(value) ? { [shape.key]: value.filter((name) => isKnown(name, path, rules, report)) } : wrong('expected a list of rule ids, sections or twins')
    case 'avoidDuplicates': {
      const mistake = avoidDuplicatesMistake(value, rules)
      return mistake === undefined ? { avoidDuplicates: value as Settings['avoidDuplicates'] } : wrong(mistake)
    }
    case 'testFilePatterns':
    case 'exclude':
      return isStrings(value) ? { [shape.key]: value } : wrong('expected a list of globs')
    case 'maxFileSize':
      return Number.isSafeInteger(value) && (value as number) > 0 ? { maxFileSize: value as number } : wrong('expected a whole number, at least 1')
    case 'pythonVersion': {
      const minor = typeof value === 'string' ? /^3\.(\d{1,2})$/.exec(value)?.[1] : undefined
      return minor !== undefined ? { python: [3, Number(minor)] } : wrong("expected a version of Python 3 such as '3.11', in quotes")
    }
  }
}

function readLevels(value: Readonly<Record<string, unknown>>, path: readonly string[], rules: readonly Rule[], report: Report): Settings['rules'] {
  const read: Record<string, Settings['rules'][string]> = {}
  for (const [name, given] of Object.entries(value)) {
    const level = levels.find((each) => each === given)
    if (level === undefined) report([...path, name], `expected ${oneOf(levels)}${typeof given === 'string' ? didYouMean(given, levels) : ''}`)
    else if (isKnown(name, [...path, name], rules, report)) read[name] = level
  }
  return read
}

function readOptions(value: Readonly<Record<string, unknown>>, path: readonly string[], rules: readonly Rule[], report: Report): Settings['options'] {
  const read: Record<string, Record<string, unknown>> = {}
  for (const [name, given] of Object.entries(value)) {
    const own = [...path, name]
    const rule = rules.find((each) => each.id === name)
    if (rule === undefined) report(own, unknownRule(name, rules))
    else if (!isTable(given)) report(own, 'expected a table of options')
    else read[rule.id] = readOptionsOf(rule, given, own, report)
  }
  return read
}

function readOptionsOf(rule: Rule, value: Readonly<Record<string, unknown>>, path: readonly string[], report: Report): Record<string, unknown> {
  const read: Record<string, unknown> = {}
  const shapes = rule.options ?? {}
  for (const [name, given] of Object.entries(value)) {
    const key = Object.keys(shapes).find((each) => each === name || each === camel(name))
    if (key === undefined) {
      const known = Object.keys(shapes).map(kebab)
      report([...path, name], known.length === 0 ? `'${rule.id}' has no options` : `'${rule.id}' has no option '${name}'${didYouMean(name, known) || `; expected ${oneOf(known)}`}`)
      continue
    }
    const mistake = optionMistake(given, shapes[key]!)
    if (mistake === undefined) read[key] = given
    else report([...path, name], mistake)
  }
  return read
}

/** Says what is wrong with a rule's name, in the options table, where only ids count. */
function unknownRule(name: string, rules: readonly Rule[]): string {
  const meant = rules.find((rule) => rule.twins.length > 0 && namesRule(name, rule))
  if (meant !== undefined && name.toLowerCase() !== 'all' && !sections.some((section) => section.id === name.toLowerCase())) return `expected a rule id here; '${name}' is '${meant.id}'`
  return `no rule is called '${name}'${didYouMean(name, rules.map((rule) => rule.id))}`
}

function isKnown(name: string, path: readonly string[], rules: readonly Rule[], report: Report): boolean {
  const [mistake] = checkSelectors([name], rules)
  if (mistake !== undefined) report(path, mistake)
  return mistake === undefined
}
