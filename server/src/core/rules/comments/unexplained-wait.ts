// Sleeps of a fixed time, and waits that do not say for what, without a word about it near them.

import { dottedName, waitComment } from '../../edits/index.ts'
import { flag, isFixedTime, rule, sleepsBeforeCheck, type Context, type FunctionUnit, type Located, type Node, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'

interface Facts extends Located {
  readonly call: Node
  readonly kind: 'sleep' | 'wait'
}

const sleeps = new Set(['time.sleep', 'asyncio.sleep', 'trio.sleep', 'anyio.sleep', 'gevent.sleep', 'eventlet.sleep', 'eventlet.greenthread.sleep', 'curio.sleep'])
/** Waiting is what such a function is for, or what such a test is about. */
const isAboutTime = /sleep|wait|slow|delay|block|hang|timeout|time_?out|expir|poll|retr(?:y|ies)|interval|elapsed|duration|durations|throttl|debounc|rate_?limit|ttl|keep_?alive/i

export default rule({
  id: 'unexplained-wait',
  summary: 'A test sleeps for a fixed time, or waits, and nothing near says for what.',
  why: 'When such a test fails once in a hundred runs somebody has to decide whether the time is too short or the wait is for the wrong thing. A line that says what has to happen meanwhile decides it, and shows when a condition could be polled instead.',
  section: 'comments',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  options: {
    'named-waits': flag(false, 'Ask for a comment at every call of a wait_for_…, wait_until_… or poll_… function too, whose name or arguments say for what it waits.'),
  },
  on: 'function',
  *check(unit, context): Iterable<Facts> {
    // A method of a stand-in (`class SlowFile`) sleeps to be slow; that is all it has to say.
    if (unit.role === 'helper' && unit.owner !== undefined && unit.owner.role === 'plain') return
    const named = context.options['named-waits']
    for (const call of context.callsOf(unit)) {
      const kind = kindOf(call, named, context)
      if (kind === undefined || isExplained(call, unit, context)) continue
      if (kind === 'wait' && isOfFramework(call, unit, context)) continue
      if (unit.parameters.some(({ name }) => /^(?:autojump|mock)_clock$/.test(name))) continue
      if (kind === 'sleep' && (isAboutTime.test(unit.name) || isSlowWork(call, unit))) continue
      // A sleep before a check is sleepy-test's by default: one thing to say about one line. In a helper it may stand for slow work.
      const isElsewhere = kind === 'sleep' && (unit.role !== 'test' || sleepsBeforeCheck(call, unit as TestUnit, context))
      yield { at: call, call, kind, ...(isElsewhere ? { preset: 'strict' as const } : {}) }
    }
  },
  message: ({ call, kind }) => `Nothing says what ${kind === 'sleep' ? `'${oneLine(call)}' waits for` : `'${oneLine(call)}' is needed for`}`,
  repair({ call }): Repair | Refusal {
    const edit = waitComment(call)
    return edit === undefined ? { refusal: 'the wait shares its line with other code' } : { title: 'Add comment about the wait', edits: [edit], isSnippet: true }
  },
})

function kindOf(call: Node, named: boolean, context: Context<never> | Context<Readonly<Record<string, unknown>>>): Facts['kind'] | undefined {
  const callee = call.field('function')
  const name = dottedName(callee)
  if (callee === undefined || name === undefined) return undefined
  const argument = call.field('arguments')?.firstChild
  const time = argument?.kind === 'keyword_argument' ? argument.field('value') : argument
  if (isFixedTime(time) && isWholeStatement(call) && sleeps.has(context.qualifiedName(callee) ?? '')) return 'sleep'
  const last = name.slice(name.lastIndexOf('.') + 1)
  if (!/^_*(?:wait|poll)(?:_|$)/i.test(last) || !/^(?:self\.|cls\.)?\w+$/.test(name) || !isWholeStatement(call)) return undefined
  if (named) return 'wait'
  // `_wait()` or `wait_for(5)`: neither the name nor an argument says for what.
  return /^_*(?:wait|poll)(?:_for|_until|_a_bit|_some_time|_a_while)?$/i.test(last) && (call.field('arguments')?.children ?? []).every(isFixedTime) ? 'wait' : undefined
}

/** `self.wait()` of a base class that nobody here wrote, such as Tornado's: it runs the loop until the test says stop. */
function isOfFramework(call: Node, { owner }: FunctionUnit, context: Context<Readonly<Record<string, unknown>>>): boolean {
  const name = /^self\.(\w+)$/.exec(call.field('function')!.text)?.[1]
  if (name === undefined || owner === undefined || context.methodNamed(owner, name) !== undefined) return false
  const { method, outside } = context.inheritedElsewhere(owner, name)
  return method === undefined && outside.length > 0
}

/** A sleep that is handed on (`create_task(asyncio.sleep(9))`) stands for slow work, not for a wait. */
function isWholeStatement(call: Node): boolean {
  const outer = call.parent?.kind === 'await' ? call.parent : call
  return outer.parent?.kind === 'expression_statement'
}

/** A helper that begins by sleeping stands for work that takes its time. */
function isSlowWork(call: Node, unit: FunctionUnit): boolean {
  return unit.role === 'helper' && unit.statements[0] === call.ancestor('expression_statement')
}

function isExplained(call: Node, unit: FunctionUnit, context: Context<never> | Context<Readonly<Record<string, unknown>>>): boolean {
  if (context.commentsNear(call, paragraphAbove(call)).some(isWords) || isAboutTime.test(unit.docstring?.text ?? '')) return true
  const statement = call.ancestor('expression_statement')!
  if (commentFollows(statement)) return true
  for (let node = statement.parent; node !== undefined && node !== unit.node; node = node.parent) {
    // In a polling loop the condition says what is waited for.
    if (node.kind === 'while_statement' && node.field('condition')?.kind !== 'true') return true
    if ((node.kind === 'while_statement' || node.kind === 'for_statement') && node.descendants('break_statement', 'return_statement', 'raise_statement', 'continue_statement').length > 0) return true
    if (node.kind === 'with_statement' && isAboutTime.test(node.text.slice(0, (node.field('body')?.start ?? node.start) - node.start))) return true
  }
  return false
}

/** Lines above the call that are set in one block with it, up to six; at least one. */
function paragraphAbove(call: Node): number {
  const above = call.segment.text.slice(0, call.start).split(/\r\n|\n|\r/).slice(0, -1).reverse()
  const blank = above.findIndex((line) => line.trim() === '')
  return Math.max(1, Math.min(6, blank < 0 ? above.length : blank))
}

/** A comment on the line below, or behind a blank line, is read with the call as well. */
function commentFollows(statement: Node): boolean {
  return /^[^\r\n]*(?:(?:\r\n|\n|\r)[ \t]*){1,2}#[^\r\n]*[a-z]{3}/i.test(statement.segment.text.slice(statement.end))
}

function isWords(comment: string): boolean {
  return /[a-z]{3}/i.test(comment) && !/^(?:noqa|type:|pragma|pylint|mypy|pyright|fmt|flake8|isort|proctor)\b/i.test(comment)
}

function oneLine(call: Node): string {
  const text = call.text.replace(/\s+/g, ' ')
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
