// membership-self-confirmation: `assert name in [name, other]`: the container was built from what is looked for.

import { briefly, claimOf, isAboutComparing, isConstant, isRepeatable, isSameText, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly subject: string
}

export default rule({
  id: 'membership-self-confirmation',
  summary: 'An assertion looks for a value in a container that is written with this value in it.',
  why: 'The container has the value because the assertion puts it there, so the answer says nothing of the code under test.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C52'],
  on: 'node',
  kinds: ['assert_statement', 'call'],
  called: /^(?:assert|fail)/,
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim?.relation !== 'in') return
    const [subject, container] = claim.operands
    if (subject === undefined || container === undefined || !/^(?:list|tuple|set|dictionary)$/.test(container.kind) || !isRepeatable(subject)) return
    const elements = container.children.map((element) => (element.kind === 'pair' ? element.field('key') : element))
    const same = elements.find((element) => element !== undefined && isSameText(element, subject))
    const unit = context.functionOf(node)
    if (same === undefined || unit === undefined || ((isConstant(subject) || subject.kind === 'identifier') && isAboutComparing([unit.name, unit.owner?.name ?? ''])) || /__(?:eq|hash|contains)__/.test(unit.segment.text)) return
    yield { at: { segment: node.segment, start: subject.start, end: container.end }, subject: briefly(subject), related: [{ at: same, message: 'Here it is put into the container' }] }
  },
  message: ({ subject }) => `\`${subject}\` is always in a container that is written with it`,
})
