// Findings, pulled and pushed, in every encoding, while the text moves under them.

import { CancellationTokenSource, DiagnosticTag, LSPErrorCodes, type Diagnostic, type DocumentDiagnosticReport, type Range } from 'vscode-languageserver/node'
import { describe, expect, test } from 'vitest'
import { converse, editor, plainEditor, rangeOf, until } from './conversation.ts'

const uri = 'file:///project/tests/test_sample.py'
const clean = 'def test_adds_numbers():\n    assert 1 + 1 == 2\n'
const onTuple = 'def test_adds_numbers():\n    assert (1 + 1 == 3, "wrong")\n'
const twice = `class TestSum:
    def test_adds(self):
        assert 1 + 1 == 2

    def test_adds(self):
        assert 2 + 1 == 3
`

function codes(findings: readonly Diagnostic[]): unknown[] {
  return findings.map(({ code }) => code)
}

describe('pulled', () => {
  test('a finding has place, severity, source, code with a link, and data', async () => {
    const talk = await converse()
    await talk.open(uri, onTuple)
    expect(await talk.findings(uri)).toEqual([
      {
        range: rangeOf(onTuple, '(1 + 1 == 3, "wrong")'),
        severity: 1,
        source: 'Proctor',
        code: 'assert-on-tuple',
        codeDescription: { href: 'https://docs.example/rules/assert-on-tuple.md' },
        message: expect.stringContaining('always true'),
        data: { proctor: 1, rule: 'assert-on-tuple', section: 'effectiveness', fix: 'suggested' },
      },
    ])
    expect(talk.published).toEqual([])
    await talk.end()
  })

  test('a test that never runs is faded, and points to the one that runs', async () => {
    const talk = await converse()
    await talk.open(uri, twice)
    const [finding] = await talk.findings(uri)
    expect(finding).toMatchObject({ code: 'duplicate-test-name', tags: [DiagnosticTag.Unnecessary] })
    expect(finding!.range.start.line).toBe(1)
    expect(finding!.relatedInformation).toMatchObject([{ location: { uri, range: { start: { line: 4, character: 8 } } } }])
    await talk.end()
  })

  test('tags, links and related places are left out where the client cannot show them', async () => {
    const talk = await converse({ capabilities: { textDocument: { diagnostic: {} } } })
    await talk.open(uri, twice)
    const [finding] = await talk.findings(uri)
    expect(finding).toMatchObject({ code: 'duplicate-test-name' })
    expect(finding).not.toHaveProperty('tags')
    expect(finding).not.toHaveProperty('relatedInformation')
    expect(finding).not.toHaveProperty('codeDescription')
    await talk.end()
  })

  test('what the client has already is "unchanged", as long as the document is open', async () => {
    const talk = await converse()
    await talk.open(uri, onTuple)
    const first = (await talk.pull(uri)) as DocumentDiagnosticReport & { resultId: string }
    expect(await talk.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
    // Another text with the same findings at the same places.
    await talk.change(uri, 2, { range: rangeOf(onTuple, 'wrong'), text: 'false' })
    expect(await talk.pull(uri, first.resultId)).toEqual({ kind: 'unchanged', resultId: first.resultId })
    await talk.change(uri, 3, { text: clean })
    const later = await talk.pull(uri, first.resultId)
    expect(later).toMatchObject({ kind: 'full', items: [] })
    await talk.close(uri)
    await talk.open(uri, onTuple)
    const reopened = await talk.pull(uri, first.resultId)
    expect(reopened).toMatchObject({ kind: 'full', items: [{ code: 'assert-on-tuple' }] })
    expect(reopened.resultId).not.toBe(first.resultId)
    await talk.end()
  })

  test('only test files have findings; the status says which is none', async () => {
    const talk = await converse({ folder: 'file:///project' })
    const helper = 'file:///project/tests/helper.py'
    await talk.open(helper, onTuple)
    await talk.open(uri, onTuple)
    expect(await talk.findings(helper)).toEqual([])
    expect(codes(await talk.findings(uri))).toEqual(['assert-on-tuple'])
    expect(talk.statuses).toEqual([
      { uri: helper, state: 'not-a-test', findings: 0 },
      { uri, state: 'busy', findings: 0 },
      { uri, state: 'ok', findings: 1 },
    ])
    await talk.end()
  })

  test('a notebook cell and a document that is not open have none, without a word', async () => {
    const talk = await converse()
    const cell = 'vscode-notebook-cell:/project/test_book.ipynb#W0'
    await talk.open(cell, onTuple)
    await talk.change(cell, 2, { text: onTuple })
    expect(await talk.findings(cell)).toEqual([])
    await talk.close(cell)
    expect(await talk.findings('file:///project/test_other.py')).toEqual([])
    expect(talk.log).toEqual([])
    expect(talk.statuses).toEqual([])
    await talk.end()
  })

  test('a document over the limit is left alone, and the status says so', async () => {
    const talk = await converse({ settings: () => ({ maxFileSize: 40 }) })
    await talk.open(uri, onTuple)
    expect(await talk.findings(uri)).toEqual([])
    expect(talk.statuses).toEqual([{ uri, state: 'ok', findings: 0, message: expect.stringContaining('40 characters') }])
    await talk.end()
  })

  test('a request that is cancelled is answered as cancelled, and the next one is answered', async () => {
    let answerSettings: (() => void) | undefined
    const talk = await converse({ settings: () => new Promise((resolve) => (answerSettings = () => resolve(null))) })
    await talk.open(uri, onTuple)
    const cancelled = new CancellationTokenSource()
    const answer = talk.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, cancelled.token)
    // The server waits for the settings, so the cancellation is there before it can begin.
    const answered = await until(() => answerSettings, (given) => given !== undefined)
    cancelled.cancel()
    answered!()
    await expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled })
    expect(await talk.findings(uri)).toHaveLength(1)
    await talk.end()
  })
})

