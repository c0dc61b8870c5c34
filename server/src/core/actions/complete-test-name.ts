// Complete test name: adds the outcome that the test's name does not say, where it is sure; else stops for what only the author knows.

import { renameEdits } from '../edits/index.ts'
import { action, type Context, type FunctionUnit, type Selection } from '../kit/index.ts'
import { nameFrame, nameWithOutcome, splitWords, testNameStyle } from '../naming/index.ts'

const frameTitle = 'Add condition and outcome to the test\'s name'

export default action({
  id: 'complete-test-name',
  summary: 'Complete the test\'s name',
  kind: 'refactor.rewrite',
  offer(selection, context) {
    const test = testAt(selection, context)
    if (test === undefined) return undefined
    const name = nameWithOutcome(test, context.assertionsOf(test), testNameStyle(selection.source, test.name))
    return name !== undefined ? { title: titleOf(name) } : isShort(test) ? { title: frameTitle } : undefined
  },
  perform(selection, context) {
    const test = testAt(selection, context)
    if (test === undefined) return undefined
    const { source } = selection
    const [summary, style] = [context.assertionsOf(test), testNameStyle(source, test.name)]
    const name = nameWithOutcome(test, summary, style)
    if (name === undefined && !isShort(test)) return { refusal: 'its outcome is said already, or what it asserts is not one thing' }
    const frame = nameFrame(test, summary, style, 'name')
    const answer = renameEdits(source, test.nameNode, name ?? frame.name, { trustsTestNames: true })
    if ('refusal' in answer) return answer
    if (name !== undefined) return { title: titleOf(name), edits: answer.edits, safety: 'suggested' }
    // A stop stands in one place.
    if (answer.edits.length > 1) return { refusal: `'${test.name}' is named in other places of the file too` }
    return { title: frameTitle, edits: [{ ...answer.edits[0]!, text: frame.snippet }], safety: 'suggested', isSnippet: true }
  },
})

function titleOf(name: string): string {
  return `Rename test to '${name}'`
}

/** A word or none behind `test`: most of those of any length say too little (naming study, 4.1). */
function isShort(test: FunctionUnit): boolean {
  return splitWords(test.name).length <= 2 && test.statements.length > 1
}

/** The test whose name the cursor is in or behind. */
function testAt({ source, node, range }: Selection, context: Context): FunctionUnit | undefined {
  const before = range.start > 0 && range.start === range.end ? source.nodeAt({ start: range.start - 1, end: range.start }) : undefined
  for (const each of [node, before]) {
    const definition = each?.kind === 'identifier' && each.fieldName === 'name' ? each.parent : undefined
    const body = definition?.kind === 'function_definition' && !definition.isBroken ? definition.field('body') : undefined
    const unit = body && context.functionOf(body)
    if (unit?.role === 'test' && unit.nameNode === each) return unit
  }
  return undefined
}
