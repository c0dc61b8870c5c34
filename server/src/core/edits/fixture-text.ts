// What can truthfully be said of a fixture: what it provides, for how long, what it cleans up. Facts from its code, no reasons.

import type { FixtureUnit } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import { codePhrase, dottedName, enumerate, quoted, stringContent, valuePhrase } from './code-phrases.ts'

/** One sentence without its full stop; undefined where the code says nothing that words could add. */
export function describeFixture(unit: FixtureUnit): string | undefined {
  const own = ownNodes(unit.body, 'yield', 'return_statement')
  const exits = own.filter((node) => node.isNamed && (node.kind === 'yield' || node.children.length > 0))
  if (exits.length > 1) return undefined
  const exit = exits[0]
  const value = exit?.kind === 'return_statement' ? exit.firstChild : exit?.children[0]
  const provided = value === undefined ? undefined : valuePhrase(value, unit)
  const lifetime = lifetimeOf(unit)
  const replacements = replacementsIn(unit.body)
  if (value !== undefined && replacements.length > 0 && isMockOf(value, unit)) return `${replacements[0]!}${lifetime} and provide the mock`
  if (provided !== undefined) {
    const cleanup = exit!.kind === 'yield' ? callsBehind(exit!) : []
    return `Provide ${provided}${lifetime}${cleanup.length > 0 ? `, then run ${enumerate(cleanup)}` : ''}`
  }
  if (value !== undefined && value.kind !== 'none') return undefined
  if (replacements.length > 0) return `${replacements.slice(0, 2).join(' and ')}${lifetime}`
  const before = callStatements(unit.statements.filter((statement) => exit === undefined || statement.end < exit.start))
  const after = exit === undefined ? [] : callsBehind(exit)
  if (before.length === 0 && after.length === 0) return undefined
  const parts = [before.length > 0 ? `${enumerate(before)} before` : '', after.length > 0 ? `${enumerate(after)} after` : ''].filter((part) => part !== '')
  return `Run ${parts.join(' and ')} ${unit.scope === 'function' || unit.scope === 'dynamic' ? 'each test' : `the ${unit.scope}'s tests`}`
}

function lifetimeOf(unit: FixtureUnit): string {
  if (unit.scope === 'function' || unit.scope === 'dynamic') return unit.isAutouse ? ' for every test' : ''
  return ` once per ${unit.scope}`
}

/** Nodes of the function itself, nested functions, classes and lambdas left out. */
function ownNodes(body: Node, ...kinds: string[]): readonly Node[] {
  return body.descendants(...kinds).filter((node) => {
    const inner = node.ancestor('function_definition', 'lambda', 'class_definition')
    return inner === undefined || !body.contains(inner)
  })
}

/** Calls that run once the test is over: statements behind the yield in its block, and its `finally`. */
function callsBehind(exit: Node): readonly string[] {
  let statement: Node = exit
  while (statement.parent !== undefined && statement.parent.kind !== 'block') statement = statement.parent
  const siblings = statement.parent?.children ?? []
  const behind = siblings.slice(siblings.indexOf(statement) + 1)
  const attempt = statement.ancestor('try_statement')
  const last = attempt?.children.find((child) => child.kind === 'finally_clause')?.descendants('block')[0]
  return callStatements([...behind, ...(last?.children ?? [])])
}

/** The first two plain calls among the statements, as code. */
function callStatements(statements: readonly Node[]): readonly string[] {
  const phrases = statements
    .flatMap((statement) => {
      const call = statement.kind === 'expression_statement' ? statement.firstChild : undefined
      const inner = call?.kind === 'await' ? call.firstChild : call
      // What monkeypatch does is said by what it replaces.
      return inner?.kind === 'call' && !/^\w*monkeypatch\./i.test(inner.text) ? (codePhrase(inner) ?? []) : []
    })
  return [...new Set(phrases)].slice(0, 2)
}

/** True where the value is the target of `with mock.patch(…) as value`. */
function isMockOf(value: Node, unit: FixtureUnit): boolean {
  return unit.body.descendants('as_pattern').some((pattern) => pattern.descendants('as_pattern_target')[0]?.text === value.text && isPatch(dottedName(pattern.firstChild?.field('function')) ?? ''))
}

function isPatch(name: string): boolean {
  return /(?:^|\.)(?:mock|mocker)\.patch(?:\.object)?$|^patch(?:\.object)?$/.test(name)
}

/** One phrase for each way in which monkeypatch or mock.patch puts something else in the place of what the code names. */
function replacementsIn(body: Node): readonly string[] {
  const byVerb = new Map<string, string[]>()
  for (const call of ownNodes(body, 'call')) {
    const [verb, what] = replacement(call) ?? []
    if (verb === undefined || what === undefined) continue
    byVerb.set(verb, [...(byVerb.get(verb) ?? []), quoted(what)])
  }
  return [...byVerb].map(([verb, found], i) => {
    const names = [...new Set(found)].slice(0, 3)
    const noun = verb === 'replace' ? '' : ` the environment variable${names.length > 1 ? 's' : ''}`
    return `${i === 0 ? verb[0]!.toUpperCase() + verb.slice(1) : verb}${noun} ${enumerate(names)}`
  })
}

function replacement(call: Node): readonly [verb: 'replace' | 'set' | 'unset', what: string] | undefined {
  const name = dottedName(call.field('function')) ?? ''
  const [first, second] = call.field('arguments')?.children ?? []
  const text = stringContent(first)
  const way = /(?:^|[._])monkeypatch\.(setenv|delenv|setattr)$/i.exec(name)?.[1]
  if (way === 'setenv' || way === 'delenv') return text === undefined ? undefined : [way === 'setenv' ? 'set' : 'unset', text]
  if (way === undefined && !isPatch(name)) return undefined
  if (text !== undefined) return ['replace', text]
  const [object, attribute] = [dottedName(first), stringContent(second)]
  return object === undefined || attribute === undefined ? undefined : ['replace', `${object}.${attribute}`]
}
