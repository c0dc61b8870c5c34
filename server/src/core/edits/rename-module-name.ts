// renameModuleName(): a function, class or variable of a module of the tests, with every import of it in the workspace; or why not.

import { usesOf, type ImportedUses } from '../project/imported-uses.ts'
import { modulesNamed } from '../project/modules.ts'
import { outlineOf } from '../semantic/outline.ts'
import type { Node, Source } from '../syntax/index.ts'
import { editsOf, inOrder, refuse, type RenameOptions, type RenameRefusal } from './rename-answer.ts'
import { lineOf } from './rename-collisions.ts'
import { stringThatMeans } from './rename-strings.ts'
import { renameEdits } from './rename.ts'
import type { SpanEdit } from './span.ts'
import { at, hasWord, isPlain, tailOf, type FileEdits, type WorkspaceFiles } from './workspace-files.ts'

/** `node`: an occurrence of the name in the file that defines it. */
export function renameModuleName(start: Source, node: Node, newName: string, files: WorkspaceFiles, options: RenameOptions = {}): readonly FileEdits[] | RenameRefusal {
  const name = node.text
  const candidates = files.naming(name)
  const exporters = new Set([start.path])
  for (let before = 0; before !== exporters.size; ) {
    before = exporters.size
    for (const source of candidates) if (usesOf(source, files.paths, exporters, name).imports.length > 0) exporters.add(source.path)
  }
  const involved = candidates.map((source) => ({ source, uses: usesOf(source, files.paths, exporters, name) })).filter(({ source, uses }) => source.path === start.path || isUsed(uses) || reads(source, exporters, files))
  const problem = problemOfUsers(start, name, involved, exporters, files)
  if (problem !== undefined) return refuse(problem)

  const edited: FileEdits[] = []
  for (const { source, uses } of involved) {
    const answer = editsIn(source, source.path === start.path ? [node] : uses.imports, uses, name, newName, options)
    if ('refusal' in answer) return source.path === start.path ? answer : refuse(`${source.path}: ${answer.refusal}`)
    if (answer.edits.length > 0) edited.push({ source, edits: answer.edits })
  }
  return edited
}

function isUsed({ imports, aliased, attributes, strings, stars, unclear }: ImportedUses): boolean {
  return imports.length + aliased.length + attributes.length + strings.length + stars.length > 0 || unclear !== undefined
}

/** True where the file imports one of the modules, or anything from it. */
function reads(source: Source, exporters: ReadonlySet<string>, { paths }: WorkspaceFiles): boolean {
  return [...outlineOf(source).imports.values()].some((dotted) =>
    [dotted, dotted.replace(/[^.]*$/, '')].some((module) => module !== '' && modulesNamed(paths, source.path, module).some((path) => exporters.has(path))),
  )
}

interface User {
  readonly source: Source
  readonly uses: ImportedUses
}

function problemOfUsers(start: Source, name: string, involved: readonly User[], exporters: ReadonlySet<string>, files: WorkspaceFiles): string | undefined {
  if (!files.isTestFile(start.path) && !/(^|\/)(tests?|testing)\//.test(start.path)) return `other projects may import '${name}' from ${start.path}, which is no file of the tests`
  const entry = files.configurations.find(({ text }) => [...text.matchAll(/(?<!:):([\p{XID_Start}_]\p{XID_Continue}*)/gu)].some((match) => match[1] === name))
  if (entry !== undefined) return `${entry.path} may name '${name}'`
  for (const source of files.naming(name)) {
    const string = moduleInString(source, exporters, files)
    if (string !== undefined) return at(source, string, `the string names the module, so that '${name}' of it may be reached by its name`)
  }
  for (const { source, uses } of involved) {
    const [star] = uses.stars
    if (star !== undefined) return at(source, star, `everything is imported from the module, '${name}' too`)
    if (uses.unclear !== undefined) return at(source, uses.unclear.node, `'${name}' is imported, but ${uses.unclear.why}`)
    const string = uses.strings.find((each) => !isPlain(each) || each.parent?.kind !== 'argument_list')
    if (string !== undefined) return at(source, string, `the string may mean '${name}'`)
    const shown = !/[A-Z_]./.test(name) ? undefined : showing(source, name, uses.strings)
    if (shown !== undefined) return at(source, shown, `the string has '${name}' in it, and may stand for what Python says of it`)
    if (source.path === start.path) continue
    const other = stringThatMeans(source, name, [], new Set(uses.strings))
    if (other !== undefined) return at(source, other, `the string may mean '${name}'`)
  }
  return undefined
}

/** A string other than a docstring that has the name in it as a word: a repr, a message or a path is compared with it perhaps. */
function showing(source: Source, name: string, known: readonly Node[]): Node | undefined {
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || !segment.text.includes(name)) continue
    const string = segment.root.descendants('string').find((each) => !known.includes(each) && each.parent?.kind !== 'expression_statement' && !isExported(each) && each.children.some((part) => part.kind === 'string_content' && hasWord(part.text, name)))
    if (string !== undefined) return string
  }
  return undefined
}

/** In `__all__`, which {@link renameEdits} knows. */
function isExported(string: Node): boolean {
  return string.ancestor('assignment')?.field('left')?.text === '__all__'
}

/** A string that is nothing but the dotted name of one of the modules, with an object behind a colon perhaps: it may be imported by that. */
function moduleInString(source: Source, exporters: ReadonlySet<string>, { paths }: WorkspaceFiles): Node | undefined {
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    for (const string of segment.root.descendants('string')) {
      const text = string.children.length === 3 ? string.children[1]!.text : ''
      const module = /^([\w.]*[a-zA-Z]\w*)(:[\w.]*)?$/.exec(text)?.[1]
      // A single word is a module only by accident, but for a dotted or relative name.
      if (module?.includes('.') === true && modulesNamed(paths, source.path, module).some((path) => exporters.has(path))) return string
    }
  }
  return undefined
}

function editsIn(source: Source, bound: readonly Node[], uses: ImportedUses, name: string, newName: string, options: RenameOptions): { readonly edits: readonly SpanEdit[] } | RenameRefusal {
  const edits: SpanEdit[] = [...editsOf([...uses.aliased, ...uses.attributes], newName), ...uses.strings.map((each) => tailOf(each, name, newName))]
  const alongside = new Set<Node>([...uses.imports, ...uses.strings])
  for (const node of bound) {
    const answer = renameEdits(source, node, newName, { ...options, isImported: false, alongside })
    if ('refusal' in answer) return answer
    edits.push(...answer.edits)
  }
  const shown = [...uses.aliased, ...uses.attributes].find((node) => node.segment.isBroken)
  return shown === undefined ? { edits: inOrder(source, edits) } : refuse(`'${name}' is also used in code with a syntax error, in line ${lineOf(source, shown)}`)
}
