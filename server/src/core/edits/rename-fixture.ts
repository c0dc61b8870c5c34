// renameFixture(): a fixture with everything that means it by its name, in all files of the workspace where it can be seen; or why not.
// Per file the one proof of rename.ts decides. What overrides a fixture, or is overridden by it, is renamed with it.

import { fixtureMentions, strangeDecorators, type FixtureMentions, type FixtureRequest, type NamedFixture } from '../project/fixture-mentions.ts'
import { usesOf, type ImportedUses } from '../project/imported-uses.ts'
import { folderOf } from '../project/lookup.ts'
import { modulesNamed } from '../project/modules.ts'
import { isPluginFixture } from '../project/plugin-fixtures.ts'
import { classesOf } from '../semantic/attributes.ts'
import { fileScopes } from '../semantic/file.ts'
import { ownerDraft } from '../suite/classes.ts'
import { draftsOf, type FunctionDraft } from '../suite/drafts.ts'
import { fixtureDecorator, keyword } from '../suite/fixtures.ts'
import type { Node, Source } from '../syntax/index.ts'
import { editsOf, inOrder, refuse, type RenameRefusal } from './rename-answer.ts'
import { lineOf } from './rename-collisions.ts'
import { renameEdits } from './rename.ts'
import type { SpanEdit } from './span.ts'
import { at, hasWord, isPlain, tailOf, type FileEdits, type WorkspaceFiles } from './workspace-files.ts'

/** Everything that a file has to do with the fixture. */
interface Involved {
  readonly source: Source
  readonly mentions: FixtureMentions
  readonly uses: ImportedUses
}

interface Definition extends NamedFixture {
  readonly source: Source
  /** Where tests may request it: folders with a slash at the end, paths of files. */
  readonly regions: readonly string[]
}

/** `start`: the file in which somebody names the fixture `name`. Undefined where no file defines it: then it is none of the workspace's. */
export function renameFixture(start: Source, name: string, newName: string, files: WorkspaceFiles): readonly FileEdits[] | RenameRefusal | undefined {
  // What a test file uses may be there for what it tests; conftest files and the configuration show what the suite itself rests on.
  const signs = function* (): Iterable<string> {
    for (const { text } of files.configurations) yield text
    for (const source of files.all()) if (/(^|\/)conftest\.py$/.test(source.path)) yield source.text
  }
  const involved = involvedFiles(name, files)
  if ('refusal' in involved) return involved
  const family = familyAt(start, definitionsIn(involved, files))
  if (family.length === 0) return undefined
  if (isPluginFixture(name, signs)) return refuse(`'${name}' is a fixture that pytest or a plugin gives or looks for by that name`)
  if (isPluginFixture(newName, signs)) return refuse(`'${newName}' is a fixture of pytest or of a plugin`)
  const regions = family.flatMap((each) => each.regions)
  const own = involved.filter(({ source }) => regions.some((region) => covers(region, source.path)))
  const problem = problemOfFamily(family, own, name, newName, files) ?? problemOfNewName(newName, regions, files) ?? problemOfComputed(name, regions, own, files)
  if (problem !== undefined) return refuse(problem)

  const edited: FileEdits[] = []
  for (const file of own) {
    const answer = editsIn(file, name, newName)
    if ('refusal' in answer) return file.source === start ? answer : refuse(`${file.source.path}: ${answer.refusal}`)
    if (answer.edits.length > 0) edited.push({ source: file.source, edits: answer.edits })
  }
  return edited
}

/** Each file that has the name, with what it means there; imports are followed from file to file. */
function involvedFiles(name: string, files: WorkspaceFiles): readonly Involved[] | RenameRefusal {
  const candidates = files.naming(name).map((source) => ({ source, mentions: fixtureMentions(source, name, files.settings) }))
  const exporters = new Set(candidates.filter(({ mentions }) => mentions.definitions.some((each) => each.owner === undefined && each.at === each.draft.nameNode)).map(({ source }) => source.path))
  for (let before = 0; before !== exporters.size; ) {
    before = exporters.size
    for (const source of files.all()) {
      const { imports, stars } = usesOf(source, files.paths, exporters, name)
      if (imports.length + stars.length > 0) exporters.add(source.path)
    }
  }
  const involved = candidates.map((each) => ({ ...each, uses: usesOf(each.source, files.paths, exporters, name) }))
  const unclear = involved.find(({ uses }) => uses.unclear !== undefined)
  return unclear === undefined ? involved : refuse(at(unclear.source, unclear.uses.unclear!.node, `'${name}' is imported, but ${unclear.uses.unclear!.why}`))
}

function definitionsIn(involved: readonly Involved[], files: WorkspaceFiles): readonly Definition[] {
  return involved.flatMap(({ source, mentions }) =>
    mentions.definitions.map((each) => ({ ...each, source, regions: regionsOf(source.path, each.owner?.name ?? each.draft.name, files) })),
  )
}

/**
 * Where what a module defines can be requested: below the folder of a conftest.py, in a module itself, and wherever it is imported;
 * everywhere where `pytest_plugins` names the module.
 */
