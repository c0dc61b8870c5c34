// One variable for two different things in one function: first a domain, then a project.

import { candidateIsFree, renameEdits } from '../../edits/index.ts'
import { rule, type Binding, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'
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
  fix: 'suggested',
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
  repair({ binding, things }, context): Repair | Refusal | undefined {
    const { noun, at } = things[1]!
    const part = partFrom(at, binding)
    if (part === undefined || !candidateIsFree(binding, noun)) return undefined
    const answer = renameEdits(context.source, binding, noun)
    if ('refusal' in answer) return answer
    return { title: `Rename variable to '${noun}' from here on`, edits: answer.edits.filter(({ start }) => start >= part.start && start < part.end) }
  },
})

/**
 * Where the variable surely is what it was made here: up to its next assignment. Undefined unless all assignments are statements of the
 * function itself, one after the other, and no nested function reads the variable at another time.
 */
function partFrom(at: Node, { scope, definitions, occurrences }: Binding): { readonly start: number; readonly end: number } | undefined {
  const body = scope.node?.field('body')
  const statements = definitions.map(({ node }) => body?.children.find((each) => each.contains(node)))
  if (statements.some((each) => each === undefined || each.kind !== 'expression_statement')) return undefined
  if (occurrences.some((node) => node.ancestor('function_definition', 'lambda', 'generator_expression') !== scope.node)) return undefined
  const here = statements.findIndex((each) => each!.contains(at))
  return { start: statements[here]!.start, end: statements[here + 1]?.start ?? body!.end }
}

function article(noun: string): string {
  return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun.replaceAll('_', ' ')}`
}
