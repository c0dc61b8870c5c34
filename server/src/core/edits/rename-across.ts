// renameAcross(): one rename over all files of a workspace: which kind of name it is, and what has to be read for it.

import { fixtureMentions } from '../project/fixture-mentions.ts'
import { usesOf } from '../project/imported-uses.ts'
import { modulesNamed } from '../project/modules.ts'
import { familyOf } from '../semantic/attributes.ts'
import { fileScopes } from '../semantic/file.ts'
import type { CollectionSettings } from '../suite/styles.ts'
import type { Node, Source } from '../syntax/index.ts'
import { refuse, type RenameOptions, type RenameRefusal } from './rename-answer.ts'
import { ownerOf } from './rename-attributes.ts'
import { renameFixture } from './rename-fixture.ts'
import { renameModuleName } from './rename-module-name.ts'
import { problemOfName, renameEdits } from './rename.ts'
import { at, hasWord, type FileEdits, type WorkspaceFiles } from './workspace-files.ts'

/** What a rename has to do with other files. */
export interface Reach {
  readonly name: string
  /** `import`: what the name is, only the file that it comes from can say. */
  readonly is: 'fixture' | 'module-name' | 'import' | 'attribute'
  /** For an attribute the classes of the file that share it, by name. */
  readonly classes?: readonly string[]
  /** The identifier; a string where that names the fixture. */
  readonly node: Node
}

/** Undefined where the file alone decides: locals, parameters of helpers. */
export function reachOf(source: Source, node: Node, settings: CollectionSettings): Reach | undefined {
  if (node.kind === 'string') {
    const name = node.children.length === 3 ? node.children[1]!.text : ''
    if (!/^\w+$/.test(name)) return undefined
    const { definitions, strings } = fixtureMentions(source, name, settings)
    return definitions.some((each) => each.at === node) || strings.some((each) => each.node === node && each.is === 'request') ? { name, is: 'fixture', node } : undefined
  }
  if (node.kind !== 'identifier' || (node.parent?.kind === 'keyword_argument' && node.fieldName === 'name')) return undefined
  if (node.parent?.kind === 'attribute' && node.fieldName === 'attribute') return attributeReach(source, node)
  const name = node.text
  const binding = fileScopes(source).bindingOf(node)
  const definitions = new Set(binding?.definitions.map((each) => each.node) ?? [])
  if (binding === undefined || definitions.size === 0) return undefined
  const mentions = fixtureMentions(source, name, settings)
  if (mentions.definitions.some((each) => definitions.has(each.at)) || mentions.requests.some((each) => definitions.has(each.node))) return { name, is: 'fixture', node }
  if (binding.scope.kind === 'class') return attributeReach(source, node)
  if (binding.scope.kind !== 'module') return undefined
  const imported = binding.definitions.filter((each) => each.kind === 'import')
  // An alias is the file's own, unless pytest knows a fixture by it.
  const isAsked = mentions.requests.length + mentions.strings.length > 0
  if (!isAsked && imported.some((each) => each.node.parent?.kind === 'aliased_import')) return undefined
  return { name, is: imported.length > 0 ? 'import' : 'module-name', node }
}

function attributeReach(source: Source, node: Node): Reach | undefined {
  const cls = ownerOf(source, node)
  if (cls === undefined || node.text.startsWith('__')) return undefined
  return { name: node.text, is: 'attribute', node, classes: familyOf(source, cls).classes.map((each) => each.name) }
}

