// Findings as the editor holds them: what is underlined, in whose name, and when they come and go.
import * as vscode from 'vscode'
import { closeAll, extension, fileUri, finding, findingsIn, renderedTab, ruleOf, show, type } from './editor.ts'
import { equal, eventually, isTrue, matches } from './expect.ts'

const orders = 'tests/test_orders.py'

describe('findings', () => {
  afterEach(closeAll)

  it('appear in a test file that is shown, at the right place', async () => {
    const { document } = await show(orders)
    const found = await finding(document.uri, 'assert-on-tuple')
    equal(found.source, 'Proctor')
    equal(found.range.start.line, 11, 'line')
    matches(document.getText(found.range), /sum\(prices\) == 7/, 'what is underlined')
    isTrue(found.severity <= vscode.DiagnosticSeverity.Warning, 'a test that cannot fail is a warning at least')
  })

  it('lead to the page of their rule', async () => {
    const { document } = await show(orders)
    const { code } = await finding(document.uri, 'misspelt-mock-assertion')
    isTrue(typeof code === 'object', 'the code has a link')
    equal(code.target.toString(), 'proctor-review:/rules/misspelt-mock-assertion.md', 'link')
    await vscode.commands.executeCommand('proctor.showRule', code.value)
    await eventually('the page is open', () => renderedTab(/\/rules\/misspelt-mock-assertion\.md$/))
    const page = await vscode.workspace.openTextDocument(code.target)
    matches(page.getText(), /^# .*misspelt-mock-assertion/m, 'the page')
  })

  it('are explained by a hover on the comment that ignores them', async () => {
    const editor = await show(orders)
    await finding(editor.document.uri, 'assert-on-tuple')
    await type(editor, 'def test_sum():\n    assert (1, 2)  # proctor: ignore[assert-on-tuple]\n')
    const hovers = await eventually('a hover', async () => {
      const all = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', editor.document.uri, new vscode.Position(1, 50))
      return all.length > 0 && all
    })
    const text = hovers.flatMap((hover) => hover.contents).map((content) => (content as vscode.MarkdownString).value).join('\n')
    matches(text, /\*\*assert-on-tuple\*\*/, 'hover')
    matches(text, /\]\(command:proctor\.showRule\?%5B%22assert-on-tuple%22%5D\)/, 'its link')
  })

  it('follow the typing', async () => {
    const editor = await show(orders)
    await finding(editor.document.uri, 'assert-on-tuple')
    const text = editor.document.getText()
    await type(editor, text.replace("assert (sum(prices) == 7, 'wrong total')", "assert sum(prices) == 7, 'wrong total'"))
    await eventually('one finding is left of two', () => countOf(editor.document.uri, 'assert-on-tuple') === 1)
    await type(editor, text)
    await finding(editor.document.uri, 'assert-on-tuple')
  })

  it('appear in an untitled document that is named for a test', async () => {
    const uri = fileUri('tests/test_new.py').with({ scheme: 'untitled' })
    const editor = await vscode.window.showTextDocument(uri, { preview: false })
    equal(editor.document.languageId, 'python', 'language')
    await type(editor, 'def test_sum():\n    assert (1 + 1 == 2, "sum")\n')
    await finding(uri, 'assert-on-tuple')
  })

  it('vanish when the file is closed', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    await closeAll()
    await eventually('no findings are left', () => findingsIn(fileUri(orders)).length === 0)
  })

  it('come again from a restarted server', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    await vscode.commands.executeCommand('proctor.restart')
    await extension().exports.ready()
    await finding(document.uri, 'assert-on-tuple')
    equal(countOf(document.uri, 'assert-on-tuple'), 2, 'findings after the restart')
  })
})

function countOf(uri: vscode.Uri, rule: string): number {
  return findingsIn(uri).filter((one) => ruleOf(one) === rule).length
}
