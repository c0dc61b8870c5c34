// Names that say another kind of value than they hold: user_list for a dict, names for one string. Only where a literal or its constructor shows it.

import { renamedTo, rule, type Binding, type Located, type Refusal, type Repair, type Segment } from '../../kit/index.ts'
import { betterKindNames, functionScopes, misnamedKind, type MisnamedKind } from '../../naming/index.ts'

interface Facts extends Located {
  readonly binding: Binding
  readonly misnamed: MisnamedKind
}

export default rule({
  id: 'misleading-collection-name',
  summary: 'A name says list, dict or many where its value is something else.',
  why: 'Who reads `user_list[0]` or `for name in names` believes the name. Where it holds a dict, or one string, the loop runs over keys or letters and the test still passes.',
  section: 'variable-naming',
  severity: 'information',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'module',
  gather(segment: Segment): readonly Facts[] {
    if (segment.kind === 'trivia' || segment.isBroken) return []
    return functionScopes(segment).flatMap((scope) => (scope.isDynamic ? [] : [...scope.bindings.values()])).flatMap((binding) => {
      const misnamed = misnamedKind(binding)
      return misnamed === undefined ? [] : [{ at: binding.definitions[0]!.node, binding, misnamed }]
    })
  },
  *check({ gathered }): Iterable<Facts> {
    for (const { facts } of gathered) yield* facts
  },
  message: ({ binding, misnamed }) => `'${binding.name}' says ${misnamed.says}, but it is ${misnamed.is}`,
  repair: ({ binding, misnamed }, context): readonly (Repair | Refusal)[] => renamedTo(binding, betterKindNames(binding, misnamed), 'variable', context),
})
