// Bundles the suite once and runs it in one extension host or the other, each with a fresh workspace and a fresh VS Code.
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { runInElectron, wantsElectron } from '../support/vscode-host/electron.mjs'
import { runInExtensionHost } from '../support/vscode-host/extension-tests.mjs'
import { installVSCode } from '../support/vscode-host/install.mjs'
import { runToEnd, scratchFolder } from '../support/vscode-host/lifetime.mjs'
import { startServer } from '../support/vscode-host/server.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const samples = fileURLToPath(new URL('../samples/', import.meta.url))
const fakeModel = join(here, 'fake-model')
const timeoutMs = 300_000

/** `host`: `node` or `web`. `extension`: folder of the extension. Resolves with `{ results, error }`. */
export async function runSuite(host, extension, log) {
  // Inside the extension's folder, as that decides in which host VS Code runs the tests.
  const bundle = join(extension, 'test/editor/out/suite.js')
  await bundleSuite(bundle)
  const workspace = freshWorkspace({ 'proctorTest.host': host })
  const run = { host, extension, helpers: [fakeModel], tests: bundle, workspace, timeoutMs, log }
  if (host === 'node' && wantsElectron()) return runInElectron(run)

  const parts = await installVSCode(log)
  // The server puts an extension with both entries beside the files; for the browser's sake it is asked to use the other.
  const ids = [extension, fakeModel].map((folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).map(({ publisher, name }) => `${publisher}.${name}`)
  const settings = host === 'web' ? { 'remote.extensionKind': Object.fromEntries(ids.map((id) => [id, ['web']])) } : {}
  const server = await startServer(parts, { settings, vsix: [await packFakeModel()] })
  try {
    return await runInExtensionHost({ ...run, server, chromium: parts.chromium })
  } finally {
    await server.stop()
  }
}

/** Packs the language model that says what it is told. Resolves with the path of the .vsix. */
export async function packFakeModel() {
  const path = join(scratchFolder(), 'fake-model.vsix')
  await runToEnd('npx', ['vsce', 'package', '--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', path], {
    cwd: fakeModel,
    timeoutMs: 60_000,
    what: 'Packing the fake language model',
  })
  return path
}

/** A copy of the workspace with the sample in it, which the tests may change. `settings`: of the workspace. */
export function freshWorkspace(settings = {}) {
  const folder = join(scratchFolder(), 'shop')
  cpSync(join(here, 'workspace'), folder, { recursive: true })
  cpSync(join(samples, 'test_resize_cleanup.py'), join(folder, 'tests/test_resize_cleanup.py'))
  mkdirSync(join(folder, '.vscode'))
  writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify(settings))
  return folder
}

function bundleSuite(outfile) {
  return build({
    entryPoints: [join(here, 'suite/index.ts')],
    outfile,
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'es2022',
    external: ['vscode'],
    logLevel: 'warning',
    sourcemap: 'inline',
    plugins: [mochaAsScript],
  })
}

/** Mocha's package calls its UMD build a module; bundled as one, it would take the suite's `module.exports` for its own. */
const mochaAsScript = {
  name: 'mocha-as-script',
  setup: (bundler) =>
    bundler.onLoad({ filter: /[\\/]mocha[\\/]mocha\.js$/ }, ({ path }) => ({
      contents: `const module = undefined, exports = undefined;\n${readFileSync(path, 'utf8')}`,
    })),
}
