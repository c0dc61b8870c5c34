// broad-raises: `pytest.raises(Exception)` passes for every mistake, a misspelt name in the test included.

import { sameLine } from '../../edits/index.ts'
import { argumentOf, argumentsOf, calledName, rule, type Context, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly expected: string
  readonly name: string
}

export default rule({
  id: 'broad-raises',
  summary: 'An expected exception is `Exception` or `BaseException`, and nothing else is checked of it.',
  why: 'Every error is an Exception: a typing mistake, a missing argument, a broken fixture. The test passes without reaching what it is about.',
  section: 'error-handling',
  severity: 'information',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['ruff:B017', 'flake8:B017', 'sonar:S5958', 'hacking:H202', 'falsegreen:C9'],
  on: 'assertion',
  *check({ kind, node, name, within }, context): Iterable<Facts> {
    if (kind !== 'raises' || (name !== 'raises' && name !== 'assertRaises') || node.kind !== 'call') return
    const expected = argumentOf(node, name === 'raises' ? 'expected_exception' : 'exception', 0)
    const broad = expected === undefined ? undefined : (expected.kind === 'tuple' ? expected.children : [expected]).find(isBroad)
    if (expected === undefined || broad === undefined) return
    const { positional, keywords, isOpen } = argumentsOf(node)
    if (keywords.has('match')) return
    // Ruff and bugbear want the class itself as the first argument, and take a name behind `as` for a check.
    const isHeld = node.parent?.kind === 'as_pattern' || (node.parent?.kind !== 'with_item' && positional.length < 2)
    const isWith = node.parent?.kind === 'with_item' && positional.length === 1
    const isHackings = name === 'assertRaises' && /^self\.assertRaises\(\s*Exception\s*[,)]/.test(node.text)
    const isRuffs = broad === positional[0] && !isHeld
    const twins = ['sonar:S5958', 'falsegreen:C9', ...(isHackings ? ['hacking:H202'] : []), ...(isRuffs ? ['ruff:B017'] : []), ...(isRuffs && isWith ? ['flake8:B017'] : [])]
    // A call over several lines is underlined where it begins.
    const at = sameLine(node.segment.text, node.start, expected.start) ? expected : (node.field('function') ?? expected)
    const facts = { at, expected: broad.text, name, twins }
    // The test itself raises a plain Exception, or makes a mock do so: then no narrower class is to be had.
    const isRaised = within.outer.descendants('identifier').some((each) => isBroad(each) && !expected.contains(each) && !isExpected(each))
    const isSettled = isOpen || keywords.has('check') || isInspected(node, context) || isRaised
    if (!isSettled) yield facts
    else if (isRuffs) yield { ...facts, severity: 'hint', preset: 'named' }
    else if (isHackings) yield { ...facts, twins: ['hacking:H202'], preset: 'twin' }
  },
  message: ({ expected, name }) => `\`${name}(${expected})\` passes for any error, a mistake in the test included`,
})

function isBroad(node: Node): boolean {
  return node.kind === 'identifier' && (node.text === 'Exception' || node.text === 'BaseException')
}

/** True where the identifier is what another `raises` or a handler expects. */
function isExpected(identifier: Node): boolean {
  let outer = identifier.parent
  while (outer?.kind === 'tuple' || outer?.kind === 'argument_list' || outer?.kind === 'as_pattern') outer = outer.parent
  return outer?.kind === 'except_clause' || (outer?.kind === 'call' && /raises$/i.test(calledName(outer) ?? ''))
}

/** True where the exception is kept (`as caught`, an assignment) and the name is read afterwards. */
function isInspected(call: Node, context: Context): boolean {
  const target = call.parent?.kind === 'as_pattern' ? call.parent.descendants('as_pattern_target')[0]?.firstChild : call.parent?.kind === 'assignment' ? call.parent.field('left') : undefined
  if (target !== undefined) return target.kind !== 'identifier' || (context.bindingOf(target)?.occurrences.length ?? 2) > 1
  // `assertThat(lambda: …, raises(E))`, `self.assertRaises(E).exception`, `return pytest.raises(E)`: somebody else looks.
  return !['with_item', 'expression_statement', 'await', 'with_clause', 'tuple'].includes(call.parent?.kind ?? '')
}
