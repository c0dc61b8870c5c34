// duplicate-parametrize-case: the same case stands twice in one `parametrize`.

import { removeArgument } from '../../edits/index.ts'
import { literalText, parametrizeOf, rule, unwrapped, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  /** Of the first one, from 0. */
  readonly index: number
}

export default rule({
  id: 'duplicate-parametrize-case',
  summary: 'A case of a parametrized test is the same as an earlier one.',
  why: 'The second run checks what the first has checked. Mostly a copied line was to be changed, and the case that was meant is missing.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:PT014', 'flake8:PT014', 'sonar:S9078', 'falsegreen:C37'],
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    const { values } = parametrizeOf(call, context) ?? {}
    if (values?.kind !== 'list' && values?.kind !== 'tuple') return
    const seen = new Map<string, number>()
    for (const [i, row] of values.children.entries()) {
      const key = keyOf(row)
      const index = seen.get(key)
      if (index === undefined) seen.set(key, i)
      // Two calls may give two values.
      else yield { at: row, index, related: [{ at: values.children[index]!, message: 'The same case' }], ...(row.kind === 'list_splat' || calls(row) ? { severity: 'information' as const } : {}) }
    }
  },
  message: ({ index }) => `The same case stands at index ${index}`,
  repair({ at }): Repair | Refusal {
    if (at.kind === 'list_splat' || calls(at)) return { refusal: 'The two may have different values' }
    if (at.parent?.kind === 'tuple' && at.parent.children.length === 2) return { refusal: 'One case would be left in the tuple' }
    const edit = removeArgument(at)
    return edit === undefined ? { refusal: 'A comment would be lost' } : { title: 'Remove the case', edits: [edit] }
  },
})

/** Equal where Python would make the same syntax tree of both: quotes, blanks, parentheses and trailing commas do not count. */
function keyOf(node: Node): string {
  const inner = unwrapped(node)
  if (inner.kind === 'integer') return `int ${numberOf(inner.text)}`
  if (inner.kind === 'string' || inner.kind === 'concatenated_string') {
    const text = literalText(inner)
    const prefixes = inner.kind === 'string' ? prefixOf(inner) : inner.children.map(prefixOf).join('')
    // In a raw text a backslash is itself.
    if (text !== undefined) return `${/b/.test(prefixes) ? 'bytes' : 'str'} ${text.includes('\\') && /r/.test(prefixes) ? 'raw ' : ''}${text}`
    return inner.text
  }
  const tokens = inner.tokens.filter(({ kind }, i, all) => kind !== ',' || all[i + 1]?.isNamed === true)
  return tokens.length === 0 ? inner.text : `${inner.kind}(${tokens.map(keyOf).join(' ')})`
}

function prefixOf(string: Node): string {
  return /^[a-z]*/i.exec(string.text)![0].toLowerCase()
}

function numberOf(text: string): string {
  try {
    return String(BigInt(text.replaceAll('_', '').replace(/^0+(?=\d)/, '')))
  } catch {
    return text
  }
}

function calls(row: Node): boolean {
  const made = row.kind === 'call' ? [row, ...row.descendants('call')] : row.descendants('call')
  return made.some((call) => !/^(?:pytest\.)?param$/.test(call.field('function')?.text ?? '')) || row.descendants('await', 'yield').length > 0
}
