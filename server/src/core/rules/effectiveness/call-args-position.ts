// call-args-position: `m.call_args[0][2]`: the arguments of a recorded call by their place in two tuples.

import { isKnownMock, literalText, rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly attribute: 'args' | 'kwargs'
  readonly inner: Node
}

export default rule({
  id: 'call-args-position',
  summary: 'The arguments of a recorded call are reached by numbers.',
  why: '`call_args[0][2]` says neither whether an argument was positional nor which it was. `.args` and `.kwargs` say the first.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['falsegreen:C6b'],
  on: 'node',
  kinds: ['subscript', 'attribute'],
  called: /^(?:get|items|keys|values)$/,
  *check(node, { python }): Iterable<Facts> {
    const inner = node.kind === 'attribute' ? node.field('object') : node.field('value')
    const call = inner?.kind === 'subscript' ? inner.field('value') : undefined
    const index = inner?.kind === 'subscript' ? inner.field('subscript')?.text : undefined
    if (inner === undefined || (index !== '0' && index !== '1') || python[1] < 8) return
    const isCall = call?.kind === 'attribute' ? /^(?:call_args|await_args)$/.test(call.field('attribute')?.text ?? '') : call?.kind === 'subscript' && /\.(?:call_args_list|await_args_list)$/.test(call.field('value')?.text ?? '')
    if (!isCall) return
    const key = node.field('subscript')
    // What is asked by a text, or has the methods of a dictionary, are the keyword arguments.
    if (key === undefined ? index !== '1' : index === '1' && literalText(key) === undefined) return
    yield { at: inner, inner, attribute: index === '0' ? 'args' : 'kwargs' }
  },
  message: ({ attribute, inner }) => `\`[${inner.field('subscript')!.text}]\` of a recorded call is its \`.${attribute}\``,
  repair({ inner, attribute }, context): Repair {
    const { segment, end } = inner
    const call = inner.field('value')!
    const recorder = (call.kind === 'attribute' ? call : call.field('value')!).field('object')!
    // Something else may keep plain tuples under these names.
    return { title: `Use .${attribute}`, edits: [{ segment, start: inner.field('value')!.end, end, text: `.${attribute}` }], safety: isKnownMock(recorder, context) ? 'safe' : 'suggested' }
  },
})
