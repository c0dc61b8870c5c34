// Settings and the status item: both change under the eyes of whoever looks at a file.
import * as vscode from 'vscode'
import { closeAll, configure, extension, finding, findingsIn, ruleOf, show } from './editor.ts'
import { equal, eventually, isTrue, matches } from './expect.ts'

const orders = 'tests/test_orders.py'

describe('settings', () => {
  afterEach(async () => {
    for (const key of ['enable', 'rules', 'preset', 'testFilePatterns']) await configure(key, undefined)
    await closeAll()
  })

  it('turn a rule off, and on again', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    await configure('rules', { 'assert-on-tuple': 'off' })
    await eventually('the finding is gone', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'assert-on-tuple'))
    await configure('rules', undefined)
    await finding(document.uri, 'assert-on-tuple')
  })

  it('give a rule another severity', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    await configure('rules', { 'assert-on-tuple': 'information' })
    await eventually('the severity changes', async () => (await finding(document.uri, 'assert-on-tuple')).severity === vscode.DiagnosticSeverity.Information)
  })

  it('say what a test file is', async () => {
    const { document } = await show('orders.py')
    await configure('testFilePatterns', ['orders.py'])
    await finding(document.uri, 'assert-on-tuple')
    await configure('testFilePatterns', undefined)
    await eventually('the findings are gone', () => findingsIn(document.uri).length === 0)
  })

  it('turn Proctor off', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    await configure('enable', false)
    await eventually('the findings are gone', () => findingsIn(document.uri).length === 0)
  })
})

describe('the status item', () => {
  afterEach(closeAll)

  it('counts the findings of the file that is looked at', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    const status = await eventually('the item is idle', () => {
      const shown = extension().exports.status()
      return shown?.busy === false ? shown : undefined
    })
    equal(status.severity, 'information', 'severity')
    const count = findingsIn(document.uri).length
    matches(status.detail, new RegExp(`^${count} findings? in this file`), 'detail')
  })

  it('hides where there is no test', async () => {
    await show(orders)
    await eventually('the item is there', () => extension().exports.status() !== undefined)
    await show('orders.py')
    await eventually('the item is hidden', () => extension().exports.status() === undefined)
  })

  it('names the configuration that is in use, and its mistakes', async () => {
    const { document } = await show(orders)
    await finding(document.uri, 'assert-on-tuple')
    const { workspaceFolders } = vscode.workspace
    isTrue(workspaceFolders?.[0], 'a folder is open')
    const project = vscode.Uri.joinPath(workspaceFolders[0].uri, 'pyproject.toml')
    const write = (text: string) => vscode.workspace.fs.writeFile(project, new TextEncoder().encode(text))
    try {
      await write('[tool.proctor.rules]\nassert-on-tuple = "off"\n')
      await eventually('the configuration counts', () => !findingsIn(document.uri).some((one) => ruleOf(one) === 'assert-on-tuple'))
      await eventually('the configuration is named', () => /Using pyproject\.toml/.test(extension().exports.status()?.detail ?? ''))
      await write('[tool.proctor\n')
      await eventually('the mistake is told', () => extension().exports.status()?.severity === 'warning')
      matches(extension().exports.status()?.detail ?? '', /^Configuration error in pyproject\.toml/, 'detail')
    } finally {
      await vscode.workspace.fs.delete(project)
    }
    await finding(document.uri, 'assert-on-tuple')
  })
})
