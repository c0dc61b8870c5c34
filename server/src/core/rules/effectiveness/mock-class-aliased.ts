// mock-class-aliased: `self.driver = mock.Mock` without parentheses: all that is set on it is set on the class, for every test.

import { rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly target: string
}

export default rule({
  id: 'mock-class-aliased',
  summary: 'The class Mock itself is assigned where a mock is meant.',
  why: 'What the test sets on it is set on the class, so it shows in every mock of every test behind it.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['nova:N367'],
  on: 'node',
  kinds: ['assignment'],
  *check(assignment, context): Iterable<Facts> {
    const [target, value] = [assignment.field('left'), assignment.field('right')]
    if (target === undefined || (value?.kind !== 'identifier' && value?.kind !== 'attribute') || !/Mock$/.test(value.text)) return
    const name = context.qualifiedName(value)
    if (name === undefined || !/^(?:unittest\.)?mock\.(?:NonCallable)?(?:Magic|Async)?Mock$/.test(name)) return
    // `Mock = mock.Mock` and `mock_class = MagicMock` give the class another name and mean to; so do attributes that a class takes to make objects.
    const last = (target.kind === 'attribute' ? target.field('attribute')! : target).text
    if (target.kind !== 'identifier' && target.kind !== 'attribute') return
    if (/^_*[A-Z]/.test(last) || /(?:class|cls|type|factory|callable|base|maker)$/i.test(last)) return
    if (target.kind === 'identifier' && isOnlyCalled(target, context.bindingOf(target)?.occurrences)) return
    yield { at: value, target: target.text }
  },
  message: ({ at, target }) => `\`${target}\` is the class \`${at.text}\`, not a mock`,
  repair: ({ at }): Repair => ({ title: `Call ${at.text}()`, edits: [{ segment: at.segment, start: at.end, end: at.end, text: '()' }] }),
})

/** A name that is called to make mocks, as a class is. */
function isOnlyCalled(target: Node, occurrences: readonly Node[] | undefined): boolean {
  return occurrences !== undefined && occurrences.length > 1 && occurrences.every((node) => node === target || (node.parent?.kind === 'call' && node.fieldName === 'function'))
}
