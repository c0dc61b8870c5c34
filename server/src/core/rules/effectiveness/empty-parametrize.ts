// empty-parametrize: `parametrize("x", [])`: no case, so the test is skipped.

import { parametrizeOf, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'empty-parametrize',
  summary: 'A parametrized test has no case.',
  why: 'pytest then skips the test without a word of why, and the suite stays green.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: ['sonar:S8998', 'falsegreen:C45', 'pytest:empty-parametrize'],
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    const { values } = parametrizeOf(call, context) ?? {}
    if (values === undefined) return
    const isEmpty = /^(?:list|tuple|dictionary)$/.test(values.kind) ? values.children.length === 0 : values.kind === 'call' && /^(?:list|tuple|set|dict)$/.test(values.field('function')?.text ?? '') && values.field('arguments')?.children.length === 0
    if (isEmpty) yield { at: values }
  },
  message: () => 'There is no case, so the test is skipped',
})
