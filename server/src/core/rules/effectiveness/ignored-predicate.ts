// ignored-predicate: `isinstance(x, int)` or `text.startswith("a")` as a statement: the answer that it is called for is thrown away.

import { calledName, literalText, mayBeMeantToFail, rule, unwrapped, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly statement: Node
}

const functions = new Set([
  'isinstance', 'issubclass', 'hasattr', 'callable', 'any', 'all',
  'numpy.allclose', 'numpy.array_equal', 'numpy.isclose', 'numpy.array_equiv', 'math.isclose', 'math.isnan', 'cmath.isclose', 'torch.allclose', 'torch.equal',
  'filecmp.cmp', 're.match', 're.search', 're.fullmatch', 'os.path.samefile', 'inspect.isclass', 'inspect.isfunction', 'inspect.iscoroutinefunction',
])
/** Methods of strings and sets that only answer. */
const methods = new Set(['startswith', 'endswith', 'issubset', 'issuperset', 'isdisjoint', 'isdigit', 'isalpha', 'isalnum', 'isupper', 'islower', 'isspace', 'isnumeric', 'isidentifier'])

export default rule({
  id: 'ignored-predicate',
  summary: 'A call whose only use is its yes or no stands as a statement.',
  why: 'The line reads like a check and checks nothing, because the answer is thrown away. An `assert` is missing in front.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S2201'],
  on: 'node',
  kinds: ['expression_statement'],
  holding: ['call'],
  *check(statement, context): Iterable<Facts> {
    const call = statement.children.length === 1 ? unwrapped(statement.firstChild!) : undefined
    if (call?.kind !== 'call' || statement.isBroken) return
    if (!isPredicate(call, context) || mayBeMeantToFail(statement) || context.functionOf(statement) === undefined) return
    yield { at: call, statement }
  },
  message: ({ at }) => `The answer of \`${calledName(at)}\` is thrown away`,
  repair: ({ statement: { segment, start } }): Repair => ({ title: 'Assert it', edits: [{ segment, start, end: start, text: 'assert ' }] }),
})

function isPredicate(call: Node, context: Context): boolean {
  const callee = call.field('function')!
  const name = context.qualifiedName(call)
  if (callee.kind === 'identifier' && functions.has(callee.text)) {
    const isBuiltin = context.definitionsOf(callee.text).length === 0 && context.bindingOf(callee) === undefined
    // `all(f(x) for …)` and `any(map(f, …))` run something for each.
    return isBuiltin && (!/^(?:any|all)$/.test(callee.text) || call.descendants('call', 'generator_expression').length === 0)
  }
  if (name !== undefined && name.includes('.') && functions.has(name.replace(/^np\./, 'numpy.'))) return true
  if (callee.kind !== 'attribute') return false
  const last = callee.field('attribute')!.text
  if (methods.has(last)) return literalText(callee.field('object')!) === undefined && context.definitionsOf(last).length === 0 && call.field('arguments')?.descendants('call').length === 0
  return false
}
