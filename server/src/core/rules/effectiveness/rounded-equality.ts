// rounded-equality: `assertEqual(a, round(b, 2))`: assertAlmostEqual rounds the difference.

import { argumentsOf, calledName, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly rounded: Node
}

export default rule({
  id: 'rounded-equality',
  summary: 'A rounded number is compared by assertEqual.',
  why: '`assertAlmostEqual(a, b, places)` rounds the difference, so that two values near a border do not fall to different sides of it, and shows how far they are apart.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['flake8:A501'],
  on: 'node',
  kinds: ['call'],
  *check(call): Iterable<Facts> {
    const callee = call.field('function')
    if (callee?.kind !== 'attribute' || calledName(call) !== 'assertEqual' || callee.field('object')?.text !== 'self') return
    const { positional, isOpen } = argumentsOf(call)
    const rounded = isOpen ? undefined : positional.slice(0, 2).find((each) => each.kind === 'call' && each.field('function')?.text === 'round' && argumentsOf(each).positional.length === 2)
    if (rounded !== undefined && positional.length === 2) yield { at: callee.field('attribute')!, call, rounded }
  },
  message: () => '`assertAlmostEqual` compares up to a number of places',
  repair({ call, rounded }): Repair | Refusal {
    const { segment } = call
    const name = call.field('function')!.field('attribute')!
    const { positional } = argumentsOf(call)
    const [value, places] = argumentsOf(rounded).positional
    const last = positional[1]!
    if (/[\r\n]/.test(segment.text.slice(positional[0]!.start, last.end))) return { refusal: 'The call takes several lines' }
    const text = positional.map((each) => (each === rounded ? value!.text : each.text)).join(', ')
    return { title: 'Use assertAlmostEqual', edits: [{ segment, start: name.start, end: name.end, text: 'assertAlmostEqual' }, { segment, start: positional[0]!.start, end: last.end, text: `${text}, ${places!.text}` }] }
  },
})
