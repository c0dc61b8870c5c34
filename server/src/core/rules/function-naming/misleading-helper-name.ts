// Helpers whose name promises what they don't do: a get_… that returns nothing, an assert_… that can't fail.

import { calledName, renamedTo, rule, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly unit: FunctionUnit
  /**
   * `value`: get_… and is_… that return nothing; `check`: assert_… that can't fail; `answer`: assert_… that returns whether it holds;
   * `lookup`: get_… that makes what it returns.
   */
  readonly lie: 'value' | 'check' | 'answer' | 'lookup'
  /** The verb that would be true, where that is sure. */
  readonly verb: string | undefined
}

export default rule({
  id: 'misleading-helper-name',
  summary: 'A helper named get_… or is_… returns nothing, or one named assert_…, check_… or verify_… can\'t fail.',
  why: 'Whoever reads `assert_valid(order)` takes the order for checked. When the helper contains nothing that could fail, the test that relies on it is green whatever happens. A getter without a value is renamed or gets its return.',
  section: 'function-naming',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'helper',
  *check(unit, context): Iterable<Facts> {
    // Test doubles play other people's parts: their methods are named by what they stand in for.
    if (unit.owner?.role === 'plain' || unit.isGenerator || isStub(unit) || unit.decorators.length > 0) return
    const shared = { at: unit.nameNode, unit }
    if (/^_*get_\w/.test(unit.name)) {
      if (givesNothing(unit)) yield { ...shared, lie: 'value', verb: context.assertionsOf(unit).assertions.length > 0 ? 'check' : undefined }
      else if (!/(?:^|_)(?:or|new)_/.test(unit.name) && makesWhatItGives(unit)) yield { ...shared, lie: 'lookup', verb: 'create', preset: 'strict' }
    } else if (/^_*(?:is|has)_\w/.test(unit.name)) {
      if (givesNothing(unit) && context.assertionsOf(unit).assertions.length > 0) yield { ...shared, lie: 'value', verb: 'assert' }
    } else if (/^_*(?:assert|check|verify)(?:_\w|[A-Z])/.test(unit.name)) {
      if (canNotFail(unit, context, false)) yield { ...shared, lie: 'check', verb: undefined }
      else if (/^_*assert/.test(unit.name) && onlyAnswers(unit) && canNotFail(unit, context, true)) yield { ...shared, lie: 'answer', verb: undefined }
    }
  },
  message({ unit: { name }, lie, verb }) {
    switch (lie) {
      case 'value': return verb === undefined ? `'${name}' returns nothing` : `'${name}' returns nothing, it asserts`
      case 'lookup': return `'${name}' creates what it returns`
      case 'answer': return `'${name}' returns whether it holds, it does not assert it`
      case 'check': return `'${name}' can't fail: nothing in it asserts, raises or returns`
    }
  },
  repair: ({ unit, verb }, context): readonly (Repair | Refusal)[] =>
    verb === undefined ? [] : renamedTo(unit.nameNode, [verb === 'assert' ? unit.name.replace(/^(_*)/, '$1assert_') : unit.name.replace(/^(_*)get_/, `$1${verb}_`)], 'helper', context),
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

/** `return User.objects.create(…)`, or a variable that was bound to it: who calls it twice has two of them. */
function makesWhatItGives(unit: FunctionUnit): boolean {
  const returns = own(unit, 'return_statement').filter((statement) => statement.children.length > 0)
  const isMade = (node: Node | undefined): boolean => node?.kind === 'call' && calledName(node) === 'create' && /\.objects\.create$/.test(node.field('function')!.text)
  return returns.length > 0 && returns.every(({ firstChild: value }) => {
    if (value?.kind !== 'identifier') return isMade(value)
    const bound = unit.body.descendants('assignment').filter((each) => each.field('left')?.text === value.text)
    return bound.length > 0 && bound.every((each) => isMade(each.field('right')))
  })
}

/** Every return gives a comparison or a truth. */
function onlyAnswers(unit: FunctionUnit): boolean {
  const returns = own(unit, 'return_statement')
  return returns.length > 0 && returns.every((statement) => /^(?:comparison_operator|not_operator|true|false)$/.test(statement.firstChild?.kind ?? ''))
}

/** Nothing in it asserts, raises, answers (but where it may), or calls what could. */
function canNotFail(unit: FunctionUnit, context: Context, mayAnswer: boolean): boolean {
  const { assertions, unread } = context.assertionsOf(unit)
  if (assertions.length > 0 || unread.length > 0) return false
  if (!mayAnswer && own(unit, 'return_statement').some((statement) => statement.children.length > 0) || own(unit, 'yield').length > 0) return false
  // `data += b'!'` and `del data[0]` may raise, which is a check too.
  if (unit.body.descendants('raise_statement', 'assert_statement', 'delete_statement', 'augmented_assignment').length > 0) return false
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
