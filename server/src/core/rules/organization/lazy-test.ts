// lazy-test: many tests of a file that all call one function of the program; a published smell.

import { calledName, integer, rule, type Located, type Node, type Segment } from '../../kit/index.ts'

interface Facts extends Located {
  readonly name: string
  readonly count: number
}

interface Gathered {
  /** What an import writes. */
  readonly imported: readonly string[]
  readonly called: readonly string[]
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
  gather(segment): Gathered | undefined {
    if (segment.kind === 'trivia') return undefined
    const { root } = segment
    if (isImport(root)) return { imported: root.descendants('identifier').map(({ text }) => text), called: [], functions: [] }
    const functions = root.descendants('function_definition').filter((each) => each.ancestor('function_definition', 'lambda') === undefined)
    const called = functions.length === 0 ? [] : calledIn(segment)
    return called.length === 0 ? undefined : { imported: [], called, functions }
  },
  keysOf: ({ imported, called }) => [...imported, ...called],
  *check({ gathered }, context): Iterable<Facts> {
    const { maximum } = context.options
    const counts = new Map<string, number>()
    for (const { facts } of gathered) for (const name of facts.imported) counts.set(name, 0)
    for (const { facts: { called, functions } } of gathered) {
      for (const name of called) {
        const count = counts.get(name)
        if (count !== undefined) counts.set(name, count + functions.length)
      }
    }
    for (const [name, count] of counts) {
      if (count <= maximum || !context.definitionsOf(name).some(({ root }) => isImport(root))) continue
      const callers = gathered.flatMap(({ facts }) => (facts.called.includes(name) ? facts.functions.flatMap((each) => context.functionOf(each) ?? []) : [])).filter(({ role }) => role === 'test')
      if (callers.length > maximum) yield { at: callers[0]!.nameNode, name, count: callers.length }
    }
  },
  message: ({ name, count }) => `${count} tests of this file call \`${name}\``,
})

function isImport(root: Node): boolean {
  return /^import_/.test(root.firstChild?.kind ?? '')
}

/** Plain names that a segment calls, each once. */
function calledIn(segment: Segment): readonly string[] {
  const names = segment.root.descendants('call').flatMap((call) => (call.field('function')?.kind === 'identifier' ? [calledName(call) ?? ''] : []))
  return [...new Set(names)].filter((name) => /^[a-z_]/.test(name))
}
