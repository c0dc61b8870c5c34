// What a test expects to come of what it calls, where its assertions say one thing and nothing else: an exception, a status, a call
// of a mock, None. Words for it are others' business; where the assertions say more than one thing there is no answer.

import { argumentsOf, calledName, unwrapped } from '../syntax/expressions.ts'
import type { Node } from '../syntax/index.ts'
import { soundsLikeCheck } from './checks.ts'
import { fillingsOf } from './fillings.ts'
import type { Assertion, AssertionSummary, FunctionUnit } from './model.ts'

/** What comes of it. Names are last names: `KeyError` of `builtins.KeyError`, `save` of `self.db.save`. */
export type Result =
  | { readonly is: 'raises' | 'warns'; readonly error: string; readonly match: Node | undefined }
  | { readonly is: 'status' | 'exit'; readonly code: number }
  | { readonly is: 'calls'; readonly mock: string; readonly happens: boolean }
  | { readonly is: 'returns'; readonly value: ReturnedValue }

export type ReturnedValue = 'none' | 'true' | 'false' | 'empty list' | 'empty dict' | 'empty string' | 'empty tuple'

/** A stand-in that fails while the test runs. */
export interface Failing {
  readonly mock: string
  readonly error: string
}

export interface Outcome {
  readonly result: Result
  /** What is called for it, a name or attribute; undefined where several things are, or where it can't be told. */
  readonly callee: Node | undefined
  /** Its call where it is written as one, `f(None)`; of `assertRaises(E, f, None)` nothing. */
  readonly call: Node | undefined
  /** Positional arguments that it gets in either form. */
  readonly given: readonly Node[]
  /** The one stand-in that the test makes fail. */
  readonly failing: Failing | undefined
  /** Last names of what the test calls beside, so that it is not what raises or returns. */
  readonly beside: ReadonlySet<string>
}

/** Undefined where the assertions say more than one thing, or one of the calls that can't be read may check something. */
export function outcomeOf(test: FunctionUnit, { assertions, unread }: AssertionSummary): Outcome | undefined {
  if (assertions.length === 0 || assertions.some(({ node }) => node.segment !== test.segment || !test.body.contains(node))) return undefined
  // Under a condition it is what may be expected.
  if (assertions.some(({ node }) => isConditional(node, test.node))) return undefined
  if (unread.some((node) => node.kind !== 'call' || soundsLikeCheck(calledName(node) ?? ''))) return undefined
  const found = expected(test, assertions) ?? mocked(test, assertions) ?? answered(test, assertions) ?? returned(test, assertions)
  return found && { ...found, failing: failingIn(test), beside: besides(test, assertions, found) }
}

type Found = Omit<Outcome, 'failing' | 'beside'>

const raising = /^(?:raises|assertRaises|assertRaisesRegexp?|assert_raises|assert_raises_regexp?|failUnlessRaises|assertRaisesMessage)$/
const warning = /^(?:warns|assertWarns|assertWarnsRegex|assert_warns|assertWarnsMessage)$/

/** All expect one exception, or look at the one that was raised. */
function expected(test: FunctionUnit, assertions: readonly Assertion[]): Found | undefined {
  const blocks = assertions.filter(({ kind, name }) => kind === 'raises' && (raising.test(name) || warning.test(name)))
  const rest = assertions.filter((each) => !blocks.includes(each))
  const [first] = blocks
  if (first === undefined || blocks.some(({ name }) => raising.test(name) !== raising.test(first.name))) return undefined
  const targets = blocks.flatMap(({ node }) => targetOf(node) ?? [])
  if (rest.some(({ node }) => !targets.some((name) => mentions(node, name)))) return undefined
  const errors = blocks.map(({ node }) => lastNameOf(argumentsOf(node).positional[0]))
  const [error] = errors
  if (error === undefined || !/^_?[A-Z]\w+$/.test(error) || /^(?:Base)?Exception$|^Warning$/.test(error) || errors.some((each) => each !== error)) return undefined
  if (succeedsElsewhere(test, blocks)) return undefined
  const acts = blocks.map(actOf)
  const isOne = acts.every((act) => act !== undefined && lastNameOf(act.callee) === lastNameOf(acts[0]!.callee))
  const [act] = acts
  const { positional, keywords } = argumentsOf(first.node)
  const match = blocks.length > 1 ? undefined : (keywords.get('match') ?? keywords.get('expected_regex') ?? (/Regex|Message/i.test(first.name) ? positional[1] : undefined))
  const is = raising.test(first.name) ? 'raises' : 'warns'
  return { result: { is, error, match }, ...(isOne && act !== undefined ? { ...act, given: blocks.length > 1 ? [] : act.given, call: blocks.length > 1 ? undefined : act.call } : nobody) }
}

