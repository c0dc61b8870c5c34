// Helpers whose name promises what they don't do: a get_… that returns nothing, an assert_… that can't fail.

import { rule, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly promise: 'value' | 'check'
}

export default rule({
  id: 'misleading-helper-name',
  summary: 'A helper named get_… returns nothing, or one named assert_…, check_… or verify_… can\'t fail.',
  why: 'Whoever reads `assert_valid(order)` takes the order for checked. When the helper contains nothing that could fail, the test that relies on it is green whatever happens. A getter without a value is renamed or gets its return.',
  section: 'function-naming',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'helper',
  *check(unit, context): Iterable<Facts> {
    // Test doubles play other people's parts: their methods are named by what they stand in for.
    if (unit.owner?.role === 'plain' || unit.isGenerator || isStub(unit) || unit.decorators.length > 0) return
    if (/^_*get_\w/.test(unit.name) && givesNothing(unit)) yield { at: unit.nameNode, name: unit.name, promise: 'value' }
    else if (/^_*(?:assert|check|verify)(?:_\w|[A-Z])/.test(unit.name) && canNotFail(unit, context)) yield { at: unit.nameNode, name: unit.name, promise: 'check' }
  },
  message: ({ name, promise }) => (promise === 'value' ? `'${name}' returns nothing` : `'${name}' can't fail: nothing in it asserts, raises or returns`),
})

/** Empty, abstract, or left to a subclass: there is nothing to judge. */
function isStub(unit: FunctionUnit): boolean {
  const { statements } = unit
  if (statements.every((statement) => statement.kind === 'pass_statement' || (statement.kind === 'expression_statement' && /^(?:ellipsis|string)$/.test(statement.firstChild?.kind ?? '')))) return true
  return statements.length > 0 && statements[statements.length - 1]!.kind === 'raise_statement'
}

function givesNothing(unit: FunctionUnit): boolean {
  // A return in a nested function is not this one's.
  const returns = own(unit, 'return_statement')
  if (returns.some((statement) => statement.children.length > 0)) return false
  if (own(unit, 'yield').length > 0) return false
  // A callback hands its value on; a parameter may be filled instead.
  return !/\b(?:skipTest|fail|NotImplemented)\b/.test(unit.body.text)
}

const harmless = /^(?:print|len|str|repr|int|float|bool|list|dict|set|tuple|sorted|isinstance|hasattr|range|enumerate|zip|type|id|any|all|min|max|sum|format|append|extend|keys|values|items|join|lower|upper|startswith|endswith|strip|info|debug|warning|sleep|pprint)$/

/** Nothing in it asserts, raises, answers, or calls what could. */
function canNotFail(unit: FunctionUnit, context: Context): boolean {
  const { assertions, unread } = context.assertionsOf(unit)
  if (assertions.length > 0 || unread.length > 0) return false
  if (own(unit, 'return_statement').some((statement) => statement.children.length > 0) || own(unit, 'yield').length > 0) return false
  if (unit.body.descendants('raise_statement', 'assert_statement').length > 0) return false
  // What is called may raise, which is a check too; only calls of which that is not the point are left.
  return unit.body.descendants('call').every((call) => harmless.test(lastNameOf(call)))
}

function own(unit: FunctionUnit, kind: 'return_statement' | 'yield'): readonly Node[] {
  return unit.body.descendants(kind).filter((node) => node.ancestor('function_definition', 'lambda') === unit.node)
}

function lastNameOf(call: Node): string {
  const callee = call.field('function')
  return (callee?.kind === 'attribute' ? callee.field('attribute') : callee)?.text ?? ''
}
