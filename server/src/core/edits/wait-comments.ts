// The frame of a comment over a sleep, a poll or a wait: what name and arguments say for sure, and a stop for what only the author knows.

import { argumentsOf } from '../syntax/expressions.ts'
import type { Node } from '../syntax/index.ts'
import { dottedName } from './code-phrases.ts'
import { escapeSnippet } from './docstrings.ts'
import type { SpanEdit } from './span.ts'
import { insertComment } from './statements.ts'

const isWait = /^(?:sleep|_*(?:wait|poll)(?:_\w+)?)$/i

/** The wait in the simple statement around the node; nothing for a compound one, in which much else may stand. */
export function waitIn(node: Node): Node | undefined {
  const statement = simpleStatement(node)
  if (statement === undefined || statement.isBroken) return undefined
  return statement.descendants('call').find((call) => isWait.test(lastName(call)))
}

/** A snippet with one stop. Undefined where the call shares its line with other code. */
export function waitComment(call: Node): SpanEdit | undefined {
  const statement = simpleStatement(call)
  if (statement === undefined) return undefined
  const { known, guess } = commentFor(call, statement)
  return insertComment(statement, `${escapeSnippet(known)}\${1:${escapeSnippet(guess)}}`)
}

function simpleStatement(node: Node): Node | undefined {
  const statement = node.kind === 'expression_statement' ? node : node.ancestor('expression_statement')
  return statement?.parent?.kind === 'block' || statement?.parent?.kind === 'module' ? statement : undefined
}

/** What is sure, and what the author has to say or may only confirm. */
interface Frame {
  readonly known: string
  readonly guess: string
}

/**
 * `_wait_for_state_change(server, 'ERROR')` waits until server is in state 'ERROR', `wait_for_migration_status(server, 'done')` until the
 * migration of server is in status 'done'; a sleep probably for what is asserted behind it.
 */
function commentFor(call: Node, statement: Node): Frame {
  const name = lastName(call)
  if (/^sleep$/i.test(name)) return { known: 'Wait until ', guess: conditionBehind(statement) ?? '…' }
  const { positional, keywords } = argumentsOf(call)
  const given = [...positional, ...keywords.values()]
  const subject = subjectOf(given)
  const states = given.filter((argument) => argument.kind === 'string' && /^["'][\w -]{1,30}["']$/.test(argument.text))
  const kind = /stat(?:e|us)/i.exec(name)?.[0].toLowerCase()
  if (kind !== undefined && states.length === 1) {
    const noun = /_for_(\w+?)_(?:to_\w+_)?stat(?:e|us)/i.exec(name)?.[1]?.replaceAll('_', ' ')
    const isNamed = subject !== undefined && noun !== undefined && subject.toLowerCase().replace(/^.*\./, '').replaceAll('_', ' ').endsWith(noun)
    const thing = noun === undefined || isNamed ? subject : subject === undefined ? `the ${noun}` : `the ${noun} of ${subject}`
    if (thing !== undefined) return { known: `Wait until ${thing} is in ${kind} ${states[0]!.text}: `, guess: '…' }
  }
  const ending = /_until_(\w+)$/i.exec(name)?.[1]?.replaceAll('_', ' ')
  if (ending !== undefined && positional.length === 1 && subject !== undefined) return { known: `Wait until ${subject} is ${ending}: `, guess: '…' }
  return { known: 'Wait until ', guess: '…' }
}

/** The first argument that is a thing, not what reaches it: `server` of `(self.client, server['id'], 'ACTIVE')`. */
function subjectOf(given: readonly Node[]): string | undefined {
  const names = given.map((argument) => dottedName(argument.kind === 'subscript' ? argument.field('value') : argument.kind === 'attribute' && /^(?:id|uuid)$/.test(argument.field('attribute')?.text ?? '') ? argument.field('object') : argument))
  return names.find((text) => text !== undefined && text !== 'self' && !/(?:client|api|driver|manager|context|ctxt|session|conn|connection)$/i.test(text))
}

/** What the next statement asserts to hold, where it says so with a plain comparison. What must not happen is waited for in another way. */
function conditionBehind(statement: Node): string | undefined {
  const next = statement.nextSibling
  const call = next?.kind === 'expression_statement' ? next.firstChild : undefined
  if (next?.kind === 'assert_statement') {
    const condition = next.firstChild!
    return /^(?:not_operator|boolean_operator|string)$/.test(condition.kind) || /(?:!=|\bnot\b|==\s*(?:0|\[\]|None|False)$|is\s+(?:None|False)$)/.test(condition.text) ? undefined : brief(condition.text)
  }
  const positional = call?.kind === 'call' ? argumentsOf(call).positional : []
  const [one, other] = positional
  switch (call === undefined ? '' : lastName(call)) {
    case 'assertTrue': return one === undefined || one.kind === 'not_operator' ? undefined : brief(one.text)
    case 'assertEqual': {
      if (one === undefined || other === undefined || [one, other].some(({ text }) => /^(?:0|None|False|\[\]|\{\}|''|"")$/.test(text))) return undefined
      const isExpectedFirst = /^(?:integer|float|string|true|list|tuple|dictionary)$/.test(one.kind)
      return brief(isExpectedFirst ? `${other.text} == ${one.text}` : `${one.text} == ${other.text}`)
    }
    default: return undefined
  }
}

function brief(condition: string): string | undefined {
  return condition.length > 50 || /[\r\n]/.test(condition) ? undefined : condition
}

function lastName(call: Node): string {
  const name = dottedName(call.field('function')) ?? call.field('function')?.field('attribute')?.text ?? ''
  return name.slice(name.lastIndexOf('.') + 1)
}
