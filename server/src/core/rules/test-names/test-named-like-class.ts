// Tests whose name only repeats the name of their class: TestResizeCleanup.test_resize_cleanup.

import { rule, type Located, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'
import { renameEdits } from '../../edits/index.ts'
import { nameWithOutcome, singularOf, splitWords, testNameStyle } from '../../naming/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly className: string
}

export default rule({
  id: 'test-named-like-class',
  summary: 'A test\'s name only repeats the name of its class.',
  why: 'The class says what is under test; the test\'s own name is the place for the condition and the outcome. `TestCleanup::test_cleanup` uses both for the same word and leaves the reader to find out what must hold.',
  section: 'test-names',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test): Iterable<Facts> {
    if (test.owner === undefined) return
    const own = contentWords(test.name)
    const known = contentWords(test.owner.name)
    // A part of the class's name may set the plain case apart from its siblings; the whole of it sets nothing apart.
    if (own.length === 0 || !own.every((word) => known.includes(word)) || !known.every((word) => own.includes(word))) return
    if (test.docstring !== undefined) return
    yield { at: test.nameNode, test, className: test.owner.name }
  },
  message: ({ test, className }) => `'${test.name}' only repeats the name of its class '${className}'`,
  repair({ test }, context): Repair | Refusal | undefined {
    const name = nameWithOutcome(test, context.assertionsOf(test), testNameStyle(context.source, test.name))
    if (name === undefined) return undefined
    const answer = renameEdits(context.source, test.nameNode, name, { trustsTestNames: true })
    return 'refusal' in answer ? answer : { title: `Rename test to '${name}'`, edits: answer.edits }
  },
})

/** Words without the runner's own, singular. */
function contentWords(name: string): readonly string[] {
  return splitWords(name)
    .filter((word) => !/^(?:tests?|testing|cases?|testcase|base|mixin|suite|unit|functional|integration|a|the|of|for)$/.test(word))
    .map((word) => singularOf(word) ?? word)
}
