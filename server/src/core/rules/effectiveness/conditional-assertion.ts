// conditional-assertion: every assertion of a test stands in an except clause, or under a condition or in a loop: where these are
// passed by, nothing is checked.

import { endingOf, rule, unwrapped, type AssertionSummary, type Context, type Located, type Node, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  /** `if`, `for`, `while`; undefined for a handler. */
  readonly word: string | undefined
}

export default rule({
  id: 'conditional-assertion',
  summary: 'All assertions of a test stand in an except clause, or under a condition or in a loop.',
  why: 'An assertion in an `except` clause runs only where something was raised. Otherwise the test passes and has checked nothing; `raises` would fail there.',
  section: 'effectiveness',
  severity: 'warning',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C21', 'falsegreen:C1'],
  whenNotToUse: 'Conditions and loops are reported by the preset strict alone: what decides there is mostly written a few lines above.',
  on: 'test',
  *check(test, context): Iterable<Facts> {
    const byHandler = handlerOf(test, context)
    if (byHandler !== undefined) {
      yield { at: { segment: test.segment, start: byHandler.start, end: byHandler.start + 'except'.length }, test, word: undefined }
      return
    }
    if (test.body.descendants('if_statement', 'for_statement', 'while_statement').length === 0) return
    const summary = context.assertionsOf(test)
    const condition = summary.unread.length > 0 ? undefined : conditionAround(test, summary)
    if (condition !== undefined) yield { at: condition.tokens.find(({ kind }) => /^(?:if|for|while)$/.test(kind)) ?? condition, test, word: condition.kind.slice(0, condition.kind.indexOf('_')), severity: 'hint', preset: 'strict', twins: ['falsegreen:C1'] }
  },
  message: ({ test, word }) => (word === undefined ? `Where nothing is raised, \`${test.name}\` checks nothing: its assertions all stand in this handler` : `Where this \`${word}\` is passed by, \`${test.name}\` checks nothing`),
})

/** The handler that holds all assertions of the test, where nothing else fails when nothing is raised. */
function handlerOf(test: TestUnit, context: Context): Node | undefined {
  // Most tests have no handler; only for the others is it worth asking what they assert.
  const handlers = test.body.descendants('except_clause').filter((handler) => handler.ancestor('function_definition', 'lambda') === test.node)
  if (handlers.length === 0) return undefined
  const { assertions, unread } = context.assertionsOf(test)
  if (assertions.length === 0 || unread.length > 0) return undefined
  const holding = handlers.filter((handler) => assertions.some(({ node }) => handler.contains(node)))
  if (!assertions.every(({ node }) => holding.some((handler) => handler.contains(node)))) return undefined
  const [first] = holding
  const statement = first?.parent
  if (first === undefined || statement?.kind !== 'try_statement') return undefined
  // Failing where nothing was raised, in the tried block or behind it, is what makes such a test whole.
  const tried = statement.field('body')
  if (tried?.lastChild === undefined || endingOf(tried.lastChild) !== undefined || statement.children.some((child) => child.kind === 'else_clause')) return undefined
  // What raises in plain sight always gets there.
  if (raisesSurely(tried) || tried.descendants('call').some((call) => isLocalRaiser(call, test))) return undefined
  // A handler that only fails says that nothing may be raised.
  const block = first.lastChild
  if (block === undefined || block.children.some((child) => /^(?:fail|raise|skip|return)$/.test(endingOf(child) ?? '') || /^assert\s*(?:False|0)\b|\.fail\(|\bfail\(/.test(child.text))) return undefined
  return first
}

function raisesSurely(block: Node): boolean {
  return block.descendants('raise_statement').length > 0 || /\b\d+\s*\/\/?\s*0\b/.test(block.text)
}

/** Calls a function of the test itself that raises in plain sight, or calls another one that does. */
function isLocalRaiser(call: Node, test: TestUnit, depth = 5): boolean {
  const name = call.field('function')
  if (name?.kind !== 'identifier' || depth === 0) return false
  const callee = test.body.descendants('function_definition').find((each) => each.field('name')?.text === name.text)?.field('body')
  return callee !== undefined && (raisesSurely(callee) || callee.descendants('call').some((each) => isLocalRaiser(each, test, depth - 1)))
}

/** The first `if`, `for` or `while` around an assertion, where every assertion stands in one that may be passed by. */
function conditionAround(test: TestUnit, { assertions }: AssertionSummary): Node | undefined {
  const around = assertions.map(({ node }) => (test.body.contains(node) ? passable(node, test, assertions.map((each) => each.node)) : undefined))
  return around.length > 0 && around.every((each) => each !== undefined) ? around[0] : undefined
}

function passable(node: Node, test: TestUnit, assertions: readonly Node[]): Node | undefined {
  for (let outer = node.parent; outer !== undefined && outer !== test.body; outer = outer.parent) {
    if (outer.kind === 'function_definition' || outer.kind === 'lambda') return undefined
    if (outer.kind === 'if_statement' && !outer.field('condition')!.contains(node) && !isWhole(outer, assertions)) return outer
    if (outer.kind === 'for_statement' && outer.field('body')?.contains(node) === true && !isFilled(outer.field('right')!)) return outer
    if (outer.kind === 'while_statement' && outer.field('body')?.contains(node) === true && outer.field('condition')?.kind !== 'true') return outer
  }
  return undefined
}

/** Every way through the `if` asserts something, or leaves. */
function isWhole(statement: Node, assertions: readonly Node[]): boolean {
  const blocks = [statement.field('consequence'), ...statement.children.filter(({ kind }) => /^(?:elif|else)_clause$/.test(kind)).map((clause) => clause.lastChild)]
  if (!statement.children.some(({ kind }) => kind === 'else_clause')) return false
  return blocks.every((block) => block !== undefined && (assertions.some((each) => block.contains(each)) || (block.lastChild !== undefined && endingOf(block.lastChild) !== undefined)))
}

/** A display with elements, `range(3)`: the loop runs. */
function isFilled(iterable: Node): boolean {
  const node = unwrapped(iterable)
  if (/^(?:list|tuple|set|dictionary|expression_list)$/.test(node.kind)) return node.children.length > 0
  if (node.kind === 'string') return node.text.length > 2
  if (node.kind !== 'call') return false
  const name = node.field('function')?.text ?? ''
  const [first, second] = node.field('arguments')?.children ?? []
  if (name === 'range') return first?.kind === 'integer' && (second !== undefined || first.text !== '0')
  return /^(?:enumerate|zip|reversed|sorted|product|itertools\.product)$/.test(name) && first !== undefined && isFilled(first)
}
