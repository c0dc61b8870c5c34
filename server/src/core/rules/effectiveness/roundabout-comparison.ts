// roundabout-comparison: `x == None`, `not x in y`, `not a == b`, `flag == True`: there is a plainer form.

import { rule, unwrapped, type Context, type Located, type Node, type Refusal, type Repair, type Safety } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly written: string
  readonly better: string
  readonly text: string | undefined
  readonly safety: Safety
}

export default rule({
  id: 'roundabout-comparison',
  summary: 'A comparison is written in a roundabout way.',
  why: '`is None`, `not in` and `!=` say it directly, and pytest shows their operands. `==` also asks the object, which may say that it equals None or True.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'recommended',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:E711', 'ruff:E712', 'ruff:E713', 'ruff:E714', 'ruff:SIM201', 'ruff:SIM202', 'flake8:E711', 'flake8:E712', 'flake8:E713', 'flake8:E714', 'flake8:SIM201', 'flake8:SIM202', 'falsegreen:C34', 'pylint:C0121'],
  whenNotToUse: 'By default only `== None`, `not … in` and `not … is` in assertions are reported; columns of an ORM and arrays are compared with True and None on purpose, so the preset strict reports the rest.',
  on: 'node',
  kinds: ['comparison_operator', 'not_operator'],
  *check(node, context): Iterable<Facts> {
    const isAsserted = node.parent?.kind === 'assert_statement' && node.parent.firstChild === node
    if (node.kind === 'not_operator') {
      const denied = denial(node, context)
      if (denied !== undefined) yield { ...denied, ...(isAsserted && /^E71/.test(denied.code) ? {} : { preset: 'strict' as const }), twins: twinsOf(denied.code) }
      return
    }
    const found = singleton(node)
    if (found === undefined) return
    yield { ...found, ...(isAsserted && found.code === 'E711' && node.children.length === 2 && !/\.c\b|\bcol|query|column/i.test(node.text) ? {} : { preset: 'strict' as const }), twins: twinsOf(found.code) }
  },
  message: ({ written, better }) => `\`${written}\` is plainer as \`${better}\``,
  repair({ at, text, better, safety }): Repair | Refusal {
    if (text === undefined) return { refusal: 'The comparison has more parts, or a comment in it' }
    const { segment, start, end } = at
    return { title: `Use ${better.replace(/…/g, '').trim()}`, safety, edits: [{ segment, start, end, text: /\w/.test(segment.text[end] ?? '') ? `${text} ` : text }] }
  },
})

type Found = Omit<Facts, 'twins'> & { readonly code: string }

function twinsOf(code: string): readonly string[] {
  return [`ruff:${code}`, `flake8:${code}`, ...(code === 'E711' || code === 'E712' ? ['pylint:C0121'] : []), 'falsegreen:C34']
}

/** `a == None`, `True != a`. */
function singleton(comparison: Node): Found | undefined {
  const operands = comparison.children
  const operators = comparison.fields('operators')
  for (const [i, operator] of operators.entries()) {
    const [left, right] = [operands[i], operands[i + 1]]
    if (left === undefined || right === undefined || (operator.text !== '==' && operator.text !== '!=')) continue
    const constant = [right, left].find(({ kind }) => kind === 'none') ?? [right, left].find(({ kind }) => kind === 'true' || kind === 'false')
    if (constant === undefined || (i > 0 && constant === left)) continue
    const word = operator.text === '==' ? 'is' : 'is not'
    const other = constant === right ? left : right
    const isPlain = operators.length === 1 && !hasComment(comparison) && constant === right && !/^(?:none|true|false|integer|float|string)$/.test(other.kind)
    const text = isPlain ? `${other.text} ${word} ${constant.text}` : undefined
    return { at: comparison, code: constant.kind === 'none' ? 'E711' : 'E712', written: `… ${operator.text} ${constant.text}`, better: `… ${word} ${constant.text}`, text, safety: 'suggested' }
  }
  return undefined
}

/** `not a in b`, `not a is b`, `not a == b`. */
function denial(node: Node, context: Context): Found | undefined {
  const inner = unwrapped(node.field('argument') ?? node.firstChild ?? node)
  if (inner.kind !== 'comparison_operator' || inner.children.length !== 2) return undefined
  const operator = inner.fields('operators').map(({ text }) => text).join(' ').replace(/\s+/g, ' ')
  const [left, right] = inner.children as [Node, Node]
  const better = { in: 'not in', is: 'is not', '==': '!=', '!=': '==' }[operator]
  if (better === undefined) return undefined
  const isExact = operator === 'in' || operator === 'is'
  if (!isExact && (isExceptionCheck(node) || /^__(?:eq|ne|lt|le|gt|ge)__$/.test(context.functionOf(node)?.name ?? ''))) return undefined
  const code = { in: 'E713', is: 'E714', '==': 'SIM201' }[operator] ?? 'SIM202'
  const text = hasComment(node) || /[\r\n]/.test(inner.text) ? undefined : `${left.text} ${better} ${right.text}`
  return { at: node, code, written: `not … ${operator} …`, better: `… ${better} …`, text, safety: isExact ? 'safe' : 'suggested' }
}

/** `if not a == b: raise …` */
function isExceptionCheck(node: Node): boolean {
  const statement = node.parent
  const body = statement?.kind === 'if_statement' && statement.field('condition') === node ? statement.field('consequence')?.children : undefined
  return body?.length === 1 && body[0]!.kind === 'raise_statement'
}

function hasComment({ segment, start, end }: Node): boolean {
  return segment.comments.some((offset, i) => i % 2 === 0 && offset >= start && offset < end)
}