/** What raises in the blocks is called outside of them as well, where it must not raise: that is the other half of what is expected. */
function succeedsElsewhere(test: FunctionUnit, blocks: readonly Assertion[]): boolean {
  const inside = blocks.map(({ node, name }) => withOf(node)?.field('body') ?? argumentsOf(node).positional[/Regex|Message/i.test(name) ? 2 : 1]).filter((each) => each !== undefined)
  const raising = new Set(inside.map((each) => (each.kind === 'block' ? lastNameOf(callIn(valueOf(each.lastChild!))?.callee) : lastNameOf(each.kind === 'lambda' ? callIn(each.field('body'))?.callee : each))))
  return test.body.descendants('call').some((call) => raising.has(calledName(call)) && !inside.some((each) => each.contains(call)))
}

function besides(test: FunctionUnit, assertions: readonly Assertion[], { call }: Found): ReadonlySet<string> {
  const own = assertions.map(({ node }) => withOf(node) ?? node)
  return new Set(test.body.descendants('call').flatMap((each) => (each === call || own.some((node) => node.contains(each)) ? [] : (calledName(each) ?? []))))
}

const nobody = { callee: undefined, call: undefined, given: [] } as const

interface Act {
  readonly callee: Node
  readonly call: Node | undefined
  readonly given: readonly Node[]
}

/** `assertRaises(E, f, 1)`, `with raises(E): f(1)`. */
function actOf({ node, name }: Assertion): Act | undefined {
  const { positional } = argumentsOf(node)
  const at = /Regex|Message/i.test(name) ? 2 : 1
  const callable = positional[at]
  if (callable?.kind === 'lambda') return callIn(callable.field('body'))
  if (callable !== undefined && (callable.kind === 'identifier' || callable.kind === 'attribute')) return { callee: callable, call: undefined, given: positional.slice(at + 1) }
  const block = callable === undefined ? withOf(node)?.field('body') : undefined
  return block?.children.length === 1 ? callIn(valueOf(block.firstChild!)) : undefined
}

/** The `with` whose header the call stands in. */
function withOf(node: Node): Node | undefined {
  const statement = node.ancestor('with_statement')
  return statement?.field('body')?.contains(node) === false ? statement : undefined
}

function targetOf(node: Node): string | undefined {
  const target = node.parent?.kind === 'as_pattern' ? node.parent.descendants('as_pattern_target')[0]?.firstChild : undefined
  if (target?.kind === 'identifier') return target.text
  const left = node.parent?.kind === 'assignment' ? node.parent.field('left') : undefined
  return left?.kind === 'identifier' ? left.text : undefined
}

/** All are about one mock: it is called, or it is not. */
function mocked(test: FunctionUnit, assertions: readonly Assertion[]): Found | undefined {
  const claims = assertions.map(({ kind, node, name }) => {
    const mock = kind === 'mock' ? node.field('function')?.field('object') : undefined
    const happens = name === 'assert_not_called' || name === 'assert_not_awaited' ? false : /^assert_(?:called|awaited)(?:_once)?(?:_with)?$|^assert_(?:any_call|has_calls)$/.test(name) ? true : undefined
    return mock === undefined || happens === undefined ? undefined : { mock, happens }
  })
  const [first] = claims
  if (first === undefined || claims.some((each) => each === undefined || each.mock.text !== first.mock.text || each.happens !== first.happens)) return undefined
  const mock = mockName(first.mock, test)
  if (mock === undefined) return undefined
  const act = lastActBefore(assertions[0]!.node, test)
  return { result: { is: 'calls', mock, happens: first.happens }, ...(act ?? nobody) }
}

/** `save` of `db.save`, `client.return_value.save`, and of whatever is called what where a patch says for what it stands; local names of mocks lie. */
function mockName(node: Node, test: FunctionUnit): string | undefined {
  let at: Node | undefined = unwrapped(node)
  while (at !== undefined) {
    if (at.kind === 'call') at = at.field('function')
    else if (at.kind === 'attribute' && /^(?:return_value|side_effect|mock)$/.test(at.field('attribute')?.text ?? '')) at = at.field('object')
    else break
  }
  if (at?.kind === 'attribute') return /^(?:self|cls)$/.test(at.field('object')!.text) ? undefined : speaking(at.field('attribute')?.text)
  return at?.kind === 'identifier' ? speaking(targetOfMock(at.text, test)) : undefined
}

