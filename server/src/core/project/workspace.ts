// createWorkspaces(): the files of workspaces as summaries, from texts that the host hands in, and the neighbours of each open file.
// It reads nothing: files ask by path, `wants` says what nobody handed in yet, `learn` hands it in.

import { attachNeighbours, knowledgeOf, type Neighbours } from '../semantic/neighbours.ts'
import { openSource, Source, type Parser } from '../syntax/index.ts'
import { ancestry, attributeOf, checksOf, checksOfMethod, methodOf } from './answers.ts'
import { fixtureChecks, importedFixtureChecks, inheritedFixtureChecks, unaskedChecks, unaskedChecksOf } from './fixture-answers.ts'
import type { Ask, Surroundings } from './lookup.ts'
import { importsOf, targetOf } from './targets.ts'
import { summarize, summarizeConfiguration } from './summarize.ts'
import { compact, type ModuleSummary } from './summary.ts'

/** Where a file belongs: the workspace's own name (a URI, a folder), and its path in it, with slashes. */
export interface Home {
  readonly workspace: string
  readonly path: string
}

/** What was known of other files at one time; it holds nothing of the file that asked. */
export interface Footing {
  /** True as long as none of the files that were asked for has changed since. */
  readonly holds: () => boolean
}

export interface Workspaces {
  /** From now on the file may ask for others of its workspace; for all its versions. */
  settle(source: Source, home: Home): void
  /** The version to work with: `source` itself, or one with the same segments where other files have changed since it was first seen. */
  current(source: Source): Source
  /** Paths in its workspace of files that were asked for and not handed in yet. */
  wants(source: Source): readonly string[]
  /** Paths in its workspace of everything that answers for the file rest on, read or not. */
  restsOn(source: Source): ReadonlySet<string>
  /** What answers about this file that are given now rest on. */
  footing(source: Source): Footing
  /** The text of a file, undefined where there is none. True where that changes anything for the files that asked for it. */
  learn(workspace: string, path: string, text: string | undefined): boolean
  /** True where a file asked for the path since the workspace was made. */
  isWanted(workspace: string, path: string): boolean
}

interface Workspace {
  /** Undefined: handed in as absent. */
  readonly files: Map<string, ModuleSummary | undefined>
  /** The number of the change that the file was last part of. */
  readonly changes: Map<string, number>
  readonly asked: Set<string>
  /** Every string of its summaries once. */
  readonly strings: Map<string, string>
  change: number
}

interface Resident {
  readonly workspace: Workspace
  readonly neighbours: Neighbours
  readonly asked: Set<string>
  /** The workspace's change up to which `knowledge` counts. */
  seen: number
  knowledge: number
}

/** Folders that hold other people's code. */
const foreign = /(^|\/)(\.venv|venv|virtualenv|\.tox|\.nox|node_modules|site-packages|dist-packages|__pypackages__)\//
/** Files longer than this many UTF-16 units are taken to be data, not helpers. */
const longest = 2_000_000
/** Modules that one file's patches may have read: each is one more file of the code under test. */
const mostTargeted = 100

export function createWorkspaces(parser: Parser): Workspaces {
  const workspaces = new Map<string, Workspace>()
  const residents = new WeakMap<object, Resident>()
  const siblings = new WeakMap<Source, Source>()

  const workspaceOf = (name: string): Workspace => {
    let workspace = workspaces.get(name)
    if (workspace === undefined) workspaces.set(name, (workspace = { files: new Map(), changes: new Map(), asked: new Set(), strings: new Map(), change: 0 }))
    return workspace
  }
  return {
    settle(source, { workspace: name, path }) {
      if (residents.has(source.lineage)) return
      const resident = createResident(workspaceOf(name), path)
      residents.set(source.lineage, resident)
      attachNeighbours(source, resident.neighbours)
    },
    current(source) {
      const resident = residents.get(source.lineage)
      if (resident === undefined) return source
      catchUp(resident)
      if (knowledgeOf(source) === resident.knowledge) return source
      let sibling = siblings.get(source)
      if (sibling === undefined || knowledgeOf(sibling) !== resident.knowledge) {
        sibling = new Source(source.parser, source.path, source.segments, source.lineage)
        siblings.set(source, sibling)
        knowledgeOf(sibling)
      }
      return sibling
    },
    wants(source) {
      const resident = residents.get(source.lineage)
      return resident === undefined ? [] : [...resident.asked].filter((path) => !resident.workspace.files.has(path))
    },
    restsOn: (source) => residents.get(source.lineage)?.asked ?? new Set(),
    footing(source) {
      const resident = residents.get(source.lineage)
      if (resident === undefined) return { holds: () => true }
      return footingOn(resident.workspace, resident.asked)
    },
    learn(name, path, text) {
      const workspace = workspaceOf(name)
      const before = workspace.files.get(path)
      const isKnown = workspace.files.has(path)
      const summary = text === undefined || text.length > longest ? undefined : compact(path.endsWith('.py') ? summarize(openSource(parser, path, text)) : summarizeConfiguration(path, text), workspace.strings)
      if (isKnown && (before === undefined || summary === undefined ? before === summary : fingerprint(before) === fingerprint(summary))) return false
      workspace.files.set(path, summary)
      workspace.changes.set(path, ++workspace.change)
      return workspace.asked.has(path)
    },
    isWanted: (name, path) => workspaces.get(name)?.asked.has(path) ?? false,
  }
}

