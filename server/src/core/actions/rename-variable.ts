// Rename variable…: opens the editor's own rename box on the name at the cursor. Whether a new name is safe is asked there.

import { action, fixtureNameAt, type Context, type Node, type Selection } from '../kit/index.ts'

const title = 'Rename variable…'

export default action({
  id: 'rename-variable',
  summary: title,
  kind: 'refactor.rewrite',
  offer(selection, context) {
    const name = renameable(selection, context)
    return name === undefined ? undefined : { title }
  },
  perform(selection, context) {
    const name = renameable(selection, context)
    return name === undefined ? undefined : { title, renameAt: name }
  },
})

/** A name that this file binds: a local or module variable, a parameter, or an attribute of `self` or `cls`. */
function renameable({ source, node, range }: Selection, context: Context): Node | undefined {
  const name = node ?? (range.start > 0 && range.start === range.end ? source.nodeAt({ start: range.start - 1, end: range.start }) : undefined)
  if (name?.kind !== 'identifier' || name.isBroken) return undefined
  const { parent } = name
  if (parent?.kind === 'keyword_argument' && name.fieldName === 'name') return undefined
  if (parent?.kind === 'attribute' && name.fieldName === 'attribute') {
    return /^(?:self|cls)$/.test(parent.field('object')?.text ?? '') && parent.parent?.kind !== 'call' ? name : undefined
  }
  if (/^(?:self|cls|_|__\w+__)$/.test(name.text)) return undefined
  // A fixture is renamed with all that requests it, which is another entry of the menu.
  if (fixtureNameAt(name, context) !== undefined) return undefined
  const binding = context.bindingOf(name)
  const kinds = binding?.definitions.map((definition) => definition.kind) ?? context.definitionsOf(name.text).map(() => 'assignment')
  return kinds.length > 0 && !kinds.every((kind) => kind === 'import' || kind === 'function' || kind === 'class') ? name : undefined
}
