// Random edits: what an edited source holds must equal what opening the edited text afresh gives, node for node.

import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Parser } from '../../server/src/core/syntax/parser.ts'
import { editSource, openSource, type Source } from '../../server/src/core/syntax/source.ts'
import { applyEdits, type TextEdit } from '../../server/src/core/text/range.ts'
import { freshParser, testParser } from '../support/parser.ts'

let parser: Parser
/** A parser with a memory of its own, so that a fresh source shares no tree with an edited one. */
let other: Parser
beforeAll(async () => {
  parser = await testParser()
  other = await freshParser()
})

/** Everything that can be seen of a source, for comparison. */
function picture(source: Source): unknown {
  return source.segments.map((segment) => ({
    kind: segment.kind,
    text: segment.text,
    start: source.startOf(segment),
    position: source.positionAt(source.startOf(segment)),
    code: segment.code,
    indent: segment.indent,
    before: segment.before,
    comments: segment.comments,
    nodes: segment.kind === 'trivia' ? [] : [...segment.tree.nodes],
    hasError: segment.kind === 'trivia' ? false : segment.tree.hasError,
    unclosed: segment.unclosed,
  }))
}

const blocks = [
  'import os\nfrom unittest import mock\n',
  '# a comment\n\nVALUE = [\n    1,  # one\n    2,\n]\n',
  'class TestThing(Base):\n    """Docs."""\n\n    def setUp(self):\n        super().setUp()\n        self.x = f"{self.y!r:>{width}}"\n\n    # about the next\n    @mock.patch("a.b")\n    def test_it(self, m):\n        assert m, (\n            "text"\n        )\n        # deep\n\n    attribute = 1\n',
  '@decorated\nclass Other:\n\tdef test_tab(self):\n\t\tpass\n',
  'if sys.version_info > (3,):\n    def test_a(): pass\nelse:\n    def test_b(): pass\n',
  'try:\n    import x\nexcept ImportError:\n    x = None\nfinally:\n    pass\n',
  'async def test_c():\n    async with a as b:\n        await b\n',
  'def test_long(tmp_path):\n    text = """\n    not code:\n"""\n    assert text == \'it\'\n',
  'type(m).attr = 1\nprint(*f(x))\n',
  'x = 1; y = 2\\\n  + 3\n',
  'class Documented:\n    """Says what it is.\n\n    And more words of it.\n    """\n\n    def f(self):\n        r\'\'\'Raw words\'\'\'\n',
  'match x:\n    case [1, *rest]:\n        pass\n',
]

const snippets = [
  '"', "'", '"""', "'''", '(', ')', '[', ']', '{', '}', '#', '\\', '\n', '\r\n', '\r', '    ', '\t', ' ', ':', ',', '@', '=', 'f"{', 'f"{a:{b}}"', 'def ', 'def test_new():\n    pass\n',
  'class New:\n', '    def member(self):\n        pass\n', 'else:\n', 'except E:\n', 'return x', '  # comment\n', 'é', '😀', '\uFEFF', '\0', 'import a\n', 'if x:\n', 'class A: pass\n', 'async ', '@dec\n', '\n\n\n', 'x = (1,\n', 'type', '.', '.\n  b', 'rb"', '{{', 'lambda x: ',
]

interface Step {
  readonly at: number
  readonly length: number
  readonly text: string
}

const step: fc.Arbitrary<Step> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) }, { weight: 1, arbitrary: fc.integer({ min: 5, max: 200 }) }),
  text: fc.oneof({ weight: 1, arbitrary: fc.constant('') }, { weight: 6, arbitrary: fc.constantFrom(...snippets) }, { weight: 1, arbitrary: fc.constantFrom(...blocks) }),
})

const module = fc.array(fc.constantFrom(...blocks), { minLength: 0, maxLength: 8 }).map((parts) => parts.join('\n'))

function editOf(source: Source, { at, length, text }: Step): TextEdit {
  const start = Math.floor(at * source.length)
  return { start, end: Math.min(source.length, start + length), text }
}

test('an edited source equals a fresh one, after every edit of a random run', () => {
  let edits = 0
  fc.assert(
    fc.property(module, fc.array(step, { minLength: 1, maxLength: 12 }), (text, steps) => {
      let source = openSource(parser, 'test_x.py', text)
      let expected = text
      for (const one of steps) {
        const edit = editOf(source, one)
        expected = applyEdits(expected, [edit])
        source = editSource(source, [edit])
        edits++
        expect(source.text).toBe(expected)
        expect(picture(source)).toEqual(picture(openSource(other, 'test_x.py', expected)))
      }
    }),
    { numRuns: 500 },
  )
  expect(edits).toBeGreaterThan(2000)
})

test('several edits at once equal a fresh source', () => {
  fc.assert(
    fc.property(module, fc.array(step, { minLength: 2, maxLength: 5 }), (text, steps) => {
      const source = openSource(parser, 'test_x.py', text)
      const edits: TextEdit[] = []
      let free = 0
      for (const edit of steps.map((one) => editOf(source, one)).sort((a, b) => a.start - b.start)) {
        if (edit.start < free) continue
        edits.push(edit)
        free = edit.end + 1
      }
      const expected = applyEdits(text, edits)
      expect(picture(editSource(source, edits))).toEqual(picture(openSource(other, 'test_x.py', expected)))
    }),
    { numRuns: 300 },
  )
})

test('a word typed and deleted again gives the segments that were there', () => {
  const text = blocks.join('\n')
  let source = openSource(parser, 'test_x.py', text)
  const before = picture(source)
  const at = text.indexOf('pass')
  for (const letter of '"""(') source = editSource(source, [{ start: at, end: at, text: letter }])
  source = editSource(source, [{ start: at, end: at + 4, text: '' }])
  expect(picture(source)).toEqual(before)
})

test('an edit inside one test leaves all segments but its own as they are', () => {
  const text = blocks.join('\n').repeat(20)
  const source = openSource(parser, 'test_x.py', text)
  const at = text.indexOf('assert m', text.length / 2)
  const next = editSource(source, [{ start: at, end: at, text: 'x' }])
  const kept = new Set(source.segments)
  expect(next.segments.filter((segment) => !kept.has(segment)).length).toBeLessThanOrEqual(3)
  expect(next.segments.length).toBe(source.segments.length)
})

test('edits outside the text or over each other are refused', () => {
  const source = openSource(parser, 'test_x.py', 'x = 1\n')
  expect(() => editSource(source, [{ start: 3, end: 99, text: '' }])).toThrow(RangeError)
  expect(() => editSource(source, [{ start: 0, end: 3, text: 'a' }, { start: 2, end: 4, text: 'b' }])).toThrow(RangeError)
})
