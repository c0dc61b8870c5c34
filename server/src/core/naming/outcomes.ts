// Words for what a test asserts, where that is sure: an exception that is raised, a mock that is called or not. For nothing else:
// names made from bodies were useless for all other outcomes (naming study, 4.2).

import type { Assertion, FunctionUnit } from '../suite/model.ts'
import type { Node } from '../syntax/index.ts'
import { bare, lastName, positionalArguments } from './sites.ts'
import { snakeCase, splitWords } from './words.ts'

/** Callables that are never the unit: they drive it, prepare it or look at it. */
const noUnit = /^(?:get|post|put|patch|delete|head|options|request|open|run|call|main|next|list|dict|set|str|int|len|repr|print|getattr|setattr|hasattr|exec|eval|compile|format|append|raises|fail|skip\w*|assert\w*|check\w*|verify\w*|_\w*|do|execute|invoke|mock|Mock|MagicMock|patch|send|read|write|close|lambda|func|f|g|fn|isinstance|type|tuple|object|super)$/

/**
 * `decode_raises_unicode_decode_error`, `save_calls_notify`, `save_does_not_call_notify`; with `outcome` without the unit in front.
 * Undefined where the test asserts anything else beside, or the unit can't be told.
 */
export function outcomeName(test: FunctionUnit, assertions: readonly Assertion[], part: 'all' | 'outcome' = 'all'): string | undefined {
  const [only] = assertions
  if (only === undefined || assertions.length !== 1 || only.node.segment !== test.segment) return undefined
  const outcome = only.kind === 'raises' ? raised(only) : only.kind === 'mock' ? called(only) : undefined
  if (outcome === undefined) return undefined
  if (part === 'outcome') return outcome.words
  const unit = outcome.unit ?? (only.kind === 'mock' ? lastCallBefore(only.node, test) : undefined)
  if (unit === undefined || noUnit.test(unit)) return undefined
  const words = snakeCase(unit)
  return splitWords(words).length > 4 ? undefined : `${words}_${outcome.words}`
}

/** `parse`, `load_config`: what the test calls in or in front of its first assertion; undefined where that can't be told. */
export function unitName(test: FunctionUnit, assertions: readonly Assertion[]): string | undefined {
  const [first] = assertions
  if (first === undefined || first.node.segment !== test.segment) return undefined
  const calls = first.node.descendants('call').filter((call) => call !== first.node)
  const inside = calls.map((call) => lastName(call.field('function'))).find((name) => name !== undefined && !noUnit.test(name))
  const unit = inside ?? lastCallBefore(first.node, test)
  if (unit === undefined || noUnit.test(unit)) return undefined
  const words = snakeCase(unit)
  return splitWords(words).length > 3 ? undefined : words
}

interface Outcome {
  readonly words: string
  readonly unit: string | undefined
}

function raised({ node, name }: Assertion): Outcome | undefined {
  if (!/^(?:raises|assertRaises|assertRaisesRegex|assertRaisesRegexp|assert_raises)$/.test(name)) return undefined
  const args = positionalArguments(node) ?? []
  const error = lastName(args[0])
  if (error === undefined || !/^[A-Z]/.test(error) || /^(?:Exception|BaseException)$/.test(error)) return undefined
  const callable = name.endsWith('Regex') || name.endsWith('Regexp') ? args[2] : args[1]
  const block = callable === undefined ? node.ancestor('with_statement')?.field('body') : undefined
  // `self.ioclass` is a stand-in that the subclasses fill.
  const isOwn = callable?.kind === 'attribute' && callable.field('object')?.text === 'self'
  const unit = callable !== undefined ? (isOwn ? undefined : lastName(callable)) : block?.children.length === 1 ? outerCall(block.children[0]!) : undefined
  return { words: `raises_${snakeCase(error)}`, unit }
}

function called({ node, name }: Assertion): Outcome | undefined {
  const mock = lastName(node.field('function')?.field('object'))?.replace(/^(?:mock_|m_)|(?:_mock)$/g, '')
  if (mock === undefined || !/^[a-z_]\w{2,}$/.test(mock) || /^(?:mock|return_value|self)$/.test(mock)) return undefined
  if (name === 'assert_not_called') return { words: `does_not_call_${snakeCase(mock)}`, unit: undefined }
  return /^assert_called(?:_once)?(?:_with)?$/.test(name) ? { words: `calls_${snakeCase(mock)}`, unit: undefined } : undefined
}

/** The call that a statement makes, the outermost: `x = decode(read())` → decode. */
function outerCall(statement: Node): string | undefined {
  let node: Node | undefined = statement.kind === 'expression_statement' ? statement.firstChild : undefined
  if (node?.kind === 'assignment') node = node.field('right')
  if (node === undefined) return undefined
  const call = bare(node)
  return call.kind === 'call' ? lastName(call.field('function')) : undefined
}

/** The last call of a statement in front of the assertion's own. */
function lastCallBefore(node: Node, test: FunctionUnit): string | undefined {
  const at = test.statements.findIndex((statement) => statement.contains(node))
  const before = at > 0 ? test.statements[at - 1] : undefined
  return before === undefined ? undefined : outerCall(before)
}
