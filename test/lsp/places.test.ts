// The parts without a connection: positions, URIs, snippets, and places that move with the text.

import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { applyEdits, type Proctor, type TextEdit } from '../../server/src/core/index.ts'
import { editSource, openSource } from '../../server/src/core/syntax/index.ts'
import { agreeOn, converterFor, encodings } from '../../server/src/lsp/convert.ts'
import { createDocuments, follow } from '../../server/src/lsp/documents.ts'
import { escapeSnippet, hasStops, withoutStops } from '../../server/src/lsp/snippets.ts'
import { plainText } from '../../server/src/lsp/text.ts'
import { childOf, nameOf, normalize, parentOf, pathWithin, schemeOf } from '../../server/src/lsp/uri.ts'
import { workspaceEdit } from '../../server/src/lsp/workspace-edit.ts'
import type { Session } from '../../server/src/lsp/session.ts'
import { testParser } from '../support/parser.ts'

const uri = 'file:///project/test_sample.py'
const parser = await testParser()
const proctor = { open: (path, text) => openSource(parser, path, text), edit: editSource } as Pick<Proctor, 'open' | 'edit'> as Proctor
const utf16 = converterFor('utf-16')

function opened(text: string) {
  const documents = createDocuments(proctor, utf16, () => ({ workspace: 'file:///project', path: 'test_sample.py' }))
  documents.open({ textDocument: { uri, languageId: 'python', version: 1, text } }, 'test_sample.py')
  return documents
}

describe('positions', () => {
  const text = 'x = 1; y = "ä"\r\n# 𝄞 clef\rdef f():\n\tpass\n\n'
  const source = openSource(parser, 'test_x.py', text)
  const texts = encodings.flatMap((encoding) => [[encoding, 'cut', source], [encoding, 'plain', plainText(text)]] as const)

  test.each(texts)('every offset between characters comes back from %s in a %s text', (encoding, _, source) => {
    const convert = converterFor(encoding)
    let offset = 0
    for (const point of text) {
      // The place between CR and LF is inside a line end, which has no position of its own.
      if (!(point === '\n' && text[offset - 1] === '\r')) expect(convert.offsetAt(source, convert.positionAt(source, offset)), `offset ${offset}`).toBe(offset)
      offset += point.length
    }
    expect(convert.offsetAt(source, convert.positionAt(source, text.length))).toBe(text.length)
  })

  test('what lies outside is taken inside', () => {
    for (const [encoding, , source] of texts) {
      const convert = converterFor(encoding)
      const at = (line: number, character: number) => convert.offsetAt(source, { line, character })
      expect(at(0, 999)).toBe(text.indexOf('\r\n'))
      expect(at(99, 0)).toBe(text.length)
      expect(at(-1, 5)).toBe(0)
      expect(at(2, -3)).toBe(text.indexOf('def'))
      expect(at(Number.NaN, Number.NaN)).toBe(0)
      expect(at(2, 1.7)).toBe(text.indexOf('def') + 1)
      expect(convert.offsetsAt(source, { start: { line: 2, character: 3 }, end: { line: 2, character: 0 } })).toEqual({ start: text.indexOf('def'), end: text.indexOf('def') + 3 })
    }
  })

  test('a position inside a character is taken to its start', () => {
    const clef = text.indexOf('𝄞')
    for (const character of [3, 4, 5]) expect(converterFor('utf-8').offsetAt(source, { line: 1, character })).toBe(clef)
    expect(converterFor('utf-8').offsetAt(source, { line: 1, character: 6 })).toBe(clef + 2)
  })

  test('an empty file has one place', () => {
    const empty = openSource(parser, 'test_x.py', '')
    for (const encoding of encodings) {
      expect(converterFor(encoding).positionAt(empty, 0)).toEqual({ line: 0, character: 0 })
      expect(converterFor(encoding).offsetAt(empty, { line: 3, character: 3 })).toBe(0)
    }
  })

  test('the client\'s order decides among those we know', () => {
    expect(agreeOn(['utf-32', 'utf-8'])).toBe('utf-32')
    expect(agreeOn(['ebcdic'])).toBe('utf-16')
    expect(agreeOn([])).toBe('utf-16')
  })
})

