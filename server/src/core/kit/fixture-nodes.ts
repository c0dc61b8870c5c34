// Fixtures and `parametrize` as they are written, wherever they stand: nested functions and classes included, which are no units.

import { peek, type Node, type Source } from '../syntax/index.ts'
import { argumentOf, calledName, literalText, unwrapped } from '../syntax/expressions.ts'
import type { Context } from './context.ts'

export interface FixtureNode {
  /** The `function_definition`. */
  readonly definition: Node
  readonly name: string
  /** All decorators, from the top. */
  readonly decorators: readonly Node[]
  /** The one that makes it a fixture. */
  readonly decorator: Node
  /** Where that is called. */
  readonly call: Node | undefined
  readonly isDeprecated: boolean
}

/** What a `decorated_definition` makes a fixture of pytest's or pytest-asyncio's; undefined for everything else. */
export function fixtureNodeOf(decorated: Node, context: Context<unknown>): FixtureNode | undefined {
  const definition = decorated.field('definition')
  const name = definition?.field('name')?.text
  if (definition?.kind !== 'function_definition' || name === undefined) return undefined
  const decorators = decorated.children.filter(({ kind }) => kind === 'decorator')
  for (const decorator of decorators) {
    const expression = decorator.firstChild === undefined ? undefined : unwrapped(decorator.firstChild)
    const callee = expression?.kind === 'call' ? expression.field('function') : expression
    // An attribute of another name is none; a bare name may be an alias.
    if (expression === undefined || (callee?.kind === 'attribute' && !/fixture$/.test(callee.field('attribute')?.text ?? ''))) continue
    const dotted = context.qualifiedName(expression)
    if (dotted === undefined || !/^(?:pytest\.(?:yield_)?fixture|pytest_asyncio\.fixture)$/.test(dotted)) continue
    return { definition, name, decorators, decorator, call: expression.kind === 'call' ? expression : undefined, isDeprecated: dotted === 'pytest.yield_fixture' }
  }
  return undefined
}

/**
 * Names of the functions of this file, methods included, over which a decorator mentions fixtures: one question for whoever would ask
 * about each name in a test whether it is one. Sorted.
 */
export function namesOfFixtures(source: Source): readonly string[] {
  return peek(source, 'namesOfFixtures', ({ segments }) => {
    const names = new Set<string>()
    for (const segment of segments) {
      if ((segment.kind !== 'statement' && segment.kind !== 'member') || segment.text[segment.code] !== '@') continue
      const decorated = segment.root.firstChild
      const name = decorated?.kind === 'decorated_definition' ? decorated.field('definition')?.field('name')?.text : undefined
      if (name !== undefined && decorated!.children.some((each) => each.kind === 'decorator' && each.text.includes('fixture'))) names.add(name)
    }
    return [...names].sort()
  }, 'surface')
}

/** The mark's name where the decorator is one of pytest's marks: `skip` for `@pytest.mark.skip(…)`. */
export function markOf(decorator: Node, context: Context<unknown>): string | undefined {
  return /^pytest\.mark\.(\w+)$/.exec(context.qualifiedName(decorator) ?? '')?.[1]
}

/** Own `yield`s of a function, in text order; those of nested functions are not its own. */
export function yieldsOf(definition: Node): readonly Node[] {
  return definition.field('body')?.descendants('yield').filter((each) => each.isNamed && each.ancestor('function_definition', 'lambda') === definition) ?? []
}

export interface ParametrizeNode {
  readonly call: Node
  /** Without parentheses around it, as the values. */
  readonly names: Node
  readonly values: Node
}

/** A call of `pytest.mark.parametrize` with names and values, as a decorator or not; undefined for other calls. */
export function parametrizeOf(call: Node, context: Context<unknown>): ParametrizeNode | undefined {
  if (call.kind !== 'call' || calledName(call) !== 'parametrize' || context.qualifiedName(call) !== 'pytest.mark.parametrize') return undefined
  const names = argumentOf(call, 'argnames', 0)
  const values = argumentOf(call, 'argvalues', 1)
  return names === undefined || values === undefined ? undefined : { call, names: unwrapped(names), values: unwrapped(values) }
}

/** The names that `parametrize` fills, read as pytest reads them; undefined where they are not written out. */
export function argnamesIn(names: Node): readonly string[] | undefined {
  if (names.kind !== 'tuple' && names.kind !== 'list') return literalText(names)?.split(',').map((name) => name.trim()).filter((name) => name !== '')
  const each = names.children.map((child) => literalText(child))
  return each.every((name) => name !== undefined) ? each : undefined
}
