// constant-condition: `if False:` around checks: a part of the test that never runs, or a condition that decides nothing.

import { briefly, rule, truthOf, unwrapped, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly condition: Node
  readonly holds: boolean
}

/** From here on constants are what is tested. */
const several = 3

export default rule({
  id: 'constant-condition',
  summary: 'A condition in a test is a constant.',
  why: 'What stands under `if False:` never runs, checks included; what stands under `if True:` always does. Both look as if something were decided.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pylint:W0125', 'wemake:WPS314', 'sonar:S5797'],
  on: 'node',
  kinds: ['if_statement', 'elif_clause', 'conditional_expression'],
  *check(node, context): Iterable<Facts> {
    const condition = conditionOf(node)
    const holds = condition === undefined ? undefined : truthOf(condition)
    // `if False: yield` makes a generator.
    if (condition === undefined || holds === undefined || node.descendants('yield').length > 0) return
    const unit = context.functionOf(node)
    // Functions inside tests, and helpers, may be what is compiled or traced.
    if (unit === undefined || unit.role === 'nested' || unit.role === 'helper') return
    // A test of the language has many of them.
    if (unit.body.descendants('if_statement', 'elif_clause', 'conditional_expression').filter((each) => truthOf(conditionOf(each) ?? each) !== undefined).length > several) return
    // `if True:` around a part of a test is there for its indent: a scope, another line number.
    const isIndent = holds && condition.kind === 'true' && node.kind === 'if_statement' && node.children.length === 2
    // Of conditions put together Pylint says nothing.
    yield { at: condition, condition, holds, ...(isIndent ? { severity: 'hint' as const, preset: 'strict' as const } : {}), ...(condition.kind === 'boolean_operator' ? { twins: ['wemake:WPS314', 'sonar:S5797'] } : {}), ...(holds || node.kind === 'conditional_expression' ? {} : { tag: 'unnecessary' as const }) }
  },
  message: ({ condition, holds }) => `\`${briefly(condition)}\` is always ${holds ? 'true, so nothing is decided' : 'false, so this never runs'}`,
})

function conditionOf(node: Node): Node | undefined {
  const condition = node.kind === 'conditional_expression' ? node.children[1] : node.field('condition')
  return condition === undefined || /^(?:lambda|generator_expression)$/.test(unwrapped(condition).kind) ? undefined : condition
}
