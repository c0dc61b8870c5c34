// How names are used in one file: which words name variables, how the same value and call are named elsewhere, parameters of its callables.
// The same shape describes what other test files say.

import type { Binding, Definition, Scope } from '../semantic/model.ts'
import { localScopes } from '../semantic/scopes.ts'
import type { Segment, Source } from '../syntax/index.ts'
import { keysOf } from './keys.ts'

/** Name → in how many functions. */
export type NameCounts = ReadonlyMap<string, number>

export interface Vocabulary {
  /** In how many functions a variable or parameter has this name. */
  usesOf(name: string): number
  /** How variables are named of which the same can be said, see `keysOf`: bound to this expression, given by this call, used so. */
  namesOf(key: string): NameCounts
  /** Parameters by position (without self and cls) of the callables with this name. */
  parametersOf(callee: string): readonly (readonly string[])[]
}

const kindsOfLocals: ReadonlySet<Definition['kind']> = new Set<Definition['kind']>(['assignment', 'annotation', 'augmented', 'for', 'with', 'except', 'walrus', 'delete'])

/** True for a variable that only one function binds, in ways a rename can follow. */
export function isLocal(binding: Binding): boolean {
  return binding.scope.kind === 'function' && binding.definitions.length > 0 && binding.definitions.every((definition) => kindsOfLocals.has(definition.kind))
}

/** The function scopes of a segment, outer before inner. */
export function functionScopes(segment: Segment): readonly Scope[] {
  return localScopes(segment).scopes.filter((scope) => scope.kind === 'function')
}

interface SegmentNames {
  readonly variables: readonly string[]
  readonly keys: readonly (readonly [key: string, name: string])[]
  readonly parameters: readonly (readonly [callee: string, names: readonly string[]])[]
  /** Of a class header. */
  readonly className: string | undefined
}

const ofSegments = new WeakMap<Segment, SegmentNames>()
const ofBlocks = new WeakMap<Segment, Block & { readonly vocabulary: Vocabulary }>()
const ofSources = new WeakMap<Source, FileNames>()

/** Kept with the version of the file; after an edit only the block of segments around it is counted anew. */
export function namesOfFile(source: Source): Vocabulary {
  return fileNamesOf(source).vocabulary
}

export interface FileNames {
  readonly vocabulary: Vocabulary
  readonly contributors: readonly Contributor[]
}

/** A segment with the class that it is in, under whose name its `__init__` is called. */
export interface Contributor {
  readonly segment: Segment
  readonly className: string | undefined
}

/** The vocabulary, counted when somebody asks it, with the segments that it is counted from. */
export function fileNamesOf(source: Source): FileNames {
  let names = ofSources.get(source)
  if (names === undefined) {
    const contributors = contributorsOf(source.segments)
    let vocabulary: Vocabulary | undefined
    names = {
      contributors,
      get vocabulary() {
        return (vocabulary ??= combined(blocksOf(contributors).map(namesOfBlock)))
      },
    }
    ofSources.set(source, names)
  }
  return names
}

/** Every question that the segment has a say in: `use NAME`, `key KEY`, `parameters CALLEE`, with what it says. */
export function sayingsOf({ segment, className }: Contributor): readonly (readonly [question: string, saying: string])[] {
  const own = namesOfSegment(segment)
  return [
    ...own.variables.map((name) => [`use ${name}`, ''] as const),
    ...own.keys.map(([key, name]) => [`key ${key}`, name] as const),
    ...own.parameters.map(([callee, names]) => [`parameters ${callee === '__init__' ? (className ?? '') : callee}`, names.join(' ')] as const),
  ]
}

/** So many segments are one block, within a class or among the statements of the module. */
const blockLength = 64

interface Block {
  readonly segments: readonly Segment[]
  readonly className: string | undefined
}

function contributorsOf(segments: readonly Segment[]): readonly Contributor[] {
  const contributors: Contributor[] = []
  let className: string | undefined
  for (const segment of segments) {
    if (segment.kind === 'trivia') continue
    if (segment.kind !== 'member') className = segment.kind === 'class' ? namesOfSegment(segment).className : undefined
    contributors.push({ segment, className })
  }
  return contributors
}

function blocksOf(contributors: readonly Contributor[]): readonly Block[] {
  const blocks: { readonly segments: Segment[]; readonly className: string | undefined }[] = []
  for (const { segment, className } of contributors) {
    const last = blocks[blocks.length - 1]
    const joins = last !== undefined && last.segments.length < blockLength && last.className === className && segment.kind !== 'class'
    if (joins) last.segments.push(segment)
    else blocks.push({ segments: [segment], className })
  }
  return blocks
}

