// What can truthfully be said of a fixture: what it provides, for how long, what it cleans up. Facts from its code, no reasons.

import type { FixtureUnit } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import { codePhrase, dottedName, enumerate, quoted, stringContent, valuePhrase } from './code-phrases.ts'

/** One sentence without its full stop; undefined where the code says nothing that words could add. */
export function describeFixture(unit: FixtureUnit): string | undefined {
  const own = ownNodes(unit.body, 'yield', 'return_statement')
  const exits = own.filter((node) => node.kind === 'yield' || node.children.length > 0)
  if (exits.length > 1) return undefined
  const exit = exits[0]
  const value = exit?.kind === 'return_statement' ? exit.firstChild : exit?.children[0]
  const provided = value === undefined ? undefined : valuePhrase(value, unit)
  const lifetime = lifetimeOf(unit)
  if (provided !== undefined) {
    const cleanup = exit!.kind === 'yield' ? callsBehind(exit!) : []
    return `Provide ${provided}${lifetime}${cleanup.length > 0 ? `, then run ${enumerate(cleanup)}` : ''}`
  }
  if (value !== undefined && value.kind !== 'none') return undefined
  const replacements = replacementsIn(unit.body)
  if (replacements.length > 0) return `${replacements.slice(0, 3).join('; ')}${lifetime}`
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
  return statements
    .flatMap((statement) => {
      const call = statement.kind === 'expression_statement' ? statement.firstChild : undefined
      const inner = call?.kind === 'await' ? call.firstChild : call
      return inner?.kind === 'call' ? (codePhrase(inner) ?? []) : []
    })
    .slice(0, 2)
}

/** What monkeypatch or mock.patch puts something else in the place of. */
function replacementsIn(body: Node): readonly string[] {
  return ownNodes(body, 'call').flatMap((call) => {
    const name = dottedName(call.field('function')) ?? ''
    const [first, second] = call.field('arguments')?.children ?? []
    const text = stringContent(first)
    if (/(?:^|[._])monkeypatch\.setenv$/i.test(name)) return text === undefined ? [] : `Set the environment variable ${quoted(text)}`
    if (/(?:^|[._])monkeypatch\.delenv$/i.test(name)) return text === undefined ? [] : `Unset the environment variable ${quoted(text)}`
    if (/(?:^|[._])monkeypatch\.setattr$/i.test(name) || /(?:^|\.)patch\.object$/.test(name)) {
      const [object, attribute] = [first === undefined ? undefined : dottedName(first), stringContent(second)]
      if (text !== undefined) return `Replace ${quoted(text)}`
      return object === undefined || attribute === undefined ? [] : `Replace ${quoted(`${object}.${attribute}`)}`
    }
    if (/(?:^|\.)(?:mock|mocker)\.patch$|^patch$/.test(name)) return text === undefined ? [] : `Replace ${quoted(text)}`
    return []
  })
}
