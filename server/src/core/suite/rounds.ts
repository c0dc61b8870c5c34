// roundsOf(): the act–assert rounds of a function: what it calls between its assertions. callsOf(): its own calls.

import { qualifiedName } from '../semantic/names.ts'
import type { Node, Source } from '../syntax/index.ts'
import { assertionsOf } from './assertions.ts'
import { isReceiver } from './callees.ts'
import { isQuietMethod } from './checks.ts'
import type { Assertion, FunctionUnit, Round } from './model.ts'
import type { CollectionSettings } from './styles.ts'

/** Calls of the function's own body, nested functions and lambdas left out, in text order. */
export function callsOf(unit: FunctionUnit): readonly Node[] {
  return unit.body.descendants('call').filter((call) => call.ancestor('function_definition', 'lambda') === unit.node)
}

/**
 * The rounds of a function. A round ends with a row of assertions; the next begins with the first act behind them. An act is a call on
 * what is tested: a statement of its own, or one whose result a later assertion looks at; what only reads, converts or prints a value,
 * arranges doubles or registers a cleanup is none. Acts in front of the first assertion all belong to the first round, and acts behind
 * the last assertion to the last one.
 */
export function roundsOf(source: Source, unit: FunctionUnit, settings?: CollectionSettings): readonly Round[] {
  const { assertions } = assertionsOf(source, unit, settings)
  const steps = stepsOf(source, unit, assertions)
  const rounds: { acts: Node[]; assertions: Assertion[]; first: Node; last: Node }[] = []
  let current: (typeof rounds)[number] | undefined
  for (const step of steps) {
    if (current === undefined || (step.act !== undefined && current.assertions.length > 0)) {
      current = { acts: [], assertions: [], first: step.statement, last: step.statement }
      rounds.push(current)
    }
    current.last = step.statement
    if (step.act !== undefined) current.acts.push(step.act)
    if (step.assertion !== undefined) current.assertions.push(step.assertion)
  }
  // Acts that nothing checks end the scenario before them: they clean up.
  const last = rounds.at(-1)
  const before = rounds.at(-2)
  if (last !== undefined && before !== undefined && last.assertions.length === 0) {
    rounds.pop()
    before.acts.push(...last.acts)
    before.last = last.last
  }
  return rounds
}

interface Step {
  /** The statement of the function's body in which it happens. */
  readonly statement: Node
  readonly act?: Node
  readonly assertion?: Assertion
}

function stepsOf(source: Source, unit: FunctionUnit, assertions: readonly Assertion[]): readonly Step[] {
  const steps: (Step & { readonly at: number })[] = []
  const wanted = namesLookedAt(unit, assertions)
  for (const statement of unit.statements) {
    // A `with assertRaises` block is checked when it ends: its acts come first.
    for (const assertion of assertions) {
      if (!statement.contains(assertion.node)) continue
      steps.push({ statement, assertion, at: assertion.kind === 'raises' ? endOfCheck(assertion.node) : assertion.node.start })
    }
    for (const call of statement.kind === 'call' ? [statement] : statement.descendants('call')) {
      if (call.ancestor('function_definition', 'lambda') !== unit.node || !isAct(source, call, assertions, wanted)) continue
      steps.push({ statement, act: call, at: call.start })
    }
  }
  return steps.sort((a, b) => a.at - b.at)
}

/** Where the block of a `with` that this call heads ends; its own end for the call form. */
function endOfCheck(call: Node): number {
  const item = call.ancestor('with_item', 'expression_statement', 'assignment')
  return item?.kind === 'with_item' ? (item.ancestor('with_statement') ?? call).end : call.end
}

function isAct(source: Source, call: Node, assertions: readonly Assertion[], wanted: ReadonlySet<string>): boolean {
  if (assertions.some((each) => each.node === call || isPartOfCheck(each, call))) return false
  if (isQuiet(source, call)) return false
  const statement = wholeStatement(call)
  if (statement === undefined) return false
  if (statement.kind === 'expression_statement') return true
  // Only the outermost call of a right-hand side acts: in `f(g())` g prepares.
  return statement.kind === 'assignment' && boundNames(statement.field('left')).some((name) => wanted.has(name))
}

/** True for the calls inside an assertion: they read what is compared; and for those around a helper's mention. */
function isPartOfCheck(assertion: Assertion, call: Node): boolean {
  if (assertion.kind === 'raises' && endOfCheck(assertion.node) !== assertion.node.end) return false
  return assertion.node.contains(call) || (call.contains(assertion.node) && assertion.node.kind !== 'call')
}