describe('documents', () => {
  test('any sequence of changes gives the text that LSP says', () => {
    const position = fc.record({ line: fc.integer({ min: -1, max: 8 }), character: fc.integer({ min: -1, max: 12 }) })
    const change = fc.record({ start: position, end: position, text: fc.constantFrom('', 'x', '\n', '"""', '  ', 'def f():\n    pass\n', '\r\n') })
    fc.assert(
      fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 4 }), { maxLength: 4 }), fc.integer({ min: 0, max: 4 }), (notifications, firstLook) => {
        const documents = opened('def test_a():\n    assert 1\n\n\nclass TestB:\n    x = 1\n')
        let expected = openSource(parser, 'test_sample.py', documents.get(uri)!.text())
        notifications.forEach((changes, i) => {
          // From the first look on the document is cut into segments, and edited as such.
          if (i === firstLook) expect(documents.get(uri)!.source().text).toBe(expected.text)
          for (const { start, end, text } of changes) {
            const edit = { ...utf16.offsetsAt(expected, { start, end }), text }
            expected = openSource(parser, 'test_sample.py', applyEdits(expected.text, [edit]))
          }
          documents.change({ textDocument: { uri, version: 2 + i }, contentChanges: changes.map(({ start, end, text }) => ({ range: { start, end }, text })) })
        })
        expect(documents.get(uri)!.text()).toBe(expected.text)
        expect(documents.get(uri)!.length).toBe(expected.length)
        expect(documents.get(uri)!.source().text).toBe(expected.text)
      }),
      { numRuns: 300 },
    )
  })

  test('a whole new text keeps the segments that did not change', () => {
    const documents = opened('def test_a():\n    pass\n\n\ndef test_b():\n    pass\n\n\ndef test_c():\n    pass\n')
    const before = documents.get(uri)!.source()
    documents.change({ textDocument: { uri, version: 2 }, contentChanges: [{ text: before.text.replace('test_b', 'test_bee') }] })
    const after = documents.get(uri)!.source()
    expect(after.text).toContain('test_bee')
    expect(after.segments.filter((segment) => before.has(segment)).length).toBeGreaterThanOrEqual(before.segments.length - 2)
  })

  test('a place follows the text around it, grows with what is typed inside, and is lost when its end is cut', () => {
    const text = 'aaa bbb ccc'
    const place = { start: 4, end: 7 }
    const moved = (...edits: TextEdit[]) => {
      const documents = opened(text)
      edits.forEach(({ start, end, text: inserted }, i) =>
        documents.change({ textDocument: { uri, version: 2 + i }, contentChanges: [{ range: utf16.rangeAt(documents.get(uri)!.source(), { start, end }), text: inserted }] }),
      )
      return follow(documents.get(uri)!, 1, place)
    }
    expect(moved()).toEqual(place)
    expect(moved({ start: 0, end: 0, text: '\n' })).toEqual({ start: 5, end: 8 })
    expect(moved({ start: 4, end: 4, text: 'x' })).toEqual({ start: 5, end: 8 })
    expect(moved({ start: 7, end: 7, text: 'x' })).toEqual(place)
    expect(moved({ start: 5, end: 6, text: '' })).toEqual({ start: 4, end: 6 })
    expect(moved({ start: 0, end: 3, text: '' }, { start: 2, end: 3, text: 'BB' })).toEqual({ start: 1, end: 5 })
    expect(moved({ start: 6, end: 9, text: '' })).toBeUndefined()
    expect(moved({ start: 3, end: 5, text: '' })).toBeUndefined()
  })

  test('a place of a version from before the memory is given up', () => {
    const documents = opened('x')
    for (let version = 2; version <= 260; version++) {
      documents.change({ textDocument: { uri, version }, contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '#' }] })
    }
    expect(follow(documents.get(uri)!, 1, { start: 0, end: 1 })).toBeUndefined()
    expect(follow(documents.get(uri)!, 100, { start: 99, end: 100 })).toEqual({ start: 259, end: 260 })
    expect(follow(documents.get(uri)!, 261, { start: 0, end: 1 })).toBeUndefined()
  })
})

