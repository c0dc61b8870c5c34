// unused-patch-argument: a patch hands the test a mock that the test never looks at.

import { patchesFilling, rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'unused-patch-argument',
  summary: 'The mock that a patch hands over is never used.',
  why: 'A reader looks for what the test does with it. Often its assertion was lost; else the patch can name what it puts in place, and the parameter goes.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'test',
  *check(test, context): Iterable<Facts> {
    if (test.decorators.length === 0 || context.scopeOf(test.node).isDynamic) return
    for (const { parameter } of patchesFilling(test)) {
      if (parameter.text.startsWith('_') || (context.bindingOf(parameter)?.occurrences.length ?? 2) > 1) continue
      yield { at: parameter, tag: 'unnecessary' }
    }
  },
  message: ({ at }) => `The mock \`${at.text}\` is never used`,
  repair: ({ at }): Repair => ({ title: `Rename to _${at.text}`, edits: [{ segment: at.segment, start: at.start, end: at.start, text: '_' }] }),
})
