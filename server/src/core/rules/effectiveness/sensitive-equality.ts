// sensitive-equality: `assert str(result) == "<Result 3>"`: the text of an object is compared instead of what it holds.

import { claimOf, isConstant, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
}

export default rule({
  id: 'sensitive-equality',
  summary: 'The text of an object is compared with a literal.',
  why: 'A text has commas, brackets and an order that the test is not about. It fails when they change, and shows one long string.',
  section: 'effectiveness',
  severity: 'information',
  preset: 'strict',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C18', 'tsdetect:SensitiveEquality'],
  whenNotToUse: 'Tests whose name says that they are about the text (str, repr, format, message) are left alone.',
  on: 'node',
  kinds: ['assert_statement', 'call'],
  *check(node, context): Iterable<Facts> {
    const claim = claimOf(node)
    if (claim?.relation !== '==') return
    const text = claim.operands.find((each) => (each.kind === 'call' && /^(?:str|repr)\(/.test(each.text)) || isInterpolated(each))
    const other = claim.operands.find((each) => each !== text)
    const unit = context.functionOf(node)
    if (text === undefined || other === undefined || !isConstant(other) || /str|repr|format|text|message|msg|print|render|display|error/i.test(`${unit?.name ?? ''} ${unit?.owner?.name ?? ''}`)) return
    yield { at: text }
  },
  message: ({ at }) => `\`${at.text.split(/[\r\n]/)[0]!}\` is compared as text`,
})

function isInterpolated(node: Node): boolean {
  return node.kind === 'string' && node.children.some(({ kind }) => kind === 'interpolation')
}
