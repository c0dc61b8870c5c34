// "Review test file": the document, its sections and links, and what asking again does.
import * as vscode from 'vscode'
import { closeAll, extension, fileUri, reviewDocument, show } from './editor.ts'
import { equal, eventually, isTrue, matches } from './expect.ts'

const sample = 'tests/test_resize_cleanup.py'
const sections = ['Effectiveness', 'Stability', 'Security', 'Style', 'Docstrings', 'Variable naming', 'Function naming', 'Comments', 'Error handling', 'Organization', 'Test names', 'Overall summary']

async function reviewed(): Promise<vscode.TextDocument> {
  return eventually('the review is open', () => reviewDocument())
}

describe('the review', () => {
  afterEach(closeAll)

  it('opens rendered, beside the file, which keeps the focus', async () => {
    const { document } = await show(sample)
    await vscode.commands.executeCommand('proctor.reviewFile')
    const review = await reviewed()
    const tabs = vscode.window.tabGroups.all.map((group) => group.tabs.map((tab) => tab.label))
    equal(tabs, [['test_resize_cleanup.py'], ['Review of test_resize_cleanup.py.md']], 'tabs')
    equal(vscode.window.activeTextEditor?.document.uri.toString(), document.uri.toString(), 'the active editor')
    equal(review.languageId, 'markdown', 'language')
  })

  it('has its sections in their order', async () => {
    await show(sample)
    await vscode.commands.executeCommand('proctor.reviewFile')
    const headings = [...(await reviewed()).getText().matchAll(/^## (.*)$/gm)].map((match) => match[1])
    equal(headings, sections, 'headings')
  })

  it('links lines in a way that the preview can follow', async () => {
    await show(sample)
    await vscode.commands.executeCommand('proctor.reviewFile')
    const text = (await reviewed()).getText()
    matches(text, /\]\(\/tests\/test_resize_cleanup\.py#L\d+\)/)
    isTrue(!text.includes(fileUri(sample).toString()), 'no link carries the whole address')
  })

  it('is made anew in the same place', async () => {
    const editor = await show('tests/test_orders.py')
    await vscode.commands.executeCommand('proctor.reviewFile')
    const review = await reviewed()
    const first = review.getText()
    await vscode.commands.executeCommand('proctor.reviewFile')
    equal((await reviewed()).getText(), first, 'a second review of the same text')
    await editor.edit((edit) => edit.delete(new vscode.Range(9, 0, 16, 0)))
    await vscode.commands.executeCommand('proctor.reviewFile')
    await eventually('the review follows the text', () => review.getText() !== first)
    equal(vscode.window.tabGroups.all.flatMap((group) => group.tabs).length, 2, 'tabs')
  })

  it('can be asked for from the explorer, for a file that is not open', async () => {
    await show('orders.py')
    await vscode.commands.executeCommand('proctor.reviewFile', fileUri(sample))
    matches((await reviewed()).getText(), /test_resize_cleanup\.py/)
  })

  it('goes to a line of a file that no path leads to', async () => {
    const uri = fileUri('tests/test_new.py').with({ scheme: 'untitled', authority: '' })
    const editor = await vscode.window.showTextDocument(uri, { preview: false })
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'def test_sum():\n    assert (1 + 1 == 2, "sum")\n'))
    await vscode.commands.executeCommand('proctor.reviewFile')
    const link = /\]\(\.(\/line\/\d+\/2)\)/.exec((await reviewed()).getText())?.[1]
    isTrue(link, `a link to line 2 in ${reviewDocument()?.getText()}`)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.from({ scheme: 'proctor-review', path: link }))
    await eventually('the line is shown', () => {
      const active = vscode.window.activeTextEditor
      return active?.document.uri.toString() === uri.toString() && active.selection.active.line === 1
    })
    const left = vscode.window.tabGroups.all.flatMap((group) => group.tabs).filter((tab) => tab.label === '2')
    await eventually('the stand-in is closed', () => left.every((tab) => !vscode.window.tabGroups.all.some((group) => group.tabs.includes(tab))))
  })

  it('survives a restart of the server', async () => {
    await show(sample)
    await vscode.commands.executeCommand('proctor.restart')
    await extension().exports.ready()
    await vscode.commands.executeCommand('proctor.reviewFile')
    matches((await reviewed()).getText(), /^## Overall summary$/m)
  })
})
