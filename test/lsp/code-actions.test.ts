// The lightbulb: what it holds, what each action does to the text, and what becomes of one that is chosen late.

import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node'
import { describe, expect, test } from 'vitest'
import { withoutStops } from '../../server/src/lsp/snippets.ts'
import { applied, converse, editor, plainEditor, rangeOf, type Conversation } from './conversation.ts'

const uri = 'file:///project/test_sample.py'
const tuples = `def test_adds():
    assert (1 + 1 == 3, "sum")


def test_multiplies():
    assert (2 * 2 == 5, "product")
`
const comments = `def test_adds():
    assert 1 + 1 == 2  # proctor: ignore[long-test]


def test_multiplies():
    assert 2 * 2 == 4  # proctor: ignore[long-test]
`

function titles(actions: readonly CodeAction[]): string[] {
  return actions.map(({ title }) => title)
}

async function named(actions: Promise<CodeAction[]> | CodeAction[], start: string): Promise<CodeAction> {
  const all = await actions
  const found = all.find(({ title }) => title.startsWith(start))
  if (found === undefined) throw new Error(`no action starts with ${start}; there are ${titles(all).join(', ')}`)
  return found
}

/** The text after the action with this title was chosen at `part`. */
async function after(talk: Conversation, text: string, part: string, title: string): Promise<string> {
  const action = await named(talk.actions(uri, rangeOf(text, part)), title)
  expect(action.edit).toBeUndefined()
  return applied(text, (await talk.resolve(action)).edit, uri)
}

describe('the lightbulb at a finding', () => {
  test('holds its fix, fix all, both ways to ignore it, and its page', async () => {
    const talk = await converse()
    await talk.open(uri, tuples)
    const actions = await talk.actions(uri, rangeOf(tuples, '1 + 1'), { only: ['quickfix'] })
    expect(titles(actions)).toEqual([
      'Make the second element the message',
      'Fix all “assert-on-tuple” problems in file',
      'Ignore “assert-on-tuple” on this line',
      'Ignore “assert-on-tuple” in this file',
      'Show documentation for “assert-on-tuple”',
    ])
    for (const action of actions) {
      expect(action.kind).toBe('quickfix')
      expect(action.diagnostics?.[0]).toMatchObject({ code: 'assert-on-tuple', range: rangeOf(tuples, '(1 + 1 == 3, "sum")') })
      expect(action.isPreferred).toBeUndefined()
    }
    expect(actions[4]!.command).toEqual({ title: expect.any(String), command: 'test.showRule', arguments: ['assert-on-tuple'] })
    await talk.end()
  })

  test('prefers a fix only where it is safe', async () => {
    const talk = await converse()
    await talk.open(uri, comments)
    expect(await named(talk.actions(uri, rangeOf(comments, 'long-test')), 'Remove the unused')).toMatchObject({ isPreferred: true })
    await talk.end()
  })

  test('each does what it says', async () => {
    const talk = await converse()
    await talk.open(uri, tuples)
    const fixed = tuples.replace('(1 + 1 == 3, "sum")', '1 + 1 == 3, "sum"')
    expect(await after(talk, tuples, '1 + 1', 'Make the second')).toBe(fixed)
    expect(await after(talk, tuples, '1 + 1', 'Fix all')).toBe(fixed.replace('(2 * 2 == 5, "product")', '2 * 2 == 5, "product"'))
    const onLine = await after(talk, tuples, '1 + 1', 'Ignore “assert-on-tuple” on')
    expect(onLine).toBe(tuples.replace('"sum")', '"sum")  # proctor: ignore[assert-on-tuple]'))
    await talk.change(uri, 2, { text: onLine })
    expect(await talk.findings(uri)).toMatchObject([{ range: rangeOf(onLine, '(2 * 2 == 5, "product")') }])
    await talk.change(uri, 3, { text: await after(talk, onLine, '2 * 2', 'Ignore “assert-on-tuple” in') })
    expect(await talk.findings(uri)).toEqual([])
    await talk.end()
  })

  test('links actions to the diagnostics that the client sent, and never to those of others', async () => {
    const talk = await converse()
    await talk.open(uri, tuples)
    const [own] = await talk.findings(uri)
    const copy = { ...own!, data: 'kept by the client' }
    const foreign = { ...own!, source: 'Other', message: 'somebody else says so' }
    const action = await named(talk.actions(uri, rangeOf(tuples, '1 + 1'), { diagnostics: [foreign, copy] }), 'Make')
    expect(action.diagnostics).toEqual([copy])
    await talk.end()
  })

  test('only what is asked for, by kinds and those above them', async () => {
    const talk = await converse()
    await talk.open(uri, comments)
    const range = rangeOf(comments, 'long-test')
    const kinds = async (...only: string[]) => [...new Set((await talk.actions(uri, range, { only })).map(({ kind }) => kind!))]
    expect(await kinds('quickfix')).toEqual(['quickfix'])
    expect(await kinds('quickfix.other')).toEqual([])
    expect(await kinds('source.fixAll')).toEqual(['source.fixAll.proctor'])
    expect(await kinds('source.fixAll.proctor')).toEqual(['source.fixAll.proctor'])
    expect(await kinds('source.fixAll.other')).toEqual([])
    expect(await kinds('source.organizeImports')).toEqual([])
    expect((await kinds('refactor')).filter((kind) => !kind.startsWith('refactor.rewrite.proctor.'))).toEqual([])
    const moving = await talk.actions(uri, range, { triggerKind: 2 })
    expect(moving.filter(({ kind }) => kind!.startsWith('source'))).toEqual([])
    expect(titles(moving)).toContain('Remove the unused suppression')
    await talk.end()
  })

  test('nothing in a file that is no test, and nothing away from findings', async () => {
    const talk = await converse()
    const helper = 'file:///project/helper.py'
    await talk.open(helper, tuples)
    await talk.open(uri, tuples)
    expect(await talk.actions(helper, rangeOf(tuples, '1 + 1'))).toEqual([])
    expect(await talk.actions(uri, rangeOf(tuples, 'test_adds'), { only: ['quickfix'] })).toEqual([])
    await talk.end()
  })

  test('comes with its edits where the client cannot resolve, without versions where it knows none', async () => {
    const talk = await converse({ capabilities: plainEditor, options: {} })
    await talk.open(uri, tuples)
    const actions = await talk.actions(uri, rangeOf(tuples, '1 + 1'), { only: ['quickfix'] })
    expect(titles(actions)).not.toContain('Show documentation for “assert-on-tuple”')
    for (const action of actions) expect(action.edit?.changes?.[uri]).toBeDefined()
    expect(applied(tuples, actions[0]!.edit, uri)).toContain('assert 1 + 1 == 3, "sum"\n')
    await talk.end()
  })
})

