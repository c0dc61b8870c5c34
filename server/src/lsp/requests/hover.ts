// textDocument/hover: what a rule is about, on its id in a suppression comment.

import type { CancellationToken, Hover, HoverParams } from 'vscode-languageserver'
import type { Rule } from '../../core/index.ts'
import { readPosition, readUri } from '../params.ts'
import { pageOf } from '../diagnose.ts'
import type { Session } from '../session.ts'
import { refuseCancelled, viewOf } from '../view.ts'

export async function hover(session: Session, params: HoverParams, token: CancellationToken): Promise<Hover | null> {
  const uri = readUri(params)
  const position = readPosition(params)
  const view = await viewOf(session, uri)
  refuseCancelled(token)
  if (view?.kind !== 'test') return null
  const mention = session.proctor.ruleAt(view.source, session.convert.offsetAt(view.source, position))
  if (mention === undefined) return null
  const { client, convert } = session
  const value = client.hasMarkdown ? markdown(mention.rule, pageOf(client.docsBase, mention.rule)) : text(mention.rule)
  return { contents: { kind: client.hasMarkdown ? 'markdown' : 'plaintext', value }, range: convert.rangeAt(view.source, mention.range) }
}

function markdown(rule: Rule, page: string | undefined): string {
  const heading = `**${rule.id}** · ${rule.summary}`
  const fix = fixNote(rule)
  return [heading, rule.why, ...(fix === undefined ? [] : [`*${fix}.*`]), ...(page === undefined ? [] : [`[Documentation](${page})`])].join('\n\n')
}

function text(rule: Rule): string {
  const fix = fixNote(rule)
  return [`${rule.id}: ${rule.summary}`, rule.why, ...(fix === undefined ? [] : [`${fix}.`])].join('\n\n')
}

function fixNote(rule: Rule): string | undefined {
  if (rule.fix === undefined) return undefined
  return rule.fix === 'safe' ? 'Has a safe fix' : 'Has a fix that you should look over'
}
