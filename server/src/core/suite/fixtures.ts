// What a decorator makes of a function: pytest's fixtures and what their arguments say; marks.

import { qualifiedName } from '../semantic/names.ts'
import { outlineOf } from '../semantic/outline.ts'
import type { Node, Source } from '../syntax/index.ts'
import type { FunctionDraft } from './drafts.ts'
import type { FixtureUnit, NamedExpression } from './model.ts'

/** A decorator or base as the model has it; its name is resolved, and tracked, when somebody asks. */
export function namedExpression(source: Source, expression: Node): NamedExpression {
  const call = expression.kind === 'call' ? expression : undefined
  return {
    node: expression,
    call,
    get name() {
      return resolvedName(source, expression)
    },
  }
}

/** The dotted name of an expression; one that this file assigns at module level (`fixture = pytest.fixture`) gives what it was assigned. */
export function resolvedName(source: Source, expression: Node, depth = 0): string | undefined {
  const name = qualifiedName(source, expression.kind === 'subscript' ? (expression.field('value') ?? expression) : expression)
  if (name === undefined || depth > 4) return name
  const root = name.split('.')[0]!
  const value = assignedValue(source, root)
  if (value === undefined || value.kind === 'call' && !isPartial(source, value)) return name
  const target = resolvedName(source, value.kind === 'call' ? (value.field('arguments')?.firstChild ?? value) : value, depth + 1)
  return target === undefined ? name : target + name.slice(root.length)
}

function isPartial(source: Source, call: Node): boolean {
  return qualifiedName(source, call) === 'functools.partial'
}

/** What the module assigns to a name, where that is its only definition. */
function assignedValue(source: Source, name: string): Node | undefined {
  const definitions = outlineOf(source).definitionsOf(name)
  if (definitions.length !== 1) return undefined
  const statement = definitions[0]!.root.firstChild
  const assignment = statement?.kind === 'expression_statement' ? statement.firstChild : undefined
  return assignment?.kind === 'assignment' && assignment.field('left')?.text === name ? assignment.field('right') : undefined
}

/** The decorator (its expression) that makes the function a fixture. */
export function fixtureDecorator(source: Source, draft: FunctionDraft): Node | undefined {
  return draft.decorators.find((decorator) => isFixtureDecorator(source, decorator))?.firstChild
}

export function isFixtureDecorator(source: Source, decorator: Node): boolean {
  const expression = decorator.firstChild
  return expression !== undefined && isFixture(resolvedName(source, expression))
}

/** `pytest.fixture`, `pytest_asyncio.fixture`, `pytest.yield_fixture`, and what a project calls `fixture` in a module of its own. */
export function isFixture(name: string | undefined): boolean {
  return name !== undefined && /(^|\.)(fixture|yield_fixture|asyncio_fixture|trio_fixture|async_fixture)$/.test(name)
}

const scopes: readonly string[] = ['function', 'class', 'module', 'package', 'session']

/** What the arguments of a fixture's decorator say. */
export function readFixture(draft: FunctionDraft, decorator: Node): Pick<FixtureUnit, 'fixtureName' | 'scope' | 'isAutouse' | 'params'> {
  const scope = keyword(decorator, 'scope')
  const text = scope === undefined ? 'function' : stringValue(scope)
  const name = keyword(decorator, 'name')
  return {
    fixtureName: (name === undefined ? undefined : stringValue(name)) ?? draft.name,
    scope: text !== undefined && scopes.includes(text) ? (text as FixtureUnit['scope']) : 'dynamic',
    isAutouse: keyword(decorator, 'autouse')?.kind === 'true',
    params: keyword(decorator, 'params'),
  }
}

/** The value of a keyword argument of a call. */
export function keyword(call: Node, name: string): Node | undefined {
  if (call.kind !== 'call') return undefined
  return call.field('arguments')?.children.find((each) => each.kind === 'keyword_argument' && each.field('name')?.text === name)?.field('value')
}

/** The text of a plain string without escapes; undefined for everything else. */
export function stringValue(node: Node): string | undefined {
  if (node.kind !== 'string' || node.children.some((child) => child.kind === 'interpolation')) return undefined
  return node.children.filter((child) => child.kind === 'string_content').map((child) => child.text).join('')
}

/** True where a decorator's name is a mark of pytest's or one of unittest's skips. */
export function isMark(name: string | undefined): boolean {
  if (name === undefined) return false
  return name.startsWith('pytest.mark.') || /^(unittest|unittest2|testtools|testtools\.decorators|unittest\.case|django\.test)\.(skip|expectedFailure)\w*$/.test(name)
}
