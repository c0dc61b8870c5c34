// lax-xfail: `@pytest.mark.xfail` without `strict=True`: nobody hears when the test begins to pass.

import { appendArgument } from '../../edits/index.ts'
import { argumentsOf, rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly call: Node | undefined
}

export default rule({
  id: 'lax-xfail',
  summary: 'A test that is expected to fail may also pass.',
  why: 'When the defect is gone the test passes unnoticed, and the mark stays. With `strict=True` the run says so.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['falsegreen:C25'],
  whenNotToUse: 'Where `xfail_strict` is set for the project.',
  on: 'test',
  *check(test, { xfailStrict }): Iterable<Facts> {
    if (xfailStrict === true) return
    for (const { name, node, call } of test.marks) {
      if (name !== 'xfail' && name !== 'pytest.mark.xfail') continue
      const { keywords, isOpen } = call === undefined ? { keywords: new Map(), isOpen: false } : argumentsOf(call)
      if (keywords.has('strict') || isOpen) continue
      // What fails now and then, or under a condition, may pass.
      const mayPass = keywords.has('condition') || (call !== undefined && argumentsOf(call).positional.length > 0) || /flak|sometimes|occasional|intermittent|random|unreliable|unstable|depend|race|not (?:yet )?supported/i.test(node.text)
      yield { at: node, call, ...(mayPass ? { severity: 'hint', preset: 'strict' } : {}) }
    }
  },
  message: () => 'Without `strict=True` nobody hears when this test begins to pass',
  repair({ at, call }): Repair | undefined {
    const edit = call === undefined ? { segment: at.segment, start: at.end, end: at.end, text: '(strict=True)' } : appendArgument(call, 'strict=True')
    return edit === undefined ? undefined : { title: 'Make it strict', edits: [edit] }
  },
})
