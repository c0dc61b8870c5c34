// patch-arguments-swapped: parameters of stacked patches that carry each other's names. Decorators fill them from the bottom up.

import { argumentsOf, fillingsOf, literalText, rule, type Located, type NamedExpression, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  /** What it is filled with, as its patch names it. */
  readonly target: string
  /** The parameters that have to change places, each with the one that it should be called like. */
  readonly cycle: readonly { readonly from: Node; readonly to: Node }[]
}

export default rule({
  id: 'patch-arguments-swapped',
  summary: 'Stacked patches hand their mocks to parameters with each other\'s names.',
  why: 'The lowest decorator fills the first parameter. With the names the other way round the test configures one mock and means the other: it checks calls that belong elsewhere and passes or fails for the wrong reason.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'function',
  *check(unit): Iterable<Facts> {
    if (unit.decorators.length < 2 && unit.owner === undefined) return
    const { filled: filling, isCertain } = fillingsOf(unit)
    if (!isCertain) return
    const filled = filling.flatMap(({ parameter, by, decorator }) => (by === 'patch' ? [{ parameter: parameter.node, target: targetOf(decorator), name: essence(parameter.name) }] : []))
    if (filled.length < 2) return
    const goals = filled.map(({ target }) => (target === undefined ? undefined : essence(target)))
    // Where a parameter belongs by its name: to the only patch of that name, unless its own fits as well.
    const home = filled.map(({ name }, i) => {
      const own = goals[i]
      if (own === undefined || own === '' || own === name) return undefined
      const matches = goals.flatMap((goal, j) => (goal === name && name !== '' ? [j] : []))
      return matches.length === 1 ? matches[0] : undefined
    })
    for (let i = 0; i < filled.length; i++) {
      const members = [i]
      for (let next = home[i]; next !== undefined && next !== i && members.length <= filled.length; next = home[next]) members.push(next)
      if (members.length < 2 || home[members[members.length - 1]!] !== i || members.some((member) => member < i)) continue
      const cycle = members.map((member) => ({ from: filled[member]!.parameter, to: filled[home.indexOf(member)]!.parameter }))
      const { parameter, target } = filled[i]!
      const related = members.slice(1).map((member) => ({ at: filled[member]!.parameter, message: `This one is the mock of \`${filled[member]!.target}\`` }))
      yield { at: parameter, target: target!, cycle, related }
    }
  },
  message: ({ at, target }) => `\`${at.text}\` is the mock of \`${target}\`: patches fill the parameters from the bottom up`,
  repair: ({ cycle }): Repair => ({
    title: cycle.length === 2 ? `Swap ${cycle[0]!.from.text} and ${cycle[1]!.from.text}` : 'Put the parameters in the order of the patches',
    edits: cycle.map(({ from, to }) => ({ segment: from.segment, start: from.start, end: from.end, text: to.text })),
  }),
})

/** The last name of what is patched. */
function targetOf({ name, call }: NamedExpression): string | undefined {
  if (call === undefined) return undefined
  const { positional, keywords } = argumentsOf(call)
  const isObject = name?.endsWith('.object') === true
  const written = isObject ? (keywords.get('attribute') ?? positional[1]) : (keywords.get('target') ?? positional[0])
  const text = written === undefined ? undefined : literalText(written)
  return text?.slice(text.lastIndexOf('.') + 1)
}

/** The name without what only says that it is a mock. */
function essence(name: string): string {
  return name.replace(/^(?:mock|mocked|fake|patched|patch|stub|m)_|_(?:mock|mocked|fake|patched|patch|stub|m)$/g, '').replace(/^_+/, '').toLowerCase()
}
