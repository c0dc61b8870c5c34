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
    if (!/^assert(?:Not)?(?:Almost)?Equals?$/.test(calledName(call) ?? '')) return
    const own = ownFinding(call)
    if (own !== undefined) yield own
    else {
      // flake8's plugin minds any rounding, of a test of rounding too, unless a constant stands beside it, of which it speaks elsewhere.
      const { positional, keywords } = argumentsOf(call)
      const all = [...positional, ...keywords.values()]
      const rounded = all.find((each) => each.kind === 'call' && each.field('function')?.text === 'round')
      const isElsewhere = !/Almost/.test(calledName(call) ?? '') && all.some(({ kind }) => /^(?:none|true|false)$/.test(kind))
      if (rounded !== undefined && !isElsewhere && call.field('function')?.kind === 'attribute') yield { at: rounded, call, rounded, preset: 'twin' }
    }
  },
  message: () => '`assertAlmostEqual` compares up to a number of places',
  repair({ call, rounded }): Repair | Refusal {
    const { segment } = call
    const name = call.field('function')!.field('attribute')!
    const { positional } = argumentsOf(call)
    if (ownFinding(call) === undefined) return { refusal: 'It does more than round to a number of places' }
    const [value, places] = argumentsOf(rounded).positional
    const last = positional[1]!
    if (/[\r\n]/.test(segment.text.slice(positional[0]!.start, last.end))) return { refusal: 'The call takes several lines' }
    const text = positional.map((each) => (each === rounded ? value!.text : each.text)).join(', ')
    return { title: 'Use assertAlmostEqual', edits: [{ segment, start: name.start, end: name.end, text: 'assertAlmostEqual' }, { segment, start: positional[0]!.start, end: last.end, text: `${text}, ${places!.text}` }] }
  },
})

function ownFinding(call: Node): Facts | undefined {
  const callee = call.field('function')
  if (callee?.kind !== 'attribute' || calledName(call) !== 'assertEqual' || callee.field('object')?.text !== 'self') return undefined
  const { positional, isOpen } = argumentsOf(call)
  const rounded = isOpen ? undefined : positional.slice(0, 2).find((each) => each.kind === 'call' && each.field('function')?.text === 'round' && argumentsOf(each).positional.length === 2)
  return rounded !== undefined && positional.length === 2 ? { at: callee.field('attribute')!, call, rounded } : undefined
}
