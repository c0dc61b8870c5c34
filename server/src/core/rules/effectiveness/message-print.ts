// message-print: `assert ok, print("wrong")`: the message is what print gives back, None.

import { argumentsOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
}

export default rule({
  id: 'message-print',
  summary: 'The message of an assert is a call of print.',
  why: '`print` gives back None, so a failure is reported as `AssertionError: None` and the text stands somewhere in the captured output.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:RUF030'],
  on: 'node',
  kinds: ['assert_statement'],
  *check(node, context): Iterable<Facts> {
    const call = node.children[1]
    const callee = call?.kind === 'call' ? call.field('function') : undefined
    if (call === undefined || callee?.kind !== 'identifier' || callee.text !== 'print') return
    if (context.bindingOf(callee) === undefined && context.definitionsOf('print').length === 0) yield { at: call, call }
  },
  message: () => 'The message of this assert is None, which is what `print` gives back',
  repair({ call }): Repair | Refusal {
    const { positional, keywords, isOpen } = argumentsOf(call)
    const [only] = positional
    if (only === undefined || positional.length > 1 || keywords.size > 0 || isOpen) return { refusal: 'Only one printed text can be the message' }
    const { segment, start, end } = call
    if (segment.comments.some((offset, i) => i % 2 === 0 && offset >= start && offset < end)) return { refusal: 'A comment stands inside the call' }
    const isText = only.kind === 'string' || only.kind === 'concatenated_string'
    const isOneLine = !/[\r\n]/.test(only.text)
    return { title: 'Make the printed text the message', safety: isText ? 'safe' : 'suggested', edits: [{ segment, start, end, text: isOneLine ? only.text : `(${only.text})` }] }
  },
})
