// followLead(): what a call does that leads out of the file: to an imported helper or to a method that a class inherits.

import { neighboursOf, type ForeignChecks } from '../semantic/neighbours.ts'
import { outlineOf } from '../semantic/outline.ts'
import { peek, type Source } from '../syntax/index.ts'
import { ancestryOf } from './classes.ts'
import { draftsOf, type FunctionDraft } from './drafts.ts'
import type { Lead } from './judge.ts'

// What neighbours say stays as long as their knowledge, which counts to the surface of a file.
const unread: ForeignChecks = ['unread']

/** Functions of this file: the helper elsewhere checks nothing itself, but looks these up on `self`. Tracked. */
export function followLead(source: Source, lead: Lead): 'asserts' | 'unread' | 'none' | readonly FunctionDraft[] {
  if (neighboursOf(source) === undefined) return 'unread'
  const [verdict, ...onSelf] = lead.to === 'function' ? ofFunction(source, lead.dotted) : ofMethod(source, lead)
  if (verdict !== 'none' || lead.to === 'function') return verdict
  const own = onSelf.flatMap((name) => methodsNamed(source, name))
  return own.length === 0 ? 'none' : own
}

/** What a fixture checks that no class or function of this file gives; undefined where none of the conftest files gives it. Tracked. */
export function fixtureElsewhere(source: Source, name: string): 'asserts' | 'unread' | 'none' | undefined {
  const answer = peek(source, `fixture elsewhere ${name}`, (version) => neighboursOf(version)?.fixture(name) ?? 'missing', 'surface')
  return answer === 'missing' ? undefined : answer
}

function ofFunction(source: Source, dotted: string): ForeignChecks {
  return peek(source, `checks of ${dotted}`, (version) => neighboursOf(version)?.checksOf(dotted) ?? unread, 'surface')
}

function ofMethod(source: Source, { owner, name }: Lead & { readonly to: 'method' }): ForeignChecks {
  const bases = ancestryOf(source, owner).written
  return peek(source, `checks of ${name} behind ${bases.join(' ')}`, (version) => neighboursOf(version)?.checksOfMethod(bases, name) ?? unread, 'surface')
}

/** All methods of that name in the module-level classes of this file. */
export function methodsNamed(source: Source, name: string): readonly FunctionDraft[] {
  return peek(source, `methodsNamed ${name}`, (version) =>
    outlineOf(version).classes.flatMap((each) => (each.names.get(name) ?? []).flatMap((member) => draftsOf(member).functions.filter((draft) => draft.within === 'body' && draft.name === name))),
  )
}
