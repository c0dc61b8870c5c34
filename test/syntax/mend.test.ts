// A line that is being typed: the function around it stays readable, and the segment stays broken.

import { beforeAll, expect, test } from 'vitest'
import type { Parser } from '../../server/src/core/syntax/parser.ts'
import { editSource, openSource } from '../../server/src/core/syntax/source.ts'
import { testParser } from '../support/parser.ts'

let parser: Parser
beforeAll(async () => {
  parser = await testParser()
})

const around = (line: string) => `@mock.patch('a.b')
def test_it(self, m, tmp_path):
    """Says what it is."""
    with m as value:
        first = value.one()
        ${line}
    assert first
`

/** Kinds of the statements in the body of the function and of its `with`, as they stand in the author's text. */
function statements(text: string) {
  const source = openSource(parser, 'test_x.py', text)
  const [segment, ...others] = source.segments
  const functions = segment!.root.descendants('function_definition')
  const blocks = functions.flatMap((one) => one.descendants('block'))
  return {
    segments: 1 + others.length,
    isBroken: segment!.isBroken,
    parameters: functions.map((one) => one.field('parameters')!.text),
    statements: blocks.map((block) => block.children.map(({ kind }) => kind)),
  }
}

const whole = ['expression_statement', 'with_statement', 'assert_statement']

test.each([
  ['second = value.two('],
  ['second = value.'],
  ['second ='],
  ["second = 'two"],
  ['second = [1, 2'],
  ['second)'],
  ['second = {"a": 1, "b'],
  ['x.'],
])('`%s` leaves the lines around it as they are', (line) => {
  const { statements: found, ...rest } = statements(around(line))
  expect(rest).toEqual({ segments: 1, isBroken: true, parameters: ['(self, m, tmp_path)'] })
  expect(found[0]).toEqual(whole)
  expect(found[1]![0]).toBe('expression_statement')
  expect(found[1]).toHaveLength(2)
})

test('a header that opens a block is left out without what is in the block', () => {
  expect(statements(around('if value.:\n            second = 2'))).toEqual({ segments: 1, isBroken: true, parameters: ['(self, m, tmp_path)'], statements: [whole, ['expression_statement', 'if_statement'], ['expression_statement']] })
})

test('two lines may be unreadable', () => {
  const { isBroken, statements: found } = statements(around('second = value.two(').replace('assert first', 'assert first =='))
  expect({ isBroken, found }).toEqual({ isBroken: true, found: [['expression_statement', 'with_statement', 'pass_statement'], ['expression_statement', 'pass_statement']] })
})

test.each(['def test_new', 'def test_new(self', 'async def test_new(self, m', '@mock.patch("a.b"\ndef test_new(self', 'def (self):\n    pass'])('a function whose header is typed no further than `%s` shows nothing, and stays one segment', (text) => {
  expect(statements(text)).toEqual({ segments: 1, isBroken: true, parameters: [], statements: [] })
  expect(openSource(parser, 'test_x.py', text).segments[0]!.root.children).toEqual([])
})

test('a function whose lines step back to where no block stands shows nothing, as Python does not read it', () => {
  const text = 'class TestIt:\n    def test_new(self):\n            def test_it(self):\n        value = 1\n        assert value\n'
  const [, member, ...others] = openSource(parser, 'test_x.py', text).segments
  expect([member!.isBroken, member!.root.children, others]).toEqual([true, [], []])
})

test('what stands behind a decorator and deeper is no member of the class', () => {
  const text = 'class TestIt:\n    @patch("a.b")\n        def test_it(self, b):\n        value = 1\n        assert value\n\n    def test_next(self):\n        assert 1\n'
  const [, ...members] = openSource(parser, 'test_x.py', text).segments
  expect(members.map(({ root }) => root.descendants('function_definition').map((each) => each.field('name')!.text))).toEqual([['test_it'], ['test_next']])
  expect(members.flatMap(({ root }) => root.descendants('assert_statement'))).toHaveLength(2)
})

test.each([['        for each in value:\n            assert each\n'], ['        if value:\n            assert value\n'], ['\n    @patch("a.b")\n    def test_next(self, b):\n        assert b\n']])('an open bracket ends before %j', (behind) => {
  const text = `class TestIt:\n    def test_it(self):\n        value = make(\n${behind}`
  const { segments } = openSource(parser, 'test_x.py', text)
  const kinds = segments.flatMap(({ root }) => root.descendants('for_statement', 'if_statement', 'decorated_definition').map(({ kind }) => kind))
  expect(kinds).toHaveLength(1)
  expect(segments.flatMap(({ root }) => root.descendants('assert_statement'))).toHaveLength(1)
})

test.each([['first = [\n    each\n    for each in value if each\n    if not each\n]\n'], ['if make(\n    one\n    @two\n):\n    pass\n'], ['first = [lambda:\n    one if two\n    else three\n]\n'], ['first = {\n    one\n    if two else three:\n    four,\n    five if six\n    else seven:\n    eight\n}\n']])('%j stays one statement', (text) => {
  const { segments } = openSource(parser, 'test_x.py', text)
  expect(segments.map(({ isBroken }) => isBroken)).toEqual([false])
})

test('what is unreadable in parameters that are closed leaves the function', () => {
  expect(statements(around('second = 2').replace('(self, m', '(self,, m'))).toMatchObject({ isBroken: true, parameters: ['(self,, m, tmp_path)'] })
})

test('a mark of the byte order in the middle of the file is read as it is in a file that was opened', () => {
  const source = openSource(parser, 'test_x.py', 'x = 1\n\uFEFFdef test_it():\n    pass\n')
  const edited = editSource(source, [{ start: source.length, end: source.length, text: 'y = 2\n' }])
  expect(edited.segments.map(({ code, isBroken }) => [code, isBroken])).toEqual(openSource(parser, 'test_x.py', edited.text).segments.map(({ code, isBroken }) => [code, isBroken]))
})

test('offsets are those of the author, whose text the nodes give', () => {
  const text = around('second = value.two(')
  const [segment] = openSource(parser, 'test_x.py', text).segments
  const assertion = segment!.root.descendants('assert_statement')[0]!
  expect(text.slice(assertion.start, assertion.end)).toBe('assert first')
  expect(segment!.root.descendants('pass_statement')[0]!.start).toBe(text.indexOf('second'))
})
