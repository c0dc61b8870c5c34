// Tests whose name only repeats the name of their class: TestResizeCleanup.test_resize_cleanup.

import { rule, type Context, type Located, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'
import { renameEdits } from '../../edits/index.ts'
import { nameFrame, nameWithOutcome, singularOf, splitWords, testNameStyle } from '../../naming/index.ts'

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
    const [summary, style] = [context.assertionsOf(test), testNameStyle(context.source, test.name)]
    const name = nameWithOutcome(test, summary, style)
    if (name === undefined) return frameOf(test, nameFrame(test, summary, style, 'name'), context)
    const answer = renameEdits(context.source, test.nameNode, name, { trustsTestNames: true })
    return 'refusal' in answer ? answer : { title: `Rename test to '${name}'`, edits: answer.edits }
  },
})

/** The author's words with stops behind them; a stop stands in one place. */
function frameOf(test: TestUnit, { name, snippet }: { readonly name: string; readonly snippet: string }, context: Context): Repair | undefined {
  const answer = renameEdits(context.source, test.nameNode, name, { trustsTestNames: true })
  if ('refusal' in answer || answer.edits.length !== 1) return undefined
  return { title: 'Add condition and outcome to the name', edits: [{ ...answer.edits[0]!, text: snippet }], isSnippet: true }
}

/** Words without the runner's own, singular. */
function contentWords(name: string): readonly string[] {
  return splitWords(name)
    .filter((word) => !/^(?:tests?|testing|cases?|testcase|base|mixin|suite|unit|functional|integration|a|the|of|for)$/.test(word))
    .map((word) => singularOf(word) ?? word)
}
