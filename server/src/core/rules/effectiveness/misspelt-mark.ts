// misspelt-mark: `@pytest.mark.skip_if(…)`, `@pytest.mark.usefixture(…)`: a mark that is nearly one of pytest's and does nothing.

import { editDistance, rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly meant: string
}

/** pytest's own marks, with how many slips still mean them. */
const marks: ReadonlyMap<string, number> = new Map([['parametrize', 3], ['usefixtures', 2], ['filterwarnings', 2], ['skipif', 1], ['xfail', 1]])

export default rule({
  id: 'misspelt-mark',
  summary: 'A mark of pytest is misspelt.',
  why: 'pytest takes any name for a mark and at most warns. The test then is not skipped, not expected to fail, or does not get its fixtures.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['attribute'],
  called: (name) => meantBy(name) !== undefined,
  *check(attribute, context): Iterable<Facts> {
    const at = attribute.field('attribute')
    if (at === undefined || attribute.field('object')?.kind !== 'attribute' || context.qualifiedName(attribute.field('object')!) !== 'pytest.mark') return
    const meant = meantBy(at.text)
    if (meant !== undefined) yield { at, meant }
  },
  message: ({ at, meant }) => `pytest has no mark \`${at.text}\`, it has \`${meant}\``,
  repair: ({ at, meant }): Repair => ({ title: `Change to ${meant}`, edits: [{ segment: at.segment, start: at.start, end: at.end, text: meant }] }),
})

function meantBy(name: string): string | undefined {
  if (marks.has(name)) return undefined
  const bare = name.replaceAll('_', '').toLowerCase()
  for (const [mark, slips] of marks) if (bare === mark || (name.length > 4 && editDistance(bare, mark, slips + 1) <= slips)) return mark
  return undefined
}
