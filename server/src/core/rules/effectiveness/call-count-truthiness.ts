// call-count-truthiness: `assert m.call_count` says only that it was called, and fails with `assert 0`.

import { claimOf, isKnownMock, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly assertion: Node
  readonly mock: Node
  readonly message: Node | undefined
  readonly meant: 'assert_called' | 'assert_not_called'
}

export default rule({
  id: 'call-count-truthiness',
  summary: 'The number of calls of a mock is taken as a truth value.',
  why: 'It says that there was some call, be it one or five, and where it fails it shows a number. `assert_called()` says the same and lists the calls.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:C6c'],
  on: 'assertion',
  *check({ node }, context): Iterable<Facts> {
    const claim = claimOf(node)
    // A number behind it was to be compared with: that is expected-as-message's.
    if (claim === undefined || (claim.relation !== 'true' && claim.relation !== 'false') || claim.message?.kind === 'integer') return
    const [subject] = claim.operands
    const mock = subject?.kind === 'attribute' && subject.field('attribute')?.text === 'call_count' ? subject.field('object') : undefined
    if (subject === undefined || mock === undefined || !isKnownMock(mock, context)) return
    yield { at: subject, assertion: node, mock, message: claim.message, meant: claim.relation === 'true' ? 'assert_called' : 'assert_not_called' }
  },
  message: ({ at, meant }) => `\`${(at as Node).text}\` as a truth value says ${meant === 'assert_called' ? 'only that there was some call' : 'that there was no call'}; \`${meant}()\` says so`,
  repair({ assertion, mock, message, meant }): Repair | Refusal {
    if (message !== undefined) return { refusal: 'Its message would be lost' }
    if (assertion.segment.comments.some((offset) => offset > assertion.start && offset < assertion.end)) return { refusal: 'A comment stands inside it' }
    return { title: `Change to ${meant}()`, edits: [{ segment: assertion.segment, start: assertion.start, end: assertion.end, text: `${mock.text}.${meant}()` }] }
  },
})
