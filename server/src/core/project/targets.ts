// What the dotted names that tests write out lead to (`mock.patch("pkg.mod.name")`), from summaries. Says "missing" only where nothing
// that could be seen may have made the name.

import type { ForeignTarget } from '../semantic/neighbours.ts'
import { builtinNames } from '../semantic/builtins.ts'
import { familyOf } from '../suite/families.ts'
import { editDistance } from '../text/distance.ts'
import { lineageOfClass } from './answers.ts'
import { folderOf, libraries, moduleAt, rootsOf, type Surroundings } from './lookup.ts'
import type { ModuleSummary } from './summary.ts'

const unread: ForeignTarget = { is: 'unread' }
/** Modules that hand a name on to each other. */
const mostHops = 8

export function targetOf(around: Surroundings, dotted: string, hops = 0): ForeignTarget {
  const parts = dotted.split('.')
  if (hops > mostHops || parts.length < 2 || parts.includes('')) return unread
  const found = moduleIn(around, parts)
  return found === undefined ? unread : nameIn(around, found.module, found.dotted, parts.slice(found.length), hops)
}

export function importsOf(around: Surroundings, dotted: string): readonly (readonly [string, string])[] | undefined {
  const found = moduleIn(around, [...dotted.split('.'), '*'])
  if (found === undefined || found.dotted !== dotted) return undefined
  return [...found.module.imports].map(([name, imported]) => [name, absolute(found.module, dotted, imported)] as const)
}

interface FoundModule {
  readonly module: ModuleSummary
  readonly dotted: string
  /** Of the parts of its name. */
  readonly length: number
}

/** The longest beginning of the name, its last part left out, that is a module of the workspace; undefined where several roots have one. */
function moduleIn(around: Surroundings, parts: readonly string[]): FoundModule | undefined {
  if (libraries.has(parts[0]!) || familyOf(parts.join('.')) !== 'unknown') return undefined
  const roots = rootsOf(around)
  if (roots === undefined) return undefined
  // All are asked for before any answer counts, so that a host reads them in one go.
  const answers = parts.slice(0, -1).map((_, i) => roots.map((root) => moduleAt(around.ask, [root], parts.slice(0, i + 1))))
  if (answers.flat().includes('unknown')) return undefined
  for (let length = parts.length - 1; length > 0; length--) {
    const modules = answers[length - 1]!.filter((each) => typeof each !== 'string')
    if (modules.length > 1) return undefined
    if (modules.length === 1) return { module: modules[0]!, dotted: parts.slice(0, length).join('.'), length }
  }
  return undefined
}

function nameIn(around: Surroundings, module: ModuleSummary, dotted: string, parts: readonly string[], hops: number): ForeignTarget {
  const [first, ...rest] = parts as [string, ...string[]]
  const imported = module.imports.get(first)
  if (imported !== undefined) {
    if (rest.length === 0) return { is: 'imported' }
    const meant = absolute(module, dotted, imported)
    return meant === '' ? unread : targetOf(around, [meant, ...rest].join('.'), hops + 1)
  }
  if (rest.length > 0) return module.classes.has(first) && rest.length === 1 && !module.names.includes(first) ? inClass(around, module, first, rest[0]!) : unread
  if (module.classes.has(first) || module.functions.has(first) || module.aliases.has(first) || module.names.includes(first)) return { is: 'own' }
  // mock makes builtins up where a module is asked for them.
  if (module.isOpen || builtinNames.has(first) || /^__\w+__$/.test(first)) return unread
  for (const star of module.stars) {
    const found = targetOf(around, `${absolute(module, dotted, star)}.${first}`, hops + 1)
    if (found.is !== 'missing') return found.is === 'unread' ? unread : { is: 'imported' }
  }
  const near = nearest(first, [...module.classes.keys(), ...module.functions.keys(), ...module.imports.keys(), ...module.aliases.keys(), ...module.names])
  if (!module.path.endsWith('/__init__.py')) return { is: 'missing', owner: dotted, name: first, near }
  // A submodule may be compiled or generated; so a package lacks a name only where it has one that is written alike.
  const submodule = moduleAt(around.ask, rootsOf(around) ?? [], [...dotted.split('.'), first])
  if (submodule !== 'absent') return submodule === 'unknown' ? unread : { is: 'inner' }
  return near === undefined ? unread : { is: 'missing', owner: dotted, name: first, near }
}

/** A decorator or a metaclass may give a class more than is written in it, so that here, too, a near name has to be there. */
function inClass(around: Surroundings, module: ModuleSummary, className: string, name: string): ForeignTarget {
  const { places, outside } = lineageOfClass(around, { path: module.path, summary: module.classes.get(className)! })
  const owned = places.flatMap(({ summary }) => [...summary.methods.keys(), ...summary.attributes.keys()])
  if (owned.includes(name)) return { is: 'inner' }
  if (outside.length > 0 || /^__\w+__$/.test(name)) return unread
  const near = nearest(name, owned)
  return near === undefined ? unread : { is: 'missing', owner: className, name, near }
}

/** A name that a slip or two lead to; short ones are too near to each other. */
function nearest(name: string, names: readonly string[]): string | undefined {
  if (name.length < 4) return undefined
  const most = name.length < 8 ? 1 : 2
  const [best] = [...new Set(names)].map((each) => ({ each, distance: editDistance(name, each, most + 1) })).filter(({ distance }) => distance <= most).sort((a, b) => a.distance - b.distance)
  return best?.each
}

/** A relative import's absolute name, from the module's own; `''` where its dots lead out of the workspace. */
function absolute({ path }: ModuleSummary, dotted: string, imported: string): string {
  const dots = /^\.*/.exec(imported)![0].length
  if (dots === 0) return imported
  const package_ = path.endsWith('__init__.py') ? dotted.split('.') : dotted.split('.').slice(0, -1)
  const left = package_.slice(0, package_.length - (dots - 1))
  if (dots > package_.length || folderOf(path) === '') return ''
  return [...left, imported.slice(dots)].filter((part) => part !== '').join('.')
}
