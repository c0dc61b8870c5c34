// outlineOf(): what a file shows at module level, put together per version from a summary that each segment keeps.
// Its questions are tracked reads: a rule that asked one is run again only when the answer changes.

import type { Node, Segment, Source } from '../syntax/index.ts'
import { peek } from '../syntax/index.ts'
import { lastAtOrBefore } from '../text/lines.ts'
import { localScopes } from './scopes.ts'

export interface Outline {
  /** Segments that bind the name at module level (`global` in a function included), in text order. */
  definitionsOf(name: string): readonly Segment[]
  /** Dotted name behind a module-level import: `m` → `unittest.mock` for `from unittest import mock as m`; the first where several bind it. Relative ones keep their dots. */
  importOf(name: string): string | undefined
  /** Header segments of the module-level classes of that name, in text order. */
  classesNamed(name: string): readonly Segment[]
  /** The header of the class that the segment is a member of; the segment itself where it is a header. */
  classOf(segment: Segment): Segment | undefined
  /** Member segments of the class with this header, in text order. */
  membersOf(header: Segment): readonly Segment[]
  /** Its members that bind the name in the class body. */
  membersNamed(header: Segment, name: string): readonly Segment[]
  /** Modules behind `from … import *` at module level. */
  starImports(): readonly string[]
  /** Names bound at module level. Not tracked, as the two below: for whoever runs on every change. */
  readonly names: ReadonlyMap<string, readonly Segment[]>
  readonly imports: ReadonlyMap<string, string>
  readonly classes: readonly ClassOutline[]
}

/** A class at module level. Its header and members are segments of their own, except where it stands in an `if` or `try`: those are not listed. */
export interface ClassOutline {
  readonly name: string
  readonly header: Segment
  readonly members: readonly Segment[]
  /** Names bound in the class body → the members that bind them. */
  readonly names: ReadonlyMap<string, readonly Segment[]>
}

/** What one segment adds to the outline. */
interface Summary {
  /** Names it binds at module level. */
  readonly module: readonly string[]
  /** Names that a member binds in its class. */
  readonly body: readonly string[]
  readonly imports: readonly (readonly [alias: string, dotted: string])[]
  readonly stars: readonly string[]
  /** Of a class header. */
  readonly className: string | undefined
}

const none: readonly Segment[] = []
const noStrings: readonly string[] = []
const summaries = new WeakMap<Segment, Summary>()
const outlines = new WeakMap<Source, Outline>()

export function outlineOf(source: Source): Outline {
  let outline = outlines.get(source)
  if (outline === undefined) outlines.set(source, (outline = assemble(source)))
  return outline
}

/** The dotted name that an identifier bound by an import stands for; undefined where the node is no such identifier. */
export function importedName(node: Node): string | undefined {
  const statement = node.ancestor('import_statement', 'import_from_statement', 'future_import_statement')
  if (statement === undefined) return undefined
  const item = node.parent
  if (item === undefined) return undefined
  const isAliased = item.kind === 'aliased_import'
  const dotted = squeezed((isAliased ? item.field('name') : item)?.text ?? '')
  if (statement.kind === 'import_statement') return isAliased ? dotted : node.text
  const module = statement.kind === 'future_import_statement' ? '__future__' : squeezed(statement.field('module_name')?.text ?? '')
  return module === '' || module.endsWith('.') ? module + dotted : `${module}.${dotted}`
}

/** Blanks and line continuations are allowed around the dots of a dotted name. */
function squeezed(text: string): string {
  return text.replace(/[\s\\]+/g, '')
}

function summaryOf(segment: Segment): Summary {
  let summary = summaries.get(segment)
  if (summary === undefined) summaries.set(segment, (summary = summarize(segment)))
  return summary
}

function summarize(segment: Segment): Summary {
  if (segment.kind === 'trivia') return { module: noStrings, body: noStrings, imports: [], stars: noStrings, className: undefined }
  const { root, module, starImports } = localScopes(segment)
  const imports: (readonly [string, string])[] = []
  for (const [name, binding] of module.bindings) {
    for (const definition of binding.definitions) {
      const dotted = definition.kind === 'import' ? importedName(definition.node) : undefined
      if (dotted !== undefined) imports.push([name, dotted])
    }
  }
  return {
    module: [...module.bindings.keys()],
    body: segment.kind === 'member' ? [...root.bindings.keys()] : noStrings,
    imports,
    stars: starImports,
    className: segment.kind === 'class' ? segment.root.descendants('class_definition')[0]?.field('name')?.text : undefined,
  }
}

function assemble(source: Source): Outline {
  const { segments } = source
  const names = new Map<string, Segment[]>()
  const imports = new Map<string, string>()
  const classes: KnownClass[] = []
  const byHeader = new Map<Segment, KnownClass>()
  const headers: number[] = []
  const stars: string[] = []
  const older = latest.get(source.lineage)
  const note = (segment: Segment): void => {
    const summary = summaryOf(segment)
    for (const name of summary.module) add(names, name, segment)
    for (const [alias, dotted] of summary.imports) if (!imports.has(alias)) imports.set(alias, dotted)
    stars.push(...summary.stars)
  }
  for (let i = 0; i < segments.length; ) {
    const header = segments[i]!
    const end = header.kind === 'class' ? endOfClass(segments, i) : i + 1
    if (header.kind !== 'trivia') note(header)
    if (header.kind === 'class') {
      const known = older?.byHeader.get(header)
      const own = known !== undefined && isWhole(known, segments, i + 1, end) ? known : readClass(header, segments.slice(i + 1, end))
      classes.push(own)
      byHeader.set(header, own)
      headers.push(i)
      own.telling.forEach(note)
    }
    i = end
  }

  const raw: Raw = { names, imports, classes, byHeader, headers, stars }
  raws.set(source, raw)
  latest.set(source.lineage, raw)
  return { names, imports, classes, ...questionsOf(source) }
}

