// The frame of a comment over a sleep, a poll or a wait: what name and arguments say for sure, and a stop for what only the author knows.

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
  return statement && insertComment(statement, escapeSnippet(commentFor(call)).replace('…', '${1:…}'))
}

function simpleStatement(node: Node): Node | undefined {
  const statement = node.kind === 'expression_statement' ? node : node.ancestor('expression_statement')
  return statement?.parent?.kind === 'block' || statement?.parent?.kind === 'module' ? statement : undefined
}

/** `_wait_for_state_change(server, 'ERROR')` waits until server is 'ERROR'. */
function commentFor(call: Node): string {
  const name = lastName(call)
  if (/^sleep$/i.test(name)) return 'Wait until …'
  const given = (call.field('arguments')?.children ?? []).filter((argument) => argument.kind !== 'keyword_argument')
  const subject = given.map((argument) => dottedName(argument)).find((text) => text !== undefined)
  const states = given.filter((argument) => argument.kind === 'string' && /^["'][\w -]{1,30}["']$/.test(argument.text))
  const ending = /_until_(\w+)$/i.exec(name)?.[1]?.replaceAll('_', ' ')
  if (/state|status/i.test(name) && subject !== undefined && states.length === 1) return `Wait until ${subject} is ${states[0]!.text}: …`
  if (ending !== undefined && given.length === 1 && subject !== undefined) return `Wait until ${subject} is ${ending}: …`
  return 'Wait until …'
}

function lastName(call: Node): string {
  const name = dottedName(call.field('function')) ?? call.field('function')?.field('attribute')?.text ?? ''
  return name.slice(name.lastIndexOf('.') + 1)
}
