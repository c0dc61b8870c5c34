// What the grammar misreads: each text is read as the Python it is, every offset stays, and names are the author's.

import { beforeAll, expect, test } from 'vitest'
import type { Node } from '../../server/src/core/syntax/node.ts'
import type { Parser } from '../../server/src/core/syntax/parser.ts'
import { openSource } from '../../server/src/core/syntax/source.ts'
import { testParser } from '../support/parser.ts'

let parser: Parser
beforeAll(async () => {
  parser = await testParser()
})

function read(code: string): readonly Node[] {
  const source = openSource(parser, 'test_x.py', code)
  expect(source.text).toBe(code)
  expect(source.segments.filter((segment) => segment.isBroken).map((segment) => segment.text)).toEqual([])
  return source.segments.filter((segment) => segment.kind !== 'trivia').flatMap((segment) => segment.root.descendants())
}

/** Every identifier with the text that stands at its offsets. */
const names = (code: string): readonly string[] => read(code).filter((node) => node.kind === 'identifier').map((node) => node.text)
const kinds = (code: string): readonly string[] => read(code).map((node) => node.kind)

test.each([
  ['type(mock).attr = 1\n', 'assignment'],
  ['type (mock) . attr = mock.PropertyMock()\n', 'assignment'],
  ['type = 3\n', 'assignment'],
  ['match: int = 1\n', 'assignment'],
  ['print(a, file=b)\n', 'call'],
  ['print >> f\n', 'binary_operator'],
  ['exec("code")\n', 'call'],
  ['x = t"a{b}c" + rt"d"\n', 'interpolation'],
  ['x = (a.\n  b.\n    c)\n', 'attribute'],
  ['class A[T = int]: pass\n', 'type_parameter'],
  ['def f[T: str = int, *Ts = *tuple[int], **P = [int, str]](x: T = 1) -> T:\n    pass\n', 'type_parameter'],
  ['type X[T = int] = list[T]\n', 'type_alias_statement'],
  ['type X = int\n', 'type_alias_statement'],
  ['match command:\n    case [1, *rest]: pass\n', 'match_statement'],
])('%j is read as %s', (code, kind) => {
  expect(kinds(code)).toContain(kind)
  expect(kinds(code)).not.toContain('print_statement')
})

test('names are read from the text, not from its disguise', () => {
  expect(names('type(mock).attr = print(exec)\nmatch = type\n')).toEqual(['type', 'mock', 'attr', 'print', 'exec', 'match', 'type'])
  expect(names('def f[T = int](x: T): pass\n')).toEqual(['f', 'T', 'int', 'x', 'T'])
})

test.each(['[*f(x)]', '[*a.b(c).d[0]]', 'g(1, *a.b())', '[*a or b]', 'x = *a, *b.c()'])('the star of %s takes the whole expression', (code) => {
  const nodes = read(`${code}\n`)
  const splats = nodes.filter((node) => node.kind === 'list_splat')
  expect(splats.length).toBeGreaterThan(0)
  for (const splat of splats) {
    expect(['list', 'argument_list', 'expression_list', 'tuple']).toContain(splat.parent!.kind)
    expect(splat.text.startsWith('*')).toBe(true)
    expect(splat.children.length).toBe(1)
    expect(splat.children[0]!.text).toBe(splat.text.slice(1))
  }
})

test('a dot at the end of a comment moves nothing', () => {
  expect(names('x = (a,  # all of it.\n     b)\n')).toEqual(['x', 'a', 'b'])
  expect(names('x = [1.\n if a else b]\n')).toEqual(['x', 'a', 'b'])
})

test('lone carriage returns end lines', () => {
  const source = openSource(parser, 'test_x.py', 'import a\rdef test_b():\r    assert a\r')
  expect(source.segments.map((segment) => segment.isBroken)).toEqual([false, false])
  expect(source.positionAt(source.text.indexOf('assert'))).toEqual({ line: 2, column: 4 })
})
