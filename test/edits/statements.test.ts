// Statements, comments and arguments put in and taken out.

import { describe, expect, test } from 'vitest'
import { appendArgument, insertAfter, insertBefore, insertComment, removeStatement, type SpanEdit } from '../../server/src/core/edits/index.ts'
import { editSource, openSource, type Node } from '../../server/src/core/syntax/index.ts'
import { testParser } from '../support/parser.ts'

const parser = await testParser()

/** The text after the edit of the statement that begins with `wanted`; undefined where there is none. */
function edited(text: string, wanted: string, edit: (statement: Node) => SpanEdit | undefined): string | undefined {
  const source = openSource(parser, 'test_x.py', text)
  const node = source.segments.flatMap((segment) => segment.root.descendants()).find((one) => (one.parent?.kind === 'block' || one.parent?.kind === 'module') && one.kind !== 'block' && one.text.startsWith(wanted))
  const answer = edit(node!)
  return answer === undefined ? undefined : editSource(source, [{ ...source.rangeOf(answer), text: answer.text }]).text
}

describe('putting in', () => {
  test('before and after, at the statement’s indent and with its line end', () => {
    expect(edited('def f():\r\n\ta()\r\n', 'a()', (node) => insertBefore(node, ['x()', 'y()']))).toBe('def f():\r\n\tx()\r\n\ty()\r\n\ta()\r\n')
    expect(edited('def f():\n    a()  # why\n    b()\n', 'a()', (node) => insertAfter(node, ['x()']))).toBe('def f():\n    a()  # why\n    x()\n    b()\n')
    expect(edited('def f():\n    a()', 'a()', (node) => insertAfter(node, ['x()']))).toBe('def f():\n    a()\n    x()')
    expect(edited('def f():\n    a()\n', 'a()', (node) => insertComment(node, 'Why'))).toBe('def f():\n    # Why\n    a()\n')
  })

  test('nowhere where the line is shared', () => {
    expect(edited('def f(): a()\n', 'a()', (node) => insertBefore(node, ['x()']))).toBeUndefined()
    expect(edited('a(); b()\n', 'a()', (node) => insertAfter(node, ['x()']))).toBeUndefined()
  })
})

describe('taking out', () => {
  test('with its line, or with pass in its place', () => {
    expect(edited('def f():\n    a()\n    b()\n', 'a()', removeStatement)).toBe('def f():\n    b()\n')
    expect(edited('def f():\n    a(\n        1,\n    )\n', 'a(', removeStatement)).toBe('def f():\n    pass\n')
  })

  test('not where a comment or another statement would go with it', () => {
    expect(edited('def f():\n    a()  # why\n    b()\n', 'a()', removeStatement)).toBeUndefined()
    expect(edited('def f():\n    a(\n        1,  # why\n    )\n    b()\n', 'a(', removeStatement)).toBeUndefined()
    expect(edited('a(); b()\n', 'a()', removeStatement)).toBeUndefined()
  })
})

describe('an argument', () => {
  const cases = [
    ['f()\n', 'f(x=1)\n'],
    ['f( )\n', 'f(x=1 )\n'],
    ['f(a)\n', 'f(a, x=1)\n'],
    ['f(a, )\n', 'f(a, x=1, )\n'],
    ['f(\n    a,\n    b,  # why\n)\n', 'f(\n    a,\n    b,\n    x=1,  # why\n)\n'],
    ['f(\n    a,\n    b\n)\n', 'f(\n    a,\n    b,\n    x=1\n)\n'],
    ['f((y for y in z))\n', 'f((y for y in z), x=1)\n'],
  ] as const
  test.each(cases)('%j', (before, after) => {
    expect(edited(before, 'f(', (node) => appendArgument(node.firstChild!, 'x=1'))).toBe(after)
  })

  test('none behind a bare generator', () => {
    expect(edited('f(y for y in z)\n', 'f(', (node) => appendArgument(node.firstChild!, 'x=1'))).toBeUndefined()
  })
})
