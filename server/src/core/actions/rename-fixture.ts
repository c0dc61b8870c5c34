// Rename fixture across the workspace…: opens the editor's own rename box on the name of a fixture; what other files say is read then.

import { action, fixtureNameAt, type Context, type Node, type Selection } from '../kit/index.ts'

export default action({
  id: 'rename-fixture',
  summary: 'Rename fixture across the workspace…',
  kind: 'refactor.rewrite',
  offer(selection, context) {
    const found = fixtureAt(selection, context)
    return found === undefined ? undefined : { title: titleOf(found.name) }
  },
  perform(selection, context) {
    const found = fixtureAt(selection, context)
    return found === undefined ? undefined : { title: titleOf(found.name), renameAt: found.at }
  },
})

function titleOf(name: string): string {
  return `Rename fixture '${name}' across the workspace…`
}

/** The name under the cursor or in front of it. */
function fixtureAt({ source, node, range }: Selection, context: Context): { readonly name: string; readonly at: Node } | undefined {
  const before = range.start > 0 && range.start === range.end ? source.nodeAt({ start: range.start - 1, end: range.start }) : undefined
  for (const each of [node, before]) {
    const name = each === undefined || each.isBroken ? undefined : fixtureNameAt(each, context)
    if (name === undefined) continue
    const at = each!.kind === 'string' ? each!.children[1] : each
    if (at !== undefined) return { name, at }
  }
  return undefined
}
