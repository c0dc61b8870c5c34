// parametrize-shape: a row of cases has more or fewer values than there are names, or `ids` more or fewer than there are rows.

import { argumentOf, argumentsOf, calledName, literalText, rule, type Located, type Node } from '../../kit/index.ts'

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
  kinds: ['decorator'],
  *check(decorator, context): Iterable<Facts> {
    const call = decorator.firstChild
    if (call?.kind !== 'call' || calledName(call) !== 'parametrize' || !/^pytest\.mark\.parametrize$/.test(context.qualifiedName(call) ?? '') || argumentsOf(call).isOpen) return
    const names = argumentOf(call, 'argnames', 0)
    const values = argumentOf(call, 'argvalues', 1)
    const wanted = names === undefined ? undefined : countOf(names)
    if (wanted === undefined || values === undefined || (values.kind !== 'list' && values.kind !== 'tuple') || values.isBroken) return
    for (const row of values.children) {
      const count = valuesIn(row, wanted)
      if (count !== undefined && count !== wanted) yield { at: row, what: 'row', count, wanted }
    }
    const ids = argumentOf(call, 'ids', 3)
    if (ids?.kind !== 'list' && ids?.kind !== 'tuple') return
    if ([...ids.children, ...values.children].some(({ kind }) => kind === 'list_splat') || ids.children.length === values.children.length) return
    yield { at: ids, what: 'ids', count: ids.children.length, wanted: values.children.length }
  },
  message: ({ what, count, wanted }) => (what === 'ids' ? `${plural(count, 'id')} for ${plural(wanted, 'case')}` : `${plural(count, 'value')} for ${plural(wanted, 'argument')}`),
})

/** How many names there are; undefined where that is not written out. */
function countOf(names: Node): number | undefined {
  if (names.kind === 'tuple' || names.kind === 'list') return names.children.every((each) => literalText(each) !== undefined) ? names.children.length : undefined
  return literalText(names)?.split(',').filter((name) => name.trim() !== '').length
}

/** The values of a row that is written out; one name takes each row as one value. */
function valuesIn(row: Node, wanted: number): number | undefined {
  if (row.kind === 'call') {
    if (!/^(?:pytest\.)?param$/.test(row.field('function')?.text ?? '')) return undefined
    const { positional, isOpen } = argumentsOf(row)
    return isOpen ? undefined : positional.length
  }
  if (wanted < 2 || (row.kind !== 'tuple' && row.kind !== 'list')) return undefined
  return row.children.some(({ kind }) => kind === 'list_splat') ? undefined : row.children.length
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`
}
