// Long tests of which neither name, docstring nor comment tells the story.

import { docstringEdit, docstringOf, functionDocstring, isCommented } from '../../edits/index.ts'
import { integer, rule, type Located, type Refusal, type Repair, type TestUnit } from '../../kit/index.ts'
import { splitWords } from '../../naming/index.ts'

interface Facts extends Located {
  readonly test: TestUnit
  readonly statements: number
}

/** Words with which a name says too little of so much. */
const wordsOfShortName = 2

export default rule({
  id: 'unexplained-test',
  summary: 'A long test with a short name has neither a docstring nor a comment.',
  why: 'A good name, or a few comments on the way, tell what a test does. Where thirty statements are called `test_routing` and nothing else is said, everybody who meets a failure there reads all of them to find out what was meant.',
  section: 'docstrings',
  severity: 'hint',
  preset: 'recommended',
  fix: 'suggested',
  since: '0.1.0',
  twins: [],
  options: {
    statements: integer(30, 1, 'Statements, those in blocks included, from which on a test is long.'),
  },
  on: 'test',
  *check(test, { options, source }): Iterable<Facts> {
    if (test.docstring !== undefined || splitWords(test.name).length - 1 > wordsOfShortName || isCommentedInside(test)) return
    const statements = test.body.descendants(...kinds).length
    if (statements < options.statements || isTable(test) || docstringOf(test.node, source) !== undefined || isCommented(test.node, source)) return
    yield { at: test.nameNode, test, statements }
  },
  message: ({ test, statements }) => `'${test.name}' has ${statements} statements, and no word says what they are for`,
  repair({ test }, context): Repair | Refusal {
    const text = functionDocstring(test, context.assertionsOf(test), context.source)
    const edit = docstringEdit(test.node, context.source, text, text.isSnippet)
    if (edit === undefined) return { refusal: 'the body of the test could not be told from its header' }
    return { title: 'Add docstring', edits: [edit], isSnippet: text.isSnippet }
  },
})

const kinds = ['expression_statement', 'assert_statement', 'with_statement', 'for_statement', 'while_statement', 'if_statement', 'try_statement', 'return_statement', 'raise_statement', 'delete_statement'] as const

function isCommentedInside({ segment: { comments }, node, body }: TestUnit): boolean {
  for (let i = 0; i < comments.length; i += 2) if (comments[i]! > node.start && comments[i]! < body.end) return true
  return false
}

/** Half of its statements do the same to other values, or a few steps come again and again: such a list is seen at a glance. */
function isTable({ statements }: TestUnit): boolean {
  const counts = new Map<string, number>()
  for (const { text } of statements) {
    const start = /^(?:await |assert )?[\w.]*/.exec(text)![0]
    counts.set(start, (counts.get(start) ?? 0) + 1)
  }
  return Math.max(...counts.values()) * 2 >= statements.length || counts.size * 6 <= statements.length
}
