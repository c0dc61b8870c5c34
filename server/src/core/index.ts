// The façade: the only file of core that outsiders import. Texts and settings in; findings, fixes, reviews out.

import { actions } from './actions/index.ts'
import { configurationLines, mayMatter, problemOfName, reachOf, renameAcross, renameEdits } from './edits/index.ts'
import { offersAt, performAction, type Offer } from './engine/actions.ts'
import { analyze } from './engine/analyze.ts'
import type { Analysis, Finding, Fix } from './engine/finding.ts'
import { absolute, fixAll, fixesFor } from './engine/fix.ts'
import { suppressionRules } from './engine/suppress.ts'
import { suppressionEdits, suppressionsOf } from './engine/suppressions.ts'
import type { Refusal, Rule } from './kit/index.ts'
import { createWorkspaceNames, namesAt, spansAbout, type Vocabulary, type WorkspaceNames } from './naming/index.ts'
import { suggestionsForReview } from './naming/suggest.ts'
import { buildReview } from './review/build.ts'
import type { Review } from './review/review.ts'
import { workspacePaths } from './project/modules.ts'
import { createWorkspaces, type Footing, type Home } from './project/workspace.ts'
import { rules as unitRules } from './rules/index.ts'
import { knowledgeOf } from './semantic/neighbours.ts'
import { resolveSettings as resolveWith, type ResolvedSettings, type SettingsInput } from './settings/resolve.ts'
import { namesRule } from './settings/severity.ts'
import type { Settings } from './settings/settings.ts'
import { isTestFile } from './settings/test-files.ts'
import { collectTests } from './suite/collect.ts'
import { loadTests, type LoadedTests } from './suite/load-tests.ts'
import { isLeftOut } from './suite/collect-ignore.ts'
import { fixturesOfTests, type FixtureFiles, type TestFixtures } from './suite/fixture-closure.ts'
import { createParser, editSource, openSource, type Source } from './syntax/index.ts'
import type { Range, TextEdit } from './text/range.ts'

export type { Analysis, Finding, Fix, Gap } from './engine/finding.ts'
export { sections, type Action, type Preset, type Refusal, type Rule, type Safety, type SectionId, type Severity } from './kit/index.ts'
export type { Review, Suggestion } from './review/review.ts'
export { formats, type FormatName } from './report/formats.ts'
export { reported, reportedRange, type ReportedFile, type ReportedFinding, type ReportedRange, type ReportedRun } from './report/reported.ts'
export { reviewJson } from './report/review-json.ts'
export { reviewMarkdown, type ReviewContext } from './report/review-markdown.ts'
export { readProjectConfiguration } from './project/configuration.ts'
export { testPathsOf } from './project/test-paths.ts'
export { isForeignFolder } from './project/foreign-folders.ts'
export type { Footing, Home } from './project/workspace.ts'
export type { Mistake } from './settings/read.ts'
export { isTestFile } from './settings/test-files.ts'
export { configurationFileNames, projectFileNames, type ResolvedSettings } from './settings/resolve.ts'
export { defaultSettings, type Settings } from './settings/settings.ts'
export { checkSelectors, namesRule } from './settings/severity.ts'
export type { Preference } from './settings/shape.ts'
export type { FixtureDefinition, FixtureFiles, TestFixtures, UsedFixture } from './suite/fixture-closure.ts'
export type { LoadedTests } from './suite/load-tests.ts'
export type { Source } from './syntax/index.ts'
export type { Position } from './text/lines.ts'
export type { Offer } from './engine/actions.ts'
export { applyEdits, type Range, type TextEdit } from './text/range.ts'

/** What a suppression comment (`# proctor: ignore[rule]`) under the cursor is about. */
export interface RuleMention {
  readonly rule: Rule
  readonly range: Range
}

/** A rename that other files have a say in. */
export interface RenameSearch {
  /** The name as it is now. */
  readonly name: string
  /** What it turned out to be so far; what an `import` brings is seen when its file was read. */
  readonly is: 'fixture' | 'module-name' | 'import' | 'attribute'
  /** True for a file, by its path in the workspace and its text, without which the rename can't be answered. Cheap. */
  readonly mayMatter: (path: string, text: string) => boolean
}