describe('pushed', () => {
  test('to a client that does not pull: after opening, after typing, and emptied on closing', async () => {
    const talk = await converse({ capabilities: plainEditor })
    await talk.open(uri, onTuple)
    await until(() => talk.published.length, (count) => count === 1)
    expect(talk.published[0]).toMatchObject({ uri, version: 1, diagnostics: [{ code: 'assert-on-tuple' }] })
    await talk.change(uri, 2, { text: clean })
    await until(() => talk.published.length, (count) => count === 2)
    expect(talk.published[1]).toMatchObject({ version: 2, diagnostics: [] })
    await talk.close(uri)
    await until(() => talk.published.length, (count) => count === 3)
    expect(talk.published[2]).toEqual({ uri, diagnostics: [] })
    await talk.end()
  })

  test('once for a burst of keystrokes, for the last of them', async () => {
    const talk = await converse({ capabilities: plainEditor })
    await talk.open(uri, clean)
    await until(() => talk.published.length, (count) => count === 1)
    for (let i = 0; i < 20; i++) await talk.change(uri, 2 + i, { range: { start: { line: 2, character: i }, end: { line: 2, character: i } }, text: '#' })
    await talk.change(uri, 22, { text: onTuple })
    const last = await until(() => talk.published.at(-1)!, ({ version }) => version === 22)
    expect(codes(last.diagnostics)).toEqual(['assert-on-tuple'])
    expect(talk.published).toHaveLength(2)
    await talk.end()
  })
})

