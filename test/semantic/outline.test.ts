// The outline of a file and qualified names, and that their questions are tracked so finely that only a changed answer counts.

import { describe, expect, test } from 'vitest'
import { qualifiedName } from '../../server/src/core/semantic/names.ts'
import { outlineOf } from '../../server/src/core/semantic/outline.ts'
import { changed, editSource, track } from '../../server/src/core/syntax/index.ts'
import { marked } from './marks.ts'

test('names, imports, classes and members', () => {
  const { source } = marked('import os.path, a.b as c\nfrom . import d\nfrom .e import f as g\nfrom m import *\nif x:\n    y = 1\nclass A(B):\n    z = 1\n    def m(self):\n        global w\n        w = 1\n    if z:\n        def n(self): pass\nclass A:\n    pass\n')
  const outline = outlineOf(source)
  expect([...outline.names.keys()]).toEqual(['os', 'c', 'd', 'g', 'y', 'A', 'w'])
  expect([...outline.imports]).toEqual([['os', 'os'], ['c', 'a.b'], ['d', '.d'], ['g', '.e.f']])
  expect(outline.starImports()).toEqual(['m'])
  expect(outline.classes.map(({ name, names }) => [name, ...names.keys()])).toEqual([['A', 'z', 'm', 'n'], ['A']])
  const [header, second] = outline.classesNamed('A')
  expect(outline.membersNamed(header!, 'n')[0]!.text).toContain('def n')
  expect(outline.classOf(outline.membersNamed(header!, 'm')[0]!)).toBe(header)
  expect(outline.classOf(second!)).toBe(second)
  expect(outline.definitionsOf('w')).toEqual(outline.membersNamed(header!, 'm'))
})

describe('qualified names', () => {
  const head = 'from unittest import mock as m, TestCase\nimport a.b\nimport os.path as p\nfrom .x import y\n'
  test.each([
    ['«m».patch', 'unittest.mock.patch'],
    ['«a».b.c', 'a.b.c'],
    ['«p».join("x")', 'os.path.join'],
    ['«y».z', '.x.y.z'],
    ['«len»(x)', 'len'],
    ['«helper»()', 'helper'],
    ['f()«».x', undefined],
    ['def f(a):\n    return «a».b', undefined],
    ['def f():\n    from q import r as s\n    return «s».t', 'q.r.t'],
    ['def f():\n    m = 1\n    return «m».patch', undefined],
    ['class A:\n    def f(self):\n        def g(): return «self».client.get(1)', 'self.client.get'],
    ['class A:\n    def f(self):\n        return «self»', undefined],
    ['class A:\n    m = 1\n    @«m».patch\n    def f(self): pass', undefined],
    ['class A:\n    m = 1\n    def f(self): return «m».patch', 'unittest.mock.patch'],
  ])('%j is %j', (text, name) => {
    const { source, nodes } = marked(`${head}${text.replace('«»', '')}\n`)
    const last = source.segments.findLast((segment) => segment.kind !== 'trivia')!
    let node = nodes[0] ?? last.root.descendants('attribute')[0]!
    while (node.parent?.kind === 'attribute' || (node.parent?.kind === 'call' && node.fieldName === 'function')) node = node.parent
    expect(qualifiedName(source, node)).toBe(name)
  })
})

test('a question is asked again only of what it was about', () => {
  const { source, nodes } = marked('from unittest import mock as m\nx = 1\ndef test_a():\n    «m».patch\n')
  const { reads } = track(() => qualifiedName(source, nodes[0]!.parent!))
  expect(reads.length).toBeGreaterThan(0)
  const edit = (from: string, to: string) => {
    const start = source.text.indexOf(from)
    return editSource(source, [{ start, end: start + from.length, text: to }])
  }
  expect(changed(reads, edit('x = 1', 'y = 2; z = 3'))).toBe(false)
  expect(changed(reads, edit('mock as m', 'case as m'))).toBe(true)
  expect(changed(reads, edit('mock as m', 'mock'))).toBe(true)
})
