// exact-float-comparison: `==` and `!=` with a float, whatever it is: for projects that never want them. What is surely wrong is float-equality's.

import { rule, unwrapped, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'exact-float-comparison',
  summary: 'A floating-point number is compared with == or !=.',
  why: 'Two ways to the same result may differ in the last bit. A tolerance says how near is near enough.',
  section: 'stability',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:RUF069'],
  whenNotToUse: 'Where floats mostly pass through unchanged: timeouts, settings, versions.',
  on: 'node',
  kinds: ['comparison_operator'],
  *check(comparison, context): Iterable<Facts> {
    const operators = comparison.fields('operators')
    const operands = comparison.children
    const isExact = operators.some(({ text }, i) => (text === '==' || text === '!=') && [operands[i], operands[i + 1]].some((operand) => operand !== undefined && isFloat(operand, context)))
    if (isExact && !/\bapprox\(/.test(comparison.text)) yield { at: comparison }
  },
  message: () => 'A float is compared exactly',
})

function isFloat(node: Node, context: Context): boolean {
  const inner = unwrapped(node)
  if (inner.kind === 'float' || (inner.kind === 'integer' && /j$/i.test(inner.text))) return true
  if (inner.kind === 'unary_operator') return inner.lastChild !== undefined && isFloat(inner.lastChild, context)
  if (inner.kind === 'binary_operator') return inner.children.some((child) => isFloat(child, context))
  // Infinity equals itself alone.
  if (inner.kind === 'call' && /\(\s*['"][+-]?inf/i.test(inner.text)) return false
  return inner.kind === 'call' && /^(?:float|complex)$/.test(inner.field('function')!.text) && context.definitionsOf(inner.field('function')!.text).length === 0
}
