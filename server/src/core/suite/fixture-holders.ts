// fixturesOfModule(), fixturesOfClass(): the fixtures that pytest's `parsefactories` finds in a module or class once it has run,
// imported and inherited ones included; argumentNames(): what a function asks for by its parameters.

import { argumentsOf } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'
import type { FunctionDraft } from './drafts.ts'
import { fixtureDecorator, readFixture, resolvedName } from './fixtures.ts'
import type { FixtureUnit } from './model.ts'
import { inheritedNames, moduleNames, type Meaning, type Place, type World } from './namespace.ts'

export interface FixtureDefinition {
  /** `Source.path` of the file that writes the function. */
  readonly path: string
  /** Of the function's name, from 1. */
  readonly line: number
  readonly scope: FixtureUnit['scope']
  readonly isAutouse: boolean
  /** It has `params`. */
  readonly isParametrized: boolean
  /** It yields its value and runs on after the test. */
  readonly isGenerator: boolean
  /** Names of the fixtures that it asks for. */
  readonly requests: readonly string[]
}

/** By the name under which they are requested; of several with one name the last overrides those in front. */
export type Holder = ReadonlyMap<string, readonly FixtureDefinition[]>

export function fixturesOfModule(world: World, source: Source): Holder {
  return holderOf(moduleNames(world, source), false)
}

export function fixturesOfClass(world: World, { source, draft }: Place): Holder {
  return holderOf(inheritedNames(world, source, draft), true)
}

function holderOf(names: ReadonlyMap<string, Meaning>, isClass: boolean): Holder {
  const holder = new Map<string, FixtureDefinition[]>()
  // pytest walks over `dir()`, which is sorted by code points.
  for (const name of [...names.keys()].sort((a, b) => (a < b ? -1 : 1))) {
    const meaning = names.get(name)!
    if (meaning.is !== 'function' && meaning.is !== 'fixture') continue
    const { source, draft } = meaning
    const maker = meaning.is === 'fixture' ? meaning.call : draft.decorators.length === 0 ? undefined : fixtureDecorator(source, draft)
    if (maker === undefined) continue
    const { fixtureName, scope, isAutouse, params } = readFixture({ ...draft, name }, maker)
    const definition: FixtureDefinition = {
      path: source.path,
      line: source.positionAt(source.rangeOf(draft.nameNode).start).line + 1,
      scope,
      isAutouse,
      isParametrized: params !== undefined,
      isGenerator: draft.isGenerator,
      requests: argumentNames({ source, draft }, { classes: isClass ? [{ source, draft: undefined }] : [] }),
    }
    const others = holder.get(fixtureName)
    if (others === undefined) holder.set(fixtureName, [definition])
    else others.push(definition)
  }
  return holder
}

/** A function and the file that writes it; undefined where its text is not known (`test_x = functools.partial(…)`). */
export interface WrittenFunction {
  readonly source: Source
  readonly draft: FunctionDraft
}

/**
 * pytest's `getfuncargnames`: parameters without a default, but for `self` and those that a patch or hypothesis fills. `classes` are
 * those around it, the last its own; of a place only the decorators count.
 */
export function argumentNames(written: WrittenFunction | undefined, { classes }: { readonly classes: readonly { readonly source: Source; readonly draft: { readonly decorators: readonly Node[] } | undefined }[] }): readonly string[] {
  if (written === undefined) return []
  const { source, draft } = written
  const decorators = draft.decorators.flatMap((each) => each.firstChild ?? [])
  const isStatic = decorators.some((each) => each.text === 'staticmethod')
  const names = draft.parameters.filter((each) => each.default === undefined && (each.kind === 'positional' || each.kind === 'keyword-only'))
  const own = classes.at(-1)
  let open = own === undefined || isStatic || draft.parameters.some((each) => each.kind === 'positional-only') ? names : names.slice(1)
  for (const decorator of decorators) {
    if (decorator.kind !== 'call' || resolvedName(source, decorator) !== 'hypothesis.given') continue
    const { positional, keywords } = argumentsOf(decorator)
    // hypothesis fills parameters from the right.
    open = open.slice(0, Math.max(0, open.length - positional.length)).filter((each) => !keywords.has(each.name))
  }
  const patches = decorators.filter((each) => injects(source, each)).length + (own?.draft?.decorators ?? []).filter((each) => each.firstChild !== undefined && injects(own!.source, each.firstChild)).length
  return open.slice(patches).map((each) => each.name)
}

/** True for `@patch('a.b')` and `@patch.object(a, 'b')` without a replacement: these hand their mock to the function. */
function injects(source: Source, decorator: Node): boolean {
  if (decorator.kind !== 'call') return false
  const name = resolvedName(source, decorator) ?? ''
  const position = /(^|\.)mock\.patch$/.test(name) ? 1 : /(^|\.)mock\.patch\.object$/.test(name) ? 2 : undefined
  if (position === undefined) return false
  const { positional, keywords } = argumentsOf(decorator)
  return positional.length <= position && !keywords.has('new')
}
