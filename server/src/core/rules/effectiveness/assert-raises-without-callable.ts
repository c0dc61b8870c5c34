// assert-raises-without-callable: `self.assertRaises(E)` as a statement, or with a call in the place of what should be called.

import { argumentsOf, calledName, isRaisesName, isWarnsName, literalText, mayBeMeantToFail, rule, type Context, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly name: string
  /** The call that runs too early; undefined where nothing is called at all. */
  readonly early: Node | undefined
}

export default rule({
  id: 'assert-raises-without-callable',
  summary: 'An expected exception is given no code that could raise it.',
  why: 'Without a callable, `assertRaises` and `pytest.raises` only make a context manager, which nobody enters. With a call in place of the callable, the call runs before anything is expected, and its result is what gets called.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['sonar:S9000'],
  on: 'node',
  kinds: ['call'],
  called: (name) => isRaisesName(name) || isWarnsName(name),
  *check(call, context): Iterable<Facts> {
    const name = calledName(call)
    if (!isRaisesName(name) && !isWarnsName(name)) return
    if (!isMeant(call, context) || mayBeMeantToFail(call) || isOwnMethod(call, name!, context)) return
    const { positional, keywords, isOpen } = argumentsOf(call)
    if (isOpen || keywords.has('callable') || keywords.has('callable_obj') || keywords.has('func')) return
    const arity = /Regex|_regex|Message/.test(name!) ? 2 : 1
    if (call.parent?.kind === 'expression_statement' && call.parent.children.length === 1 && (positional.length <= arity || name === 'assertLogs')) {
      // Without `with`, `assertLogs` does nothing whatever it is given.
      yield { at: call, call, name: name!, early: undefined }
      return
    }
    const early = positional[arity]
    if (positional.length === arity + 1 && keywords.size === 0 && early?.kind === 'call' && expectsTypeError(positional[0]!) && givesNoCallable(early, context)) {
      yield { at: early, call, name: name!, early }
    }
  },
  message: ({ name, early }) => (early === undefined ? `\`${name}\` without a callable and without \`with\` checks nothing` : `\`${early.text.length > 40 ? `${calledName(early)}(…)` : early.text}\` runs before \`${name}\` does, and its result is called`),
  repair({ call, early }): Repair | Refusal {
    if (early === undefined) return { refusal: 'What should raise the exception is unknown' }
    const { segment } = call
    const { keywords, isOpen, positional } = argumentsOf(early)
    const clash = [...keywords.keys()].some((keyword) => /^(?:msg|match|expected_exception|check)$/.test(keyword))
    if (clash || isOpen || segment.comments.some((offset) => offset > early.start && offset < early.end)) return { refusal: 'The arguments would not mean the same' }
    const rest = positional.length + keywords.size === 0 ? '' : `, ${early.field('arguments')!.text.slice(1, -1).trim().replace(/,$/, '')}`
    return { title: `Pass ${early.field('function')!.text} uncalled`, edits: [{ segment, start: early.start, end: early.end, text: `${early.field('function')!.text}${rest}` }] }
  },
})

/** unittest's on `self` or pytest's; what is built to be handed on is not. */
function isMeant(call: Node, context: Context): boolean {
  const callee = call.field('function')!
  if (callee.kind === 'attribute' && /^(?:self|cls)$/.test(callee.field('object')!.text)) return /^assert(?:Raises|Warns|Logs)/.test(calledName(call)!)
  return /^_?pytest(?:\.\w+)*\.(?:raises|warns)$/.test(context.qualifiedName(call) ?? '')
}

/** The class, or one that it derives from, has a method of its own under this name. */
function isOwnMethod(call: Node, name: string, context: Context): boolean {
  const owner = /^(?:self|cls)\./.test(call.text) ? context.functionOf(call)?.owner : undefined
  if (owner === undefined) return false
  return [owner, ...context.ancestorsOf(owner)].some((each) => context.methodNamed(each, name) !== undefined) || context.inheritedElsewhere(owner, name).method !== undefined
}

/** Calling a result that can't be called raises TypeError: only where that is expected does the test pass. */
function expectsTypeError(expected: Node): boolean {
  return (expected.kind === 'tuple' ? expected.children : [expected]).some(({ text }) => /^(?:TypeError|Exception|BaseException)$/.test(text))
}

const plain = new Set(['int', 'float', 'str', 'bytes', 'len', 'list', 'dict', 'set', 'tuple', 'bool', 'sum', 'min', 'max', 'sorted', 'print', 'hash', 'abs', 'round', 'next', 'open', 'repr', 'isinstance'])

/** True where the call's result is known not to be callable: a builtin's, or a function's of this file that returns nothing of the kind. */
function givesNoCallable(call: Node, context: Context): boolean {
  const callee = call.field('function')!
  if (callee.kind === 'identifier' && plain.has(callee.text)) return context.bindingOf(callee) === undefined && context.definitionsOf(callee.text).length === 0
  if (callee.kind === 'attribute' && literalText(callee.field('object')!) !== undefined) return true
  const unit = context.calleeOf(call)
  if (unit === undefined || unit.decorators.length > 0 || unit.isGenerator) return unit?.isGenerator === true
  const returned = unit.body.descendants('return_statement').map(({ firstChild }) => firstChild)
  return returned.every((value) => value === undefined || /^(?:string|integer|float|list|dictionary|tuple|set|none|true|false|comparison_operator|binary_operator)$/.test(value.kind))
}
