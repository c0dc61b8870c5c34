// vacuous-call-object: `assertTrue(m.mock_calls[0].called_with(1))` asserts a new call object, which is always true.

import { argumentsOf, calledName, isAttributeOfRecordedCall, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  /** The attribute of the recorded call. */
  readonly attribute: Node
  /** The assertion around it; undefined where it stands alone. */
  readonly assertion: Node | undefined
}

export default rule({
  id: 'vacuous-call-object',
  summary: 'An attribute of a recorded call is asserted, which is always true.',
  why: 'A recorded call answers every attribute with one more call object, called or not, and those are true. `called_with` on it compares nothing.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['attribute'],
  called: /^(?:call_args|await_args|mock_calls|method_calls|call_args_list|await_args_list)$/,
  *check(recorded): Iterable<Facts> {
    const attribute = attributeOf(recorded)
    if (attribute === undefined || !isAttributeOfRecordedCall(attribute)) return
    let outer = attribute
    if (outer.parent?.kind === 'call' && outer.fieldName === 'function') outer = outer.parent
    const subject = outer
    let parent = outer.parent
    while (parent?.kind === 'parenthesized_expression') [outer, parent] = [parent, parent.parent]
    if (parent?.kind === 'expression_statement' && parent.children.length === 1 && subject.kind === 'call') yield { at: subject, attribute, assertion: undefined }
    else if (parent?.kind === 'assert_statement' && parent.firstChild === outer) yield { at: subject, attribute, assertion: parent }
    else if (parent?.kind === 'argument_list' && /^assert(?:True|_)$/.test(calledName(parent.parent!) ?? '') && parent.firstChild === outer) yield { at: subject, attribute, assertion: parent.parent }
  },
  message: ({ attribute }) => `\`${attribute.field('attribute')!.text}\` of a recorded call is one more call object, which is always true`,
  repair({ at, attribute, assertion }, context): Repair | Refusal {
    const maker = context.definitionsOf('call').length > 0 ? 'call' : context.definitionsOf('mock').length > 0 ? 'mock.call' : undefined
    if (at.kind !== 'call' || !/called|awaited|call(?:s|ed)?_with/.test(attribute.field('attribute')!.text)) return { refusal: 'What is expected of the call is not said' }
    if (assertion !== undefined && !isDirect(at, assertion)) return { refusal: 'The assertion is written in a way that can\'t be taken over' }
    if (maker === undefined) return { refusal: 'Neither `call` nor `mock` is imported' }
    const { segment } = at
    const [recorded, expected] = [attribute.field('object')!.text, `${maker}${at.field('arguments')!.text}`]
    const place = assertion ?? at
    const text = assertion?.kind === 'call' ? `${assertion.field('function')!.field('object')!.text}.assertEqual(${recorded}, ${expected}` : `assert ${recorded} == ${expected}`
    if (segment.comments.some((offset) => offset > place.start && offset < place.end)) return { refusal: 'A comment stands in the assertion' }
    return { title: `Compare with ${maker}(…)`, edits: [{ segment, start: place.start, end: at.end, text }] }
  },
})

/** The attribute that is asked of it or of one of its elements. */
function attributeOf(recorded: Node): Node | undefined {
  let inner = recorded
  let outer = inner.parent
  while (outer?.kind === 'parenthesized_expression' || (outer?.kind === 'subscript' && inner.fieldName === 'value')) [inner, outer] = [outer, outer.parent]
  return outer?.kind === 'attribute' && inner.fieldName === 'object' ? outer : undefined
}

/** The subject is the assertion's first argument itself, without parentheses between. */
function isDirect(subject: Node, assertion: Node): boolean {
  return assertion.kind === 'assert_statement' ? assertion.firstChild === subject : argumentsOf(assertion).positional[0] === subject && assertion.field('function')!.kind === 'attribute'
}
