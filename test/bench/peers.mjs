// Other linters and language servers, fetched once by name and version into `.bench/` (git ignores it), for `npm run bench -- --against`.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'

/** Pinned, so that figures can be compared. */
const pythonPackages = ['ruff==0.16.4', 'flake8==7.3.0', 'flake8-pytest-style==2.2.0', 'pylint==4.0.4', 'bandit==1.9.2', 'python-lsp-server[flake8,pylint]==1.14.0']
const nodePackages = ['pyright@1.1.407', 'basedpyright@1.36.1']

/** Language servers and command lines by name; what can't be fetched is left out, with its reason on standard error. */
export function fetchPeers(root) {
  const folder = `${root}.bench/peers`
  mkdirSync(folder, { recursive: true })
  const bin = `${folder}/venv/bin`
  if (!existsSync(`${bin}/python`)) execFileSync('python3', ['-m', 'venv', `${folder}/venv`], { stdio: 'inherit' })
  for (const wanted of pythonPackages) fetchOnce(folder, wanted, () => install(bin, wanted))
  for (const wanted of nodePackages) {
    fetchOnce(folder, wanted, () => {
      if (!existsSync(`${folder}/package.json`)) writeFileSync(`${folder}/package.json`, '{"private": true}\n')
      installNode(folder, wanted)
    })
  }
  const has = (file) => existsSync(file)
  // Of these servers only Ruff's answers a client that asks for diagnostics itself.
  const server = (name, command, args, options) => (has(command) || command === process.execPath && has(args[0]) ? [{ name, command, args, options, isPushing: name !== 'ruff server' }] : [])
  const lint = (name, command, args, share) => (has(command) ? [{ name, command, args, share }] : [])
  return {
    servers: [
      ...server('ruff server', `${bin}/ruff`, ['server'], { settings: { lint: { select: ['ALL'] } } }),
      ...server('pyright', process.execPath, [`${folder}/node_modules/pyright/langserver.index.js`, '--stdio']),
      ...server('basedpyright', process.execPath, [`${folder}/node_modules/basedpyright/langserver.index.js`, '--stdio']),
      ...server('pylsp (flake8)', `${bin}/pylsp`, [], { pylsp: { plugins: { flake8: { enabled: true }, pyflakes: { enabled: false }, pycodestyle: { enabled: false }, mccabe: { enabled: false } } } }),
    ],
    /** `share`: only so much of the files is given to it, and its time is taken for the rest as well. */
    lints: [
      ...lint('ruff check --select ALL', `${bin}/ruff`, ['check', '--isolated', '--no-cache', '--select', 'ALL', '--quiet', '--exit-zero'], 1),
      ...lint('flake8 with flake8-pytest-style', `${bin}/flake8`, ['--isolated', '--exit-zero', '-q'], 1 / 4),
      ...lint('bandit', `${bin}/bandit`, ['-q', '--exit-zero', '-f', 'json', '-o', '/dev/null'], 1 / 4),
      ...lint('pylint', `${bin}/pylint`, ['--exit-zero', '--score=n', '-j', '2'], 1 / 40),
    ],
  }
}

function fetchOnce(folder, name, fetch) {
  const stamp = `${folder}/${name.replace(/[^\w.-]/g, '_')}.fetched`
  if (existsSync(stamp)) return
  try {
    fetch()
    writeFileSync(stamp, '')
  } catch (error) {
    console.error(`${name} can't be fetched and is left out: ${String(error.message).split('\n')[0]}`)
  }
}

/** The version as pinned, or, where the registry does not have it, the newest that it has. */
function install(bin, wanted) {
  for (const one of [wanted, wanted.replace(/==.*/, '')]) {
    try {
      execFileSync(`${bin}/python`, ['-m', 'pip', 'install', '-q', '--disable-pip-version-check', one], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 })
      return
    } catch (error) {
      if (one !== wanted) throw error
    }
  }
}

function installNode(folder, wanted) {
  for (const one of [wanted, wanted.replace(/@[\d.]+$/, '')]) {
    try {
      execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', folder, one], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 300_000 })
      return
    } catch (error) {
      if (one !== wanted) throw error
    }
  }
}
