// Makes a fresh clone ready: Node's version, the packages of the lockfile. Does nothing where all is there. Uses nothing but Node.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Ends the process with a message where it cannot be made ready. */
export function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 20) fail(`Proctor is built with Node 20 or newer; this is ${process.version}.`)
  if (isInstalled()) return
  console.error('Installing the packages of package-lock.json (once) …')
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
}

/** The tests compare with CPython and read its own test suite; users need neither. Debian's packages are installed where they lack. */
export function needPython() {
  if (hasPython()) return
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo']
  const [program, ...args] = [...asRoot, 'apt-get', 'install', '-y', 'python3', 'libpython3-testsuite']
  console.error('Installing Python and its test suite, which the tests compare with (once) …')
  spawnSync(asRoot[0] ?? 'apt-get', [...asRoot.slice(1), ...(asRoot.length > 0 ? ['apt-get'] : []), 'update'], { stdio: 'ignore' })
  spawnSync(program, args, { stdio: 'inherit' })
  if (!hasPython()) fail('The tests need python3, version 3.9 or newer, with its own test suite (Debian: python3 and libpython3-testsuite).')
}

function hasPython() {
  const check = 'import sys, symtable, test.test_bool; sys.exit(sys.version_info < (3, 9))'
  return spawnSync('python3', ['-c', check], { stdio: 'ignore' }).status === 0
}

/** Shows what the program prints; ends this process with its exit code where it fails. */
export function run(program, args) {
  // On Windows npm and npx are .cmd files, which only a shell starts; the arguments here hold nothing that a shell would read.
  const { status, error } = spawnSync(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (error !== undefined) fail(`${program} could not be started: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

/** True where each package that the lockfile wants on this machine is there in its version. */
function isInstalled() {
  const written = `${root}node_modules/.package-lock.json`
  if (!existsSync(written)) return false
  const there = JSON.parse(readFileSync(written, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional }]) => path === '' || optional === true || there[path]?.version === version)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
