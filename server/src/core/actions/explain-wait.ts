// Add comment about the wait: puts the frame of a comment over a sleep, a poll or a wait, for the author to finish.

import { waitComment, waitIn } from '../edits/index.ts'
import { action, type Context, type Node, type Selection } from '../kit/index.ts'

const title = 'Add comment about the wait'

export default action({
  id: 'explain-wait',
  summary: title,
  kind: 'refactor.rewrite',
  offer: (selection, context) => (waitAt(selection, context) === undefined ? undefined : { title }),
  perform(selection, context) {
    const call = waitAt(selection, context)
    if (call === undefined) return undefined
    const edit = waitComment(call)
    if (edit === undefined) return { refusal: 'the wait shares its line with other code' }
    return { title, edits: [edit], safety: 'suggested', isSnippet: true }
  },
})

/** The wait that the selection is in, where no comment stands beside or over it yet. */
function waitAt({ node }: Selection, context: Context): Node | undefined {
  const call = node && waitIn(node)
  return call === undefined || context.commentsNear(call, 1).length > 0 ? undefined : call
}
