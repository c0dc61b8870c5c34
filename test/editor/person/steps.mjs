// What a person does with Proctor, one window each.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, renameSync } from 'node:fs'

const sample = 'test_resize_cleanup.py'
const orders = 'test_orders.py'

export const steps = {
  'a squiggle is under what is wrong, and none in a file that is no test': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.page.locator('.squiggly-error').first().waitFor()
    await vscode.goTo(12, 20)
    await vscode.shot('squiggles')
    await vscode.openFile('orders.py')
    await vscode.pause(1500)
    assert.equal(await vscode.page.locator('[class*=squiggly]').count(), 0)
  },

  'the lightbulb renames a variable to what it is': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.reviewed()
    await vscode.goTo(23, 10)
    const entries = await vscode.lightbulb()
    assert.deepEqual(entries.filter((entry) => /vague-variable|Rename/.test(entry)), [
      "Rename variable to 'invoice'",
      'Ignore “vague-variable” on this line',
      'Ignore “vague-variable” in this file',
      'Show documentation for “vague-variable”',
      'Rename variable…',
    ])
    await vscode.shot('lightbulb')
    await vscode.choose("Rename variable to 'invoice'")
    const text = await vscode.saved(`tests/${orders}`)
    assert.match(text, /invoice = orders\.get_invoice\(\n +price=10,\n +discount=2,\n +\)\n +self\.assertEqual\(8, invoice\.total\)\n +self\.assertEqual\('EUR', invoice\.currency\)/)
    assert.doesNotMatch(text, /\bres\b/)
  },

  'the lightbulb renames numbered variables in the sample': async (vscode) => {
    await vscode.openFile(sample)
    await vscode.reviewed()
    await vscode.goTo(62, 10)
    await vscode.lightbulb()
    await vscode.shot('lightbulb-numbered')
    await vscode.choose("Rename variables to 'source_flavor' and 'dest_flavor'")
    const text = await vscode.saved(`tests/${sample}`)
    assert.doesNotMatch(text, /flavor[12]/)
    assert.match(text, /source_flavor = flavors\[0\]\n +dest_flavor = flavors\[1\]/)
  },

  "the editor's own rename box takes a name of one's own": async (vscode) => {
    await vscode.openFile(orders)
    await vscode.reviewed()
    await vscode.goTo(23, 10)
    await vscode.lightbulb()
    await vscode.choose('Rename variable…')
    const box = vscode.page.locator('.rename-box input')
    await box.waitFor()
    await vscode.shot('rename-box')
    await box.fill('discounted_invoice')
    await vscode.press('Enter')
    await box.waitFor({ state: 'hidden' })
    const text = await vscode.saved(`tests/${orders}`)
    assert.equal(text.split('discounted_invoice').length - 1, 3)
    assert.doesNotMatch(text, /\bres\b/)
  },

  'Suggest names… lists names with what speaks for each, and the chosen one is one step to undo': async (vscode) => {
    await vscode.openFile(sample)
    await vscode.reviewed()
    await vscode.goTo(70, 9)
    await vscode.lightbulb()
    await vscode.choose('Suggest names…')
    const rows = vscode.page.locator('.quick-input-list .monaco-list-row')
    await rows.first().waitFor()
    const texts = (await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim())
    assert.equal(texts.at(-1), 'Another name…')
    assert.ok(texts.length >= 2 && texts.slice(0, -1).every((text) => / \S/.test(text)), texts.join(' | '))
    await vscode.shot('names')
    const name = await rows.first().locator('.label-name').innerText()
    await vscode.press('Enter')
    const before = readFileSync(vscode.path(`tests/${sample}`), 'utf8')
    const after = await vscode.saved(`tests/${sample}`)
    const line = before.split('\n')[69]
    assert.equal(after.split('\n')[69], line.replace('req', name))
    await vscode.press('Control+Z')
    assert.equal(await vscode.saved(`tests/${sample}`), before)
  },

  'a second opinion on names is asked for once it is turned on and agreed to': async (vscode) => {
    await writeUserSettings(vscode, '{ "proctor.naming.useLanguageModel": true')
    await vscode.openFile(sample)
    await vscode.reviewed()
    const ask = async () => {
      await vscode.goTo(70, 9)
      await vscode.command('Proctor: Suggest names for the variable at the cursor')
    }
    const dialog = vscode.page.locator('.monaco-dialog-box')
    const rows = vscode.page.locator('.quick-input-list .monaco-list-row')
    const first = rows.first().locator('.label-name')

    await ask()
    await dialog.waitFor()
    const words = await dialog.innerText()
    for (const said of ['Parrot', 'proctor-test', 'those statements of the test that use the variable', 'useLanguageModel']) assert.ok(words.includes(said), words)
    await vscode.shot('names-consent')
    await dialog.getByText('Cancel', { exact: true }).click()
    await rows.first().waitFor()
    const unasked = await first.innerText()
    await vscode.press('Escape')
    await rows.first().waitFor({ state: 'hidden' })

    // Who said no is not asked again in this window.
    await vscode.page.reload()
    await vscode.page.locator('.tab.active').first().waitFor()
    // Which tabs come back is the editor's affair: the one that was opened last may be missing.
    await vscode.openFile(sample)
    await vscode.reviewed()
    await ask()
    await dialog.getByText('Send and ask', { exact: true }).click()
    await rows.first().waitFor()
    await vscode.until(async () => (await first.innerText()).trim() === 'placed_order')
    assert.notEqual(unasked, 'placed_order')
    assert.match(await rows.first().innerText(), /proposed by Parrot/)
    await vscode.shot('names-second-opinion')
    await vscode.press('Enter')
    assert.match(await vscode.saved(`tests/${sample}`), /placed_order = self\._build_server\(/)

    await ask()
    await rows.first().waitFor()
    assert.equal(await dialog.count(), 0)
  },

  'a fixture is renamed in all files, after a look at them': async (vscode) => {
    await vscode.openFile('test_stock.py')
    await vscode.page.locator('.statusbar-item', { hasText: 'Python' }).first().waitFor()
    await vscode.goTo(4, 28)
    await vscode.lightbulb()
    await vscode.choose("Rename fixture 'shop' across the workspace…")
    const box = vscode.page.locator('.rename-box input')
    await box.waitFor()
    await box.fill('furniture_shop')
    await vscode.press('Enter')
    const preview = vscode.page.locator('.panel', { hasText: /refactor preview/i })
    await preview.first().waitFor()
    const files = preview.locator('.monaco-list-row', { hasText: /\.py/ })
    await vscode.until(async () => (await files.count()) === 2)
    assert.match(readFileSync(vscode.path('tests/conftest.py'), 'utf8'), /def shop\(/)
    // The editor leaves it to the person to tick what is to be changed; nothing is ticked before.
    for (const name of ['conftest.py', 'test_stock.py']) await files.filter({ hasText: name }).locator('.edit-checkbox').click()
    await vscode.shot('rename-preview')
    await preview.getByText('Apply', { exact: true }).first().click()
    const text = (name) => readFileSync(vscode.path(`tests/${name}`), 'utf8')
    await vscode.until(() => text('conftest.py').includes('def furniture_shop():') && !/\bshop\b(?! promises)/.test(text('test_stock.py')))
    assert.equal(text('test_stock.py').split('furniture_shop').length - 1, 4)
  },

  'the lightbulb adds a docstring': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.reviewed()
    await vscode.goTo(8, 9)
    const entries = await vscode.lightbulb()
    await vscode.choose(entries.find((entry) => entry.startsWith('Add docstring')))
    await vscode.shot('docstring')
    const lines = (await vscode.saved(`tests/${orders}`)).split('\n')
    assert.match(lines[8], /^ {4}"""\S.*"""$/)
  },

  'trailing commas are made the same everywhere': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.page.locator('.squiggly-error').first().waitFor()
    await vscode.goTo(37, 13)
    await vscode.lightbulb()
    await vscode.shot('trailing-commas')
    await vscode.choose('Normalize trailing commas')
    const text = await vscode.saved(`tests/${orders}`)
    assert.match(text, /reminder = orders\.get_reminder\(\n +invoice,\n +days=14,\n +\)/)
  },

  'F1 → Review test file shows the review, whose links lead to the lines and the rules': async (vscode) => {
    await vscode.openFile(sample)
    await vscode.reviewed()
    await vscode.press('Control+B')
    await vscode.command('Proctor: Review test file')
    const review = await vscode.rendered('Review of test_resize_cleanup.py')
    assert.deepEqual(await review.locator('h2').allInnerTexts(), [
      'Effectiveness', 'Stability', 'Security', 'Style', 'Docstrings', 'Variable naming', 'Function naming', 'Comments', 'Error handling',
      'Organization', 'Test names', 'Overall summary',
    ])
    await vscode.shot('review')
    await review.locator('h2', { hasText: 'Variable naming' }).scrollIntoViewIfNeeded()
    await review.locator('a', { hasText: 'Line 62' }).first().click()
    await vscode.page.locator('.statusbar-item', { hasText: 'Ln 62,' }).first().waitFor()
    assert.equal(await vscode.page.locator('.tab.active', { hasText: sample }).count() > 0, true)
    await vscode.shot('review-line')
    await review.locator('a', { hasText: 'numbered-variable' }).first().click()
    await vscode.rendered('numbered-variable')
    await vscode.shot('review-rule')
  },

  'the code of a finding leads to the page of its rule': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.reviewed()
    await vscode.goTo(12, 20)
    await vscode.press('Control+K', 'Control+I')
    const link = vscode.page.locator('.monaco-hover a', { hasText: 'assert-on-tuple' }).first()
    await link.waitFor()
    await vscode.shot('hover')
    await link.click()
    await vscode.rendered('assert-on-tuple')
    await vscode.shot('rule-page')
  },

  'F1 → Show rule documentation offers every rule': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.reviewed()
    await vscode.command('Proctor: Show rule documentation')
    await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: 'assert-on-tuple' }).first().waitFor()
    await vscode.shot('rules')
    await vscode.pick('long-test', 'long-test')
    await vscode.rendered('long-test')
  },

  'the status item counts the findings': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.reviewed()
    await vscode.page.locator('.statusbar-item', { hasText: 'Python' }).first().waitFor()
    await vscode.page.locator('#status\\.languageStatus').hover()
    const entry = vscode.page.locator('.hover-language-status', { hasText: 'Proctor' })
    await entry.first().waitFor()
    assert.match(await entry.first().innerText(), /5 findings in this file/)
    await vscode.shot('status')
  },

  'the review is there again after the window was reloaded': async (vscode) => {
    await vscode.openFile(sample)
    await vscode.reviewed()
    await vscode.command('Proctor: Review test file')
    await vscode.rendered('Review of test_resize_cleanup.py')
    await vscode.reload()
    const review = await vscode.rendered('Review of test_resize_cleanup.py')
    await review.locator('h2', { hasText: 'Overall summary' }).first().waitFor()
  },

  'a server that fell over is started again, and nothing pops up': async (vscode) => {
    await vscode.openFile(orders)
    await vscode.page.locator('.squiggly-error').first().waitFor()
    const server = vscode.installed('dist/server.js')
    // One is this window's; those of windows that were closed a moment ago may still be there.
    const before = processesOf(server)
    assert.notEqual(before.length, 0)
    for (const pid of before) process.kill(pid, 'SIGKILL')
    await vscode.until(() => processesOf(server).some((pid) => !before.includes(pid)))
    await vscode.page.locator('.squiggly-error').first().waitFor()
    await vscode.pause(1000)
    assert.deepEqual(await vscode.notifications(), [])
  },

  'a server that cannot start says so once, and starts when it can': async (vscode) => {
    const server = vscode.installed('dist/server.js')
    renameSync(server, `${server}.away`)
    try {
      await vscode.openFile(orders)
      await vscode.page.locator('#status\\.notifications .codicon-bell-dot').waitFor()
      await vscode.pause(2000)
      assert.deepEqual(await vscode.notifications(), ["Proctor's server could not be started. The output says why."])
      await vscode.page.locator('#status\\.languageStatus').hover()
      await vscode.page.locator('.hover-language-status', { hasText: 'Server stopped' }).first().waitFor()
      await vscode.shot('stopped')
    } finally {
      renameSync(`${server}.away`, server)
    }
    await vscode.page.locator('.hover-language-status', { hasText: 'Proctor' }).getByText('Restart server').first().click()
    await vscode.page.locator('.squiggly-error').first().waitFor()
  },
}

/** `json`: without the brace at its end, which the editor adds. */
async function writeUserSettings(vscode, json) {
  await vscode.command('Preferences: Open User Settings (JSON)')
  // The tab is there before its text can be typed into: keys that come too early are lost, and nothing would be saved.
  const editor = vscode.page.locator('.monaco-editor.focused[data-uri$="settings.json"]')
  await editor.waitFor()
  await vscode.press('Control+A')
  await vscode.page.keyboard.insertText(json)
  const unsaved = vscode.page.locator('.tab.active.dirty[data-resource-name="settings.json"]')
  await unsaved.waitFor()
  await vscode.press('Control+S')
  await unsaved.waitFor({ state: 'detached' })
}

/** Ids of the running processes that were started with this program (Linux). */
function processesOf(program) {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids.map(Number).filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(program)
    } catch {
      return false
    }
  })
}
