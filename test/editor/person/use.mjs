// Installs the packed extension in a fresh VS Code and uses it with keyboard and mouse; leaves pictures in `screenshots/`.
import { mkdirSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { installVSCode } from '../../support/vscode-host/install.mjs'
import { within } from '../../support/vscode-host/lifetime.mjs'
import { startServer } from '../../support/vscode-host/server.mjs'
import { openWindow } from '../../support/vscode-host/window.mjs'
import { packExtension } from '../package.mjs'
import { freshWorkspace, packFakeModel } from '../suites.mjs'
import { createDriver } from './driver.mjs'
import { steps } from './steps.mjs'

const screenshots = fileURLToPath(new URL('../screenshots/', import.meta.url))
const stepLimit = 120_000

/** Resolves with `{ results, error }`. Every step has a window and a workspace of its own; one that fails leaves a picture of the moment. */
export async function usePacked(root, log) {
  const parts = await installVSCode(log)
  const { path: vsix } = await packExtension(root)
  mkdirSync(screenshots, { recursive: true })
  const server = await startServer(parts, { vsix: [vsix, await packFakeModel()] })
  const results = []
  try {
    for (const [title, step] of Object.entries(steps)) {
      const failure = `${screenshots}failed-${results.length + 1}.actual.png`
      rmSync(failure, { force: true })
      const error = await inFreshWindow({ parts, server, failure }, step)
      results.push({ title, state: error === undefined ? 'passed' : 'failed', error })
      log(`  ${error === undefined ? '✓' : '✗'} ${title}`)
      if (error !== undefined) log(`${error}\nsee ${failure}`.replace(/^/gm, '      '))
    }
  } finally {
    await server.stop()
  }
  return { results, error: undefined }
}

async function inFreshWindow({ parts, server, failure }, step) {
  const workspace = freshWorkspace({ 'workbench.colorTheme': 'Default Light Modern', 'editor.minimap.enabled': false })
  const window = await openWindow(parts.chromium, { width: 1200, height: 760 })
  try {
    const { page } = window
    page.setDefaultTimeout(30_000)
    await page.goto(`${server.origin}/?folder=${encodeURIComponent(workspace)}`, { timeout: 60_000 })
    await page.locator('.monaco-workbench .explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 })
    await within(stepLimit, 'This step', step(createDriver({ page, server, workspace, screenshots })))
    return undefined
  } catch (error) {
    await window.page.screenshot({ path: failure }).catch(() => undefined)
    return String(error?.message ?? error)
  } finally {
    await window.close()
  }
}