function regionsOf(path: string, exported: string, files: WorkspaceFiles): readonly string[] {
  const seen = new Set<string>()
  const regions = new Set<string>()
  const open = [path]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (seen.has(at)) continue
    seen.add(at)
    regions.add(/(^|\/)conftest\.py$/.test(at) ? (folderOf(at) === '' ? '' : `${folderOf(at)}/`) : at)
    for (const source of files.all()) {
      if (source.path === at) continue
      if (namesPlugin(source, at, files)) regions.add('')
      if (!source.segments.some((segment) => segment.text.includes(exported) || segment.text.includes('*'))) continue
      const { imports, aliased, attributes, stars } = usesOf(source, files.paths, new Set([at]), exported)
      if (imports.length + aliased.length + attributes.length + stars.length > 0) open.push(source.path)
    }
  }
  return [...regions]
}

/** `pytest_plugins = ['tests.fixtures']`, in whatever form: a string that is the module's name. */
function namesPlugin(source: Source, path: string, files: WorkspaceFiles): boolean {
  return source.segments.some((segment) => segment.kind !== 'trivia' && segment.text.includes('pytest_plugins') && segment.root.descendants('string').some((node) => {
    const text = node.children[1]?.kind === 'string_content' ? node.children[1].text : ''
    return /^[\w.]+$/.test(text) && modulesNamed(files.paths, source.path, text).includes(path)
  }))
}

/** `folder/`, `''` for all folders, or the path of one file. */
function covers(region: string, path: string): boolean {
  return region === '' || (region.endsWith('/') ? path.startsWith(region) : region === path)
}

function meet(a: Definition, b: Definition): boolean {
  return a.regions.some((one) => b.regions.some((other) => covers(one, other) || covers(other, one)))
}

/** The definitions that can be seen from the file, and those that override them or are overridden, however far. */
function familyAt(start: Source, definitions: readonly Definition[]): readonly Definition[] {
  const family = new Set(definitions.filter((each) => each.source.path === start.path || each.regions.some((region) => covers(region, start.path))))
  for (const known of family) for (const each of definitions) if (meet(known, each)) family.add(each)
  return [...family]
}

function problemOfFamily(family: readonly Definition[], own: readonly Involved[], name: string, newName: string, files: WorkspaceFiles): string | undefined {
  const plugin = family.find((each) => each.regions.length === 1 && each.regions[0] === each.source.path && !files.isTestFile(each.source.path))
  if (plugin !== undefined) return at(plugin.source, plugin.at, `'${name}' is a fixture that nothing in this workspace takes in: it may be a plugin's, for other projects`)
  for (const definition of family) {
    const other = problemOfOrder(definition, newName)
    if (other !== undefined) return at(definition.source, definition.at, `pytest sets up the autouse fixtures of one place by their names, and '${newName}' would change places with '${other}'`)
  }
  for (const file of own) {
    const other = definedOtherwise(file, name)
    if (other !== undefined) return at(file.source, other, `'${name}' may be made a fixture here in a way that can't be followed`)
  }
  for (const { source, mentions } of own) {
    for (const request of mentions.requests) {
      if (!isGiven(source, request, family)) return at(source, request.node, `'${name}' is given here by pytest or a plugin, not by this workspace`)
      const problem = problemOfDecorators(source, request, name)
      if (problem !== undefined) return at(source, request.node, problem)
    }
  }
  return undefined
}

/** `db = pytest.fixture(…)`, a decorator that only seems to make fixtures, a fixture that a conftest.py imports from somewhere else. */
function definedOtherwise({ source, mentions, uses }: Involved, name: string): Node | undefined {
  const scopes = [fileScopes(source).module, ...classesOf(source).map((each) => each.scope)]
  return scopes.flatMap((scope) => scope.bindings.get(name)?.definitions ?? []).find(({ kind, node, value }) => {
    if (kind === 'assignment') return value !== undefined && /fixture/.test(value.text)
    if (kind === 'function') return node.parent?.parent?.kind === 'decorated_definition' && !mentions.definitions.some((each) => each.draft.nameNode === node) && node.parent.parent.children.some((each) => each.kind === 'decorator' && /fixture/.test(each.text) && !/usefixtures/.test(each.text))
    if (kind !== 'import' || uses.imports.includes(node)) return false
    const module = node.ancestor('import_from_statement')?.field('module_name')?.text ?? ''
    return /(^|\/)conftest\.py$/.test(source.path) || /fixture|pytest|plugin/.test(module)
  })?.node
}

/** The autouse fixture of the same module or class that stands on the other side of the new name than of the old one (`parsefactories` walks over `dir()`). */
function problemOfOrder({ source, draft, owner, at: named }: Definition, newName: string): string | undefined {
  if (named !== draft.nameNode || !isAutouse(source, draft)) return undefined
  const others = source.segments.flatMap((segment) => draftsOf(segment).functions).filter((each) => each !== draft && each.within !== 'function' && ownerDraft(source, each) === owner)
  return others.find((each) => draft.name < each.name !== newName < each.name && isAutouse(source, each))?.name
}

