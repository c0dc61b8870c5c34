// parametrize-shape: a row of cases has more or fewer values than there are names, or `ids` more or fewer than there are rows.

import { argumentsOf, calledName, readCases, rule, type Located } from '../../kit/index.ts'

interface Facts extends Located {
  readonly what: 'row' | 'ids'
  readonly count: number
  readonly wanted: number
}

export default rule({
  id: 'parametrize-shape',
  summary: 'The cases of a parametrized test do not fit its arguments or ids.',
  why: 'pytest stops at collecting the file, so none of its tests run.',
  section: 'effectiveness',
  severity: 'error',
  preset: 'essential',
  fix: undefined,
  since: '0.1.0',
  twins: [],
  on: 'node',
  kinds: ['call'],
  called: /^parametrize$/,
  *check(call, context): Iterable<Facts> {
    if (calledName(call) !== 'parametrize' || context.qualifiedName(call) !== 'pytest.mark.parametrize' || argumentsOf(call).isOpen) return
    const { arguments: names, rows, values, ids, isOpen, isSingle } = readCases(call)
    if (names === undefined || rows === undefined || values === undefined || values.isBroken) return
    const wanted = names.length
    for (const { node, values: row } of rows) {
      // A list of one name takes rows of one value; what such a row is can't be seen in a string or a call.
      const isWhole = wanted < 2 && !isSingle && node.kind !== 'call'
      if (row !== undefined && !isWhole && row.length !== wanted) yield { at: node, what: 'row', count: row.length, wanted }
    }
    if ((ids?.kind !== 'list' && ids?.kind !== 'tuple') || isOpen || ids.children.some(({ kind }) => kind === 'list_splat') || ids.children.length === rows.length) return
    yield { at: ids, what: 'ids', count: ids.children.length, wanted: rows.length }
  },
  message: ({ what, count, wanted }) => (what === 'ids' ? `${plural(count, 'id')} for ${plural(wanted, 'case')}` : `${plural(count, 'value')} for ${plural(wanted, 'argument')}`),
})

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
