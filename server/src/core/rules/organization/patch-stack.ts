// patch-stack: a test that needs many patches knows more of the code than it says.

import { integer, isPatch, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly count: number
  readonly most: number
}

export default rule({
  id: 'patch-stack',
  summary: 'A test carries a stack of patch decorators.',
  why: 'Each one is a detail of the code under test, and their order has to match the parameters. A fixture, a fake, or a seam in the code says it once.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['zorilla:ZR006'],
  options: { most: integer(4, 1, 'The number of patch decorators that a function may carry.') },
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    const { most } = context.options
    const count = unit.decorators.filter(({ name }) => isPatch(name)).length
    if (count > most) yield { at: unit.nameNode, count, most }
  },
  message: ({ at, count, most }) => `\`${at.text}\` carries ${count} patches; more than ${most} are hard to follow`,
})
