// The suites on which safe fixes are proved, and how each is run: what came out for every test, by its id.

import { execFile, execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { environment, unpacked } from '../collect/compare.ts'
import { projects, type Project } from '../collect/projects.ts'
import { isLeftOut } from './left-out.ts'

export type Outcomes = ReadonlyMap<string, string>

export interface Suite {
  readonly name: string
  /** Reads the files as its tests do. */
  readonly python: string
  /** Makes a fresh copy and gives the folder in which Proctor runs. */
  readonly copy: (to: string) => string
  /** Names of the ways in which it is fixed where none is asked for; a large suite takes the one with the most fixes. */
  readonly ways: readonly string[]
  /** What is fixed, from that folder. */
  readonly tests: readonly string[]
  /** Runs the tests of these changed files, or all of them where that cannot be told apart. */
  readonly run: (folder: string, changed: readonly string[]) => Promise<Outcomes>
}

const withPytest = ['click', 'jinja2', 'flask', 'werkzeug', 'attrs', 'requests', 'httpx', 'testtools']

export const suiteNames: readonly string[] = ['occasions', ...withPytest, 'django', 'cpython']

/** `here`: the folder of this file, `work`: where what is fetched lies. `processes`: so many modules of CPython run at once. */
export function suiteNamed(name: string, here: string, work: string, processes: number): Suite {
  if (name === 'cpython') return cpython(here, processes)
  if (name === 'django') return django(here, work)
  const project = [occasions, ...projects].find(({ requirement }) => requirement.split('==')[0] === name)
  if (project === undefined) throw new Error(`collect/projects.ts does not know ${name}`)
  return pytestSuite(here, work, name, project)
}

/** Written for this: what the others have too rarely, and what a careless fix would break. pytest 9 refuses some of it. */
const occasions: Project = { requirement: 'occasions', folder: 'occasions', tests: ['.'], needs: ['pytest<9', 'testtools==2.7.2'], reasons: {}, fixtureReasons: {} }

function pytestSuite(here: string, work: string, name: string, project: Project): Suite {
  const tree = project.folder === undefined ? unpacked(work, name, project) : join(here, project.folder)
  const python = environment(work, name, tree, project)
  const tests = project.tests.filter((each) => existsSync(join(tree, each)))
  return {
    name: project.requirement,
    python,
    ways: ['defaults', 'always', 'never'],
    tests,
    copy: (to) => copied(tree, to),
    async run(folder) {
      const out = `${folder}.json`
      rmSync(out, { force: true })
      // click runs its `stress` tests only when asked for; Werkzeug's `dev_server` tests wait until a server notices changed files.
      const options = ['-q', '--continue-on-collection-errors', '-o', 'addopts=', '-p', 'outcomes_plugin', '-p', 'no:cacheprovider', '-p', 'no:randomly', '-m', 'not stress and not dev_server', '--rootdir', folder]
      const words = await ran(python, ['-W', 'ignore', '-m', 'pytest', ...options, ...tests], folder, [here, join(folder, 'src'), folder], 600, out)
      if (!existsSync(out)) throw new Error(`pytest did not finish in ${folder}: ${words.slice(-2000)}`)
      // Ids made of values hold the paths of files.
      return new Map([...read(out)].map(([id, word]) => [id.replaceAll(folder, '.'), word]))
    },
  }
}

/** Applications of Django whose tests need neither a server nor minutes. */
const applications = ['utils_tests', 'forms_tests', 'model_fields', 'httpwrappers', 'middleware', 'test_utils', 'validators', 'urlpatterns_reverse', 'check_framework', 'migrations', 'queries', 'view_tests', 'messages_tests', 'sessions_tests', 'auth_tests', 'dispatch', 'signing', 'handlers', 'mail']

const djangoProject: Project = { requirement: 'django==5.2.19', tests: applications.map((each) => `tests/${each}`), needs: ['jinja2', 'pytz', 'tblib'], reasons: {}, fixtureReasons: {} }

function django(here: string, work: string): Suite {
  const tree = unpacked(work, 'django', djangoProject)
  const python = environment(work, 'django', tree, djangoProject)
  return {
    name: djangoProject.requirement,
    python,
    ways: ['always'],
    tests: djangoProject.tests,
    copy: (to) => copied(tree, to),
    async run(folder) {
      const out = `${folder}.json`
      rmSync(out, { force: true })
      const words = await ran(python, ['-W', 'ignore', 'runtests.py', '--settings', 'django_settings', '--parallel', '1', '--verbosity', '0', ...applications], join(folder, 'tests'), [here, join(folder, 'tests'), folder], 600, out)
      if (!existsSync(out)) throw new Error(`Django's tests did not finish in ${folder}: ${words.slice(-2000)}`)
      return read(out)
    },
  }
}

function cpython(here: string, processes: number): Suite {
  const library = execFileSync('python3', ['-c', 'import os, test; print(os.path.dirname(test.__file__))'], { encoding: 'utf8' }).trim()
  const python = execFileSync('python3', ['-c', 'import sys; print(sys.executable)'], { encoding: 'utf8' }).trim()
  return {
    name: 'CPython Lib/test',
    python,
    ways: ['always'],
    tests: ['test'],
    copy: (to) => copied(library, to, 'test'),
    async run(folder, changed) {
      const touched = new Set(changed.map((path) => path.split('/')[1]!.replace(/\.py$/, '')))
      const modules = readdirSync(join(folder, 'test')).map((name) => name.replace(/\.py$/, '')).filter((name) => name.startsWith('test_') && touched.has(name) && !isLeftOut(name)).sort()
      const outcomes = new Map<string, string>()
      const next = modules.values()
      const runOne = async (): Promise<void> => {
        for (const name of next) {
          const place = join(folder, 'run', name)
          rmSync(place, { recursive: true, force: true })
          mkdirSync(place, { recursive: true })
          const out = join(place, 'outcomes.json')
          await ran(python, [join(here, 'run_unittest.py'), `test.${name}`, out], place, [here, folder], 60, out)
          // A module that does not end, or ends the interpreter, is so on both sides or shows as a difference.
          if (!existsSync(out)) outcomes.set(`run of ${name}`, 'not finished')
          else for (const [id, word] of read(out)) outcomes.set(id, word)
        }
      }
      await Promise.all(Array.from({ length: processes }, runOne))
      return outcomes
    },
  }
}

/** Into `to`, or a folder of it. A project ends at its repository, so each copy is one. */
function copied(from: string, to: string, folder = ''): string {
  rmSync(to, { recursive: true, force: true })
  cpSync(from, join(to, folder), { recursive: true, filter: (path) => !path.endsWith('__pycache__') })
  mkdirSync(join(to, '.git'), { recursive: true })
  return realpathSync(to)
}

/** Resolves with what was printed, however the run ended. */
function ran(program: string, args: readonly string[], cwd: string, path: readonly string[], seconds: number, out: string): Promise<string> {
  const env = { ...process.env, PYTHONPATH: path.join(':'), PROCTOR_OUTCOMES: out, PYTHONDONTWRITEBYTECODE: '1', PYTHONHASHSEED: '0' }
  return new Promise((resolve) => {
    const child = execFile(program, args, { cwd, env, encoding: 'utf8', maxBuffer: 1 << 28, timeout: seconds * 1000, killSignal: 'SIGKILL' }, (_, stdout, stderr) => resolve(stdout + stderr))
    child.stdin?.end()
  })
}

function read(out: string): Outcomes {
  return new Map(Object.entries(JSON.parse(readFileSync(out, 'utf8')) as Record<string, string>))
}
