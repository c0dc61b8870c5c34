// The edit scripts of the benchmark: what somebody types, as single edits with offsets in the text at that moment.

import type { TextEdit } from '../../server/src/core/text/range.ts'

export interface EditScript {
  readonly name: string
  /** The edits, each computed for the text after the ones before it. */
  readonly edits: readonly TextEdit[]
}

const typed = (at: number, text: string): TextEdit[] => [...text].map((letter, i) => ({ start: at + i, end: at + i, text: letter }))
const deleted = (at: number, length: number): TextEdit[] => Array.from({ length }, (_, i) => ({ start: at + length - 1 - i, end: at + length - i, text: '' }))
const typedAndDeleted = (at: number, text: string): TextEdit[] => [...typed(at, text), ...deleted(at, text.length)]

/** The scripts for one text; places are spread over the file, each script leaves the text as it was but for the last. */
export function editScripts(text: string): readonly EditScript[] {
  const lines = lineOffsets(text)
  const inside = (share: number): number => endOfCodeLine(text, lines, Math.floor(lines.length * share))
  const places = [0.1, 0.35, 0.6, 0.85].map(inside)
  const testAt = methodBoundary(text, Math.floor(text.length * 0.5))
  const newTest = '    def test_a_new_one(self):\n        result = self.call("a", [1, 2])\n        self.assertEqual(3, result)\n\n'
  const pasted = text.slice(lines[Math.floor(lines.length / 3)]!, lines[Math.floor(lines.length / 3) + 200] ?? text.length)
  const undoAt = inside(0.5)
  const [classStart, classEnd] = lastClass(text)
  return [
    { name: 'identifier', edits: places.flatMap((at) => typedAndDeleted(at, '  # name_of_it')) },
    { name: 'new test', edits: [...typed(testAt, newTest), { start: testAt, end: testAt + newTest.length, text: '' }] },
    { name: 'quotes and brackets', edits: places.flatMap((at) => typedAndDeleted(at, ' + f("a", [b], {"c": 1})')) },
    { name: 'triple quote', edits: places.flatMap((at) => typedAndDeleted(at, ' """x"""')) },
    { name: 'paste of 200 lines', edits: [{ start: testAt, end: testAt, text: pasted }, { start: testAt, end: testAt + pasted.length, text: '' }] },
    { name: 'undo', edits: Array.from({ length: 6 }, () => [{ start: undoAt, end: undoAt, text: ' + undone(1)' }, { start: undoAt, end: undoAt + 12, text: '' }]).flat() },
    { name: 'deletion of a class', edits: [{ start: classStart, end: classEnd, text: '' }] },
  ]
}

function lineOffsets(text: string): readonly number[] {
  return [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)]
}

/** End of the nearest line at or behind `line` that is a plain statement of one line. */
function endOfCodeLine(text: string, lines: readonly number[], line: number): number {
  for (let i = line; i + 1 < lines.length; i++) {
    const content = text.slice(lines[i], lines[i + 1]! - 1)
    if (/^ {8}\w[\w.]* = [\w.]+\([^()'"]*\)$/.test(content)) return lines[i + 1]! - 1
  }
  return text.length
}

function methodBoundary(text: string, from: number): number {
  const at = text.slice(from).search(/^ {4}def test/m)
  return at < 0 ? text.length : from + at
}

function lastClass(text: string): readonly [number, number] {
  const starts = [...text.matchAll(/^class /gm)].map((match) => match.index)
  return starts.length < 2 ? [text.length, text.length] : [starts[starts.length - 1]!, text.length]
}
