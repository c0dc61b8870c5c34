// A triple-quoted string that stands open: what was found behind it stays where it lies, and what is in front is looked at anew.

import type { Diagnostic, Range } from 'vscode-languageserver/node'
import { describe, expect, test } from 'vitest'
import { converse, plainEditor, rangeOf, until } from './conversation.ts'

const uri = 'file:///project/tests/test_sample.py'
const head = 'import app\n\n\ndef test_first():\n    assert app.first() == 1\n\n\n'
const tail = `def test_second():
    """Says what the second is."""
    assert (app.second() == 2, "wrong")


class TestThird:
    def test_adds(self):
        """Signs do not matter."""
        assert app.add(1, 1) == 2

    def test_adds(self):
        assert app.add(2, 1) == 3
`

function shown(findings: readonly Diagnostic[]) {
  return findings.map(({ code, range }) => ({ code, range }))
}

function insertion(line: number, character: number, text: string) {
  return { range: { start: { line, character }, end: { line, character } } satisfies Range, text }
}

/** Names of `def`s are underlined by duplicate-test-name, the tuple by assert-on-tuple. */
function expected(text: string) {
  const inDefinition = rangeOf(text, 'def test_adds')
  return [
    { code: 'assert-on-tuple', range: rangeOf(text, '(app.second() == 2, "wrong")') },
    { code: 'duplicate-test-name', range: { start: { ...inDefinition.start, character: inDefinition.start.character + 4 }, end: inDefinition.end } },
  ]
}

describe('a string that stands open', () => {
  test('keeps what was found behind it, shifted, until it is closed; the status says so', async () => {
    const talk = await converse()
    await talk.open(uri, head + tail)
    expect(shown(await talk.findings(uri))).toEqual(expected(head + tail))
    // Quotes are typed one by one; two of them are an empty string.
    for (const i of [0, 1, 2]) await talk.change(uri, 2 + i, insertion(2, i, '"'))
    const opened = head.replace('\n\n\n', '\n\n"""\n') + tail
    expect(shown(await talk.findings(uri))).toEqual(expected(opened))
    expect(talk.statuses.at(-1)).toMatchObject({ findings: 2, message: expect.stringContaining('never closed') })
    await talk.change(uri, 5, insertion(2, 3, 'Docs of\n'))
    const typed = head.replace('\n\n\n', '\n\n"""Docs of\n\n') + tail
    const [tuple, twice] = await talk.findings(uri)
    expect(shown([tuple!, twice!])).toEqual(expected(typed))
    expect(twice!.relatedInformation).toMatchObject([{ location: { range: { start: { line: typed.split('\n').findLastIndex((line) => line.includes('def test_adds')), character: 8 } } } }])
    await talk.change(uri, 6, insertion(3, 0, '"""'))
    const closed = head.replace('\n\n\n', '\n\n"""Docs of\n"""\n') + tail
    expect(shown(await talk.findings(uri))).toEqual(expected(closed))
    expect(talk.statuses.at(-1)).not.toHaveProperty('message')
    await talk.end()
  })

  test('what is in front of it is looked at while it stands open, and what is edited there is looked at anew', async () => {
    const talk = await converse()
    await talk.open(uri, head + tail)
    await talk.findings(uri)
    await talk.change(uri, 2, insertion(6, 0, '"""'))
    await talk.change(uri, 3, { range: rangeOf(head, 'app.first() == 1'), text: '(app.first() == 1, "one")' })
    const text = `${head.slice(0, -1).replace('app.first() == 1', '(app.first() == 1, "one")')}"""\n${tail}`
    expect(shown(await talk.findings(uri))).toEqual([{ code: 'assert-on-tuple', range: rangeOf(text, '(app.first() == 1, "one")') }, ...expected(text)])
    await talk.end()
  })

  test('no fix is offered for what is only kept, and what was edited away is gone', async () => {
    const talk = await converse()
    await talk.open(uri, head + tail)
    await talk.findings(uri)
    await talk.change(uri, 2, insertion(2, 0, '"""'))
    const opened = head.replace('\n\n\n', '\n\n"""\n') + tail
    const tuple = rangeOf(opened, '(app.second() == 2, "wrong")')
    expect((await talk.findings(uri)).map(({ code }) => code)).toContain('assert-on-tuple')
    expect((await talk.actions(uri, tuple)).filter(({ diagnostics }) => (diagnostics?.length ?? 0) > 0)).toEqual([])
    // What is typed or deleted inside what is underlined belongs to it; a line that goes takes its finding along.
    await talk.change(uri, 3, { range: { start: { line: tuple.end.line, character: tuple.end.character - 3 }, end: { line: tuple.end.line, character: tuple.end.character + 0 } }, text: '' })
    expect((await talk.findings(uri)).map(({ code }) => code)).toEqual(['assert-on-tuple', 'duplicate-test-name'])
    await talk.change(uri, 4, { range: { start: { line: tuple.start.line, character: 0 }, end: { line: tuple.start.line + 1, character: 0 } }, text: '' })
    expect((await talk.findings(uri)).map(({ code }) => code)).toEqual(['duplicate-test-name'])
    await talk.end()
  })

  test('a document that is opened so has what stands in front of the string', async () => {
    const talk = await converse()
    const text = `${head}${tail}\n\ndef test_last():\n    """Never closed.\n    assert (1, 2)\n`
    await talk.open(uri, text)
    expect(shown(await talk.findings(uri))).toEqual(expected(text))
    await talk.end()
  })

  test('findings that are pushed stay as well', async () => {
    const talk = await converse({ capabilities: plainEditor })
    await talk.open(uri, head + tail)
    await until(() => talk.published.length, (count) => count > 0)
    const before = talk.published.length
    await talk.change(uri, 2, insertion(2, 0, '"""'))
    await until(() => talk.published.length, (count) => count > before)
    expect(shown(talk.published.at(-1)!.diagnostics)).toEqual(expected(head.replace('\n\n\n', '\n\n"""\n') + tail))
    await talk.end()
  })
})