/** What the local name stands for: the last part of the patch's target; a mock that the test makes itself is called what it is. */
function targetOfMock(name: string, test: FunctionUnit): string | undefined {
  const { filled, isCertain } = fillingsOf(test)
  const filling = filled.find(({ parameter }) => parameter.name === name)
  if (filling !== undefined) return isCertain && filling.by === 'patch' ? patchedName(filling.decorator.call) : undefined
  const bindings = test.body.descendants('identifier').filter((node) => node.text === name && isBinding(node))
  const [only] = bindings
  if (only === undefined || bindings.length !== 1) return undefined
  if (only.parent?.kind === 'as_pattern_target') return patchedName(only.parent.parent?.firstChild)
  const value = only.parent?.kind === 'assignment' ? only.parent.field('right') : undefined
  if (value?.kind !== 'call') return undefined
  return patchedName(value) ?? (/^(?:mock\.)?(?:Mock|MagicMock|AsyncMock|create_autospec)$/.test(value.field('function')!.text) ? name.replace(/^mock_|_mock$/g, '') : undefined)
}

/** Undefined where the name says only that it is a function or a stand-in. */
function speaking(name: string | undefined): string | undefined {
  return name === undefined || !/^_*[a-z]\w{2,}$/i.test(name) || /^_*(?:mock|mocked|mocks?\d*|self|func|function|callback|cb|patch(?:ed|er)?|spy|stub|fake|method|instance|return_value|m\d*|call|call_method|fn|foo|bar|baz|obj|thing|a|b|c)$/i.test(name) ? undefined : name.replace(/^_+/, '')
}

const answers = /^(?:status_code|status_int|status|exit_code|returncode)$/

/** One of the assertions is about the status of an answer, and the others look at the same answer. */
function answered(test: FunctionUnit, assertions: readonly Assertion[]): Found | undefined {
  const found = assertions.map(({ node }) => comparison(node)).map((pair) => {
    const [subject, code] = pair === undefined ? [] : pair[0].kind === 'integer' || isStatusName(pair[0]) ? [pair[1], pair[0]] : pair
    const number = code === undefined ? undefined : numberOf(code)
    return subject?.kind === 'attribute' && answers.test(subject.field('attribute')?.text ?? '') && number !== undefined ? { subject, number } : undefined
  })
  const claims = found.filter((each) => each !== undefined)
  const [claim] = claims
  if (claim === undefined || claims.length !== 1) return undefined
  const answer = claim.subject.field('object')!
  if (answer.kind !== 'identifier' || test.body.descendants('identifier').filter((node) => node.text === answer.text && isBinding(node)).length !== 1 || assertions.some((each, i) => found[i] === undefined && !mentions(each.node, answer.text))) return undefined
  const is = /^(?:exit_code|returncode)$/.test(claim.subject.field('attribute')!.text) ? 'exit' : 'status'
  // 200 and 0 say that nothing went wrong, which is no outcome to speak of.
  if (is === 'status' ? claim.number <= 200 || claim.number > 599 : claim.number === 0) return undefined
  const act = boundCall(answer.text, test, assertions[0]!.node)
  return { result: { is, code: claim.number }, ...(act ?? nobody) }
}

/** The last part of `http.HTTPStatus.NOT_FOUND`, `status.HTTP_404_NOT_FOUND` that tells its number. */
function isStatusName(node: Node): boolean {
  return numberOf(node) !== undefined && node.kind !== 'integer'
}

const statuses: Readonly<Record<string, number>> = {
  CREATED: 201, ACCEPTED: 202, NO_CONTENT: 204, MOVED_PERMANENTLY: 301, FOUND: 302, SEE_OTHER: 303, NOT_MODIFIED: 304, BAD_REQUEST: 400, UNAUTHORIZED: 401, FORBIDDEN: 403, NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405, NOT_ACCEPTABLE: 406, CONFLICT: 409, GONE: 410, PRECONDITION_FAILED: 412, REQUEST_ENTITY_TOO_LARGE: 413, UNSUPPORTED_MEDIA_TYPE: 415, UNPROCESSABLE_ENTITY: 422, TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500, NOT_IMPLEMENTED: 501, BAD_GATEWAY: 502, SERVICE_UNAVAILABLE: 503,
}

function numberOf(node: Node): number | undefined {
  if (node.kind === 'integer') return /^\d+$/.test(node.text) ? Number(node.text) : undefined
  const name = lastNameOf(node) ?? ''
  const written = /^HTTP_([2-5]\d\d)_/.exec(name)?.[1]
  if (written !== undefined) return Number(written)
  return /(?:^|\.)(?:HTTPStatus|http_client|httplib|codes)\.\w+$/.test(node.text) ? statuses[name] : undefined
}

