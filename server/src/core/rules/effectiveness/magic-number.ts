// magic-number: a number in a comparison that no name explains; Ruff's and Pylint's PLR2004.

import { escapeSnippet, insertComment } from '../../edits/index.ts'
import { briefly, claimOf, literalText, names, rule, unwrapped, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  /** What it is compared with. */
  readonly subject: Node | undefined
  /** Reported as another linter does, to which a comment is nothing. */
  readonly isLinters: boolean
}

const others = ['ruff:PLR2004', 'wemake:WPS432', 'pynose:MagicNumberTest', 'pytest-smell:MagicNumberTest', 'tsdetect:MagicNumberTest']

export default rule({
  id: 'magic-number',
  summary: 'A value is compared with a number that has no name.',
  why: 'A name would say where the number comes from. In tests expected numbers mostly speak for themselves, so this is for who wants it.',
  section: 'effectiveness',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: [...others, 'pylint:R2004'],
  options: { allowed: names(['0', '1', '0.0', '1.0', '-1'], 'Numbers that need no name, as they are written.') },
  on: 'node',
  kinds: ['comparison_operator', 'call'],
  *check(node, { options, commentsNear, asTwin: isLinters }): Iterable<Facts> {
    // A word beside the number or over it explains it to everybody but linters.
    const said = commentsNear(node).some((comment) => !/^(?:noqa|type:|pragma|pylint|pyright|ruff|nosec)/i.test(comment)) ? { preset: 'twin' as const } : {}
    if (node.kind === 'call') {
      const claim = claimOf(node)
      if (claim === undefined || claim.operands.length < 2 || !/^(?:[=!<>]=?|is)/.test(claim.relation)) return
      const odd = claim.operands.filter((each) => isMagic(each, options.allowed))
      // Two constants compare nothing.
      if (odd.length === 1 && !claim.operands.every(isNumber)) yield { at: odd[0]!, subject: claim.operands.find((each) => each !== odd[0]), isLinters, twins: ['pynose:MagicNumberTest', 'tsdetect:MagicNumberTest'], ...said }
      return
    }
    const operands = node.children.map(unwrapped)
    const pylints = pylintsAmong(operands)
    if (pylints !== undefined && !isMagic(pylints, options.allowed)) yield { at: pylints, subject: operands.find((each) => each !== pylints), isLinters, preset: 'twin', twins: ['pylint:R2004'] }
    if (operands.some((each, i) => i > 0 && isLiteral(each) && isLiteral(operands[i - 1]!))) return
    for (const each of operands) if (isMagic(each, options.allowed)) yield { at: each, subject: operands.find((other) => other !== each && !isNumber(other)), isLinters, twins: each === pylints ? [...others, 'pylint:R2004'] : others, ...said }
  },
  message: ({ at }) => `\`${briefly(at)}\` has no name that says what it is`,
  // Which name it should have only its author knows, as what a comment about it should say.
  repair({ at, subject, isLinters }): Repair | Refusal {
    if (isLinters) return { refusal: 'The linter takes no comment for a name' }
    let statement = at
    while (statement.parent !== undefined && !/^(?:block|module)$/.test(statement.parent.kind)) statement = statement.parent
    const what = subject === undefined || subject.text.length > 60 || /[\r\n]/.test(subject.text) ? at.text : `${subject.text} against ${at.text}`
    const edit = statement.kind === 'decorated_definition' ? undefined : insertComment(statement, `${escapeSnippet(what)}: \${1:where the number comes from}`)
    return edit === undefined ? { refusal: 'Other code stands on its line' } : { title: 'Add comment about the number', edits: [edit], isSnippet: true }
  },
})

function isLiteral(node: Node): boolean {
  return isNumber(node) || /^(?:string|concatenated_string|true|false|none|ellipsis)$/.test(node.kind)
}

function isNumber(node: Node): boolean {
  return node.kind === 'integer' || node.kind === 'float' || (node.kind === 'unary_operator' && isNumber(node.field('argument') ?? node.lastChild!))
}

/** What Pylint minds: a constant without a sign, texts too, in the first comparison of a chain; two constants are another message's. */
function pylintsAmong([left, right]: readonly Node[]): Node | undefined {
  if (left === undefined || right === undefined || (isPlain(left) && isPlain(right))) return undefined
  return [left, right].find((each) => isPlain(each) && !/^(?:true|false|none|ellipsis)$/.test(each.kind) && !isValid(each))
}

function isPlain(node: Node): boolean {
  return isLiteral(node) && node.kind !== 'unary_operator' && node.descendants('interpolation').length === 0
}

/** 0, 1, '' and '__main__', however they are written. */
function isValid(node: Node): boolean {
  if (isNumber(node)) return /^(?:0|1)$/.test(String(Number(node.text.replaceAll('_', ''))))
  const text = /^[rR]?[bB]/.test(node.text) ? undefined : literalText(node)
  return text === '' || text === '__main__'
}

/** Ruff takes 0 and 1 however they are written. */
function isMagic(node: Node, allowed: readonly string[]): boolean {
  if (!isNumber(node) || allowed.includes(node.text.replace(/\s+/g, ''))) return false
  const value = Number(node.text.replaceAll('_', '').replace(/^[-+~]\s*/, ''))
  const isZeroOrOne = node.kind === 'integer' && (value === 0 || value === 1)
  return !isZeroOrOne
}
