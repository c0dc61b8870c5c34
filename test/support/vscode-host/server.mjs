// One VS Code server on a free local port, with data folders of its own that vanish with it.
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { claimFolder, removeFolder, runToEnd, scratchFolder, startProcess, stopProcess, within } from './lifetime.mjs'

/** Settings that keep what is not under test out of the window: greetings, assistants, updates, telemetry. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off',
  'git.enabled': false,
  'files.autoSave': 'off',
  'security.workspace.trust.enabled': false,
}

/**
 * Starts the server. `vsix`: packed extensions to install first. `settings`: more settings for every window.
 * Resolves with its `origin` (`http://127.0.0.1:N`), `authority` (`127.0.0.1:N`) and `stop()`.
 */
export async function startServer({ node, serverMain }, { vsix = [], settings = {} } = {}) {
  const folder = scratchFolder()
  const extensions = join(folder, 'extensions')
  const data = join(folder, 'data')
  mkdirSync(extensions)
  mkdirSync(join(data, 'data/Machine'), { recursive: true })
  writeFileSync(join(data, 'data/Machine/settings.json'), JSON.stringify({ ...quietSettings, ...settings }, undefined, 2))
  const folders = ['--extensions-dir', extensions, '--server-data-dir', data]
  if (vsix.length > 0) {
    await runToEnd(node, [serverMain, ...vsix.flatMap((path) => ['--install-extension', path]), ...folders, '--accept-server-license-terms'], {
      timeoutMs: 60_000,
      what: `Installing ${vsix.join(' and ')}`,
    })
  }

  const port = await freePort()
  const child = startProcess(node, [
    serverMain, '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms',
    '--enable-smoke-test-driver', '--disable-workspace-trust', '--telemetry-level', 'off',
    // A window that is closed leaves its extension host waiting for it, for three hours by default.
    '--reconnection-grace-time', '5', ...folders,
  ], { env: environment() })
  claimFolder(folder, child.pid)
  const lines = []
  const keep = (chunk) => lines.push(...String(chunk).split('\n').filter((line) => line.trim() !== ''))
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  const stop = async () => {
    await stopProcess(child)
    removeFolder(folder)
  }
  try {
    await within(60_000, 'Starting the VS Code server', untilItAnswers(`http://127.0.0.1:${port}/version`, child))
  } catch (error) {
    await stop()
    throw new Error(`${error.message}\n${lines.slice(-15).join('\n')}`)
  }
  return { origin: `http://127.0.0.1:${port}`, authority: `127.0.0.1:${port}`, extensions, log: lines, stop }
}

async function untilItAnswers(url, child) {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The VS Code server ended with ${child.exitCode} while starting`)
    const answers = await fetch(url).then((response) => response.ok, () => false)
    if (answers) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

/** The system picks the port; between closing it here and opening it there nobody else is likely to get it. */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** Without what a surrounding VS Code, npm or Node left in the environment. */
function environment() {
  const foreign = /^(VSCODE_|npm_|NODE_OPTIONS$|ELECTRON_)/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)))
}
