// Add docstring: for the class, test, fixture or helper at the cursor.

import { classDocstring, docstringEdit, docstringOf, functionDocstring } from '../edits/index.ts'
import { action, type Node, type Selection } from '../kit/index.ts'

export default action({
  id: 'add-docstring',
  summary: 'Add docstring',
  kind: 'refactor.rewrite',
  offer(selection) {
    const definition = definitionAt(selection)
    if (definition === undefined) return undefined
    const name = definition.field('name')?.text ?? ''
    if (docstringOf(definition, selection.source) !== undefined) return { refusal: `'${name}' has a docstring` }
    return { title: `Add docstring to '${name}'` }
  },
  perform(selection, context) {
    const definition = definitionAt(selection)
    if (definition === undefined) return undefined
    const name = definition.field('name')?.text ?? ''
    const unit = definition.kind === 'function_definition' ? context.functionOf(definition.field('body') ?? definition) : undefined
    if (definition.kind === 'function_definition' && unit === undefined) return { refusal: `what '${name}' is could not be told` }
    const text = unit === undefined ? classDocstring(definition, selection.source) : functionDocstring(unit, context.assertionsOf(unit), context.source)
    const edit = docstringEdit(definition, selection.source, text, text.isSnippet)
    if (edit === undefined) return { refusal: `'${name}' has a docstring` }
    return { title: `Add docstring to '${name}'`, edits: [edit], safety: 'suggested', isSnippet: text.isSnippet }
  },
})

/** The innermost class or function around the selection; in the body of a class at module level, between its methods, the class. */
function definitionAt({ source, node, range }: Selection): Node | undefined {
  if (node !== undefined) {
    const around = isDefinition(node) ? node : node.ancestor('function_definition', 'class_definition')
    if (around !== undefined) return around.isBroken ? undefined : around
    const decorated = node.kind === 'decorated_definition' ? node : node.ancestor('decorated_definition')
    const definition = decorated?.field('definition')
    if (definition !== undefined) return definition.isBroken ? undefined : definition
  }
  const segment = source.segmentAt(range.start)
  if (segment?.kind !== 'member') return undefined
  let index = source.indexOf(segment)
  while (index > 0 && source.segments[index]!.kind === 'member') index--
  const header = source.segments[index]!
  return header.kind === 'class' && !header.isBroken ? header.root.descendants('class_definition')[0] : undefined
}

function isDefinition(node: Node): boolean {
  return node.kind === 'function_definition' || node.kind === 'class_definition'
}