describe('an action that is chosen late', () => {
  test('counts in the text as it is then, where the finding is still there', async () => {
    const talk = await converse()
    await talk.open(uri, tuples)
    const action = await named(talk.actions(uri, rangeOf(tuples, '2 * 2')), 'Make')
    await talk.change(uri, 2, { range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# above\n\n\n' })
    await talk.change(uri, 3, { range: rangeOf(`# above\n\n\n${tuples}`, '5'), text: '555' })
    const now = `# above\n\n\n${tuples.replace('5', '555')}`
    const { edit } = await talk.resolve(action)
    expect((edit!.documentChanges![0] as TextDocumentEdit).textDocument).toEqual({ uri, version: 3 })
    expect(applied(now, edit, uri)).toBe(now.replace('(2 * 2 == 555, "product")', '2 * 2 == 555, "product"'))
    await talk.end()
  })

  test('has no edit, and says why, where the finding is gone', async () => {
    const talk = await converse()
    await talk.open(uri, tuples)
    const [fix, ignore] = [await named(talk.actions(uri, rangeOf(tuples, '2 * 2')), 'Make'), await named(talk.actions(uri, rangeOf(tuples, '2 * 2')), 'Ignore')]
    await talk.change(uri, 2, { range: rangeOf(tuples, '(2 * 2 == 5, "product")'), text: '2 * 2 == 4' })
    for (const action of [fix, ignore]) {
      const resolved = await talk.resolve(action)
      expect(resolved.edit).toBeUndefined()
      expect(resolved.disabled?.reason).toContain('no longer there')
    }
    await talk.close(uri)
    expect((await talk.resolve(fix)).disabled?.reason).toContain('no longer open')
    await talk.end()
  })

  test('of another server, or with an edit of its own, is left as it is', async () => {
    const talk = await converse()
    const foreign = { title: 'Sort imports', data: { uri, version: 1, task: 'fix' } }
    expect(await talk.resolve(foreign)).toEqual(foreign)
    await talk.end()
  })
})

describe('source.fixAll.proctor', () => {
  test('makes the safe fixes and no others, and is not there a second time', async () => {
    const talk = await converse()
    const text = `${comments}\n\n${tuples.replaceAll('def test_', 'def test_it_')}`
    await talk.open(uri, text)
    const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    const [action, ...others] = await talk.actions(uri, everything, { only: ['source.fixAll'] })
    expect(others).toEqual([])
    const fixed = applied(text, action!.edit, uri)
    expect(fixed).toBe(text.replaceAll('  # proctor: ignore[long-test]', ''))
    await talk.change(uri, 2, { text: fixed })
    expect(await talk.actions(uri, everything, { only: ['source.fixAll'] })).toEqual([])
    await talk.end()
  })
})

describe('refactorings', () => {
  const undocumented = `class TestSums:
    def test_adds(self):
        total = sum([1, 2])
        assert total == 3
`

  test('Rename variable… opens the editor\'s own box at the name', async () => {
    const talk = await converse()
    await talk.open(uri, undocumented)
    const action = await named(talk.actions(uri, rangeOf(undocumented, 'total'), { only: ['refactor.rewrite'] }), 'Rename')
    const { command, edit } = await talk.resolve(action)
    expect(edit).toBeUndefined()
    expect(command).toMatchObject({ command: 'test.rename', arguments: [uri, { line: 2, character: 8 }] })
    await talk.end()
  })

  test('Rename variable… is not offered where nobody can open the box', async () => {
    const talk = await converse({ options: {}, capabilities: plainEditor })
    await talk.open(uri, undocumented)
    expect(titles(await talk.actions(uri, rangeOf(undocumented, 'total'), { only: ['refactor.rewrite'] })).filter((title) => title.startsWith('Rename'))).toEqual([])
    await talk.end()
  })

  test('Add docstring keeps its indent, with a stop where the client has snippets and as text where it has none', async () => {
    const place = { only: ['refactor.rewrite'] }
    const withStops = await converse()
    await withStops.open(uri, undocumented)
    const resolved = await withStops.resolve(await named(withStops.actions(uri, rangeOf(undocumented, 'TestSums'), place), 'Add docstring'))
    const plain = await converse({ capabilities: { ...editor, workspace: { ...editor.workspace, workspaceEdit: { documentChanges: true } } } })
    await plain.open(uri, undocumented)
    const { edit: inText } = await plain.resolve(await named(plain.actions(uri, rangeOf(undocumented, 'TestSums'), place), 'Add docstring'))
    const text = applied(undocumented, inText, uri)
    expect(text).toMatch(/^class TestSums:\n    """[^$]*"""\n/)
    // Whether or not there is something to fill in, both end as the same text.
    expect(withoutStops(applied(undocumented, resolved.edit, uri))).toBe(text)
    await withStops.end()
    await plain.end()
  })

  test('those that cannot be done here are grey where somebody asks for them, and absent otherwise', async () => {
    const talk = await converse()
    const documented = undocumented.replace('    def test_adds(self):\n', '    """Sums of lists."""\n\n    def test_adds(self):\n')
    await talk.open(uri, documented)
    const asked = await talk.actions(uri, rangeOf(documented, 'TestSums'), { only: ['refactor.rewrite'] })
    expect((await named(asked, 'Add docstring')).disabled?.reason).toContain('has a docstring')
    expect(titles(await talk.actions(uri, rangeOf(documented, 'TestSums')))).not.toContain('Add docstring')
    await talk.end()
  })

  test('Normalize trailing commas for the file and for a selection', async () => {
    const talk = await converse()
    const call = (name: string, last: string) => `${name} = dict(\n    first=1,\n    last=2${last}\n)\n`
    const text = call('one', ',') + call('two', ',') + call('three', '') + call('four', '')
    await talk.open(uri, text)
    const everything = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } }
    const file = await talk.resolve(await named(talk.actions(uri, everything, { only: ['source.proctor', 'refactor'] }), 'Normalize trailing commas'))
    expect(applied(text, file.edit, uri)).toBe(text.replaceAll('last=2\n', 'last=2,\n'))
    const selection = await talk.resolve(await named(talk.actions(uri, rangeOf(text, call('three', '')), { only: ['refactor.rewrite'] }), 'Normalize trailing commas in selection'))
    expect(applied(text, selection.edit, uri)).toBe(text.replace(call('three', ''), call('three', ',')))
    await talk.end()
  })
})