/** Everything that two summaries could differ in. */
function fingerprint(summary: ModuleSummary): string {
  return JSON.stringify(summary, (_, value: unknown) => (value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value))
}

function createResident(workspace: Workspace, path: string): Resident {
  const asked = new Set<string>()
  const answers = new Map<string, { knowledge: number; written: string; answer: unknown }>()
  const ask: Ask = (wanted) => {
    if (foreign.test(wanted)) return 'absent'
    asked.add(wanted)
    workspace.asked.add(wanted)
    return workspace.files.has(wanted) ? (workspace.files.get(wanted) ?? 'absent') : 'unknown'
  }
  const around: Surroundings = { path, ask }
  /** One object for equal answers, and no work while nothing changed. */
  const kept = <T>(key: string, compute: () => T): T => {
    const known = answers.get(key)
    if (known !== undefined && known.knowledge === resident.knowledge) return known.answer as T
    const answer = compute()
    const written = JSON.stringify(answer) ?? ''
    if (known !== undefined && known.written === written) {
      known.knowledge = resident.knowledge
      return known.answer as T
    }
    answers.set(key, { knowledge: resident.knowledge, written, answer })
    return answer
  }
  /** Modules that targets name; a file that patches more than these gets no answer for the others. */
  const targeted = new Set<string>()
  const isAffordable = (dotted: string): boolean => {
    const module = dotted.slice(0, dotted.lastIndexOf('.'))
    return targeted.has(module) || (targeted.size < mostTargeted && targeted.add(module) !== undefined)
  }
  const neighbours: Neighbours = {
    get knowledge() {
      return resident.knowledge
    },
    ancestry: (bases) => kept(`ancestry ${bases.join(' ')}`, () => ancestry(around, bases)),
    checksOf: (dotted) => kept(`checks ${dotted}`, () => checksOf(around, dotted)),
    checksOfMethod: (bases, name) => kept(`method checks ${name} ${bases.join(' ')}`, () => checksOfMethod(around, bases, name)),
    methodOf: (bases, name) => kept(`method ${name} ${bases.join(' ')}`, () => methodOf(around, bases, name)),
    attributeOf: (bases, name) => kept(`attribute ${name} ${bases.join(' ')}`, () => attributeOf(around, bases, name)),
    fixture: (name) => kept(`fixture ${name}`, () => fixtureChecks(around, name)),
    importedFixture: (dotted, byStar = false) => kept(`imported fixture ${dotted} ${byStar}`, () => importedFixtureChecks(around, dotted, byStar)),
    inheritedFixture: (bases, name) => kept(`inherited fixture ${name} ${bases.join(' ')}`, () => inheritedFixtureChecks(around, bases, name)),
    unasked: (imported) => kept(`unasked ${imported.join(' ')}`, () => unaskedChecks(around, imported)),
    unaskedOf: (bases) => kept(`unasked of ${bases.join(' ')}`, () => unaskedChecksOf(around, bases)),
    target: (dotted) => kept(`target ${dotted}`, () => (isAffordable(dotted) ? targetOf(around, dotted) : { is: 'unread' })),
    importsOf: (module) => kept(`imports ${module}`, () => (isAffordable(`${module}.*`) ? importsOf(around, module) : undefined)),
  }
  const resident: Resident = { workspace, neighbours, asked, seen: workspace.change, knowledge: 0 }
  return resident
}

/** Raises the number of what the file knows where one of the files it rests on has changed. */
function catchUp(resident: Resident): void {
  const { workspace, asked, seen } = resident
  if (workspace.change === seen) return
  resident.seen = workspace.change
  if (hasChanged(workspace, asked, seen)) resident.knowledge++
}

function footingOn(workspace: Workspace, asked: ReadonlySet<string>): Footing {
  let seen = workspace.change
  let isGone = false
  return {
    holds() {
      if (isGone || workspace.change === seen) return !isGone
      isGone = hasChanged(workspace, asked, seen)
      seen = workspace.change
      return !isGone
    },
  }
}

function hasChanged({ changes }: Workspace, asked: ReadonlySet<string>, since: number): boolean {
  for (const path of asked) if ((changes.get(path) ?? 0) > since) return true
  return false
}