describe('text that moves', () => {
  test('findings follow edits that are typed in, several of them in one notification', async () => {
    const talk = await converse()
    await talk.open(uri, '')
    let version = 1
    for (let at = 0; at < onTuple.length; at++) {
      const before = onTuple.slice(0, at).split('\n')
      const place = { line: before.length - 1, character: before.at(-1)!.length }
      await talk.change(uri, ++version, { range: { start: place, end: place }, text: onTuple[at]! })
    }
    expect(await talk.findings(uri)).toMatchObject([{ code: 'assert-on-tuple', range: rangeOf(onTuple, '(1 + 1 == 3, "wrong")') }])
    // From the bottom to the top, as editors send several cursors, and then one that counts in what the others left.
    const top = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }
    await talk.change(uri, ++version, { range: rangeOf(onTuple, '3'), text: '4' }, { range: top, text: '# one\n' }, { range: top, text: '# zero\n' })
    const edited = `# zero\n# one\n${onTuple.replace('3', '4')}`
    expect(await talk.findings(uri)).toMatchObject([{ range: rangeOf(edited, '(1 + 1 == 4, "wrong")') }])
    await talk.end()
  })

  test('a pull among queued changes is answered for the newest text', async () => {
    const talk = await converse()
    await talk.open(uri, onTuple)
    const reports = [talk.findings(uri)]
    for (let version = 2; version <= 6; version++) {
      void talk.change(uri, version, { text: `# ${version}\n${version === 6 ? clean : onTuple}` })
      reports.push(talk.findings(uri))
    }
    const counts = (await Promise.all(reports)).map((items) => items.length)
    expect(counts.at(-1)).toBe(0)
    // The queue was read before anything was computed: no answer is about a text that was already replaced.
    expect(counts.filter((count) => count === 0).length).toBeGreaterThan(1)
    await talk.end()
  })

  test('ranges outside the text are taken to its nearest place', async () => {
    const talk = await converse()
    await talk.open(uri, '# top\n')
    const far = { line: 1e9, character: 1e9 }
    await talk.change(uri, 2, { range: { start: far, end: far }, text: onTuple })
    await talk.change(uri, 3, { range: { start: { line: 0, character: 99 }, end: { line: 0, character: 999 } }, text: ' of all' })
    await talk.change(uri, 4, { range: { start: { line: -5, character: -5 }, end: { line: 0, character: 0 } }, text: '# above\n' })
    await talk.change(uri, 5, { range: { start: { line: 1, character: 2 }, end: { line: 1, character: 0 } }, text: '## ' })
    expect(await talk.findings(uri)).toMatchObject([{ range: rangeOf(`# above\n## top of all\n${onTuple}`, '(1 + 1 == 3, "wrong")') }])
    expect(await talk.actions(uri, { start: far, end: far })).toEqual(expect.any(Array))
    await talk.end()
  })

  test('changes and closing of a document that is not open are ignored with a line in the log', async () => {
    const talk = await converse()
    await talk.change(uri, 2, { text: onTuple })
    await talk.close(uri)
    await until(() => talk.log.length, (count) => count === 2)
    expect(talk.log).toEqual([`Ignored a change of ${uri}, which is not open`, `Ignored the closing of ${uri}, which is not open`])
    await talk.open(uri, onTuple)
    await talk.close(uri)
    await talk.change(uri, 2, { text: onTuple })
    expect(await talk.findings(uri)).toEqual([])
    await talk.end()
  })

  test('each encoding counts in its own units, in both directions', async () => {
    const before = '    clef = "ä𝄞"; assert '
    const tuple = '(clef == "ä𝄞", "ä𝄞")'
    const widths = { 'utf-8': (text: string) => Buffer.byteLength(text), 'utf-16': (text: string) => text.length, 'utf-32': (text: string) => [...text].length } as const
    for (const [encoding, width] of Object.entries(widths)) {
      const talk = await converse({ capabilities: { ...editor, general: { positionEncodings: [encoding] } } })
      await talk.open(uri, `def test_ä():\n${before}${tuple}\n`)
      const [start, end] = [width(before), width(before) + width(tuple)]
      expect(await talk.findings(uri)).toMatchObject([{ range: { start: { line: 1, character: start }, end: { line: 1, character: end } } }])
      // Behind the first string: what is inserted must not land inside a character.
      const at = { line: 1, character: start + width('(clef == "ä𝄞') }
      await talk.change(uri, 2, { range: { start: at, end: at }, text: 'x' })
      expect(await talk.findings(uri)).toMatchObject([{ range: { end: { line: 1, character: end + 1 } } }])
      const [fix] = await talk.actions(uri, { start: at, end: at })
      const [change] = (await talk.resolve(fix!)).edit!.documentChanges as { edits: { range: Range; newText: string }[] }[]
      expect(change!.edits[0]).toMatchObject({ range: { start: { line: 1, character: start } }, newText: expect.stringContaining('"ä𝄞x"') })
      await talk.end()
    }
  })
})