/** Better names for one variable, for somebody who asked. */
export interface NamesFor {
  /** The identifier that was asked about. */
  readonly range: Range
  readonly name: string
  /** Best first, at most five, each with its evidence in words; none where nothing speaks for another name. */
  readonly candidates: readonly { readonly name: string; readonly evidence: string }[]
  /** The statements that say what it is, in text order: the header of its function, and each that names it. */
  readonly about: readonly Range[]
}

/** What a host found for a {@link RenameSearch} in one workspace. Paths with slashes, from its root. */
export interface WorkspaceTexts {
  /** As in {@link Home}. */
  readonly workspace: string
  /** Every Python file, but for other people's code (virtual environments, `node_modules` …). */
  readonly paths: readonly string[]
  /** By path: the Python files that may matter, and the configuration files (`configurationFileNames`) that may. */
  readonly texts: ReadonlyMap<string, string>
}

/** The edits of one file; `source` is its text as it was handed in. */
export interface RenamedFile {
  readonly path: string
  readonly source: Source
  readonly edits: readonly TextEdit[]
}

/**
 * Everything that the doors need. All methods are synchronous and pure but for caches, which follow the identity of `source`
 * (and its segments) and of `settings`: hand in the same objects while nothing changed. Offsets are UTF-16 units in the file.
 */
export interface Proctor {
  readonly rules: readonly Rule[]
  /** `home`: where it lies in its workspace, for what other files say of it; without one it stands alone. */
  open(path: string, text: string, home?: Home): Source
  edit(source: Source, edits: readonly TextEdit[]): Source
  /** True where the path is a test file by the settings' patterns and not excluded; `path` is relative to the project, with slashes. */
  isTestFile(path: string, settings: Settings): boolean
  analyze(source: Source, settings: Settings): Analysis
  /**
   * Other files that the last answers about this one would like to know: paths in its workspace, which need not exist. Hand them in
   * with `learn`, and ask anew until none is wanted; each round goes one import further.
   */
  wants(source: Source): readonly string[]
  /** Paths in its workspace of everything that answers about this file rest on, whether there is such a file or not. */
  restsOn(source: Source): ReadonlySet<string>
  /** What a file of the workspace says now; undefined where there is none. True where answers about some file may change by it. */
  learn(workspace: string, path: string, text: string | undefined): boolean
  /** True where some file asked for the path: its changes are worth learning. */
  isWanted(workspace: string, path: string): boolean
  /** Another number whenever what is known of other files has changed anything for this one. */
  knowledge(source: Source): number
  /** What answers about this file that are given now rest on in others; it may be kept without the file. */
  footing(source: Source): Footing
  /** The repairs of one finding of `analyze(source, settings)`, best first; refusals say why there is none. */
  fixesFor(finding: Finding, source: Source, settings: Settings): readonly (Fix | Refusal)[]
  /** The edits that apply every fix of this safety (`safe`: only those), repeated until nothing changes; of one rule where named. Idempotent. */
  fixAll(source: Source, settings: Settings, options?: { readonly unsafe?: boolean; readonly rule?: string }): { readonly edits: readonly TextEdit[]; readonly fixed: number }
  /** Adds or extends a suppression comment for the finding; no edits where it is itself about such a comment. */
  suppress(finding: Finding, source: Source, where: 'line' | 'file'): readonly TextEdit[]
  /** The rule named in a suppression comment at the offset. */
  ruleAt(source: Source, offset: number): RuleMention | undefined
  offers(source: Source, range: Range, settings: Settings): readonly Offer[]
  perform(id: string, source: Source, range: Range, settings: Settings): Fix | { readonly renameAt: number } | { readonly namesAt: number } | Refusal | undefined
  review(source: Source, settings: Settings): Review
  /** Names for the variable at the offset; undefined where there is none that naming knows anything of. */
  namesAt(source: Source, offset: number): NamesFor | undefined
  /**
   * Counts how the test file at `path` names things, for reviews of others of its workspace and for `namesAt`; findings never rest on
   * it. Steps of a few milliseconds, to be gone through to the end; a text that is counted already is none. Undefined forgets the file.
   */
  learnNames(workspace: string, path: string, text: string | undefined): Iterable<undefined>
  /** True where the names of the file are counted. */
  knowsNames(workspace: string, path: string): boolean
  /** Edits that rename what the identifier at `offset` means, or why that is not safe. */
  rename(source: Source, offset: number, newName: string): readonly TextEdit[] | Refusal
  /** What a rename at the offset has to see of other files: fixtures, names of the module, attributes of its classes. Undefined where `rename` answers by this file alone. */
  renameSearch(source: Source, offset: number, newName: string, settings: Settings): RenameSearch | undefined
  /** As `rename`, over the files of a workspace; `offset` is one in the text of `path`, which is among them. */
  renameAcross(path: string, offset: number, newName: string, settings: Settings, found: WorkspaceTexts): readonly RenamedFile[] | Refusal
  /** Lines (from 1) of configuration files that have the name in them and are not touched: a test's in `-k` or `--deselect`. */
  renameMentions(name: string, found: WorkspaceTexts): readonly { readonly path: string; readonly line: number }[]
  /**
   * Ids of the tests that pytest or unittest would collect, `path::Class::test` with `source.path`, in text order. `elsewhere` opens the
   * modules that bases and tests are imported from; without it only this file is read.
   */
  collect(source: Source, settings: Settings, elsewhere?: (module: string, from: Source) => Source | undefined): readonly string[]
  /** The same as unittest's loader sees it: tests of TestCases alone, and what a `load_tests` of the module makes of them. */
  loadTests(source: Source, elsewhere?: (module: string, from: Source) => Source | undefined): LoadedTests
  /** The fixtures of each of these tests, with where they are defined. */
  fixtures(source: Source, settings: Settings, files: FixtureFiles): readonly TestFixtures[]
  /** True where `collect_ignore` or `collect_ignore_glob` of a conftest keeps the file from being collected with its folder. */
  isLeftOut(path: string, conftests: readonly Source[]): boolean
}

