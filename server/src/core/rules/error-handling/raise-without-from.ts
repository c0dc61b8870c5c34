// raise-without-from: `raise Other()` in a handler, without saying that it comes of what was caught.

import { aliasOf, blockOf, handlersOf, raisesOf, rule, type Located, type Node, type Refusal, type Repair } from '../../kit/index.ts'

interface Facts extends Located {
  readonly at: Node
  readonly handler: Node
}

export default rule({
  id: 'raise-without-from',
  summary: 'A handler raises another exception without `from`.',
  why: 'The report then says "during handling of the above exception, another exception occurred", as if the handler itself had failed.',
  section: 'error-handling',
  severity: 'hint',
  preset: 'strict',
  fix: 'suggested',
  since: '0.1.0',
  twins: ['ruff:B904', 'flake8:B904', 'pylint:W0707'],
  on: 'node',
  kinds: ['try_statement'],
  *check(statement, { asTwin, bindingOf, definitionsOf }): Iterable<Facts> {
    const isKnown = (name: Node): boolean => bindingOf(name) !== undefined || definitionsOf(name.text).length > 0
    for (const handler of handlersOf(statement)) {
      const alias = aliasOf(handler)?.text
      const block = blockOf(handler)
      const own = block === undefined ? [] : raisesOf(block)
      for (const raised of own) {
        if (raised.children.length === 0 || raised.field('cause') !== undefined || (alias !== undefined && raised.firstChild!.text === alias)) continue
        yield { at: raised, handler, ...(isSmallName(raised.firstChild!) ? { twins: [...(isKnown(raised.firstChild!) ? ['ruff:B904'] : []), 'pylint:W0707'] } : {}) }
      }
      if (asTwin && block !== undefined) for (const raised of raisedWithin(block)) if (!own.includes(raised)) yield { at: raised, handler, preset: 'twin', twins: ['flake8:B904'] }
    }
  },
  message: ({ at }) => `\`${at.firstChild!.text.split(/[(\r\n]/)[0]}\` is raised without \`from\``,
  repair({ at, handler }): Repair | Refusal {
    const alias = aliasOf(handler)?.text
    if (alias === undefined) return { refusal: 'The handler does not name what it caught' }
    const { segment, end } = at
    return { title: `Raise it from ${alias}`, edits: [{ segment, start: end, end, text: ` from ${alias}` }] }
  },
})

/** In a further `try` of the handler, its own handlers aside: bugbear minds it there as well, though it may be caught there. */
function raisedWithin(block: Node): readonly Node[] {
  return block.descendants('raise_statement').filter((each) => {
    const outer = each.ancestor('function_definition', 'class_definition', 'except_clause', 'except_group_clause')
    return (outer === undefined || !block.contains(outer)) && each.children.length > 0 && each.field('cause') === undefined && !isSmallName(each.firstChild!)
  })
}

/** What bugbear takes for the caught exception; Ruff does so where nothing else is called that. */
function isSmallName(raised: Node): boolean {
  return raised.kind === 'identifier' && raised.text === raised.text.toLowerCase()
}
