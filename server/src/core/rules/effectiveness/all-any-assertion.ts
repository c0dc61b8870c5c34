// all-any-assertion: `m.assert_called_once_with(ANY, ANY)` checks how many arguments there were, and nothing of them.

import { argumentsOf, calledName, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
  readonly count: number
}

const plain: ReadonlyMap<string, string> = new Map([
  ['assert_called_with', 'assert_called'], ['assert_called_once_with', 'assert_called_once'], ['assert_any_call', 'assert_called'],
  ['assert_awaited_with', 'assert_awaited'], ['assert_awaited_once_with', 'assert_awaited_once'], ['assert_any_await', 'assert_awaited'],
])

export default rule({
  id: 'all-any-assertion',
  summary: 'Every argument that a mock is expected to be called with may be anything.',
  why: 'The assertion looks as if it checked the arguments, but checks only how many there are. One of them is often worth naming.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['call'],
  called: /^assert_(?:called|awaited|any)/,
  *check(call, context): Iterable<Facts> {
    const name = calledName(call) ?? ''
    if (!plain.has(name) || call.field('function')?.kind !== 'attribute') return
    const { positional, keywords, isOpen } = argumentsOf(call)
    const values = [...positional, ...keywords.values()]
    if (isOpen || values.length < 2 || !values.every((value) => /^(?:unittest\.)?mock\.ANY$/.test(value.kind === 'call' ? '' : (context.qualifiedName(value) ?? '')))) return
    yield { at: call.field('arguments')!, name, count: values.length }
  },
  message: ({ name, count }) => `\`${name}\` accepts any ${count} arguments, so it checks nothing of them`,
  repair({ at, name }): Repair | Refusal {
    const call = at.parent!
    const attribute = call.field('function')!.field('attribute')!
    if (at.segment.comments.some((offset) => offset > call.start && offset < call.end)) return { refusal: 'A comment stands inside it' }
    return { title: `Change to ${plain.get(name)!}()`, edits: [{ segment: at.segment, start: attribute.start, end: call.end, text: `${plain.get(name)!}()` }] }
  },
})