function namesOfBlock({ segments, className }: Block): Vocabulary {
  const known = ofBlocks.get(segments[0]!)
  if (known !== undefined && known.className === className && known.segments.length === segments.length && known.segments.every((segment, i) => segment === segments[i])) return known.vocabulary
  const vocabulary = answering(count(segments, className))
  ofBlocks.set(segments[0]!, { segments, className, vocabulary })
  return vocabulary
}

/** One vocabulary out of several: of a file's blocks, of a workspace's files. */
export function combined(parts: readonly Vocabulary[]): Vocabulary {
  const sum = (counts: readonly NameCounts[]): NameCounts => {
    const telling = counts.filter((each) => each.size > 0)
    if (telling.length < 2) return telling[0] ?? none
    const total = new Map<string, number>()
    for (const each of telling) for (const [name, uses] of each) total.set(name, (total.get(name) ?? 0) + uses)
    return total
  }
  return {
    usesOf: (name) => parts.reduce((total, part) => total + part.usesOf(name), 0),
    namesOf: (key) => sum(parts.map((part) => part.namesOf(key))),
    parametersOf: (callee) => parts.flatMap((part) => part.parametersOf(callee)),
  }
}

const none: NameCounts = new Map()

/** What a file says, counted; small, and without a tie to its text. */
export interface NameTables {
  readonly uses: ReadonlyMap<string, number>
  readonly keys: ReadonlyMap<string, NameCounts>
  readonly parameters: ReadonlyMap<string, readonly (readonly string[])[]>
}

/** The tables of one file, for whoever keeps those of many; one after the other, as each has some segments to parse. */
export function* tablesOf(source: Source): Iterable<NameTables> {
  for (const { segment, className } of contributorsOf(source.segments)) yield count([segment], className)
}

/** Answers from tables, which may grow under it. */
export function answering({ uses, keys, parameters }: NameTables): Vocabulary {
  return {
    usesOf: (name) => uses.get(name) ?? 0,
    namesOf: (key) => keys.get(key) ?? none,
    parametersOf: (callee) => parameters.get(callee) ?? [],
  }
}

function count(segments: readonly Segment[], className: string | undefined): NameTables {
  const uses = new Map<string, number>()
  const keys = new Map<string, Map<string, number>>()
  const parameters = new Map<string, (readonly string[])[]>()
  for (const segment of segments) {
    const own = namesOfSegment(segment)
    for (const name of own.variables) uses.set(name, (uses.get(name) ?? 0) + 1)
    for (const [key, name] of own.keys) {
      let names = keys.get(key)
      if (names === undefined) keys.set(key, (names = new Map()))
      names.set(name, (names.get(name) ?? 0) + 1)
    }
    for (const [callee, names] of own.parameters) {
      const called = callee === '__init__' ? className : callee
      if (called === undefined) continue
      const signatures = parameters.get(called)
      if (signatures === undefined) parameters.set(called, [names])
      else signatures.push(names)
    }
  }
  return { uses, keys, parameters }
}

function namesOfSegment(segment: Segment): SegmentNames {
  const known = ofSegments.get(segment)
  if (known !== undefined) return known
  const variables: string[] = []
  const keys: [string, string][] = []
  const parameters: [string, readonly string[]][] = []
  if (!segment.isBroken) {
    for (const scope of functionScopes(segment)) {
      for (const binding of scope.bindings.values()) {
        if (binding.definitions.some((definition) => definition.kind === 'parameter')) variables.push(binding.name)
        if (!isLocal(binding)) continue
        variables.push(binding.name)
        for (const key of keysOf(binding)) keys.push([key, binding.name])
      }
      const name = scope.node?.field('name')?.text
      if (name !== undefined) parameters.push([name, positionalParameters(scope)])
    }
  }
  const names: SegmentNames = { variables, keys, parameters, className: segment.kind === 'class' ? segment.root.descendants('class_definition')[0]?.field('name')?.text : undefined }
  ofSegments.set(segment, names)
  return names
}

function positionalParameters(scope: Scope): readonly string[] {
  const names: string[] = []
  for (const parameter of scope.node?.field('parameters')?.children ?? []) {
    if (parameter.kind === 'keyword_separator' || /splat/.test(parameter.kind)) break
    if (parameter.kind === 'positional_separator') continue
    const name = parameter.kind === 'identifier' ? parameter : parameter.field('name') ?? parameter.firstChild
    if (name?.kind !== 'identifier') break
    names.push(name.text)
  }
  return names[0] === 'self' || names[0] === 'cls' ? names.slice(1) : names
}
