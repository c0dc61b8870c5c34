// legacy-raises-call: `pytest.raises(E, f, x)` instead of `with pytest.raises(E): f(x)`.

import { indentAt, indentUnitOf, lineEndOf, startsLine } from '../../edits/index.ts'
import { argumentsOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly name: string
}

export default rule({
  id: 'legacy-raises-call',
  summary: 'An expected exception or warning is written as a call with the function and its arguments.',
  why: 'In a `with` block the code reads as it does elsewhere, and `match` can be given. In the call, `match` goes to the function.',
  section: 'style',
  severity: 'information',
  preset: 'strict',
  fix: 'safe',
  since: '0.1.0',
  twins: ['ruff:RUF061'],
  on: 'node',
  kinds: ['call'],
  *check(call, context): Iterable<Facts> {
    const name = /^pytest\.(raises|warns|deprecated_call)$/.exec(context.qualifiedName(call) ?? '')?.[1]
    if (name === undefined) return
    const least = name === 'deprecated_call' ? 1 : 2
    const { positional, keywords } = argumentsOf(call)
    if (positional.length >= least || keywords.has('func')) yield { at: call, call, name }
  },
  message: ({ name }) => `\`${name}\` gets the function to call; a \`with\` block reads as code does`,
  repair({ call, name }, context): Repair | Refusal {
    const { positional, keywords, isOpen } = argumentsOf(call)
    const assignment = call.parent?.kind === 'assignment' && call.parent.field('left')?.kind === 'identifier' ? call.parent : undefined
    const statement = assignment === undefined ? call.parent : assignment.parent
    const { segment } = call
    const { text } = segment
    if (statement?.kind !== 'expression_statement' || statement.children.length !== 1 || !startsLine(text, statement.start) || !/^[ \t]*(?:#[^\r\n]*)?(?:[\r\n]|$)/.test(text.slice(statement.end))) return { refusal: 'The call is part of a larger statement' }
    if (isOpen || keywords.has('func') || (keywords.has('match') && name !== 'raises') || segment.comments.some((offset) => offset > call.start && offset < call.end)) return { refusal: 'Its arguments are not all written out, or a comment stands in it' }
    const least = name === 'deprecated_call' ? 0 : 1
    const [callee, ...rest] = positional.slice(least)
    if (callee === undefined || callee.kind === 'string') return { refusal: 'What is called is a text' }
    const list = [...rest, ...[...keywords.values()].map((value) => value.parent!)].map((each) => each.text).join(', ')
    const isThunk = callee.kind === 'lambda' && callee.field('parameters') === undefined && list === ''
    const body = isThunk ? callee.field('body')!.text : `${callee.kind === 'lambda' ? `(${callee.text})` : callee.text}(${list})`
    if (/[\r\n]/.test(body)) return { refusal: 'The call takes several lines' }
    // `raises` gives what it caught; the others give back what the function gave.
    const left = assignment?.field('left')!.text
    const target = left === undefined || name !== 'raises' ? '' : ` as ${left}`
    const gives = left === undefined || name === 'raises' ? '' : `${left} = `
    const header = `with ${call.field('function')!.text}(${least === 0 ? '' : positional[0]!.text})${target}:`
    const inner = `${lineEndOf(segment)}${indentAt(text, statement.start)}${indentUnitOf(context.source)}`
    // Arguments that are computed run inside of the block afterwards, and may raise what is expected there.
    const isPure = isThunk || [callee, ...rest, ...keywords.values()].every((each) => each.kind === 'identifier' || /^(?:string|integer|float|true|false|none)$/.test(each.kind))
    return { title: `Write it as with ${name}`, edits: [{ segment, start: statement.start, end: statement.end, text: `${header}${inner}${gives}${body}` }], safety: isPure ? 'safe' : 'suggested' }
  },
})
