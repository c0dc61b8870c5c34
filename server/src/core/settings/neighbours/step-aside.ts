// Who reports what beside Proctor: the linters of the project that its configuration shows, and what of a rule is left to them.

import { isStrings } from '../options.ts'
import type { Rule } from '../../kit/index.ts'
import { didYouMean } from '../nearest.ts'
import type { Settings } from '../settings.ts'
import { checkSelectors } from '../severity.ts'
import { listenerOf } from './codes.ts'
import { flake8FileNames, readFlake8 } from './flake8.ts'
import type { Neighbour, NeighbourMistake, WrittenFile } from './neighbour.ts'
import { pylintFileNames, readPylint } from './pylint.ts'
import { widerTwins } from './relations.ts'
import { readRuff, ruffFileNames } from './ruff.ts'

export const neighbourFileNames: readonly string[] = [...new Set([...ruffFileNames, ...flake8FileNames, ...pylintFileNames])]

/** Tools whose configuration is read; each can stand in `avoidDuplicates`. */
export const neighbourTools = ['ruff', 'flake8', 'pylint'] as const

/** `files`: configuration files above the tests, nearest folder first. */
export function readNeighbours(files: readonly WrittenFile[]): { readonly neighbours: readonly Neighbour[]; readonly mistakes: readonly NeighbourMistake[] } {
  const mistakes: NeighbourMistake[] = []
  const found = [readRuff(files, mistakes), readFlake8(files), readPylint(files, mistakes)]
  return { neighbours: found.filter((each) => each !== undefined), mistakes }
}

/** What is wrong with a value of `avoidDuplicates`; undefined where it is right. No full stop. */
export function avoidDuplicatesMistake(value: unknown, rules: readonly Rule[]): string | undefined {
  if (value === 'auto' || value === 'off') return undefined
  if (!isStrings(value)) return `expected 'auto', 'off' or a list of tools and codes${typeof value === 'string' ? didYouMean(value, ['auto', 'off']) : ''}`
  for (const name of value) {
    if (isTool(name)) continue
    const isCode = rules.some((rule) => rule.twins.some((twin) => isCalled(twin, name)))
    if (!isCode) return checkSelectors([name], rules)[0]?.replace('rule, section or twin', 'tool or twin') ?? `expected 'ruff', 'flake8', 'pylint' or a code; '${name}' is Proctor's own name`
  }
  return undefined
}

/**
 * Who reports these twins in the file, so that Proctor need not: `Ruff`, or `another tool` where the settings name the code. Undefined:
 * nobody, or somebody asked for the rule by its id or by a twin.
 */
export function leftTo(rule: Rule, twins: readonly string[], path: string, settings: Settings): string | undefined {
  if (settings.avoidDuplicates === 'off' || twins.length === 0 || (settings.avoidDuplicates === 'auto' && settings.neighbours.length === 0)) return undefined
  let known = answers.get(settings)
  if (known?.path !== path) answers.set(settings, (known = { path, of: new Map() }))
  const key = `${rule.id} ${twins.join(' ')}`
  if (!known.of.has(key)) known.of.set(key, judge(rule, twins, path, settings))
  return known.of.get(key)
}

/** Kept for the last file only, as a run over many asks for each once, and an editor for one again and again. */
const answers = new WeakMap<Settings, { readonly path: string; readonly of: Map<string, string | undefined> }>()

function judge(rule: Rule, twins: readonly string[], path: string, settings: Settings): string | undefined {
  const { avoidDuplicates, neighbours } = settings
  if (avoidDuplicates === 'off' || isAskedFor(rule, settings)) return undefined
  if (avoidDuplicates !== 'auto' && twins.some((twin) => avoidDuplicates.some((name) => isCalled(twin, name)))) return 'another tool'
  for (const neighbour of neighbours) {
    if (avoidDuplicates !== 'auto' && !avoidDuplicates.some((name) => name.toLowerCase() === neighbour.tool.toLowerCase())) continue
    if (twins.some((twin) => !widerTwins.has(twin) && codesFor(neighbour, twin).some((code) => neighbour.reports(code, path)))) return neighbour.tool
  }
  return undefined
}

/** True where `select` or an entry of `rules` names the rule by its id or a twin; a section or `ALL` is too wide to mean it. */
function isAskedFor(rule: Rule, { select, rules }: Settings): boolean {
  const isNamed = (name: string): boolean => name.toLowerCase() === rule.id || rule.twins.some((twin) => isCalled(twin, name))
  return select?.some(isNamed) === true || Object.entries(rules).some(([name, level]) => level !== 'off' && level !== 'default' && isNamed(name))
}

/** Their checks live in one project each, and their codes mean something else elsewhere. */
const projects = /^(?:nova|cinder|ironic|keystone|neutron|tempest)$/

function codesFor({ tool }: Neighbour, twin: string): readonly string[] {
  const colon = twin.indexOf(':')
  const [owner, code] = [twin.slice(0, colon), twin.slice(colon + 1)]
  if (tool === 'Ruff') return owner === 'ruff' ? [code] : []
  if (tool === 'pylint') return owner === 'pylint' ? [code] : []
  return listenerOf(twin) === 'noqa' && owner !== 'ruff' && !projects.test(owner) ? [code] : []
}

function isTool(name: string): boolean {
  return neighbourTools.some((tool) => tool === name.toLowerCase())
}

function isCalled(twin: string, name: string): boolean {
  const [wanted, whole] = [name.toLowerCase(), twin.toLowerCase()]
  return wanted === whole || wanted === whole.slice(whole.indexOf(':') + 1)
}