/** The expression statement or assignment whose whole value the call is (awaited, or in brackets, or as one of a tuple). */
function wholeStatement(call: Node): Node | undefined {
  let at = call.parent
  while (at !== undefined && /^(await|parenthesized_expression|tuple|expression_list|yield)$/.test(at.kind)) at = at.parent
  if (at?.kind === 'with_item' || at?.kind === 'as_pattern') return undefined
  return at?.kind === 'expression_statement' || at?.kind === 'assignment' ? at : undefined
}

function boundNames(left: Node | undefined): readonly string[] {
  if (left === undefined) return []
  return left.kind === 'identifier' ? [left.text] : left.descendants('identifier').map((each) => each.text)
}

/** Names that assertions look at, and those from which these were computed. */
function namesLookedAt(unit: FunctionUnit, assertions: readonly Assertion[]): ReadonlySet<string> {
  const wanted = new Set<string>()
  for (const { node } of assertions) for (const each of node.descendants('identifier')) wanted.add(each.text)
  const assignments = unit.body.descendants('assignment')
  for (let grown = true; grown; ) {
    grown = false
    for (const assignment of assignments) {
      if (!boundNames(assignment.field('left')).some((name) => wanted.has(name))) continue
      for (const each of assignment.field('right')?.descendants('identifier') ?? []) {
        if (wanted.has(each.text)) continue
        wanted.add(each.text)
        grown = true
      }
    }
  }
  return wanted
}

/** Calls that read, convert, print, arrange or wait, and so are no act. */
function isQuiet(source: Source, call: Node): boolean {
  const callee = call.field('function')
  if (callee === undefined) return true
  const name = qualifiedName(source, callee)
  if (callee.kind === 'identifier') return name !== undefined && !name.includes('.') ? quietBuiltins.has(name) : name !== undefined && isQuietLibrary(name)
  if (callee.kind !== 'attribute') return true
  const attribute = callee.field('attribute')?.text ?? ''
  const object = callee.field('object')
  if (object !== undefined && isReceiver(object)) return isQuietMethod(attribute)
  if (name !== undefined && isQuietLibrary(name)) return true
  return readers.has(attribute) || /^(assert|reset_mock|return_value|side_effect|attach_mock|configure_mock|should|addCleanup|info|debug|warning|setattr|setenv|delenv|delattr|setitem|chdir)/.test(attribute)
}

function isQuietLibrary(name: string): boolean {
  return /^(unittest\.mock|mock|logging|warnings|time|datetime|json|os\.path|copy|re|math|random|uuid|textwrap|itertools|functools|operator|collections|string|pprint|sys|gc|contextlib|types|decimal|fractions|pathlib|io|pickle|base64|hashlib|struct|inspect|traceback|pytest)\.|^print$/.test(name)
}

const quietBuiltins = new Set([
  'abs', 'all', 'any', 'ascii', 'bin', 'bool', 'bytearray', 'bytes', 'callable', 'chr', 'complex', 'dict', 'dir', 'divmod', 'enumerate', 'filter', 'float', 'format',
  'frozenset', 'getattr', 'hasattr', 'hash', 'hex', 'id', 'input', 'int', 'isinstance', 'issubclass', 'iter', 'len', 'list', 'map', 'max', 'memoryview', 'min', 'next', 'object',
  'oct', 'open', 'ord', 'pow', 'print', 'range', 'repr', 'reversed', 'round', 'set', 'setattr', 'slice', 'sorted', 'str', 'sum', 'super', 'tuple', 'type', 'vars', 'zip', 'delattr', 'locals', 'globals',
])

/** Methods that hand out what an earlier act answered, or fill a container of the test's own. */
const readers = new Set([
  'json', 'decode', 'encode', 'read', 'readline', 'readlines', 'read_text', 'read_bytes', 'getvalue', 'get_data', 'get_json', 'keys', 'values', 'items', 'copy', 'strip', 'lstrip', 'rstrip', 'split',
  'splitlines', 'rsplit', 'join', 'format', 'lower', 'upper', 'replace', 'startswith', 'endswith', 'append', 'extend', 'insert', 'setdefault', 'seek', 'tell', 'readouterr', 'as_dict', 'to_dict', 'tolist',
  'count', 'index', 'find', 'group', 'groups', 'isoformat', 'total_seconds', 'write_text', 'write_bytes', 'mkdir', 'touch', 'reset', 'clear', 'sort', 'reverse',
])