function isAutouse(source: Source, draft: FunctionDraft): boolean {
  const decorator = fixtureDecorator(source, draft)
  const value = decorator === undefined ? undefined : keyword(decorator, 'autouse')
  return value !== undefined && value.kind !== 'false'
}

/** True where a definition of the workspace answers the request; the fixture that overrides another needs one further out. */
function isGiven(source: Source, { draft, owner, isOverride }: FixtureRequest, family: readonly Definition[]): boolean {
  return family.some((each) => {
    if (!each.regions.some((region) => covers(region, source.path))) return false
    if (each.owner !== undefined && owner === undefined) return false
    if (!isOverride) return true
    return each.draft !== draft && (each.source !== source || (owner !== undefined && each.owner !== owner))
  })
}

/** A decorator may hand over the argument itself, or look at it by its name. */
function problemOfDecorators(source: Source, { draft }: FixtureRequest, name: string): string | undefined {
  for (const decorator of strangeDecorators(source, draft)) {
    const call = decorator.firstChild?.kind === 'call' ? decorator.firstChild : undefined
    const list = call?.field('arguments')?.children ?? []
    const called = (call?.field('function') ?? decorator.firstChild)?.text ?? ''
    if (list.some((each) => each.kind === 'keyword_argument' && each.field('name')?.text === name)) return `the decorator '${called}' passes '${name}' by keyword`
    const definition = source.segments.find((segment) => segment.kind !== 'trivia' && segment.text.includes(`def ${called}(`))
    if (definition !== undefined && hasWord(definition.text, name)) return `the decorator '${called}' may pass '${name}' by keyword`
  }
  return undefined
}

function problemOfNewName(newName: string, regions: readonly string[], files: WorkspaceFiles): string | undefined {
  for (const source of files.naming(newName)) {
    const mentions = fixtureMentions(source, newName, files.settings)
    const isSeen = regions.some((region) => covers(region, source.path))
    for (const each of mentions.definitions) {
      const reach = regionsOf(source.path, each.owner?.name ?? each.draft.name, files)
      if (isSeen || reach.some((one) => regions.some((region) => covers(one, region) || covers(region, one)))) return at(source, each.at, `'${newName}' is already a fixture`)
    }
    const other = isSeen ? (mentions.requests[0]?.node ?? mentions.strings.find((each) => each.is !== 'export')?.node) : undefined
    if (other !== undefined) return at(source, other, `'${newName}' is already asked for, and would become this fixture`)
  }
  return undefined
}

/** A string may reach `getfixturevalue()` on ways that nobody sees; in the file of neither is that written. */
function problemOfComputed(name: string, regions: readonly string[], own: readonly Involved[], files: WorkspaceFiles): string | undefined {
  const option = files.configurations.find(({ text }) => [...text.matchAll(/^[ \t]*usefixtures[ \t]*=[^\n]*(?:\n[ \t]+[^\n]*)*/gm)].some(([value]) => hasWord(value, name)))
  if (option !== undefined) return `${option.path}: the setting 'usefixtures' may name '${name}'`
  for (const source of files.all()) {
    if (!regions.some((region) => covers(region, source.path))) continue
    const [place] = fixtureMentions(source, name, files.settings).computed
    if (place === undefined) continue
    for (const { source: other, mentions } of own) {
      const [string] = mentions.loose
      if (string !== undefined) return at(other, string, `the string may be the fixture that ${source.path} asks for by a computed name in line ${lineOf(source, place)}`)
    }
    const isDirect = own.find((each) => each.source === source)?.mentions.requests.some((each) => each.draft.outer.contains(place))
    if (isDirect === true) return at(source, place, `the names are not written out, and '${name}' may be one of them`)
  }
  return undefined
}

function editsIn({ source, mentions, uses }: Involved, name: string, newName: string): { readonly edits: readonly SpanEdit[] } | RenameRefusal {
  const named = mentions.definitions.filter((each) => each.at === each.draft.nameNode).map((each) => each.at)
  const explicit = mentions.definitions.filter((each) => each.at !== each.draft.nameNode).map((each) => each.at)
  const alongside = new Set<Node>([...named, ...uses.imports, ...mentions.requests.map((each) => each.node), ...mentions.strings.map((each) => each.node), ...uses.strings])
  const edits: SpanEdit[] = []
  for (const string of [...explicit, ...mentions.strings.map((each) => each.node), ...uses.strings]) {
    if (!isPlain(string)) return refuse(`the string in line ${lineOf(source, string)} names '${name}' in a way that can't be edited safely`)
  }
  for (const { span } of mentions.strings) edits.push({ ...span, text: newName })
  for (const string of explicit) edits.push({ segment: string.segment, start: string.children[1]!.start, end: string.children[1]!.end, text: newName })
  for (const string of uses.strings) edits.push(tailOf(string, name, newName))
  edits.push(...editsOf([...uses.aliased, ...uses.attributes], newName))
  for (const node of [...named, ...uses.imports, ...mentions.requests.map((each) => each.node)]) {
    const answer = renameEdits(source, node, newName, { isImported: false, alongside })
    if ('refusal' in answer) return answer
    edits.push(...answer.edits)
  }
  return { edits: inOrder(source, edits) }
}

