// parametrize-values-type: the cases of `parametrize` are a list of tuples, or what the project has instead.

import { argnamesIn, choice, parametrizeOf, rule, type Located, type Node, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly wanted: 'tuple' | 'list'
  readonly what: 'cases' | 'case'
  /** A row that a single name would take as its value must stay what it is. */
  readonly isSure: boolean
}

export default rule({
  id: 'parametrize-values-type',
  summary: 'The cases of a parametrized test are not written in the way that was chosen.',
  why: 'pytest takes lists and tuples alike. A list of tuples says that there may be more cases, and that each has so many values.',
  section: 'style',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT007', 'flake8:PT007'],
  options: {
    'parametrize-values-type': choice(['list', 'tuple'], 'list', 'What holds the cases.'),
    'parametrize-values-row-type': choice(['tuple', 'list'], 'tuple', 'What a case is where there are several names.'),
  },
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    const { names, values } = parametrizeOf(call, context) ?? {}
    if (names === undefined || values === undefined || (values.kind !== 'list' && values.kind !== 'tuple')) return
    const outer = context.options['parametrize-values-type']
    const inner = context.options['parametrize-values-row-type']
    if (values.kind !== outer) yield { at: values, wanted: outer, what: 'cases', isSure: true }
    const known = argnamesIn(names)
    const isDisplay = names.kind === 'list' || names.kind === 'tuple'
    if (known?.length === 1 && !isDisplay) return
    // Names that are not written here may be one, which takes the row itself.
    const isSure = isDisplay || known !== undefined
    for (const row of values.children) {
      if ((row.kind === 'list' || row.kind === 'tuple') && row.kind !== inner) yield { at: row, wanted: inner, what: 'case', isSure }
    }
  },
  message: ({ at, wanted, what }) => (what === 'cases' ? `The cases are a ${at.kind}, not a ${wanted}` : `The case is a ${at.kind}, not a ${wanted}`),
  repair({ at, wanted, what, isSure }): Repair {
    const { segment, start, end } = at
    const comma = at.tokens[at.tokens.length - 2]
    const hasComma = comma?.kind === ','
    const isOne = at.children.length === 1
    // `(1,)` needs its comma, `[1,]` on one line looks odd with it.
    const close = wanted === 'tuple' ? (isOne && !hasComma ? ',)' : ')') : ']'
    const from = wanted === 'list' && isOne && hasComma && comma.end === end - 1 ? comma.start : end - 1
    return {
      title: what === 'cases' ? `Write the cases as a ${wanted}` : `Write the case as a ${wanted}`,
      edits: [{ segment, start, end: start + 1, text: wanted === 'tuple' ? '(' : '[' }, { segment, start: from, end, text: close }],
      safety: isSure ? 'safe' : 'suggested',
    }
  },
})
