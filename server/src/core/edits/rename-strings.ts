// Names in text that is not code to the grammar: string annotations (edited), and strings and comments that keep a name from being renamed.

import { fileScopes } from '../semantic/file.ts'
import type { Binding } from '../semantic/model.ts'
import { qualifiedName } from '../semantic/names.ts'
import { isFunctionLike } from '../semantic/scopes.ts'
import type { Node, Segment, Source } from '../syntax/index.ts'
import { lineOf } from './rename-collisions.ts'
import type { SpanEdit } from './span.ts'

/** Edits inside string annotations and `cast('…')` that name the binding. */
export function annotationEdits(source: Source, binding: Binding, newName: string): readonly SpanEdit[] {
  const edits: SpanEdit[] = []
  for (const segment of segmentsOf(source, binding)) {
    if (!segment.text.includes(binding.name)) continue
    for (const node of segment.root.descendants('string')) {
      const content = plainContent(node)
      if (content === undefined || !isAnnotation(source, node)) continue
      for (const at of wordsIn(content.text, binding.name)) {
        if (fileScopes(source).lookup(binding.name, node) !== binding) continue
        const start = content.start + at
        edits.push({ segment, start, end: start + binding.name.length, text: newName })
      }
    }
  }
  return edits
}

/** Why a string or comment keeps the binding from being renamed. */
export function refusalByStrings(source: Source, binding: Binding, alongside: ReadonlySet<Node> = new Set()): string | undefined {
  const { name, occurrences, scope } = binding
  for (const node of occurrences) {
    for (let at = node.ancestor('interpolation'); at !== undefined; at = at.ancestor('interpolation')) {
      if (at.hasToken('=')) return `the f-string in line ${lineOf(source, node)} shows the name '${name}' itself, by '{…=}'`
    }
  }
  for (const segment of segmentsOf(source, binding)) {
    if (!segment.text.includes(name)) continue
    const inComment = typeCommentWith(segment, name)
    if (inComment) return `a type comment names '${name}'`
  }
  return isFunctionLike(scope.kind) ? refusalInFunction(source, binding) : refusalInModule(source, binding, alongside)
}

/** The first string of the file that may mean an attribute or module name `name`; the text says how. */
export function stringThatMeans(source: Source, name: string, qualifiers: readonly string[], alongside: ReadonlySet<Node> = new Set()): Node | undefined {
  for (const segment of source.segments) {
    if (segment.kind === 'trivia' || !segment.text.includes(name)) continue
    for (const node of segment.root.descendants('string')) {
      const text = textOf(node)
      if (!text.includes(name) || alongside.has(node)) continue
      if (text === name && isNameArgument(node)) return node
      // Marks of plugins (`depends`, `after`) name tests by their ids.
      if (/^[tT]est/.test(name) && (text === name || text.endsWith(`::${name}`)) && !isDocstring(node)) return node
      // `__name__ + '.x'` is as good as an interpolation in front.
      if (text === `.${name}`) return node
      if (text.endsWith(`.${name}`) && (qualifiers.some((each) => text.endsWith(`${each}.${name}`)) || node.children.some((each) => each.kind === 'interpolation'))) return node
      if (qualifiers.some((each) => text.includes(`${each}.${name}.`))) return node
      if ((text.includes('>>>') || (/\bimport\b/.test(text) && !isDocstring(node))) && wordsIn(text, name).length > 0) return node
    }
  }
  return undefined
}

/** True where a segment that the grammar could not read has the name in it: what it means there is unknown. */
export function isNamedInBrokenCode(source: Source, name: string): boolean {
  return source.segments.some((segment) => segment.text.includes(name) && segment.isBroken && wordsIn(segment.text, name).length > 0)
}

/** `patch.multiple(module, name=…)`. */
export function patchedByKeyword(source: Source, name: string): Node | undefined {
  for (const segment of source.segments) {
    if (!segment.text.includes(name) || !segment.text.includes('multiple')) continue
    const found = segment.root.descendants('keyword_argument').find((node) => node.field('name')?.text === name && /\bmultiple$/.test(node.parent?.parent?.field('function')?.text ?? ''))
    if (found !== undefined) return found
  }
  return undefined
}

/** The text between the quotes, interpolations left out. */
export function textOf(string: Node): string {
  return string.children.filter((each) => each.kind === 'string_content').map((each) => each.text).join('')
}

function segmentsOf(source: Source, { scope, occurrences }: Binding): readonly Segment[] {
  const own = occurrences[0]
  return isFunctionLike(scope.kind) && own !== undefined ? [own.segment] : source.segments.filter((segment) => segment.kind !== 'trivia')
}

