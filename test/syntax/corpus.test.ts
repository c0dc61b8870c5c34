// Over CPython's own tests: the segments' trees together are the tree of the whole file, node for node.
// A sixth of the files by default; PROCTOR_CORPUS=all takes every one.

import { relative } from 'node:path'
import { expect, test } from 'vitest'
import { Segment } from '../../server/src/core/syntax/segment.ts'
import { openSource, type Source } from '../../server/src/core/syntax/source.ts'
import type { Parser } from '../../server/src/core/syntax/parser.ts'
import { libTest, pythonFiles, readUtf8 } from '../support/corpus.ts'
import { testParser } from '../support/parser.ts'

/** Files that CPython itself can't compile: they hold syntax errors on purpose. */
const broken = /bad_?syntax|bad_coding|badsyntax|lib2to3/

function wholeFile(parser: Parser, source: Source): Segment {
  const comments = source.segments.flatMap((segment) => segment.comments.map((offset) => offset + source.startOf(segment)))
  return new Segment(parser, source.text, { kind: 'statement', start: 0, end: source.length, code: 0, indent: 0, before: undefined, after: undefined, comments, unclosed: undefined, odds: 0 })
}

/**
 * Every node as a line of text. A class whose members are segments of their own ends with its header in one picture and with its
 * last member in the other, so its end, its decorators' and its block are left out of both.
 */
function segmentPicture(source: Source): { readonly lines: readonly string[]; readonly cutClasses: ReadonlySet<number> } {
  const lines: string[] = []
  const cutClasses = new Set<number>()
  for (const segment of source.segments) {
    if (segment.kind === 'trivia') continue
    const base = source.startOf(segment)
    for (const node of segment.root.descendants()) {
      const parent = node.parent!.kind === 'module' && segment.kind === 'member' ? 'block' : node.parent!.kind
      const isCut = segment.kind === 'class' && (node.kind === 'class_definition' || node.kind === 'decorated_definition') && (parent === 'module' || parent === 'decorated_definition')
      if (isCut) cutClasses.add(base + node.start)
      lines.push(`${node.kind} ${base + node.start} ${isCut ? 'cut' : base + node.end} ${node.fieldName} ${parent}`)
    }
  }
  return { lines, cutClasses }
}

function wholePicture(whole: Segment, cutClasses: ReadonlySet<number>): readonly string[] {
  const isCut = (kind: string, start: number): boolean => (kind === 'class_definition' || kind === 'decorated_definition') && cutClasses.has(start)
  return whole.root
    .descendants()
    .filter((node) => !(node.kind === 'block' && isCut(node.parent!.kind, node.parent!.start)))
    .map((node) => `${node.kind} ${node.start} ${isCut(node.kind, node.start) ? 'cut' : node.end} ${node.fieldName} ${node.parent!.kind}`)
}

test('segments equal the whole-file parse', { timeout: 600_000 }, async () => {
  const parser = await testParser()
  const root = libTest()
  const files = pythonFiles(root).filter((path, index) => !broken.test(path) && (process.env['PROCTOR_CORPUS'] === 'all' || index % 6 === 0))
  let compared = 0
  let nodes = 0
  for (const path of files) {
    const text = readUtf8(path)
    if (text === undefined) continue
    const source = openSource(parser, path, text)
    const whole = wholeFile(parser, source)
    expect(source.text.length).toBe(text.length)
    expect(source.segments.filter((segment) => segment.isBroken).length > 0, relative(root, path)).toBe(whole.isBroken)
    if (whole.isBroken) continue
    const { lines, cutClasses } = segmentPicture(source)
    const expected = wholePicture(whole, cutClasses)
    const first = lines.findIndex((line, index) => line !== expected[index])
    expect([first, lines.length], `${relative(root, path)}: ${lines[first]} / ${expected[first]}`).toEqual([-1, expected.length])
    compared++
    nodes += lines.length
  }
  expect(compared).toBeGreaterThan(100)
  expect(nodes).toBeGreaterThan(200_000)
})
