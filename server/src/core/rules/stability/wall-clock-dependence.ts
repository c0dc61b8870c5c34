// wall-clock-dependence: `assert order.day == date.today()`: the clock is read once by the code and once more by the test.

import { calledName, claimOf, rule, unwrapped, type Context, type FunctionUnit, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
}

export default rule({
  id: 'wall-clock-dependence',
  summary: 'An assertion compares with what the clock says at that moment.',
  why: 'The code under test has read the clock a moment before. Around midnight, at the turn of a second or of a year the two differ. A frozen clock, or a time that is handed in, makes them one.',
  section: 'stability',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['pytestee:PTVL002', 'falsegreen:C16', 'nova:N310'],
  on: 'assertion',
  *check({ node, within }, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim === undefined || (claim.relation !== '==' && claim.relation !== '!=') || claim.operands.length !== 2 || isFrozen(within, context)) return
    for (const [one, other] of [[0, 1], [1, 0]] as const) {
      const call = clockIn(claim.operands[one]!, claim.operands[other]!, within, context)
      if (call === undefined) continue
      yield { at: claim.operands[one]!, written: call.field('function')!.text }
      return
    }
  },
  message: ({ written }) => `The assertion reads the clock with \`${written}\`, which has gone on since the code read it`,
})

const clocks = /^(?:datetime\.datetime\.(?:now|utcnow|today)|datetime\.date\.today|time\.(?:time|time_ns|localtime|gmtime|ctime)|django\.utils\.timezone\.(?:now|localdate)|(?:oslo_utils\.)?timeutils\.utcnow)$/
const freezing = /freez|time_?machine|travel|fixture\.TimeFixture|TimeFixture|set_time_override|override_time|fake_?time|mock_?(?:time|now|date|clock|utcnow)|(?:time|date|clock|now|utcnow)_?mock|patch[^\n]*(?:time|date|clock|now)|monkeypatch[^\n]*(?:time|date|now)|clock/i

/** The call that reads the clock in an operand: in it, or in the value of a name that nothing else has got. */
function clockIn(operand: Node, other: Node, within: FunctionUnit, context: Context): Node | undefined {
  const inner = unwrapped(operand)
  const direct = readsClock(inner, context)
  if (direct !== undefined) return direct
  if (inner.kind !== 'identifier') return undefined
  const binding = context.bindingOf(inner)
  const [only] = binding?.definitions ?? []
  const call = binding?.definitions.length === 1 && only!.kind === 'assignment' && only!.value !== undefined ? readsClock(only!.value, context) : undefined
  if (call === undefined) return undefined
  // Where the code was given the same moment, the two are one.
  const isGiven = binding!.occurrences.some((use) => use !== only!.node && !isInAssertion(use, within, context))
  return isGiven || readsClock(other, context) !== undefined ? undefined : call
}

/** Coarse readings (a year, a format of days) differ as well, only less often. */
function readsClock(expression: Node, context: Context): Node | undefined {
  return [expression, ...expression.descendants('call')].find((node) => node.kind === 'call' && clocks.test(context.qualifiedName(node) ?? '') && (node.field('arguments')?.children.length ?? 0) <= (calledName(node) === 'now' ? 1 : 0) && !isFirstOfGiven(node, expression))
}

/** `f(datetime.now())` hands the moment to other code, whose answer may not be a time at all. */
function isFirstOfGiven(call: Node, expression: Node): boolean {
  for (let outer = call.parent; outer !== undefined && expression.contains(outer); outer = outer.parent) {
    if (outer.kind === 'argument_list' && !/^(?:str|int|round|float|abs)$/.test(outer.parent?.field('function')?.text ?? '')) return true
  }
  return false
}

/** Compared, and not handed to a call within the assertion. */
function isInAssertion(use: Node, within: FunctionUnit, context: Context): boolean {
  const list = use.ancestor('argument_list')
  return context.assertionsOf(within).assertions.some(({ node }) => node.contains(use) && (list === undefined || !node.contains(list) || list.parent === node))
}

function isFrozen(unit: FunctionUnit, context: Context): boolean {
  const said = [unit.body.text, ...unit.decorators.map(({ node }) => node.text), ...unit.parameters.map(({ name }) => name), ...(unit.owner?.decorators ?? []).map(({ node }) => node.text)]
  if (said.some((text) => freezing.test(text))) return true
  if (unit.owner === undefined) return false
  return [unit.owner, ...context.ancestorsOf(unit.owner)].some((owner) => ['setUp', 'setup_method', 'setUpClass', 'setUpTestData'].some((name) => freezing.test(context.methodNamed(owner, name)?.body.text ?? '')))
}
