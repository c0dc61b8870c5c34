// parametrize-names-type: the names of `parametrize` are written as a tuple, a list or one text, as the project has it.

import { lineEndAt, lineStartAt, sameLine } from '../../edits/index.ts'
import { argnamesIn, choice, parametrizeOf, rule, unwrapped, type Located, type Node, type PlaceEdit, type Refusal, type Repair } from '../../kit/index.ts'

type Wanted = 'text' | 'tuple' | 'list'

interface Facts extends Located {
  readonly names: Node
  readonly values: Node
  readonly wanted: Wanted
  readonly isSingle: boolean
}

const words = { text: 'one text', tuple: 'a tuple', list: 'a list' } as const

export default rule({
  id: 'parametrize-names-type',
  summary: 'The names of a parametrized test are not written in the way that was chosen.',
  why: 'pytest takes a text with commas, a tuple and a list. One way throughout is quicker to read, and a single name needs neither.',
  section: 'style',
  severity: 'hint',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:PT006', 'flake8:PT006'],
  options: {
    'parametrize-names-type': choice(['tuple', 'list', 'csv'], 'tuple', 'tuple: `("a", "b")`; list: `["a", "b"]`; csv: `"a, b"`. One name alone is a text.'),
  },
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    const { names, values } = parametrizeOf(call, context) ?? {}
    if (names === undefined || values === undefined) return
    const chosen = context.options['parametrize-names-type']
    const wanted: Wanted = chosen === 'csv' ? 'text' : chosen
    if (names.kind === 'tuple' || names.kind === 'list') {
      const isSingle = names.children.length === 1
      if (isSingle || names.kind !== wanted) yield { at: names, names, values, wanted: isSingle ? 'text' : wanted, isSingle }
    } else if (wanted !== 'text' && (argnamesIn(names)?.length ?? 0) > 1) {
      // Parentheses around a text go with it.
      let whole = names
      while (whole.parent?.kind === 'parenthesized_expression') whole = whole.parent
      yield { at: whole, names: whole, values, wanted, isSingle: false }
    }
  },
  message: ({ names, wanted, isSingle }) => (isSingle ? 'One name alone is a text' : `The names are ${/^[([]/.test(names.text) && names.kind !== 'parenthesized_expression' ? `a ${names.kind}` : 'one text'}, not ${words[wanted]}`),
  repair({ names, values, wanted, isSingle }): Repair | Refusal {
    if (holdsComment(names)) return { refusal: 'A comment stands among the names' }
    if (isSingle) return unpacked(names, values)
    const { segment, start, end } = names
    const title = `Write the names as ${words[wanted]}`
    const isDisplay = names.kind === 'tuple' || names.kind === 'list'
    if (isDisplay && wanted !== 'text') {
      const edges = wanted === 'tuple' ? ['(', ')'] : ['[', ']']
      return { title, edits: [{ segment, start, end: start + 1, text: edges[0]! }, { segment, start: end - 1, end, text: edges[1]! }] }
    }
    const each = argnamesIn(isDisplay ? names : unwrapped(names))
    if (each === undefined || each.some((name) => !/^\w+$/.test(name))) return { refusal: 'The names are not all written out' }
    const quote = /["']/.exec(names.text)?.[0] ?? '"'
    const list = each.map((name) => `${quote}${name}${quote}`).join(', ')
    const text = wanted === 'text' ? `${quote}${each.join(', ')}${quote}` : wanted === 'tuple' ? `(${list})` : `[${list}]`
    if (!sameLine(segment.text, start, end) && text.length > 60) return { refusal: 'The names take several lines' }
    // A line that grows too long has to be broken, which is for a person or a formatter to do.
    const isTooLong = lineEndAt(segment.text, end) - lineStartAt(segment.text, start) + text.length - (end - start) > longestLine
    return { title, edits: [{ segment, start, end, text }], safety: isTooLong ? 'suggested' : 'safe' }
  },
})

/** Black's and Ruff's. */
const longestLine = 88

/** With one name in a list each row is a list too; as a text it stands for the row itself. */
function unpacked(names: Node, values: Node): Repair | Refusal {
  const [name] = names.children
  if (name === undefined || (values.kind !== 'list' && values.kind !== 'tuple')) return { refusal: 'The cases are not written out here' }
  const edits: PlaceEdit[] = [{ segment: names.segment, start: names.start, end: names.end, text: name.text }]
  for (const row of values.children) {
    const [only, ...more] = row.children
    if ((row.kind !== 'list' && row.kind !== 'tuple') || only === undefined || more.length > 0 || only.kind === 'list_splat') return { refusal: 'The cases are not all written out here' }
    if (holdsComment(row)) return { refusal: 'A comment stands in a case' }
    edits.push({ segment: row.segment, start: row.start, end: row.end, text: only.text })
  }
  return { title: 'Write the name as a text', edits }
}

function holdsComment({ segment, start, end }: Node): boolean {
  return segment.comments.some((offset, i) => i % 2 === 0 && offset >= start && offset < end)
}
