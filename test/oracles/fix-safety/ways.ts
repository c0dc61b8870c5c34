// The settings under which fixes are made: a rule about habits shows in one file what it shows nowhere else, so each way is asked for.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { allRules } from '../../../server/src/core/index.ts'

export interface Way {
  readonly name: string
  /** What is applied: every safe fix, or of every variable that a rule would call otherwise the first name it offers. */
  readonly fixes: 'safe' | 'renames'
  /** For `--select`, one after another. */
  readonly select: readonly string[]
  /** By rule id; what is not named has its default. */
  readonly options: Readonly<Record<string, Readonly<Record<string, string>>>>
}

/** Those whose fixes `--fix` applies, in whatever preset. */
const safe = allRules.filter(({ fix }) => fix === 'safe')
const ids = safe.map(({ id }) => id)
/** With these also what a rule says only to those who ask for it by another tool's code. */
const twins = safe.flatMap((rule) => rule.twins)

export const ways: readonly Way[] = [
  { name: 'defaults', fixes: 'safe', select: [ids.join(',')], options: {} },
  {
    name: 'always',
    fixes: 'safe',
    select: [[...ids, ...twins].join(',')],
    options: {
      'fixture-decorator-parentheses': { 'fixture-parentheses': 'always' },
      'mark-decorator-parentheses': { 'mark-parentheses': 'always' },
      'parametrize-names-type': { 'parametrize-names-type': 'list' },
      'parametrize-values-type': { 'parametrize-values-type': 'tuple', 'parametrize-values-row-type': 'list' },
      'inconsistent-trailing-comma': { style: 'always' },
      'expected-actual-order': { order: 'expected-first' },
    },
  },
  {
    name: 'never',
    fixes: 'safe',
    select: [ids.join(',')],
    options: {
      'fixture-decorator-parentheses': { 'fixture-parentheses': 'never' },
      'mark-decorator-parentheses': { 'mark-parentheses': 'never' },
      'parametrize-names-type': { 'parametrize-names-type': 'csv' },
      'parametrize-values-type': { 'parametrize-values-type': 'list', 'parametrize-values-row-type': 'tuple' },
      'inconsistent-trailing-comma': { style: 'never' },
      'expected-actual-order': { order: 'actual-first' },
    },
  },
  {
    name: 'renames',
    fixes: 'renames',
    // One rule at a time, so that each variable can be counted for the one that renamed it. One of the others adds a parameter, one is
    // about functions and classes as well.
    select: allRules.filter(({ section, fix, id }) => section === 'variable-naming' && fix !== undefined && id !== 'ambiguous-self-cls' && id !== 'double-underscore-run').map(({ id }) => id),
    options: { 'vague-variable': { generic: 'always' } },
  },
]

/** Writes the way into the project's own configuration in `folder`; the answer puts back what stood there, which the tests read. */
export function configure(folder: string, { options }: Way): () => void {
  const file = join(folder, 'pyproject.toml')
  const own = existsSync(file) ? readFileSync(file) : undefined
  const tables = Object.entries(options).map(([rule, values]) => `[tool.proctor.options.${rule}]\n${Object.entries(values).map(([key, value]) => `${key} = "${value}"\n`).join('')}`)
  writeFileSync(file, `${own?.toString() ?? ''}\n[tool.proctor]\navoid-duplicates = "off"\n${tables.join('')}`)
  return () => (own === undefined ? rmSync(file) : writeFileSync(file, own))
}
