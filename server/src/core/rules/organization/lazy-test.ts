// lazy-test: many tests of a file that all call one function of the program; a published smell.

import { calledName, integer, rule, type FunctionUnit, type Located, type Node, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly count: number
}

interface Calls {
  readonly names: readonly string[]
  /** The functions of the segment, nested ones apart. */
  readonly functions: readonly Node[]
}

export default rule({
  id: 'lazy-test',
  summary: 'Many tests of a file call the same imported function.',
  why: 'Tests that differ in their data only read better as cases of one.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['tsdetect:LazyTest'],
  options: { maximum: integer(10, 1, 'Tests of a file that may call one function.') },
  on: 'module',
  gather(segment): Calls | undefined {
    const names = segment.kind === 'trivia' ? [] : calledIn(segment)
    return names.length === 0 ? undefined : { names, functions: segment.root.descendants('function_definition').filter((each) => each.ancestor('function_definition', 'lambda') === undefined) }
  },
  keysOf: ({ names, functions }) => (functions.length === 0 ? [] : names),
  *check({ gathered }, context): Iterable<Facts> {
    const counts = new Map<string, number>()
    for (const { facts: { names, functions } } of gathered) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + functions.length)
    for (const [name, count] of counts) {
      if (count <= context.options.maximum || !context.definitionsOf(name).some(({ root }) => /^import_/.test(root.firstChild?.kind ?? ''))) continue
      const callers: FunctionUnit[] = []
      for (const { facts: { names, functions } } of gathered) {
        if (names.includes(name)) callers.push(...functions.flatMap((each) => context.functionOf(each) ?? []).filter(({ role }) => role === 'test'))
      }
      if (callers.length > context.options.maximum) yield { at: callers[0]!.nameNode, name, count: callers.length }
    }
  },
  message: ({ name, count }) => `${count} tests of this file call \`${name}\``,
})

/** Plain names that a segment calls, each once. */
function calledIn(segment: Segment): readonly string[] {
  const names = segment.root.descendants('call').flatMap((call) => (call.field('function')?.kind === 'identifier' ? [calledName(call) ?? ''] : []))
  return [...new Set(names)].filter((name) => /^[a-z_]/.test(name))
}
