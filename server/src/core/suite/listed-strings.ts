// stringsIn(): the strings that a literal lists, as `pytest_plugins`, `collect_ignore`, `usefixtures` and `parametrize` take them.

import { argumentsOf, literalText, unwrapped } from '../syntax/expressions.ts'
import type { Node, Source } from '../syntax/index.ts'

/** Of a string, or of a list, tuple or sum of these; what is not written as a literal is left out. */
export function stringsIn(value: Node | undefined): readonly string[] {
  if (value === undefined) return []
  const inner = unwrapped(value)
  if (inner.kind === 'list' || inner.kind === 'tuple' || inner.kind === 'set') return inner.children.flatMap(stringsIn)
  if (inner.kind === 'binary_operator') return [inner.field('left'), inner.field('right')].flatMap(stringsIn)
  const text = literalText(inner)
  return text === undefined ? [] : [text]
}

/** What a module's statements put into a list in every run: `x = […]`, `x += […]`, `x.append(…)`, `x.extend(…)` at its top level. */
export function listedAtTop(source: Source, name: string): readonly string[] {
  let strings: readonly string[] = []
  for (const segment of source.segments) {
    if (segment.kind !== 'statement' || !segment.text.includes(name)) continue
    for (const statement of segment.root.children) {
      const inner = statement.kind === 'expression_statement' ? statement.firstChild : undefined
      if (inner?.kind === 'assignment' && inner.field('left')?.text === name) strings = stringsIn(inner.field('right'))
      else if (inner?.kind === 'augmented_assignment' && inner.field('left')?.text === name) strings = [...strings, ...stringsIn(inner.field('right'))]
      else if (inner?.kind === 'call' && /^\w+\.(append|extend)$/.test(inner.field('function')?.text ?? '') && inner.field('function')!.text.startsWith(`${name}.`)) strings = [...strings, ...stringsIn(argumentsOf(inner).positional[0])]
    }
  }
  return strings
}
