// parametrize-without-ids: cases that pytest can only number: `test_total[case0]`, `test_total[case1]`.

import { argnamesIn, argumentsOf, choice, literalText, parametrizeOf, rule, unwrapped, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly count: number
}

export default rule({
  id: 'parametrize-without-ids',
  summary: 'Cases of a parametrized test have no names.',
  why: 'pytest makes the name of a case from its texts and numbers. For lists, dictionaries and objects it counts, and `test_total[case3]` says nothing of what failed.',
  section: 'organization',
  severity: 'hint',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:D4'],
  options: {
    cases: choice(['numbered', 'all'], 'numbered', 'numbered: where pytest finds nothing to name a case by; all: wherever three cases have no ids.'),
  },
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    const { names, values } = parametrizeOf(call, context) ?? {}
    if (names === undefined || (values?.kind !== 'list' && values?.kind !== 'tuple') || values.children.length < 3) return
    const { keywords, isOpen, positional } = argumentsOf(call)
    if (isOpen || keywords.has('ids') || positional.length > 3) return
    const count = argnamesIn(names)?.length
    const rows = values.children.filter((row) => !(row.kind === 'call' && argumentsOf(row).keywords.has('id')) && row.kind !== 'list_splat')
    if (rows.length < 3 || (context.options.cases === 'numbered' && !rows.some((row) => isNumbered(row, count === 1)))) return
    yield { at: names, count: rows.length }
  },
  message: ({ count }) => `${count} cases have no ids; the report can only number them`,
})

/** True where no value of the row gives its name a word. */
function isNumbered(row: Node, isSingle: boolean): boolean {
  const isParam = row.kind === 'call' && /^(?:pytest\.)?param$/.test(row.field('function')?.text ?? '')
  const parts = isParam ? argumentsOf(row).positional : isSingle ? [row] : row.kind === 'tuple' || row.kind === 'list' ? row.children : []
  return parts.length > 0 && parts.every((part) => !givesWord(unwrapped(part)))
}

/** pytest's `_idval`: texts, numbers, None and truth values by their text, classes and functions by their name. */
function givesWord(value: Node): boolean {
  if (/^(?:integer|float|true|false|none|identifier|attribute|unary_operator)$/.test(value.kind)) return true
  return literalText(value) !== undefined || value.kind === 'string'
}
