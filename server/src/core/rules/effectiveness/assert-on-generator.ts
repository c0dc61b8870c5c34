// assert-on-generator: `assert (check(x) for x in xs)`: the object that would compute the answer is true, nobody asks it.

import { claimOf, rule, type Context, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly subject: Node
  readonly what: string
}

/** Builtins that give an iterator, which is true even where nothing is in it. */
const iterators = new Set(['map', 'filter', 'zip', 'enumerate', 'reversed', 'iter'])

export default rule({
  id: 'assert-on-generator',
  summary: 'An assertion tests a generator, an iterator or a lambda itself, which is always true.',
  why: 'A generator is an object, and objects are true. None of its conditions is ever computed, so the test passes whatever they would say.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:C42'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    const subject = claim?.relation === 'true' ? claim.operands[0] : undefined
    const what = subject === undefined ? undefined : kindOf(subject, context)
    if (subject === undefined || what === undefined || context.functionOf(node) === undefined) return
    // `iter(x)` and `reversed(x)` raise where `x` gives none, which may be what is asked.
    yield { at: subject, subject, what, ...(/^(?:iter|reversed)\(/.test(subject.text) ? { severity: 'information' as const } : {}) }
  },
  message: ({ what }) => `Assertion on ${what}, which is always true`,
  repair({ subject }): Repair | undefined {
    const { segment, start, end, kind, text } = subject
    if (kind === 'generator_expression') return { title: 'Assert that all of them hold', edits: [{ segment, start, end, text: `all${text}` }] }
    return kind === 'call' && subject.field('function')?.text === 'map' ? { title: 'Assert that all of them hold', edits: [{ segment, start, end, text: `all(${text})` }] } : undefined
  },
})

function kindOf(subject: Node, context: Context): string | undefined {
  if (subject.kind === 'generator_expression') return 'a generator'
  if (subject.kind === 'lambda') return 'a lambda that is not called'
  const callee = subject.kind === 'call' ? subject.field('function') : undefined
  if (callee?.kind !== 'identifier' || !iterators.has(callee.text)) return undefined
  return context.bindingOf(callee) === undefined && context.definitionsOf(callee.text).length === 0 ? `the iterator that \`${callee.text}\` gives` : undefined
}
