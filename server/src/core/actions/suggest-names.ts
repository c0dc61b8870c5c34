// Suggest names…: lets somebody choose among names for the variable at the cursor, each with what speaks for it. Renaming is the editor's part.

import { action, type Node, type Selection } from '../kit/index.ts'
import { isNamed } from '../naming/index.ts'

const title = 'Suggest names…'

export default action({
  id: 'suggest-names',
  summary: title,
  kind: 'refactor.rewrite',
  offer: (selection) => (nameAt(selection) === undefined ? undefined : { title }),
  perform(selection) {
    const name = nameAt(selection)
    return name === undefined ? undefined : { title, namesAt: name }
  },
})

function nameAt({ source, node, range }: Selection): Node | undefined {
  const name = node?.kind === 'identifier' || range.start === 0 || range.start !== range.end ? node : source.nodeAt({ start: range.start - 1, end: range.start })
  return name?.kind === 'identifier' && !name.isBroken && isNamed(name) ? name : undefined
}
