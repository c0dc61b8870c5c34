// The suites on which safe fixes are proved, and how each is run: what came out for every test, by its id.

import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { environment, unpacked } from '../collect/compare.ts'
import { projects } from '../collect/projects.ts'

export type Outcomes = ReadonlyMap<string, string>

export interface Suite {
  readonly name: string
  /** Makes a fresh copy and gives the folder in which Proctor runs. */
  readonly copy: (to: string) => string
  /** What is fixed, from that folder. */
  readonly tests: readonly string[]
  /** Runs the tests of these changed files, or all of them where that cannot be told apart. */
  readonly run: (folder: string, changed: readonly string[]) => Outcomes
}

const chosen = ['click', 'jinja2', 'flask', 'werkzeug', 'attrs', 'requests', 'httpx', 'testtools']

export function suites(root: string, names: readonly string[]): readonly Suite[] {
  const all = [...chosen, 'cpython']
  const unknown = names.find((name) => !all.includes(name))
  if (unknown !== undefined) throw new Error(`no suite named ${unknown}; there are ${all.join(', ')}`)
  return all.filter((name) => names.length === 0 || names.includes(name)).map((name) => (name === 'cpython' ? cpython(root) : pytestSuite(root, name)))
}

function pytestSuite(root: string, name: string): Suite {
  const project = projects.find(({ requirement }) => requirement.startsWith(`${name}==`))
  if (project === undefined) throw new Error(`collect/projects.ts does not know ${name}`)
  const work = join(root, '.oracles/collect')
  const tree = unpacked(work, name, project)
  const python = environment(work, name, tree, project)
  return {
    name: project.requirement,
    tests: project.tests.filter((each) => existsSync(join(tree, each))),
    copy: (to) => {
      rmSync(to, { recursive: true, force: true })
      cpSync(tree, to, { recursive: true })
      // A project ends at its repository.
      mkdirSync(join(to, '.git'), { recursive: true })
      return to
    },
    run: (folder) => {
      const out = `${folder}.json`
      rmSync(out, { force: true })
      const { stdout, stderr } = spawnSync(python, ['-W', 'ignore', '-m', 'pytest', '-q', '-o', 'addopts=', '-p', 'outcomes_plugin', '-p', 'no:cacheprovider', '-p', 'no:randomly', '--rootdir', folder, ...project.tests.filter((each) => existsSync(join(folder, each)))], {
        cwd: folder,
        env: { ...process.env, PYTHONPATH: `${join(root, 'test/oracles/fix-safety')}:${join(folder, 'src')}:${folder}`, PROCTOR_OUTCOMES: out, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' },
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        timeout: 600_000,
      })
      if (!existsSync(out)) throw new Error(`pytest did not finish in ${folder}: ${(stdout + stderr).slice(-2000)}`)
      return read(out)
    },
  }
}

/** Modules that take minutes, or need what a sandbox lacks. */
const slow = /^test_(?:asyncio|concurrent_futures|multiprocessing.*|_test_multiprocessing|socket|ssl|subprocess|thread.*|signal|faulthandler|gdb|tools|regrtest|peg_generator|capi|test_embed|embed|venv|ensurepip|distutils|idle|tk.*|ttk.*|turtle.*|winreg|zipfile64|largefile|bigmem|smtplib|ftplib|httplib|urllib.*net|docxmlrpc|xmlrpc|nntplib|imaplib|poplib|asyncore|asynchat|logging|queue|lzma|tarfile|pickle.*|decimal|statistics|itertools|unicodedata|codecmaps_.*|multibytecodec.*|fcntl|pty|os|posix|shutil|signal|wait3|wait4|selectors|epoll|poll|kqueue|devpoll|readline|cmd_line|repl|runpy|compileall|py_compile|site|sys|sysconfig|gc|weakref|io|fileio|mmap|hashlib|hmac|random|time|timeout|socketserver|select|support|interpreters|_xxsubinterpreters|atexit|crashers|c_locale_coercion|utf8_mode|perf.*|stable_abi_ctypes|dtrace|freeze|bdb|pdb|trace.*|profile|cprofile|sax)$/

function cpython(root: string): Suite {
  const library = execFileSync('python3', ['-c', 'import os, test; print(os.path.dirname(test.__file__))'], { encoding: 'utf8' }).trim()
  return {
    name: 'CPython Lib/test',
    tests: ['test'],
    copy: (to) => {
      rmSync(to, { recursive: true, force: true })
      cpSync(library, join(to, 'test'), { recursive: true, filter: (path) => !path.endsWith('__pycache__') })
      mkdirSync(join(to, '.git'), { recursive: true })
      return to
    },
    run: (folder, changed) => {
      const outcomes = new Map<string, string>()
      const modules = readdirSync(join(folder, 'test')).filter((name) => /^test_\w+\.py$/.test(name) && changed.includes(`test/${name}`)).map((name) => name.slice(0, -3))
      for (const name of modules.filter((each) => !slow.test(each)).sort()) {
        const out = join(folder, `${name}.json`)
        rmSync(out, { force: true })
        spawnSync('python3', [join(root, 'test/oracles/fix-safety/run_unittest.py'), `test.${name}`, out], { cwd: folder, env: { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' }, stdio: 'ignore', timeout: 60_000, killSignal: 'SIGKILL' })
        // A module that does not end, or ends the interpreter, is so on both sides or shows as a difference.
        if (!existsSync(out)) outcomes.set(`run of ${name}`, 'not finished')
        else for (const [id, word] of read(out)) outcomes.set(id, word)
      }
      return outcomes
    },
  }
}

function read(out: string): Outcomes {
  return new Map(Object.entries(JSON.parse(readFileSync(out, 'utf8')) as Record<string, string>))
}
