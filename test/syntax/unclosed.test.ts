// Triple-quoted strings that are never closed: what stands in front is read as ever, nothing behind is.

import { beforeAll, expect, test } from 'vitest'
import type { Parser } from '../../server/src/core/syntax/parser.ts'
import { editSource, openSource } from '../../server/src/core/syntax/source.ts'
import { testParser } from '../support/parser.ts'

let parser: Parser
beforeAll(async () => {
  parser = await testParser()
})

const first = 'import os\n\n\ndef test_first():\n    """Says what the first is."""\n    assert os\n\n\n'
const second = 'def test_second():\n    x = 1\n'
const third = `class TestThird:
    """
    Speaks of the third.
    """

    def test_it(self):
        '''Is it?'''
        assert self
`

/** The first line of each segment that is read, then of the one that is not, and what of that one is read. */
function read(text: string) {
  const source = openSource(parser, 'test_x.py', text)
  const lines = source.segments.map((segment) => segment.text.trim().split('\n')[0]!)
  const last = source.open ?? source.segments.at(-1)!
  return { isOpen: source.open !== undefined, lines, parsed: last.unclosed === undefined ? undefined : last.text.slice(last.code, last.unclosed), broken: source.segments.map((segment) => segment.isBroken) }
}

test('a file without one is read to its end', () => {
  expect(read(first + second + third)).toMatchObject({ isOpen: false, lines: ['import os', 'def test_first():', 'def test_second():', 'class TestThird:', '"""', 'def test_it(self):'], broken: [false, false, false, false, false, false] })
})

test('quotes that open in the last statement leave the rest as it is', () => {
  expect(read(`${first}${second}    r"""\n    text`)).toEqual({ isOpen: true, lines: ['import os', 'def test_first():', 'def test_second():'], parsed: 'def test_second():\n    x = 1\n    ', broken: [false, false, true] })
})

test('behind quotes that close at the next docstring, whose first word gives them away, nothing is read', () => {
  expect(read(`import os\n"""\n${first.slice(10)}${second}${third}`)).toEqual({ isOpen: true, lines: ['import os', '"""'], parsed: '', broken: [false, true] })
})

test('a text on lines of its own is told from code by two words', () => {
  const { isOpen, lines, parsed } = read(`import os\n"""\n${second}${third}`)
  expect({ isOpen, lines, parsed }).toEqual({ isOpen: true, lines: ['import os', '"""'], parsed: `"""\n${second}class TestThird:\n    """\n    ` })
})

test('where quotes are missing and the file ends in code all the same, two texts tell', () => {
  const text = `import os\n"""\n${first.slice(10)}def test_last():\n    """Says more of it."""\n    x = """"y"""\n`
  expect(read(text)).toEqual({ isOpen: true, lines: ['import os', '"""'], parsed: '', broken: [false, true] })
})

test('one word behind a string is a slip of its own statement', () => {
  expect(read(`def test_first():\n    """Says it."""x\n    assert 1\n\n\n${second}`)).toEqual({ isOpen: false, lines: ['def test_first():', 'def test_second():'], parsed: undefined, broken: [true, false] })
})

test('what may follow a string is no slip', () => {
  expect(read('x = """a"""if y else """b"""in z\nx = """a"""rb"c"\nx = ["""a"""for y in z]\n').isOpen).toBe(false)
})

test('quotes of the other kind inside stay text, and quotes that are escaped close nothing', () => {
  expect(read(`x = """'''"""\ny = '''\\'''\n`)).toEqual({ isOpen: true, lines: [`x = """'''"""`, "y = '''\\'''"], parsed: 'y = ', broken: [false, true] })
  expect(read('x = """a"""\n').isOpen).toBe(false)
  expect(read('x = f"""{y}"""\n').isOpen).toBe(false)
  expect(read('x = f"""{y\n').isOpen).toBe(true)
})

test('an edit inside gives what opening the text gives, and closing brings the segments back', () => {
  const many = Array.from({ length: 20 }, (_, i) => `def test_${i}():\n    """Says ${i} once."""\n    assert ${i}\n\n\n`).join('')
  const before = openSource(parser, 'test_x.py', first + many)
  const opened = editSource(before, [{ start: 10, end: 10, text: '"""\n' }])
  expect(opened.segments.map(({ text }) => text)).toEqual(openSource(parser, 'test_x.py', opened.text).segments.map(({ text }) => text))
  expect(opened.segments).toHaveLength(2)
  const typed = editSource(opened, [{ start: 14, end: 14, text: 'Words' }])
  expect(typed.segments).toHaveLength(2)
  expect(typed.segments[0]).toBe(before.segments[0])
  const closed = editSource(typed, [{ start: 19, end: 19, text: '"""\n' }])
  expect(closed.open !== undefined).toBe(false)
  expect(closed.segments.filter((segment) => before.has(segment)).length).toBeGreaterThanOrEqual(20)
})
