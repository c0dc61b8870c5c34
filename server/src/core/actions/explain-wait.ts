// Add comment about the wait: puts the frame of a comment over a sleep, a poll or a wait, for the author to finish.

import { dottedName, escapeSnippet, insertComment } from '../edits/index.ts'
import { action, type Context, type Node, type Selection } from '../kit/index.ts'

export default action({
  id: 'explain-wait',
  summary: 'Add comment about the wait',
  kind: 'refactor.rewrite',
  offer: (selection, context) => (waitAt(selection, context) === undefined ? undefined : { title: 'Add comment about the wait' }),
  perform(selection, context) {
    const call = waitAt(selection, context)
    if (call === undefined) return undefined
    const statement = statementOf(call)
    const edit = statement === undefined ? undefined : insertComment(statement, escapeSnippet(commentFor(call)).replace('…', '${1:…}'))
    if (edit === undefined) return { refusal: 'the wait shares its line with other code' }
    return { title: 'Add comment about the wait', edits: [edit], safety: 'suggested', isSnippet: true }
  },
})

const isWait = /^(?:sleep|_*(?:wait|poll)(?:_\w+)?)$/i

/** The wait that the selection is in, where no comment stands beside or over it yet. */
function waitAt({ node }: Selection, context: Context): Node | undefined {
  const statement = node === undefined ? undefined : statementOf(node)
  if (node === undefined || statement === undefined || statement.isBroken) return undefined
  const calls = statement.kind === 'call' ? [statement] : statement.descendants('call')
  const call = calls.find((one) => isWait.test(lastName(one)))
  return call === undefined || context.commentsNear(call, 1).length > 0 ? undefined : call
}

/** The simple statement around the node; nothing for a compound one, in which much else may stand. */
function statementOf(node: Node): Node | undefined {
  const statement = node.kind === 'expression_statement' ? node : node.ancestor('expression_statement')
  return statement?.parent?.kind === 'block' || statement?.parent?.kind === 'module' ? statement : undefined
}

/** What name and arguments say for sure: `_wait_for_state_change(server, 'ERROR')` waits until server is 'ERROR'. */
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
