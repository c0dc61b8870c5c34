// proctor/suggestNames: better names for the variable at a place, each with what speaks for it. Somebody asked, so the evidence may be thin.

import type { CancellationToken } from 'vscode-languageserver'
import type { Source } from '../../core/index.ts'
import type { NameSuggestions } from '../../protocol/index.ts'
import { readPosition, readUri } from '../params.ts'
import type { Session } from '../session.ts'
import { refuseCancelled, viewOf } from '../view.ts'

/** Null where there is no variable that naming knows anything of, or the document is not open. */
export async function suggestNames(session: Session, params: unknown, token: CancellationToken): Promise<NameSuggestions | null> {
  const uri = readUri(params)
  const position = readPosition(params)
  await session.settled()
  refuseCancelled(token)
  const view = await viewOf(session, uri)
  refuseCancelled(token)
  if (view === undefined || view.kind === 'too-large') return null
  const { proctor, convert } = session
  const { source } = view
  const offset = convert.offsetAt(source, position)
  const ask = (version: Source) => proctor.namesAt(version, offset)
  await session.neighbours.complete(uri, () => source, ask)
  const answer = ask(source)
  if (answer === undefined) return null
  const { name, range, candidates, about } = answer
  return { name, range: convert.rangeAt(source, range), suggestions: candidates, about: about.map((each) => convert.rangeAt(source, each)) }
}
