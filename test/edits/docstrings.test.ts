// Docstrings put into real files: Python reads the same program but for them, comments stay, a second pass finds nothing to do.

import { afterAll, describe, expect, test } from 'vitest'
import { docstringEdit, docstringHabit, docstringOf, type DocstringText } from '../../server/src/core/edits/index.ts'
import { editSource, openSource, type Node, type Source } from '../../server/src/core/syntax/index.ts'
import { libTest, pythonFiles, readUtf8 } from '../support/corpus.ts'
import { testParser } from '../support/parser.ts'
import { sameProgram, stopComparing } from './python.ts'

const parser = await testParser()
afterAll(stopComparing)

const plain: DocstringText = { summary: 'Says "this" and \\that', details: [] }

function open(text: string): Source {
  return openSource(parser, 'test_x.py', text)
}

function definitionsIn(source: Source): readonly Node[] {
  return source.segments.flatMap((segment) => (segment.kind === 'trivia' || segment.isBroken ? [] : segment.root.descendants('function_definition', 'class_definition')))
}

function documented(source: Source, text: DocstringText, isSnippet = false): Source {
  const edits = definitionsIn(source).flatMap((definition) => docstringEdit(definition, source, text, isSnippet) ?? [])
  return editSource(
    source,
    edits.map((edit) => ({ ...source.rangeOf(edit), text: edit.text })),
  )
}

function commentsOf(source: Source): readonly string[] {
  return source.segments.flatMap(({ comments, text }) => comments.flatMap((start, i) => (i % 2 === 0 ? [text.slice(start, comments[i + 1])] : [])))
}

test('over CPython’s own tests', { timeout: 300_000 }, async () => {
  let added = 0
  for (const path of pythonFiles(libTest()).filter((_, i) => i % 8 === 0)) {
    const text = readUtf8(path)
    if (text === undefined) continue
    const source = open(text)
    const missing = definitionsIn(source).filter((definition) => docstringOf(definition, source) === undefined).length
    if (missing === 0) continue
    const after = documented(source, { summary: plain.summary, details: added % 2 === 0 ? [] : ['A "detail".'] })
    expect(await sameProgram(text, after.text, true), path).toBe('same')
    expect(commentsOf(after), path).toEqual(commentsOf(source))
    expect(definitionsIn(after).filter((definition) => docstringOf(definition, after) === undefined).length, path).toBe(0)
    expect(documented(after, plain).text, `${path}: a second pass`).toBe(after.text)
    added += missing
  }
  expect(added).toBeGreaterThan(1000)
})

