// Fetches source packages of real projects by name and version into `.corpora/` (git ignores it) and gives their folders.
// `node test/support/corpora.mjs` fetches all; Python's pip does the download, from the registry it is set up for.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../.corpora/', import.meta.url))

/** Pinned, so that measurements can be compared. `wheel` where the wheel holds the tests. */
export const packages = {
  nova: { version: '34.0.0', wheel: true },
  keystone: { version: '30.0.0', wheel: true },
  cinder: { version: '29.0.0', wheel: true },
  pytest: { version: '9.2.0' },
  attrs: { version: '26.1.0' },
  flask: { version: '3.1.3' },
  requests: { version: '2.34.2' },
  httpx: { version: '0.28.1' },
  click: { version: '8.5.1' },
  jinja2: { version: '3.1.6' },
  werkzeug: { version: '3.1.9' },
  aiohttp: { version: '3.14.5' },
  django: { version: '5.2.19' },
  celery: { version: '5.7.0' },
  certbot: { version: '5.8.0' },
  djangorestframework: { version: '3.18.3' },
  'apache-libcloud': { version: '3.9.1' },
  scrapy: { version: '2.19.0' },
  wagtail: { version: '8.0.1' },
  'ansible-core': { version: '2.19.14' },
}

/** Folder with the unpacked package; fetched when it is not there yet. Throws with the package's name where it can't be had. */
export function corpus(name) {
  const { version, wheel } = packages[name] ?? {}
  if (version === undefined) throw new Error(`no corpus named ${name}`)
  const folder = join(root, `${name}-${version}`)
  if (existsSync(folder)) return folder
  const work = join(root, `.fetch-${name}-${process.pid}`)
  mkdirSync(work, { recursive: true })
  try {
    const kind = wheel ? ['--only-binary', ':all:'] : ['--no-binary', ':all:']
    execFileSync('python3', ['-m', 'pip', 'download', '-q', '--no-deps', ...kind, '-d', work, `${name}==${version}`], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
    const archive = readdirSync(work).find((file) => /\.(whl|tar\.gz|zip)$/.test(file))
    if (archive === undefined) throw new Error('pip gave no archive')
    const out = join(work, 'out')
    mkdirSync(out)
    execFileSync('python3', ['-c', 'import shutil, sys; a, d = sys.argv[1:]; shutil.unpack_archive(a, d, "zip" if a.endswith(".whl") else None)', join(work, archive), out])
    renameSync(out, folder)
    return folder
  } catch (error) {
    throw new Error(`the source package ${name} ${version} can't be fetched: ${error.message}`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(packages)
  for (const name of names) console.log(`${name}: ${corpus(name)}`)
}