/** The only assertion says of what a call gives back that it is None, True, False or empty. */
function returned(test: FunctionUnit, assertions: readonly Assertion[]): Found | undefined {
  const [only] = assertions
  if (only === undefined || assertions.length !== 1) return undefined
  const claim = valueClaim(only.node)
  if (claim === undefined) return undefined
  const subject = bare(claim.subject)
  const act = subject.kind === 'call' ? callIn(subject) : subject.kind === 'identifier' ? boundCall(subject.text, test, only.node) : undefined
  const name = act && lastNameOf(act.callee)
  if (act === undefined || name === undefined) return undefined
  // Called again it gives something else, or there would be no need.
  if (test.body.descendants('call').filter((call) => calledName(call) === name).length > 1) return undefined
  // Whatever is true passes `assertTrue`; of a predicate it is the value.
  if (claim.isTruth && !/^_*(?:is|has|can|should|may|must|was|are|does|supports|contains|needs|allows|matches|exists)(?:_|[A-Z])|^(?:exists|validate)$/.test(name)) return undefined
  return { result: { is: 'returns', value: claim.value }, ...act }
}

interface ValueClaim {
  readonly value: ReturnedValue
  readonly subject: Node
  /** `assert x`: what is true in Python, not True. */
  readonly isTruth?: boolean
}

function valueClaim(node: Node): ValueClaim | undefined {
  if (node.kind === 'call') {
    const { positional } = argumentsOf(node)
    const [subject] = positional
    const plain = ({ assertIsNone: 'none', assertTrue: 'true', assertFalse: 'false' } as const)[calledName(node) ?? '']
    if (plain !== undefined && subject !== undefined) return plain === 'none' ? { value: plain, subject } : isPlainSubject(subject) ? { value: plain, subject, isTruth: true } : undefined
  }
  if (node.kind === 'assert_statement') {
    const condition = unwrapped(node.firstChild!)
    const negated = condition.kind === 'not_operator' ? unwrapped(condition.field('argument') ?? condition.firstChild!) : undefined
    const subject = negated ?? condition
    if (isPlainSubject(subject)) return { value: negated === undefined ? 'true' : 'false', subject, isTruth: true }
  }
  const pair = comparison(node)
  if (pair === undefined) return undefined
  const value = valueOfLiteral(pair[1]) ?? valueOfLiteral(pair[0])
  return value && { value, subject: valueOfLiteral(pair[1]) === undefined ? pair[1] : pair[0] }
}

function isPlainSubject(node: Node): boolean {
  return node.kind === 'identifier' || bare(node).kind === 'call'
}

function valueOfLiteral(node: Node): ReturnedValue | undefined {
  if (node.kind === 'none' || node.kind === 'true' || node.kind === 'false') return node.kind as 'none' | 'true' | 'false'
  if (node.kind === 'list' && node.children.length === 0) return 'empty list'
  if (node.kind === 'dictionary' && node.children.length === 0) return 'empty dict'
  if (node.kind === 'tuple' && node.children.length === 0) return 'empty tuple'
  return node.kind === 'string' && /^u?(?:''|"")$/.test(node.text) ? 'empty string' : undefined
}

/** The operands of `assert a == b`, `assert a is b`, `self.assertEqual(a, b)`, `self.assertIs(a, b)`. */
function comparison(node: Node): readonly [Node, Node] | undefined {
  if (node.kind === 'call') {
    if (!/^(?:assertEquals?|assertIs|assertListEqual|assertDictEqual|assertTupleEqual|assertSequenceEqual|assertCountEqual)$/.test(calledName(node) ?? '')) return undefined
    const [one, other] = argumentsOf(node).positional.map(unwrapped)
    return one === undefined || other === undefined ? undefined : [one, other]
  }
  const condition = node.kind === 'assert_statement' ? unwrapped(node.firstChild!) : undefined
  if (condition?.kind !== 'comparison_operator' || condition.children.length !== 2 || !/^(?:==|is)$/.test(condition.fields('operators').map((operator) => operator.text).join(' '))) return undefined
  const [one, other] = condition.children.map(unwrapped)
  return one === undefined || other === undefined ? undefined : [one, other]
}