describe('snippets', () => {
  test.each([
    ['plain', 'plain', false],
    ['"""${1:Say what is tested}."""$0', '"""Say what is tested."""', true],
    ['${1:a ${2:b} c} $3', 'a b c ', true],
    ['${1|one,two|} of ${2}', 'one of ', true],
    ['a \\$1 \\} \\\\ b', 'a $1 } \\ b', false],
    ['${name} and $', '${name} and $', false],
    ['\\\\$1', '\\', true],
  ])('%s', (snippet, text, stops) => {
    expect(withoutStops(snippet)).toBe(text)
    expect(hasStops(snippet)).toBe(stops)
  })

  test('escaped text is shown as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(withoutStops(escapeSnippet(text))).toBe(text)
      }),
    )
  })

  const text = 'class TestA:\n    def test_b(self):\n        pass\n'
  const place = text.indexOf('        pass') + 8
  const edit: TextEdit = { start: place, end: place, text: '"""${1:Why}\n\n        more \\$\n        """\n        ' }
  const session = (hasSnippetEdits: boolean) => ({ client: { hasDocumentChanges: true, hasSnippetEdits }, convert: utf16 }) as unknown as Session
  const changeOf = (hasSnippetEdits: boolean, edits: readonly TextEdit[]) => workspaceEdit(session(hasSnippetEdits), opened(text).get(uri)!, edits, true).documentChanges![0]

  test('of several lines start at the beginning of their line, where no editor indents them anew', () => {
    expect(changeOf(true, [edit])).toEqual({
      textDocument: { uri, version: 1 },
      edits: [{ range: { start: { line: 2, character: 0 }, end: { line: 2, character: 8 } }, snippet: { kind: 'snippet', value: `        ${edit.text}` } }],
    })
  })

  test('stay where they are where another edit is in the way', () => {
    const other = { start: place - 8, end: place - 7, text: '\t' }
    expect(changeOf(true, [other, edit])).toMatchObject({ edits: [{ newText: '\t' }, { range: { start: { line: 2, character: 8 } } }] })
  })

  test('become text for a client without them', () => {
    expect(changeOf(false, [edit])).toMatchObject({ edits: [{ newText: '"""Why\n\n        more $\n        """\n        ' }] })
  })
})

describe('URIs', () => {
  test('folders and names', () => {
    expect(parentOf('file:///a/b.py')).toBe('file:///a')
    expect(parentOf('file:///a')).toBe('file://')
    expect(parentOf('file://')).toBeUndefined()
    expect(parentOf('vscode-test-web://mount/test_a.py')).toBe('vscode-test-web://mount')
    expect(parentOf('vscode-test-web://mount')).toBeUndefined()
    expect(parentOf('untitled:Untitled-1')).toBeUndefined()
    expect(nameOf('file:///a/b%20c.py?x#L1')).toBe('b c.py')
    expect(nameOf('untitled:Untitled-1')).toBe('Untitled-1')
    expect(childOf('file:///a/', 'setup.cfg')).toBe('file:///a/setup.cfg')
    expect(schemeOf('vscode-notebook-cell:/a#b')).toBe('vscode-notebook-cell')
    expect(normalize('file:///C%3A/a/')).toBe('file:///c:/a')
  })

  test('paths from a folder, however it is spelled', () => {
    expect(pathWithin('file:///c%3A/project', 'file:///C:/project/tests/test%20a.py')).toBe('tests/test a.py')
    expect(pathWithin('file:///project/', 'file:///project/test_a.py')).toBe('test_a.py')
    expect(pathWithin('vscode-test-web://mount/', 'vscode-test-web://mount/test_a.py')).toBe('test_a.py')
    expect(pathWithin('file:///project', 'file:///projects/test_a.py')).toBeUndefined()
    expect(pathWithin('file:///100%', 'file:///100%/test_a.py')).toBe('test_a.py')
  })
})