function refusalInFunction(source: Source, { name, occurrences, scope }: Binding): string | undefined {
  const [first] = occurrences
  if (first === undefined) return undefined
  let body = scope.node ?? first.segment.root
  for (let outer = body.ancestor('function_definition'); outer !== undefined; outer = outer.ancestor('function_definition')) body = outer
  const query = body.descendants('string').find((node) => new RegExp(`@${name}\\b`).test(textOf(node)))
  if (query !== undefined) return `the string in line ${lineOf(source, query)} may read '${name}' by '@${name}'`
  if (/Traceback \(most recent|\btraceback\.|\bdis\.(dis|get_instructions|Bytecode)|\bgetsource/.test(body.text)) return `this function looks at source lines or names of its own code, which a rename would change`
  return undefined
}

function refusalInModule(source: Source, { name }: Binding, alongside: ReadonlySet<Node>): string | undefined {
  const all = fileScopes(source).module.bindings.get('__all__')
  for (const { value } of all?.definitions ?? []) {
    if (value?.descendants('string').some((node) => textOf(node) === name && !alongside.has(node))) return `'${name}' is exported by __all__`
  }
  const module = /([^\\/]*)\.py$/.exec(source.path)?.[1] ?? source.path
  const keyword = patchedByKeyword(source, name)
  if (keyword !== undefined) return `'${name}' is patched by keyword in line ${lineOf(source, keyword)}`
  const string = stringThatMeans(source, name, [module], alongside)
  return string === undefined ? undefined : `the string in line ${lineOf(source, string)} may mean '${name}'`
}

const takeNames = new Set(['getattr', 'setattr', 'hasattr', 'delattr', 'object', 'setitem', 'attrgetter', 'methodcaller', 'usefixtures', 'getfixturevalue', 'PropertyMock', 'lazy_fixture'])

/** True where the string is an argument of a function that takes the name of a thing. */
function isNameArgument(node: Node): boolean {
  const list = node.parent
  const call = list?.kind === 'argument_list' ? list.parent : undefined
  const called = call?.field('function')
  const last = called?.kind === 'attribute' ? called.field('attribute') : called
  return last !== undefined && takeNames.has(last.text)
}

function isDocstring(node: Node): boolean {
  return node.parent?.kind === 'expression_statement'
}

/** `# type: …` comments other than `ignore`. */
function typeCommentWith(segment: Segment, name: string): boolean {
  const { comments, text } = segment
  for (let i = 0; i < comments.length; i += 2) {
    const comment = text.slice(comments[i]!, comments[i + 1]!)
    if (/^#\s*type:\s*(?!ignore)/.test(comment) && wordsIn(comment.replace(/^#\s*type:/, ''), name).length > 0) return true
  }
  return false
}

/** Offset and text of what is between the quotes of a string without prefix, interpolation or escape. */
function plainContent(string: Node): { readonly start: number; readonly text: string } | undefined {
  const [open, content] = string.children
  if (string.children.length !== 3 || content?.kind !== 'string_content' || !/^["']+$/.test(open!.text)) return undefined
  return content.text.includes('\\') ? undefined : { start: content.start, text: content.text }
}

function isAnnotation(source: Source, string: Node): boolean {
  for (let at = string; at.parent !== undefined; at = at.parent) {
    const { parent } = at
    if (parent.kind === 'type' && (at.fieldName !== undefined || at === string || parent.fieldName !== undefined)) {
      if (isInAnnotationField(parent)) return true
    }
    if (parent.kind === 'generic_type' || parent.kind === 'subscript') {
      if (/(^|\.)(Literal|Annotated)$/.test((parent.firstChild ?? parent).text)) return false
    }
    if (parent.kind === 'argument_list') {
      const call = parent.parent
      return at === string && parent.firstChild === at && call?.kind === 'call' && qualifiedName(source, call) === 'typing.cast'
    }
    if (parent.kind === 'lambda' || parent.kind.endsWith('_statement') || parent.kind === 'block') return false
  }
  return false
}

function isInAnnotationField(type: Node): boolean {
  return type.fieldName === 'type' || type.fieldName === 'return_type'
}

/** Offsets at which `name` stands in `text` as a whole word that is no attribute and in no quotes. */
function wordsIn(text: string, name: string): readonly number[] {
  const found: number[] = []
  for (const match of text.matchAll(/(["'])[^"']*\1|[\p{XID_Start}_]\p{XID_Continue}*/gu)) {
    if (match[0] === name && text[match.index - 1] !== '.') found.push(match.index)
  }
  return found
}