/** The call whose value the name holds: bound once in the test, as a statement of its own, in front of the node. */
function boundCall(name: string, test: FunctionUnit, before: Node): Act | undefined {
  const bindings = test.body.descendants('identifier').filter((node) => node.text === name && isBinding(node))
  const assignment = bindings.length === 1 ? bindings[0]!.parent : undefined
  if (assignment?.kind !== 'assignment' || assignment.field('left') !== bindings[0] || assignment.end > before.start) return undefined
  return callIn(assignment.field('right'))
}

function isBinding(node: Node): boolean {
  const { parent } = node
  if (parent?.kind === 'assignment' || parent?.kind === 'augmented_assignment') return node.fieldName === 'left'
  if (parent?.kind === 'named_expression') return node.fieldName === 'name'
  return parent?.kind === 'as_pattern_target' || parent?.kind === 'pattern_list' || parent?.kind === 'tuple_pattern' || ((parent?.kind === 'for_statement' || parent?.kind === 'for_in_clause') && node.fieldName === 'left')
}

/** The call of the last statement in front of the assertion's own, where that is one. */
function lastActBefore(node: Node, test: FunctionUnit): Act | undefined {
  const at = test.statements.findIndex((statement) => statement.contains(node))
  let before = at > 0 ? test.statements[at - 1] : undefined
  if (at >= 0 && test.statements[at]!.kind === 'with_statement') {
    // Inside the block that puts the mock in place.
    const own = node.ancestor('expression_statement')
    before = own?.previousSibling ?? before
  }
  return before === undefined ? undefined : callIn(valueOf(before))
}

/** What a simple statement computes. */
function valueOf(statement: Node): Node | undefined {
  const inner = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  return inner?.kind === 'assignment' ? inner.field('right') : inner
}

function callIn(node: Node | undefined): Act | undefined {
  const call = node && bare(node)
  const callee = call?.kind === 'call' ? call.field('function') : undefined
  if (call === undefined || callee === undefined || (callee.kind !== 'identifier' && callee.kind !== 'attribute')) return undefined
  return { callee, call, given: argumentsOf(call).positional }
}

/** The only `side_effect` of the test that is an exception, with what it belongs to. */
function failingIn(test: FunctionUnit): Failing | undefined {
  const found: (Failing | undefined)[] = []
  for (const node of test.outer.descendants('assignment', 'keyword_argument')) {
    const name = node.kind === 'assignment' ? node.field('left')?.field('attribute')?.text : node.field('name')?.text
    if (name !== 'side_effect') continue
    const value = node.kind === 'assignment' ? node.field('right') : node.field('value')
    const error = value === undefined ? undefined : lastNameOf(value.kind === 'call' ? value.field('function') : value)
    const mock = node.kind === 'assignment' ? mockName(node.field('left')!.field('object')!, test) : patchedName(node.parent?.parent)
    found.push(error !== undefined && mock !== undefined && /^[A-Z]\w*(?:Error|Exception|Timeout|Exit|Interrupt|Conflict|NotFound|Failed|Failure|Unavailable|Invalid)\w*$|^HTTP[A-Z]\w+$/.test(error) ? { mock, error } : undefined)
  }
  return found.length === 1 ? found[0] : undefined
}

/** `save` of `patch('app.db.save', side_effect=…)`, `patch.object(db, 'save', side_effect=…)`. */
function patchedName(call: Node | undefined): string | undefined {
  if (call?.kind !== 'call' || !/patch/.test(call.field('function')?.text ?? '')) return undefined
  const text = argumentsOf(call).positional.findLast((argument) => argument.kind === 'string')?.text.replace(/^['"]+|['"]+$/g, '')
  const name = text?.slice(text.lastIndexOf('.') + 1)
  return name !== undefined && /^[a-zA-Z]\w{2,}$/.test(name) ? name : undefined
}

function isConditional(node: Node, within: Node): boolean {
  for (let at = node.parent; at !== undefined && at !== within; at = at.parent) if (/^(?:if_statement|elif_clause|else_clause|except_clause|match_statement|while_statement)$/.test(at.kind)) return true
  return false
}

function mentions(node: Node, name: string): boolean {
  return node.descendants('identifier').some((each) => each.text === name && !(each.fieldName === 'attribute' && each.parent?.kind === 'attribute'))
}

function lastNameOf(node: Node | undefined): string | undefined {
  if (node?.kind === 'identifier') return node.text
  return node?.kind === 'attribute' ? node.field('attribute')?.text : undefined
}

/** `(await f())` → `f()`. */
function bare(node: Node): Node {
  let inner = node
  while ((inner.kind === 'parenthesized_expression' || inner.kind === 'await') && inner.children.length === 1) inner = inner.children[0]!
  return inner
}
