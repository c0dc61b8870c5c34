// Packs the extension and checks what is in the package: what ships and nothing else, and how large it is.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { runToEnd } from '../support/vscode-host/lifetime.mjs'

const largest = 3_000_000
let packed

/** Builds and packs, once per process. Resolves with the path of the .vsix. */
export function packExtension(root) {
  packed ??= runToEnd('npm', ['run', 'package'], { cwd: root, timeoutMs: 240_000, what: "'npm run package'" }).then((output) => ({
    path: join(root, 'proctor.vsix'),
    output,
  }))
  return packed
}

export async function checkPackage(root, log) {
  const results = []
  const test = async (title, check) => {
    const error = await Promise.resolve().then(check).then(() => undefined, (thrown) => String(thrown.message ?? thrown))
    results.push({ title, state: error === undefined ? 'passed' : 'failed', error })
    log(`  ${error === undefined ? '✓' : '✗'} ${title}`)
    if (error !== undefined) log(error.replace(/^/gm, '      '))
  }

  await test('it can be packed, without a warning', async () => {
    const { output } = await packExtension(root)
    const warnings = output.split('\n').filter((line) => /warn/i.test(line) && !line.startsWith('npm warn'))
    if (warnings.length > 0) throw new Error(warnings.join('\n'))
  })
  await test('it holds what ships and nothing else', async () => {
    const { path } = await packExtension(root)
    const names = (await filesIn(path)).sort()
    const wanted = expected(root).sort()
    const missing = wanted.filter((name) => !names.includes(name))
    const surplus = names.filter((name) => !wanted.includes(name))
    if (missing.length + surplus.length > 0) throw new Error(`missing: ${missing.join(', ') || 'nothing'}\nsurplus: ${surplus.join(', ') || 'nothing'}`)
  })
  await test(`it is smaller than ${largest / 1_000_000} MB`, async () => {
    const { path } = await packExtension(root)
    const { size } = statSync(path)
    if (size >= largest) throw new Error(`${size} bytes`)
  })
  return { results, error: undefined }
}

/** The names as vsce spells them: it renames some. */
function expected(root) {
  const pages = readdirSync(join(root, 'docs/rules')).filter((name) => name.endsWith('.md'))
  const dist = ['cli', 'client', 'client-web', 'server', 'server-worker'].map((name) => `dist/${name}.js`)
  const grammars = ['python.wasm', 'sources.json', 'tree-sitter.wasm'].map((name) => `grammars/${name}`)
  const extension = ['package.json', 'readme.md', 'changelog.md', 'LICENSE.txt', ...dist, ...grammars, ...pages.map((name) => `docs/rules/${name}`)]
  return ['[Content_Types].xml', 'extension.vsixmanifest', ...extension.map((name) => `extension/${name}`)]
}

/** Names in a zip archive, from the directory at its end (APPNOTE 4.3.12 and 4.3.16). */
async function filesIn(path) {
  const bytes = readFileSync(path)
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end === -1) throw new Error(`${path} is not a zip archive`)
  const names = []
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset))
    names.push(bytes.toString('utf8', at + 46, at + 46 + name))
    at += 46 + name + extra + comment
  }
  return names
}