/** The index behind the last member of the class whose header has this index. */
function endOfClass(segments: readonly Segment[], header: number): number {
  let end = header + 1
  while (end < segments.length && (segments[end]!.kind === 'member' || segments[end]!.kind === 'trivia')) end++
  return end
}

/** A class whose segments all stayed is the same object as before, so that what is known of it stays too. */
interface KnownClass extends ClassOutline {
  /** The members that bind something at module level. */
  readonly telling: readonly Segment[]
}

function isWhole({ members }: ClassOutline, segments: readonly Segment[], from: number, end: number): boolean {
  let at = 0
  for (let i = from; i < end; i++) if (segments[i]!.kind === 'member' && segments[i] !== members[at++]) return false
  return at === members.length
}

function readClass(header: Segment, body: readonly Segment[]): KnownClass {
  const members = body.filter(({ kind }) => kind === 'member')
  const names = new Map<string, Segment[]>()
  for (const member of members) for (const name of summaryOf(member).body) add(names, name, member)
  const telling = members.filter((member) => {
    const { module, imports, stars } = summaryOf(member)
    return module.length + imports.length + stars.length > 0
  })
  return { name: summaryOf(header).className ?? '', header, members, names, telling }
}

/** Each method asks through `peek`; the question is put to whatever version is at hand later. */
function questionsOf(source: Source): Omit<Outline, 'names' | 'imports' | 'classes'> {
  return {
    definitionsOf: (name) => peek(source, `definitionsOf ${name}`, asks.definitionsOf(name), 'surface'),
    importOf: (name) => peek(source, `importOf ${name}`, asks.importOf(name), 'surface'),
    classesNamed: (name) => peek(source, `classesNamed ${name}`, asks.classesNamed(name), 'surface'),
    classOf: (segment) => peek(source, `classOf ${identify(segment)}`, asks.classOf(segment), 'surface'),
    membersOf: (header) => peek(source, `membersOf ${identify(header)}`, asks.membersOf(header), 'surface'),
    membersNamed: (header, name) => peek(source, `membersNamed ${identify(header)} ${name}`, asks.membersNamed(header, name), 'surface'),
    starImports: () => peek(source, 'starImports', asks.starImports, 'surface'),
  }
}

/** Made out here, so that a question that is kept does not keep alive the version of which it was asked first. */
const asks = {
  definitionsOf: (name: string) => (version: Source) => rawOf(version).names.get(name) ?? none,
  importOf: (name: string) => (version: Source) => rawOf(version).imports.get(name),
  classesNamed: (name: string) => (version: Source) => rawOf(version).classes.filter((each) => each.name === name).map((each) => each.header),
  classOf: (segment: Segment) => (version: Source) => headerOf(version, segment),
  membersOf: (header: Segment) => (version: Source) => rawOf(version).byHeader.get(header)?.members ?? none,
  membersNamed: (header: Segment, name: string) => (version: Source) => rawOf(version).byHeader.get(header)?.names.get(name) ?? none,
  starImports: (version: Source) => rawOf(version).stars,
}

/** Of the version that was put together last, for each file. */
const latest = new WeakMap<object, Raw>()

interface Raw {
  readonly names: ReadonlyMap<string, readonly Segment[]>
  readonly imports: ReadonlyMap<string, string>
  readonly classes: readonly ClassOutline[]
  readonly byHeader: ReadonlyMap<Segment, KnownClass>
  /** Indexes of the headers among the segments, ascending. */
  readonly headers: readonly number[]
  readonly stars: readonly string[]
}

const raws = new WeakMap<Source, Raw>()

function rawOf(source: Source): Raw {
  outlineOf(source)
  return raws.get(source)!
}

function headerOf(source: Source, segment: Segment): Segment | undefined {
  if (!source.has(segment)) return undefined
  if (segment.kind === 'class') return segment
  const { headers } = rawOf(source)
  if (segment.kind !== 'member' || headers.length === 0) return undefined
  const index = source.indexOf(segment)
  const header = headers[lastAtOrBefore(headers, index)]!
  return header < index ? source.segments[header] : undefined
}

function add(table: Map<string, Segment[]>, name: string, segment: Segment): void {
  const segments = table.get(name)
  if (segments === undefined) table.set(name, [segment])
  else segments.push(segment)
}

const numbers = new WeakMap<Segment, number>()
let lastNumber = 0

/** A number for each segment that questions are asked about: part of the question's key, never of an answer. */
export function identify(segment: Segment): number {
  let number = numbers.get(segment)
  if (number === undefined) numbers.set(segment, (number = ++lastNumber))
  return number
}
