// Trailing commas over real files: whatever the style, Python reads the same program, comments stay, and a second pass finds nothing.

import { afterAll, describe, expect, test } from 'vitest'
import { commaEdit, commaFaults, commaHabit, commaSites, normalizedCommas, type CommaStyle } from '../../server/src/core/edits/index.ts'
import { editSource, openSource, type Source } from '../../server/src/core/syntax/index.ts'
import { libTest, pythonFiles, readUtf8 } from '../support/corpus.ts'
import { testParser } from '../support/parser.ts'
import { sameProgram, stopComparing } from './python.ts'

const parser = await testParser()
afterAll(stopComparing)

function open(text: string): Source {
  return openSource(parser, 'test_x.py', text)
}

/** The file after all faults of the style are mended. */
function restyled(source: Source, style: CommaStyle): Source {
  const sites = source.segments.flatMap(commaSites)
  const edits = commaFaults(sites, style, commaHabit(sites), [3, 9]).map((fault) => commaEdit(fault))
  return editSource(
    source,
    edits.map((edit) => ({ ...source.rangeOf(edit), text: edit.text })),
  )
}

function commentsOf(source: Source): readonly string[] {
  return source.segments.flatMap(({ comments, text }) => comments.flatMap((start, i) => (i % 2 === 0 ? [text.slice(start, comments[i + 1])] : [])))
}

describe('over CPython’s own tests', () => {
  const files = pythonFiles(libTest()).filter((_, i) => i % 5 === 0)
  for (const style of ['always', 'never', 'consistent'] as const) {
    test(style, { timeout: 300_000 }, async () => {
      let changed = 0
      for (const path of files) {
        const text = readUtf8(path)
        if (text === undefined) continue
        const source = open(text)
        const after = restyled(source, style)
        if (after.text === text) continue
        changed++
        expect(await sameProgram(text, after.text), path).toBe('same')
        expect(commentsOf(after), path).toEqual(commentsOf(source))
        expect(restyled(after, style).text, `${path}: a second pass`).toBe(after.text)
      }
      expect(changed).toBeGreaterThan(10)
    })
  }
})

describe('one construct', () => {
  const cases: readonly (readonly [what: string, style: CommaStyle, before: string, after: string])[] = [
    ['a call', 'always', 'f(\n    a,\n    b\n)\n', 'f(\n    a,\n    b,\n)\n'],
    ['a comment behind the last element', 'always', 'f(\n    a,\n    b  # why\n    # more\n)\n', 'f(\n    a,\n    b,  # why\n    # more\n)\n'],
    ['a continued line', 'always', 'f(\n    a,\n    b \\\n)\n', 'f(\n    a,\n    b, \\\n)\n'],
    ['CRLF', 'always', 'f(\r\n    a,\r\n    b\r\n)\r\n', 'f(\r\n    a,\r\n    b,\r\n)\r\n'],
    ['an import', 'always', 'from a import (\n    b,\n    c as d\n)\n', 'from a import (\n    b,\n    c as d,\n)\n'],
    ['parameters with a starred one', 'always', 'def f(\n    a,\n    *args: int\n): pass\n', 'def f(\n    a,\n    *args: int,\n): pass\n'],
    ['a subscript of two', 'always', 'a[\n    1,\n    2\n]\n', 'a[\n    1,\n    2,\n]\n'],
    ['bases of a class', 'always', 'class A(\n    B,\n    C\n):\n    x = 1\n', 'class A(\n    B,\n    C,\n):\n    x = 1\n'],
    ['parentheses are no tuple', 'always', 'x = (\n    1\n)\n', 'x = (\n    1\n)\n'],
    ['a subscript of one', 'always', 'a[\n    1\n]\n', 'a[\n    1\n]\n'],
    ['a generator alone', 'always', 'f(\n    x for x in y\n)\n', 'f(\n    x for x in y\n)\n'],
    ['a bracket that hugs', 'always', 'f({\n    1: 2\n})\n', 'f({\n    1: 2,\n})\n'],
    ['an f-string shows its text', 'always', 'x = f"""{f(\n    a,\n    b\n)=}"""\n', 'x = f"""{f(\n    a,\n    b\n)=}"""\n'],
    ['a lone star', 'always', 'def f(\n    a,\n    *,\n    b\n): pass\n', 'def f(\n    a,\n    *,\n    b,\n): pass\n'],
    ['a tuple of one keeps its comma', 'never', 'x = (1,)\ny = (\n    1,\n)\nz[1,]\n', 'x = (1,)\ny = (\n    1,\n)\nz[1,]\n'],
    ['one line', 'never', 'f(a, b, )\n[1, 2,]\n', 'f(a, b)\n[1, 2]\n'],
    ['a comma before a comment', 'never', 'f(\n    a,\n    b,  # why\n)\n', 'f(\n    a,\n    b  # why\n)\n'],
    ['a comma on a line of its own', 'never', 'f(\n    a\n    ,\n)\n', 'f(\n    a\n    \n)\n'],
  ]
  test.each(cases)('%s (%s)', async (_what, style, before, after) => {
    expect(restyled(open(before), style).text).toBe(after)
    expect(await sameProgram(before, after)).toBe('same')
  })
})

describe('the habit of a file', () => {
  const call = (comma: string): string => `f(\n    a,\n    b${comma}\n)\n`

  test('three constructs and a majority make one', () => {
    const habitOf = (text: string) => commaHabit(open(text).segments.flatMap(commaSites))
    expect(habitOf(call(',') + call(',') + call(''))).toBe('with')
    expect(habitOf(call(',') + call('') + call(''))).toBe('without')
    expect(habitOf(call(',') + call(','))).toBeUndefined()
    expect(habitOf(call(',') + call(',') + call('') + call(''))).toBeUndefined()
    expect(habitOf(call(',').repeat(3) + call('').repeat(2))).toBe('with')
    expect(habitOf(call(',').repeat(4) + call('').repeat(3))).toBeUndefined()
  })

  test('what Black leaves bare does not count', () => {
    const bare = 'f(\n    only\n)\nf(\n    1, 2, 3\n)\nf(\n    a,\n    *b\n)\n'
    expect(commaHabit(open(bare).segments.flatMap(commaSites))).toBeUndefined()
    const source = open(call(',').repeat(3) + bare)
    expect(restyled(source, 'consistent').text).toBe(source.text)
  })

  test('asked to normalize, a tie is settled with the comma', () => {
    const source = open(call(',') + call(''))
    expect(normalizedCommas(source.segments, source.segments, [3, 9])).toHaveLength(1)
  })

  test('an old Python gets no comma behind a starred parameter', () => {
    const sites = open('def f(\n    a,\n    *b\n): pass\n').segments.flatMap(commaSites)
    expect(commaFaults(sites, 'always', undefined, [3, 5])).toEqual([])
    expect(commaFaults(sites, 'always', undefined, [3, 6])).toHaveLength(1)
  })
})
