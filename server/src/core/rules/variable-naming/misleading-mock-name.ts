// Mocks that are named after another thing than the one they replace.

import { renameEdits } from '../../edits/rename.ts'
import { rule, type Binding, type Located, type Refusal, type Repair } from '../../kit/index.ts'
import { functionScopes, mockTargets } from '../../naming/index.ts'

interface Facts extends Located {
  readonly binding: Binding
  readonly target: string
  readonly other: string
  readonly better: string
}

export default rule({
  id: 'misleading-mock-name',
  summary: 'A mock is named after something that another patch of the same test replaces.',
  why: 'With `patch("a.delete") as mock_create` an assertion about `mock_create` is one about deleting. It comes from copying a patch, or from changing its target; the reader, and often the author, believes the name.',
  section: 'variable-naming',
  severity: 'information',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'module',
  gather: (segment) => (segment.kind === 'trivia' ? [] : functionScopes(segment).flatMap((scope) => (scope.isDynamic ? [] : mockTargets(scope)))),
  *check({ gathered }): Iterable<Facts> {
    for (const { facts } of gathered) for (const { binding, target, other, better } of facts) yield { at: binding.definitions[0]!.node, binding, target, other, better }
  },
  message: ({ binding, target }) => `'${binding.name}' replaces '${target}', not what its name says`,
  repair({ binding, better }, context): Repair | Refusal {
    const answer = renameEdits(context.source, binding, better)
    return 'refusal' in answer ? answer : { title: `Rename variable to '${better}'`, edits: answer.edits }
  },
})

