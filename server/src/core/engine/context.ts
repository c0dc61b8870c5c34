// Binds the questions of kit's Context to one version of a file.

import { outlineOf } from '../semantic/outline.ts'
import { qualifiedName } from '../semantic/names.ts'
import { localScopes } from '../semantic/scopes.ts'
import type { EnabledRule } from './enabled.ts'
import type { Context } from '../kit/index.ts'
import type { Settings } from '../settings/settings.ts'
import { assertionsOf } from '../suite/assertions.ts'
import { casesOf } from '../suite/cases.ts'
import { marksOf } from '../suite/marks.ts'
import { patchesOf } from '../suite/patches.ts'
import { callsOf, roundsOf } from '../suite/rounds.ts'
import { ancestorsOf, calleeOf, fixtureRequested, functionOf, inheritedElsewhere, methodNamed } from '../suite/units.ts'
import type { Node, Source } from '../syntax/index.ts'
import { lastAtOrBefore } from '../text/lines.ts'

/** The contexts of all rules for one version of a file, each made when it is first asked for. */
export interface Contexts {
  /** To be called wherever other reads are tracked: names are looked up once for all rules, and this forgets them. */
  begin(): void
  of(rule: EnabledRule): Context<never>
}

export function contextsFor(source: Source, settings: Settings): Contexts {
  const names = new Map<Node, string | undefined>()
  const shared = bound(source, settings, names)
  const made = new Map<EnabledRule, Context<never>>()
  return {
    begin: () => names.clear(),
    of(rule) {
      let context = made.get(rule)
      if (context === undefined) made.set(rule, (context = { ...shared, options: rule.options, asTwin: rule.asTwins !== undefined } as Context<never>))
      return context
    },
  }
}

/** The context of one rule or action. */
export function contextFor(source: Source, settings: Settings, options: Readonly<Record<string, unknown>> = {}, asTwin = false): Context<never> {
  return { ...bound(source, settings, new Map()), options, asTwin } as Context<never>
}

function bound(source: Source, settings: Settings, names: Map<Node, string | undefined>): Context<Readonly<Record<string, unknown>>> {
  return {
    options: {},
    asTwin: false,
    source,
    python: settings.python,
    asyncioMode: settings.asyncioMode,
    xfailStrict: settings.xfailStrict,
    qualifiedName(node) {
      if (names.has(node)) return names.get(node)
      const name = qualifiedName(source, node)
      names.set(node, name)
      return name
    },
    bindingOf: (identifier) => localScopes(identifier.segment).bindingOf(identifier),
    scopeOf: (node) => localScopes(node.segment).scopeOf(node),
    functionOf: (node) => functionOf(source, node, settings),
    methodNamed: (unit, name) => methodNamed(source, unit, name, settings),
    ancestorsOf: (unit) => ancestorsOf(source, unit, settings),
    inheritedElsewhere: (unit, name) => inheritedElsewhere(source, unit, name),
    calleeOf: (call) => calleeOf(source, call, settings),
    assertionsOf: (unit) => assertionsOf(source, unit, settings),
    roundsOf: (unit) => roundsOf(source, unit, settings),
    marksOf: (unit) => marksOf(source, unit),
    fixtureRequested: (unit, name) => fixtureRequested(source, unit, name, settings),
    casesOf: (unit) => casesOf(source, unit),
    patchesOf: (unit) => patchesOf(source, unit),
    callsOf: (unit) => callsOf(unit),
    commentsNear,
    definitionsOf: (name) => outlineOf(source).definitionsOf(name),
  }
}

/** Texts of the comments on the node's lines and on up to `linesAbove` lines over it, without hash and blanks. */
function commentsNear(node: Node, linesAbove = 1): readonly string[] {
  const { text, lines, comments } = node.segment
  const first = Math.max(0, lastAtOrBefore(lines, node.start) - linesAbove)
  const last = lastAtOrBefore(lines, Math.max(node.start, node.end - 1))
  const found: string[] = []
  for (let i = 0; i < comments.length; i += 2) {
    const line = lastAtOrBefore(lines, comments[i]!)
    if (line >= first && line <= last) found.push(text.slice(comments[i]!, comments[i + 1]!).replace(/^#+[ \t]*/, '').trimEnd())
  }
  return found
}
