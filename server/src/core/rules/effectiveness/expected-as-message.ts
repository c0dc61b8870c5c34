// expected-as-message: `assertTrue(m.call_count, 1)`: the second argument is only the message, so nothing is compared with it.

import { argumentsOf, calledName, rule, unwrapped, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly call: Node
  readonly name: string
}

const single = /^(?:assertTrue|assertFalse|assertIsNone|assertIsNotNone|assert_|failUnless|failIf)$/
const double = /^assert(?:Equals?|NotEquals?|Is|IsNot|In|NotIn|IsInstance|NotIsInstance|Greater|GreaterEqual|Less|LessEqual|ListEqual|TupleEqual|SetEqual|DictEqual|CountEqual|ItemsEqual|SequenceEqual|MultiLineEqual|Regex|NotRegex)$/

export default rule({
  id: 'expected-as-message',
  summary: 'What an assertion should compare with is handed over as its message.',
  why: '`assertTrue` looks at one value and `assertEqual` at two. The argument behind them is shown when they fail; whatever it is, the assertion passes without looking at it.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['flake8:A504', 'pylint-unittest:wrong-assert', 'nova:N365'],
  on: 'node',
  kinds: ['call'],
  called: /^(?:assert|fail)/,
  *check(call): Iterable<Facts> {
    const name = calledName(call)
    const arity = name === undefined || !name.startsWith('assert') && !name.startsWith('fail') ? 0 : single.test(name) ? 1 : double.test(name) ? 2 : 0
    const { positional, keywords, isOpen } = argumentsOf(call)
    const message = positional[arity]
    if (arity === 0 || message === undefined) return
    const isOwn = /^(?:self|cls)$/.test(call.field('function')!.field('object')?.text ?? '')
    // flake8's plugin wants every message named.
    const plugins = /^assert(?:True|False)$/.test(name!) ? ['flake8:A504'] : []
    if (isOwn && !isOpen && !keywords.has('msg') && positional.length === arity + 1 && isNoMessage(unwrapped(message), arity)) yield { at: message, call, name: name!, twins: ['pylint-unittest:wrong-assert', ...(arity === 1 ? ['nova:N365'] : []), ...plugins] }
    else if (plugins.length > 0) yield { at: message, call, name: name!, preset: 'twin', twins: plugins }
  },
  message: ({ at, name }) => `\`${shortened(at.text)}\` is only the message of \`${name}\`, nothing is compared with it`,
  repair({ call, name }): Repair | Refusal {
    if (!/^(?:assertTrue|assert_|failUnless)$/.test(name) && !(name === 'assertFalse' && /False|0|\[\]|\{\}/.test(argumentsOf(call).positional[1]!.text))) return { refusal: 'What is meant is not certain' }
    const word = call.field('function')!.field('attribute')!
    return { title: 'Change to assertEqual', edits: [{ segment: word.segment, start: word.start, end: word.end, text: 'assertEqual' }] }
  },
})

/** Values that say nothing to a reader, and names of what is expected. Tuples and lists of variables are shown to explain a failure. */
function isNoMessage(node: Node, arity: number): boolean {
  if (/^(?:integer|float|true|false)$/.test(node.kind)) return true
  if (node.kind === 'unary_operator') return isNoMessage(node.firstChild!, arity)
  if (node.kind === 'dictionary') return arity === 1 || node.descendants('identifier').length === 0
  if (node.kind === 'list' || node.kind === 'set' || node.kind === 'tuple') {
    return node.children.every((each) => /^(?:integer|float|true|false|none|string|list|tuple|dictionary|set)$/.test(each.kind)) && (arity === 1 || node.kind !== 'tuple')
  }
  if (node.kind === 'call') return node.field('function')?.text === 'len'
  const name = node.kind === 'attribute' ? node.field('attribute')?.text : node.kind === 'identifier' ? node.text : undefined
  return arity === 1 && name !== undefined && /^(?:expected|exp)(?:_|$)|^(?:EXPECTED)(?:_|$)/.test(name) && !/msg|message|err|text|reason|str/i.test(name)
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 40 ? `${line.slice(0, 38)}…` : line
}
