// One variable for two different things in one function: first a domain, then a project.

import { rule, type Binding, type Located } from '../../kit/index.ts'
import { functionScopes, thingsOf, type Thing } from '../../naming/index.ts'

interface Facts extends Located {
  readonly binding: Binding
  readonly things: readonly Thing[]
}

export default rule({
  id: 'reused-variable',
  summary: 'One variable stands for two different things in one test.',
  why: 'A reader who comes back to `ref` after twenty lines has to find out which one it is by now; so has whoever moves a line. Two things want two names.',
  section: 'variable-naming',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'module',
  gather: (segment) => (segment.kind === 'trivia' ? [] : functionScopes(segment).flatMap((scope) => [...scope.bindings.values()].flatMap((binding) => {
    const things = thingsOf(binding)
    return things.length < 2 ? [] : [{ binding, things }]
  }))),
  *check({ gathered }): Iterable<Facts> {
    for (const { facts } of gathered) {
      for (const { binding, things } of facts) yield { at: things[1]!.at, related: [{ at: things[0]!.at, message: `Here it is ${article(things[0]!.noun)}` }], binding, things }
    }
  },
  message: ({ binding, things }) => `'${binding.name}' is ${article(things[0]!.noun)} first and ${article(things[1]!.noun)} here`,
})

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun.replaceAll('_', ' ')}`
}
