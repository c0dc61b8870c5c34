// The extension starts, in the host that this run is meant for, and shows nothing where it has nothing to say.
import * as vscode from 'vscode'
import { closeAll, extension, findingsIn, fileUri, show } from './editor.ts'
import { equal, eventually, isTrue, sleep } from './expect.ts'

describe('activation', () => {
  after(closeAll)

  it('happens in the extension host under test', () => {
    const isWorker = typeof (globalThis as { WorkerGlobalScope?: unknown }).WorkerGlobalScope === 'function'
    // The launcher names the host in the workspace, as a test cannot be handed arguments.
    const wanted = vscode.workspace.getConfiguration('proctorTest').get<string>('host')
    equal(isWorker ? 'web' : 'node', wanted, 'host')
  })

  it('follows from opening a Python file', async () => {
    await show('orders.py')
    await eventually('the extension is active', () => extension().isActive)
    await extension().exports.ready()
  })

  it('shows nothing in a file that is no test', async () => {
    const editor = await show('orders.py')
    await sleep(1500)
    equal(findingsIn(editor.document.uri).length, 0, 'findings')
    equal(extension().exports.status(), undefined, 'status item')
  })

  it('registers its commands', async () => {
    const known = await vscode.commands.getCommands(true)
    const contributed = (extension().packageJSON.contributes.commands as { command: string }[]).map(({ command }) => command)
    isTrue(contributed.length >= 5, 'commands are contributed')
    for (const command of contributed) isTrue(known.includes(command), `${command} is registered`)
  })

  it('leaves Python of other kinds alone: a cell of a notebook', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'def test_a():\n    assert (1, 2)\n', 'python')
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]))
    await vscode.window.showNotebookDocument(notebook)
    await sleep(1000)
    equal(findingsIn(notebook.cellAt(0).document.uri).length, 0, 'findings')
    isTrue(fileUri('.').path !== '', 'a folder is open')
  })
})