describe('where it goes', () => {
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    ['below the header', 'def f():\n    return 1\n', 'def f():\n    """Says it."""\n    return 1\n'],
    ['behind a comment of the header', 'def f():  # noqa\n    # first\n    return 1\n', 'def f():  # noqa\n    """Says it."""\n    # first\n    return 1\n'],
    ['a body of one line', 'def f(): return 1  # why\n', 'def f():\n    """Says it."""\n    return 1  # why\n'],
    ['a class of one line', 'class A: x = 1; y = 2\n', 'class A:\n    """Says it."""\n    x = 1; y = 2\n'],
    ['a header of many lines', 'def f(\n    a,\n) -> {\n    1: 2,\n}:\n    pass\n', 'def f(\n    a,\n) -> {\n    1: 2,\n}:\n    """Says it."""\n    pass\n'],
    ['tabs', 'class A:\n\tx = 1\n', 'class A:\n\t"""Says it."""\n\tx = 1\n'],
    ['two spaces and a body of one line', 'def g():\n  x = 1\n\ndef f(): pass\n', 'def g():\n  """Says it."""\n  x = 1\n\ndef f():\n  """Says it."""\n  pass\n'],
    ['a method at once below its class', 'class A:\n    x = 1\n\n\nclass B:\n    def f(self):\n        pass\n', 'class A:\n    """Says it."""\n    x = 1\n\n\nclass B:\n    """Says it."""\n\n    def f(self):\n        """Says it."""\n        pass\n'],
    ['a blank line that is there', 'class A:\n\n    x = 1\n', 'class A:\n    """Says it."""\n\n    x = 1\n'],
    ['decorators and async', '@a\n@b(1)\nasync def f():\n    pass\n', '@a\n@b(1)\nasync def f():\n    """Says it."""\n    pass\n'],
    ['nested', 'class A:\n    class B:\n        def f(self): ...\n', 'class A:\n    """Says it."""\n\n    class B:\n        """Says it."""\n\n        def f(self):\n            """Says it."""\n            ...\n'],
    ['CRLF', 'def f():\r\n    pass\r\n', 'def f():\r\n    """Says it."""\r\n    pass\r\n'],
    ['a lone CR', 'def f():\r    pass\r', 'def f():\r    """Says it."""\r    pass\r'],
    ['a byte order mark', '\uFEFFdef f(): pass\n', '\uFEFFdef f():\n    """Says it."""\n    pass\n'],
    ['no line end at the end', 'def f():\n    pass', 'def f():\n    """Says it."""\n    pass'],
  ]
  test.each(cases)('%s', async (_what, before, after) => {
    expect(documented(open(before), { summary: 'Says it', details: [] }).text).toBe(after)
    expect(await sameProgram(before, after, true)).toBe('same')
  })

  const present = ['def f():\n    "doc"\n', 'def f():\n    r"""doc"""\n', 'def f():\n    # c\n    "a" \'b\'\n', 'def f():\n    ("doc")\n', 'class A:\n    # c\n\n    """doc"""\n    x = 1\n', 'class A: "doc"; x = 1\n']
  test.each(present)('none is missing in %j', (text) => {
    expect(documented(open(text), plain).text).toBe(text)
  })

  test('what is no docstring for Python is none here', () => {
    for (const text of ['def f():\n    f"""{x}"""\n', 'def f():\n    b"x"\n', 'def f():\n    x = "doc"\n', 'def f():\n    "a" f"{b}"\n']) {
      const source = open(text)
      expect(docstringOf(definitionsIn(source)[0]!, source), text).toBeUndefined()
    }
  })
})

describe('as the file does it', () => {
  test('quotes, first line and full stop', () => {
    const source = open("def f():\n    '''\n    No full stop\n    '''\n\n\ndef g():\n    pass\n")
    expect(docstringHabit(source)).toEqual({ quote: "'''", firstLine: 'own', blankAfterClass: true, endsWithPeriod: false })
    expect(documented(source, { summary: 'Says it.', details: [] }).text).toContain("def g():\n    '''\n    Says it\n    '''\n    pass\n")
  })

  test('classes without a blank line', () => {
    const source = open('class A:\n    """One."""\n    def f(self):\n        """Two."""\n\n\nclass B:\n    def g(self):\n        """Three."""\n')
    expect(documented(source, { summary: 'Says it', details: [] }).text).toContain('class B:\n    """Says it."""\n    def g')
  })

  test('a long summary is wrapped, details get lines of their own', () => {
    const after = documented(open('def f():\n    pass\n'), { summary: 'word '.repeat(30), details: ['First step.', 'Second step.'] }).text
    expect(after).toMatch(/^def f\(\):\n    """word [^\n]{50,75}(?:\n    word [^\n]{0,74})+word\.\n\n    First step\.\n    Second step\.\n    """\n    pass\n$/)
  })

  test('quotes and backslashes of the text do not end the string', async () => {
    for (const summary of ['a """ b', 'ends with "', "it's '''", 'C:\\new\\x', 'a\\']) {
      const after = documented(open('def f():\n    pass\n'), { summary, details: [] }).text
      expect(await sameProgram('def f():\n    pass\n', after, true), after).toBe('same')
    }
  })

  test('a snippet has one stop and escapes the rest', () => {
    const source = open('def f():\n    pass\n')
    const edit = docstringEdit(definitionsIn(source)[0]!, source, { summary: 'Costs $5 {now}', details: [] }, true)
    expect(edit?.text).toBe('    """${1:Costs \\$5 {now\\}.}"""\n')
  })
})
