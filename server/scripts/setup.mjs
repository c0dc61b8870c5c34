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