/** Every rule there is, the engine's own included. */
export const allRules: readonly Rule[] = [...unitRules, ...suppressionRules]

/** The settings of one file from what editor and configuration files say; see {@link SettingsInput}. Never throws. */
export function resolveSettings(input: Omit<SettingsInput, 'rules'>): ResolvedSettings {
  return resolveWith({ ...input, rules: allRules })
}

/** `runtime` is `grammars/tree-sitter.wasm`, `grammar` is `grammars/python.wasm`. Throws where they don't load, saying why. */
export async function createProctor(wasm: { readonly runtime: Uint8Array; readonly grammar: Uint8Array }): Promise<Proctor> {
  const parser = await createParser(wasm.runtime, wasm.grammar)
  const workspaces = createWorkspaces(parser)
  const { current } = workspaces
  const homes = new WeakMap<object, Home>()
  const settled = (path: string, text: string, home?: Home): Source => {
    const source = openSource(parser, path, text)
    if (home !== undefined) {
      workspaces.settle(source, home)
      homes.set(source.lineage, home)
    }
    return source
  }
  const names = new Map<string, Names>()
  const vocabularyOf = (source: Source): Vocabulary | undefined => {
    const home = homes.get(source.lineage)
    const known = home && names.get(home.workspace)?.counted
    return home === undefined || known === undefined || known.size === 0 ? undefined : known.without(home.path)
  }
  return {
    rules: allRules,
    open: settled,
    edit: editSource,
    isTestFile,
    analyze: (source, settings) => analyze(current(source), settings, allRules),
    wants: workspaces.wants,
    restsOn: workspaces.restsOn,
    learn: workspaces.learn,
    isWanted: workspaces.isWanted,
    knowledge: (source) => knowledgeOf(current(source)),
    footing: workspaces.footing,
    fixesFor: (finding, source, settings) => fixesFor(finding, current(source), settings),
    fixAll: (source, settings, options) => fixAll(current(source), settings, allRules, options),
    suppress: (finding, source, where) => (source.has(finding.at.segment) && !suppressionRules.includes(finding.rule) ? absolute(suppressionEdits(source, finding.at, finding.rule.id, where), source) : []),
    ruleAt,
    offers: (source, range, settings) => offersAt(actions, current(source), range, settings),
    perform: (id, source, range, settings) => performAction(actions, id, current(source), range, settings),
    review: (source, settings) => buildReview(current(source), analyze(current(source), settings, allRules), allRules, suggestionsForReview(current(source), settings, vocabularyOf(source))),
    namesAt(source, offset) {
      const node = identifierAt(source, offset)
      const answer = node && namesAt(current(source), node, vocabularyOf(source))
      return answer && { range: source.rangeOf(answer.at), name: answer.name, candidates: answer.candidates, about: spansAbout(answer.at).map((span) => source.rangeOf(span)) }
    },
    *learnNames(workspace, path, text) {
      let known = names.get(workspace)
      if (known === undefined) names.set(workspace, (known = { counted: createWorkspaceNames(), texts: new Map() }))
      if (text === undefined) {
        known.counted.forget(path)
        known.texts.delete(path)
        return
      }
      const hash = hashOf(text)
      if (known.texts.get(path) === hash) return
      yield* known.counted.learn(path, openSource(parser, path, text))
      known.texts.set(path, hash)
    },
    knowsNames: (workspace, path) => names.get(workspace)?.counted.has(path) ?? false,
    rename(source, offset, newName) {
      const version = current(source)
      const node = identifierAt(version, offset)
      if (node === undefined) return { refusal: version.segmentAt(offset)?.isBroken === true ? 'the code here has a syntax error' : 'there is no name at this place' }
      const answer = renameEdits(version, node, newName, { trustsTestNames: true })
      return 'refusal' in answer ? answer : absolute(answer.edits, version)
    },
    renameSearch(source, offset, newName, settings) {
      const node = nameAt(source, offset)
      const reach = node === undefined ? undefined : reachOf(current(source), node, settings)
      // What can't be a name needs no search to be refused.
      if (reach === undefined || (node!.kind === 'identifier' && problemOfName(reach.name, newName) !== undefined)) return undefined
      return { name: reach.name, is: reach.is, mayMatter: (path, text) => mayMatter(path, text, reach, newName) }
    },
    renameAcross(path, offset, newName, settings, { workspace, paths, texts }) {
      const sources = new Map<string, Source>()
      for (const [each, text] of texts) if (each.endsWith('.py')) sources.set(each, settled(each, text, { workspace, path: each }))
      const start = sources.get(path)
      const node = start === undefined ? undefined : nameAt(start, offset)
      const reach = node === undefined ? undefined : reachOf(start!, node, settings)
      if (reach === undefined) return { refusal: 'there is no name at this place' }
      const all = [...sources.values()]
      const answer = renameAcross(start!, reach, newName, {
        paths: workspacePaths([...paths, ...sources.keys()]),
        all: () => all,
        naming: (name) => all.filter((source) => source.text.includes(name)),
        configurations: configurationsIn(texts),
        settings,
        isTestFile: (each) => isTestFile(each, settings),
      }, { trustsTestNames: true })
      return 'refusal' in answer ? answer : answer.map((each) => ({ path: each.source.path, source: each.source, edits: absolute(each.edits, each.source) }))
    },
    renameMentions: (name, { texts }) => configurationLines(name, configurationsIn(texts)),
    collect: collectTests,
    loadTests,
    fixtures: fixturesOfTests,
    isLeftOut,
  }
}

