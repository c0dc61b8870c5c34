// How code inside a test runs: what ends a block, which handlers are broad, which decorators leave a function as it is written.

import type { NamedExpression } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import type { Context } from './context.ts'
import { calledName } from '../syntax/expressions.ts'

/** True for decorators of which it is known that they call the function and do nothing with what it gives back. */
export function leavesResult({ name }: NamedExpression): boolean {
  return /^(?:unittest|(?:unittest\.)?mock|pytest|ddt|parameterized|django\.test|hypothesis|staticmethod|test\.support|support|typing)(?:\.|$)/.test(name ?? '')
}

/** `skip` for what ends the test as skipped or expected to fail, `fail` for what fails it, else the keyword that leaves the block; undefined where the statement goes on. */
export function endingOf(statement: Node): 'return' | 'raise' | 'continue' | 'break' | 'fail' | 'skip' | undefined {
  if (statement.kind === 'return_statement') return 'return'
  if (statement.kind === 'continue_statement') return 'continue'
  if (statement.kind === 'break_statement') return 'break'
  if (statement.kind === 'raise_statement') return /\bSkipTest\b|\bskip\.Exception\b/.test(statement.text) ? 'skip' : 'raise'
  const call = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  const callee = call?.kind === 'call' ? call.field('function')?.text : undefined
  if (callee === undefined) return undefined
  if (/^(?:pytest\.skip|pytest\.xfail|self\.skipTest)$/.test(callee)) return 'skip'
  return /^(?:pytest\.fail|self\.fail)$/.test(callee) ? 'fail' : undefined
}

/** How an except clause that takes every error is written (`except:`, `Exception`); undefined where it takes less. */
export function broadCatch(handler: Node): string | undefined {
  const first = handler.children.find((child) => child.kind !== 'block')
  const types = first?.kind === 'as_pattern' ? first.firstChild : first
  if (types === undefined) return 'except:'
  return (types.kind === 'tuple' ? types.children : [types]).find(({ text }) => /^(?:Exception|BaseException|AssertionError)$/.test(text))?.text
}

/** Functions that stand in the body of `owner` itself and are mentioned nowhere, so that nobody calls them; those with decorators are left out. */
export function unusedFunctions(owner: Node, context: Context<unknown>): readonly Node[] {
  return owner.descendants('function_definition').filter((nested) => {
    if (nested.ancestor('function_definition', 'class_definition', 'lambda') !== owner || nested.parent?.kind === 'decorated_definition') return false
    const name = nested.field('name')
    const binding = name === undefined ? undefined : context.bindingOf(name)
    if (binding === undefined || binding.scope.isDynamic || binding.definitions.some(({ kind }) => kind !== 'function')) return false
    return binding.occurrences.length === binding.definitions.length
  })
}

/** True where the node stands directly in this function, not in one nested in it. */
export function belongsTo(node: Node, owner: Node): boolean {
  return node.ancestor('function_definition', 'lambda', 'class_definition') === owner
}

/** True for `pytest.skip(…)`, `self.skipTest(…)` and their like, and for what fails. */
export function isSkipCall(call: Node): boolean {
  return /^(?:skip|skipTest|xfail|fail|importorskip)$/.test(calledName(call) ?? '')
}
