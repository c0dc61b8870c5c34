// mock-assertion-assigned: `m.assert_has_calls = [call(1)]` replaces the assertion by a list and checks nothing.

import { isMock, rule, unwrapped, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly name: string
  readonly assignment: Node
}

const assertions = /^assert_(?:called|called_once|called_with|called_once_with|any_call|has_calls|not_called|awaited|awaited_once|awaited_with|awaited_once_with|any_await|has_awaits|not_awaited)$/

export default rule({
  id: 'mock-assertion-assigned',
  summary: 'An assertion of a mock is assigned to instead of called.',
  why: 'The assignment puts a value in the place of the method. Nothing is checked, neither here nor in a later call of it.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['nova:N366'],
  on: 'node',
  kinds: ['assignment'],
  *check(assignment, context): Iterable<Facts> {
    const target = assignment.field('left')
    const name = target?.kind === 'attribute' ? target.field('attribute') : undefined
    if (target === undefined || name === undefined || !assertions.test(name.text) || assignment.field('right') === undefined) return
    // A stand-in may have an assertion put on it on purpose: a function, another mock.
    const value = unwrapped(assignment.field('right')!)
    if (/^(?:lambda|identifier|attribute)$/.test(value.kind) || isMock(value, context)) return
    yield { at: name, name: name.text, assignment }
  },
  message: ({ name }) => `\`${name}\` is assigned to, not called, so nothing is checked`,
  repair({ at, name, assignment }): Repair | Refusal {
    const value = assignment.field('right')!
    if (/_(?:called|called_once|not_called|awaited|awaited_once|not_awaited)$/.test(name)) return { refusal: 'This assertion takes no arguments' }
    const { segment } = at
    return { title: `Call ${name}()`, edits: [{ segment, start: at.end, end: value.start, text: '(' }, { segment, start: value.end, end: value.end, text: ')' }] }
  },
})
