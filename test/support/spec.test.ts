// The spec format itself: what is read, and that what is wrong is refused. A runner that took everything would prove nothing.

import { describe, expect, test } from 'vitest'
import { openSource } from '../../server/src/core/syntax/index.ts'
import { testParser } from './parser.ts'
import { complaintOfPython, stopPython } from './spec-python.ts'
import { inClass, piecesOf, withBom, withCrlf } from './spec-twists.ts'
import { applyHunks, parseSpec, renderMarks } from './spec.ts'

const parser = await testParser()

function specOf(...lines: string[]): string {
  return ['# some-rule', '', ...lines].join('\n')
}

function python(...lines: string[]): string[] {
  return ['```python', ...lines, '```']
}

describe('parseSpec', () => {
  const text = specOf(
    'Prose.',
    '## Flags things',
    ...python('assert (a, b)', '       ^^^^^^', 'f(one, two)', '  ^^^  ^^^ [error] Two is wrong', '  ~~~ The first…'),
    '## Allows others',
    '```json options',
    '{"options": {"limit": 3}, "path": "test_y.py", "without": {"class": "names change their meaning"}}',
    '```',
    ...python('assert a'),
  )

  test('takes the markers out and keeps their places', () => {
    const [flags, allows] = parseSpec(text).blocks
    expect(flags!.code).toBe('assert (a, b)\nf(one, two)\n')
    expect(flags!.marks.map((mark) => [mark.kind, flags!.code.slice(mark.start, mark.end), mark.severity, mark.message])).toEqual([
      ['finding', '(a, b)', undefined, undefined],
      ['finding', 'one', undefined, undefined],
      ['finding', 'two', 'error', 'Two is wrong'],
      ['related', 'one', undefined, 'The first…'],
    ])
    expect(allows!.kind).toBe('allows')
    expect(allows!.options).toEqual({ limit: 3 })
    expect(allows!.path).toBe('test_y.py')
  })

  test('reads a mark of several lines and renders it back', () => {
    const body = ['def f():', '    g(', '    ^^… Goes on', '        1)', '         …', '    h()', '    ^^^ Short', '']
    const [block] = parseSpec(specOf('## Flags', ...python(...body))).blocks
    const mark = block!.marks.find(({ message }) => message === 'Goes on')!
    expect(block!.code.slice(mark.start, mark.end)).toBe('g(\n        1)')
    expect(parseSpec(specOf('## Flags', ...python(...renderMarks(block!.code, block!.marks).split('\n')))).blocks[0]!.marks).toEqual(block!.marks)
  })

  test.each([
    ['no heading', 'some-rule'],
    ['nothing marked under Flags', specOf('## Flags', ...python('x'))],
    ['a marker under Allows', specOf('## Allows', ...python('x', '^'))],
    ['a block in prose', specOf('## About', ...python('x', '^'))],
    ['a marker behind its line', specOf('## Flags', ...python('x', '^^'))],
    ['a marker before any code', specOf('## Flags', ...python('^', 'x'))],
    ['an open mark of several lines', specOf('## Flags', ...python('f(', '^^…', ')'))],
    ['an open fence', specOf('## Flags', '```python', 'x', '^')],
    ['an unknown twist', specOf('## Flags', '```json options', '{"without": {"tabs": "some long reason"}}', '```', ...python('x', '^'))],
    ['an unknown key', specOf('## Flags', '```json options', '{"option": {}}', '```', ...python('x', '^'))],
    ['a diff behind nothing', specOf('## Flags', '```diff', '-x', '```')],
  ])('refuses %s', (_name, broken) => {
    expect(() => parseSpec(broken)).toThrow(/line \d+/)
  })
})

describe('applyHunks', () => {
  test('replaces in order and says what is missing', () => {
    const [block] = parseSpec(specOf('## Flags', ...python('x', '^', 'y', 'x'), '```diff safe Do it', ' y', '-x', '+z', '```')).blocks
    expect(applyHunks(block!.code, block!.fix!.hunks)).toBe('x\ny\nz\n')
    expect(() => applyHunks('a\n', block!.fix!.hunks)).toThrow('not in the block')
    expect(block!.fix).toMatchObject({ safety: 'safe', title: 'Do it', refusal: undefined })
  })
})

describe('twists', () => {
  const code = 'import os\n\n@mark\ndef test_x(a):\n    """Two\nlines."""\n    assert os\n\ndef helper():\n    pass\n'

  test('only insert, and ranges can be followed', () => {
    const wrapped = inClass(openSource(parser, 'test_x.py', code))!
    expect(wrapped.code).toBe(
      'import os\n\nclass TestWrapped:\n    @mark\n    def test_x(self, a):\n        """Two\nlines."""\n        assert os\n\ndef helper():\n    pass\n',
    )
    for (const twisted of [withCrlf(code), withBom(code), wrapped]) {
      for (const word of ['import', 'os', '@mark', 'test_x', 'a):', 'lines', 'assert', 'helper']) {
        const start = code.indexOf(word)
        const range = twisted.follow({ start, end: start + word.length })
        expect(twisted.code.slice(range.start, range.end)).toBe(word)
      }
    }
  })

  test('an only class is nested with its members', () => {
    const wrapped = inClass(openSource(parser, 'test_x.py', 'class TestA(Base):\n    x = 1\n\n    def test_a(self):\n        pass\n'))!
    expect(wrapped.code).toBe('class TestWrapped:\n    class TestA(Base):\n        x = 1\n\n        def test_a(self):\n            pass\n')
  })

  test('pieces add up to the text', () => {
    expect(piecesOf(code, 8, 5).join('')).toBe(code)
    expect(piecesOf(code, 8, 5)).toHaveLength(8)
  })
})

test('CPython says what it does not take', async () => {
  expect(await complaintOfPython('x = (1,\n')).toMatch(/never closed/)
  expect(await complaintOfPython('x = "\u{1F600}"\r\n')).toBeUndefined()
  stopPython()
})