interface Names {
  readonly counted: WorkspaceNames
  /** What each counted file's text hashes to, so that the same text is not counted twice. */
  readonly texts: Map<string, number>
}

/** FNV-1a over the length and the UTF-16 units. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5 ^ text.length
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash
}

function identifierAt(source: Source, offset: number) {
  for (const range of [{ start: offset, end: offset + 1 }, { start: offset, end: offset }, { start: offset - 1, end: offset }]) {
    const node = source.nodeAt(range)
    if (node?.kind === 'identifier') return node
  }
  return undefined
}

function configurationsIn(texts: ReadonlyMap<string, string>) {
  return [...texts].flatMap(([path, text]) => (path.endsWith('.py') ? [] : [{ path, text }]))
}

/** An identifier, or a string that may name a fixture. */
function nameAt(source: Source, offset: number) {
  const identifier = identifierAt(source, offset)
  if (identifier !== undefined) return identifier
  for (const start of [offset, offset - 1]) {
    const node = source.nodeAt({ start, end: start + 1 })
    const string = node?.kind === 'string' ? node : node?.ancestor('string')
    if (string !== undefined) return string
  }
  return undefined
}

function ruleAt(source: Source, offset: number): RuleMention | undefined {
  const segment = source.segmentAt(offset)
  if (segment === undefined) return undefined
  const base = source.startOf(segment)
  for (const suppression of suppressionsOf(segment)) {
    for (const { name, at } of suppression.names) {
      if (offset < base + at.start || offset > base + at.end) continue
      const rule = allRules.find((one) => one.id === name) ?? allRules.find((one) => namesRule(name, one))
      if (rule !== undefined) return { rule, range: { start: base + at.start, end: base + at.end } }
    }
  }
  return undefined
}
