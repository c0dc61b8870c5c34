// skip-in-broad-except: a handler for every exception that skips: a defect of the code under test turns into a skipped test.

import { broadCatch, endingOf, rule, type Located, type Node } from '../../kit/index.ts'

interface Facts extends Located {
  readonly caught: string
}

export default rule({
  id: 'skip-in-broad-except',
  summary: 'A test skips itself whatever exception was raised.',
  why: 'A handler for `Exception` also takes the defects that the test is there to find. The test is then reported as skipped, which nobody looks at.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'recommended',
  fix: undefined,
  since: '0.1.0',
  twins: ['falsegreen:C17'],
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, context): Iterable<Facts> {
    if (context.functionOf(statement)?.role !== 'test') return
    const tried = statement.field('body')
    if (tried === undefined || tried.children.every(isImport)) return
    for (const handler of statement.children) {
      if (handler.kind !== 'except_clause') continue
      const caught = broadCatch(handler)
      const block = handler.children.findLast((child) => child.kind === 'block')
      const skip = block?.children.find((child) => endingOf(child) === 'skip')
      if (caught === undefined || block === undefined || skip === undefined) continue
      // A raise before it lets some exceptions through.
      if (block.descendants('raise_statement').some((raise) => raise.start < skip.start)) continue
      yield { at: skip, caught }
    }
  },
  message: ({ caught }) => `\`${caught}\` also catches the failures of what is tested, and this skips them`,
})

function isImport(statement: Node): boolean {
  return /import/.test(statement.kind) || (statement.kind === 'expression_statement' && /import_module|__import__|import_fresh/.test(statement.text)) || /^\w+ = (?:importlib\.)?(?:import_module|__import__)\(/.test(statement.text)
}
