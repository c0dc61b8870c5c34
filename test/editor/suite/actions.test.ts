// The lightbulb: what it offers on a finding and without one, and what becomes of the text.
import * as vscode from 'vscode'
import { actionAt, actionsAt, closeAll, finding, findingsIn, perform, renderedTab, ruleOf, show, showText } from './editor.ts'
import { equal, eventually, isTrue, matches } from './expect.ts'

const orders = 'tests/test_orders.py'
const sample = 'tests/test_resize_cleanup.py'
const ignoreLine = /^Ignore .* on this line$/
const ignoreFile = /^Ignore .* in this file$/
const showDocumentation = /^Show documentation/

describe('the lightbulb', () => {
  afterEach(closeAll)

  it('offers the fix, fix all, ignore and the documentation, each once', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    const titles = (await actionsAt(document.uri, range, 'quickfix')).map((action) => action.title)
    for (const entry of [/^Fix all .* in file$/, ignoreLine, ignoreFile, showDocumentation]) {
      equal(titles.filter((title) => entry.test(title)).length, 1, `entries ${entry} of ${titles.join(' | ')}`)
    }
    isTrue(titles.length >= 5, `the fix itself is offered: ${titles.join(' | ')}`)
  })

  it('applies the preferred fix, and the finding goes', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'misspelt-mock-assertion')
    const preferred = (await actionsAt(document.uri, range, 'quickfix')).filter((action) => action.isPreferred)
    const [fix] = preferred.length > 0 ? preferred : await actionsAt(document.uri, range, 'quickfix')
    isTrue(fix, 'a fix')
    await perform(fix)
    matches(document.getText(), /post\.assert_called_once_with\('chair'\)/)
    await eventually('the finding is gone', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'misspelt-mock-assertion'))
  })

  it('ignores on this line', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, range, ignoreLine))
    matches(document.lineAt(range.start.line).text, /# proctor: ignore\[assert-on-tuple\]/)
    await eventually('the finding is gone', () => !findingsIn(document.uri).some((one) => one.range.start.line === range.start.line))
  })

  it('ignores in this file', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, range, ignoreFile))
    matches(document.getText(), /# proctor: ignore-file\[assert-on-tuple\]/)
    await eventually('the finding is gone', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'assert-on-tuple'))
  })

  it('shows the documentation', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, range, showDocumentation))
    await eventually('the page is open', () => renderedTab(/\/rules\/assert-on-tuple\.md$/))
  })

  it('fixes all problems of one kind in the file', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, range, /^Fix all .* in file$/))
    equal(document.getText().includes('assert (sum'), false, 'a tuple is left')
    await eventually('the findings are gone', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'assert-on-tuple'))
  })

  it('fixes everything that is safe, and nothing more the second time', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'inconsistent-trailing-comma')
    const before = document.getText()
    await vscode.commands.executeCommand('proctor.fixAll')
    equal(document.getText(), before.replace('days=14\n', 'days=14,\n'), 'text')
    const once = document.version
    await vscode.commands.executeCommand('proctor.fixAll')
    equal(document.version, once, 'version after the second time')
  })

  it('fixes everything that is safe on save, where one wants that, and leaves other sources of actions alone', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'inconsistent-trailing-comma')
    const whole = new vscode.Range(0, 0, document.lineCount, 0)
    const actions = await actionsAt(document.uri, whole, 'source.fixAll')
    equal(actions.map((action) => action.kind?.value), ['source.fixAll.proctor'], 'kinds for source.fixAll')
    equal((await actionsAt(document.uri, whole, 'source.organizeImports')).length, 0, 'actions for another kind')
  })

  it('renames a variable wherever it stands', async () => {
    const { document } = await show(orders)
    const found = await finding(document.uri, 'vague-variable')
    equal(document.getText(found.range), 'res', 'the variable')
    await perform(await actionAt(document.uri, found.range, /^Rename variable to 'invoice'/))
    matches(document.getText(), /invoice = orders\.get_invoice\([^)]*\)\s+self\.assertEqual\(8, invoice\.total\)\s+self\.assertEqual\('EUR', invoice\.currency\)/)
  })

  it('renames numbered variables together', async () => {
    const { document } = await show(sample)
    const before = document.getText()
    const found = await finding(document.uri, 'numbered-variable')
    await perform(await actionAt(document.uri, found.range, /^Rename variables to /))
    equal(document.getText(), before.replaceAll('flavor1', 'source_flavor').replaceAll('flavor2', 'dest_flavor'), 'text')
  })

  it('opens the rename box for another name, and renames only while it is open', async () => {
    const { document } = await show(sample)
    const found = await finding(document.uri, 'numbered-variable')
    const action = await actionAt(document.uri, found.range, /^Rename .*…$/)
    // The command of the editor ends with its box.
    const closed = perform(action)
    await eventually('the cursor is on the variable', () => {
      const editor = vscode.window.activeTextEditor
      return editor?.document === document && editor.selection.isEmpty && found.range.contains(editor.selection.active)
    })
    const rename = async (name: string) =>
      vscode.commands.executeCommand<vscode.WorkspaceEdit>('vscode.executeDocumentRenameProvider', document.uri, found.range.start, name)
    const edit = await eventually('the server renames', () => rename('small_flavor'))
    const [[, edits] = []] = edit.entries()
    equal(edits?.length, document.getText().split('flavor1').length - 1, 'places')
    const refusal = await rename('flavors').then(() => 'none', (error: Error) => error.message)
    matches(refusal, /flavors/, 'what the box says to a name that is taken')
    await vscode.commands.executeCommand('cancelRenameInput')
    await closed
    const after = await rename('small_flavor').then((late) => late?.size ?? 0, () => 0)
    equal(after, 0, 'edits of Proctor once the box is closed')
  })

  it('adds a docstring', async () => {
    const { document } = await show(orders)
    const line = lineWith(document, 'class TestOrders')
    await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, new vscode.Range(line, 8, line, 8), /^Add docstring/))
    matches(document.lineAt(line + 1).text, /^ {4}"""\S/, 'the line below the class')
  })

  it('normalizes trailing commas', async () => {
    const text = 'def test_sum():\n    numbers = [\n        1,\n        2\n    ]\n    others = [\n        1,\n        2,\n    ]\n    more = [\n        1,\n        2,\n    ]\n    assert numbers == others == more\n'
    const { document } = await showText(orders, text)
    const action = await eventually('the action is offered', () => actionAt(document.uri, new vscode.Range(0, 0, document.lineCount, 0), /^Normalize trailing commas/))
    await perform(action)
    equal(document.getText(), text.replace('        2\n', '        2,\n'), 'text')
  })
})

function lineWith(document: vscode.TextDocument, text: string): number {
  return document.positionAt(document.getText().indexOf(text)).line
}
