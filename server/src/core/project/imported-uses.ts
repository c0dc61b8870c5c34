// usesOf(): where a file means a module-level name of another file: by importing it, by an attribute of the module, by a dotted string.
// Whole-file and lazy, for whoever changes that name.

import { fileScopes } from '../semantic/file.ts'
import { qualifiedName } from '../semantic/names.ts'
import type { Node, Source } from '../syntax/index.ts'
import { modulesNamed, type WorkspacePaths } from './modules.ts'

export interface ImportedUses {
  /** The identifier that binds it: `x` in `from m import x`, the second one in `import x as x`; its binding's other occurrences are not among them. */
  readonly imports: readonly Node[]
  /** The first `x` in `from m import x as y`, which binds nothing. */
  readonly aliased: readonly Node[]
  /** `x` in `m.x`. */
  readonly attributes: readonly Node[]
  /** The string nodes of `patch('m.x')` and the like, that are nothing but the dotted name. */
  readonly strings: readonly Node[]
  /** The `*` of `from m import *`. */
  readonly stars: readonly Node[]
  /** What may mean the name, or not. */
  readonly unclear: { readonly node: Node; readonly why: string } | undefined
}

/** `exporters`: the paths of the files at whose module level the name is the one in question. */
export function usesOf(source: Source, paths: WorkspacePaths, exporters: ReadonlySet<string>, name: string): ImportedUses {
  const imports: Node[] = []
  const aliased: Node[] = []
  const attributes: Node[] = []
  const strings: Node[] = []
  const stars: Node[] = []
  let unclear: ImportedUses['unclear']
  const leads = (node: Node, module: string): boolean => {
    const files = modulesNamed(paths, source.path, module)
    if (!files.some((file) => exporters.has(file))) return false
    if (files.length > 1) unclear ??= { node, why: `'${module}' may be ${files.join(' or ')}` }
    return true
  }
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    if (segment.text.includes('import')) {
      for (const statement of segment.root.descendants('import_from_statement')) {
        const module = (statement.field('module_name')?.text ?? '').replace(/[\s\\]+/g, '')
        const star = statement.children.find((each) => each.kind === 'wildcard_import')
        if (star !== undefined && leads(star, module)) stars.push(star)
        for (const item of statement.fields('name')) {
          const isAliased = item.kind === 'aliased_import'
          const imported = (isAliased ? item.field('name') : item)?.firstChild
          if (imported?.text !== name || !leads(imported, module)) continue
          const alias = isAliased ? item.field('alias') : imported
          if (isAliased) aliased.push(imported)
          // `import x as x` hands the name on, as type checkers want it said.
          if (alias?.text === name) imports.push(alias)
        }
      }
    }
    if (!segment.text.includes(name)) continue
    for (const attribute of segment.root.descendants('attribute')) {
      const last = attribute.field('attribute')
      if (last?.text !== name || !startsWithImport(source, attribute)) continue
      const dotted = qualifiedName(source, attribute)
      if (dotted !== undefined && leads(last, dotted.slice(0, -name.length - 1))) attributes.push(last)
    }
    for (const string of segment.root.descendants('string')) {
      const content = string.children.length === 3 ? string.children[1]! : undefined
      if (content?.kind !== 'string_content' || !content.text.endsWith(`.${name}`) || !/^[\w.]+$/.test(content.text)) continue
      if (leads(string, content.text.slice(0, -name.length - 1))) strings.push(string)
    }
  }
  return { imports, aliased, attributes, strings, stars, unclear }
}

/** True where the first name of the chain is an imported one: else it is an object that happens to be called like a module. */
function startsWithImport(source: Source, attribute: Node): boolean {
  let first: Node | undefined = attribute
  while (first?.kind === 'attribute') first = first.field('object')
  return first?.kind === 'identifier' && fileScopes(source).bindingOf(first)?.definitions.some((each) => each.kind === 'import') === true
}