/** True for the files without which a rename of `name` can't be answered, by path and text. Cheap: nothing is parsed. */
export function mayMatter(path: string, text: string, { name, classes }: Reach, newName: string): boolean {
  if (classes !== undefined) return !path.endsWith('.py') || ((text.includes(name) || text.includes(newName)) && classes.some((each) => text.includes(each)))
  return text.includes(name) || text.includes(newName) || /getfixturevalue|usefixtures|pytest_plugins|import \*|lazy_fixture|fixture_ref|\blf\(/.test(text) || !path.endsWith('.py')
}

/** `start`: the file at hand, one of `files`. */
export function renameAcross(start: Source, { name, is, node, classes = [] }: Reach, newName: string, files: WorkspaceFiles, options: RenameOptions = {}): readonly FileEdits[] | RenameRefusal {
  const problem = problemOfName(name, newName)
  if (problem !== undefined) return refuse(problem)
  if (is === 'fixture') return renameFixture(start, name, newName, files) ?? renameParameter(start, node, newName, options)
  if (is === 'attribute') return renameAttributeAcross(start, node, classes, newName, files, options)
  const home = is === 'import' ? definitionOf(start, node, files, name) : { source: start, node }
  if ('refusal' in home) return home
  const { definitions } = fixtureMentions(home.source, name, files.settings)
  if (is === 'import' && definitions.some((each) => each.at === home.node)) return renameFixture(home.source, name, newName, files) ?? refuse(`the fixture '${name}' is seen nowhere`)
  return renameModuleName(home.source, home.node, newName, files, options)
}

/** An attribute stays in its file: what imports one of its classes and has either name in it may mean it, as a subclass does. */
function renameAttributeAcross(source: Source, node: Node, classes: readonly string[], newName: string, files: WorkspaceFiles, options: RenameOptions): readonly FileEdits[] | RenameRefusal {
  for (const other of files.all()) {
    if (other.path === source.path || !(hasWord(other.text, node.text) || hasWord(other.text, newName))) continue
    for (const cls of classes) {
      const { imports, aliased, attributes, stars } = usesOf(other, files.paths, new Set([source.path]), cls)
      const use = [...imports, ...aliased, ...attributes, ...(hasWord(other.text, cls) ? stars : [])][0]
      if (use !== undefined) return refuse(at(other, use, `'${cls}' is imported, and '${hasWord(other.text, node.text) ? node.text : newName}' may be an attribute of it there`))
    }
  }
  const answer = renameEdits(source, node, newName, { ...options, isImported: false })
  return 'refusal' in answer ? answer : [{ source, edits: answer.edits }]
}

/** What `parametrize` gives is the file's own; what a plugin gives is nobody's to rename. */
function renameParameter(source: Source, node: Node, newName: string, options: RenameOptions): readonly FileEdits[] | RenameRefusal {
  const answer = node.kind === 'identifier' ? renameEdits(source, node, newName, options) : undefined
  if (answer !== undefined && 'edits' in answer) return [{ source, edits: answer.edits }]
  const name = node.kind === 'identifier' ? node.text : node.children[1]!.text
  const isRequest = answer === undefined || /requests the fixture of that name/.test(answer.refusal)
  return isRequest ? refuse(`no file of this workspace defines a fixture '${name}' that can be seen here: pytest or a plugin has it`) : answer
}

/** Imports that hand a name on from module to module; more are a circle. */
const mostHops = 12

/** Where the imported name is defined. */
function definitionOf(start: Source, node: Node, files: WorkspaceFiles, name: string): { readonly source: Source; readonly node: Node } | RenameRefusal {
  let source = start
  let binding = fileScopes(source).bindingOf(node)
  for (let hop = 0; hop < mostHops && binding !== undefined; hop++) {
    const imported = binding.definitions.find((each) => each.kind === 'import')
    if (imported === undefined) return { source, node: binding.occurrences[0]! }
    const module = imported.node.ancestor('import_from_statement')?.field('module_name')?.text
    // Under an alias it is a name of this file's own.
    if (module === undefined || imported.node.parent?.kind !== 'dotted_name') break
    const paths = modulesNamed(files.paths, source.path, module.replace(/[\s\\]+/g, ''))
    if (paths.length !== 1) break
    const next = files.naming(name).find((each) => each.path === paths[0])
    if (next === undefined) break
    source = next
    binding = fileScopes(source).module.bindings.get(name)
  }
  return refuse(`'${name}' is the name under which another module offers it: give it an alias in the import instead`)
}
