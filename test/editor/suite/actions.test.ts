// The lightbulb: what it offers on a finding and without one, and what becomes of the text.
import * as vscode from 'vscode'
import { actionAt, actionsAt, closeAll, finding, findingsIn, perform, ruleOf, show, showText } from './editor.ts'
import { equal, eventually, isTrue, matches, sleep } from './expect.ts'

const orders = 'tests/test_orders.py'
const sample = 'tests/test_resize_cleanup.py'

describe('the lightbulb', () => {
  afterEach(closeAll)

  it('offers the fix, fix all, ignore and the documentation, each once', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    const titles = (await actionsAt(document.uri, range, 'quickfix')).map((action) => action.title)
    for (const entry of [/fix all .*in file/i, /ignore on this line/i, /ignore in this file/i, /show documentation/i]) {
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
    matches(document.getText(), /post\.assert_called_once_with\('order', 1\)/)
    await eventually('the finding is gone', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'misspelt-mock-assertion'))
  })

  it('ignores on this line', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, range, /ignore on this line/i))
    matches(document.lineAt(range.start.line).text, /# proctor: ignore\[assert-on-tuple\]/)
    await eventually('the finding is gone', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'assert-on-tuple'))
  })

  it('ignores in this file', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, range, /ignore in this file/i))
    matches(document.getText(), /# proctor: ignore-file\[assert-on-tuple\]/)
    await eventually('the finding is gone', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'assert-on-tuple'))
  })

  it('shows the documentation', async () => {
    const { document } = await show(orders)
    const { range } = await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, range, /show documentation/i))
    await eventually('the page is open', () =>
      vscode.window.tabGroups.all.some((group) => group.tabs.some((tab) => tab.input instanceof vscode.TabInputCustom && tab.input.uri.path.endsWith('assert-on-tuple.md'))),
    )
  })

  it('fixes everything that is safe, and nothing more the second time', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    await vscode.commands.executeCommand('proctor.fixAll')
    const once = document.getText()
    isTrue(document.isDirty, 'something was fixed')
    await vscode.commands.executeCommand('proctor.fixAll')
    equal(document.getText(), once, 'text after the second time')
  })

  it('fixes everything that is safe on save, where one wants that', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    const whole = new vscode.Range(0, 0, document.lineCount, 0)
    const actions = await actionsAt(document.uri, whole, 'source.fixAll')
    equal(actions.map((action) => action.kind?.value), ['source.fixAll.proctor'], 'kinds for source.fixAll')
    equal((await actionsAt(document.uri, whole, 'source.organizeImports')).length, 0, 'actions for another kind')
  })

  it('renames a variable wherever it stands', async () => {
    const { document } = await show(sample)
    const found = await finding(document.uri, 'numbered-variable')
    const name = document.getText(found.range)
    const count = document.getText().split(name).length - 1
    const action = await actionAt(document.uri, found.range, /^(?:Proctor.*: )?Rename variable to '/)
    const wanted = /to '(\w+)'/.exec(action.title)?.[1] ?? ''
    await perform(action)
    equal(document.getText().split(name).length - 1, 0, `places with ${name}`)
    equal(document.getText().split(wanted).length - 1, count, `places with ${wanted}`)
  })

  it('opens the rename box for a name of one\'s own', async () => {
    const { document } = await show(sample)
    const found = await finding(document.uri, 'numbered-variable')
    const action = await actionAt(document.uri, found.range, /Rename variable…/)
    equal(action.command?.command, 'proctor.openRenameBox', 'command')
    // The command of the editor ends with its box.
    const closed = perform(action)
    await eventually('the cursor is on the variable', () => {
      const editor = vscode.window.activeTextEditor
      return editor?.document === document && editor.selection.isEmpty && found.range.contains(editor.selection.active)
    })
    await sleep(300)
    await vscode.commands.executeCommand('cancelRenameInput')
    await closed
  })

  it('adds a docstring', async () => {
    const { document } = await show(orders)
    const classLine = document.lineAt(5)
    matches(classLine.text, /^class TestOrders/)
    const at = new vscode.Range(5, 8, 5, 8)
    await finding(document.uri, 'assert-on-tuple')
    await perform(await actionAt(document.uri, at, /add docstring/i))
    await eventually('the docstring is there', () => /^\s+"""/.test(document.lineAt(6).text))
  })

  it('normalizes trailing commas', async () => {
    const text = 'def test_sum():\n    numbers = [\n        1,\n        2\n    ]\n    others = [\n        1,\n        2,\n    ]\n    more = [\n        1,\n        2,\n    ]\n    assert numbers == others == more\n'
    const { document } = await showText(orders, text)
    const action = await eventually('the action is offered', () => actionAt(document.uri, new vscode.Range(0, 0, document.lineCount, 0), /normalize trailing commas/i))
    await perform(action)
    equal(document.getText(), text.replace('        2\n', '        2,\n'), 'text')
  })
})
