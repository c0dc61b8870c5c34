// The suites on which safe fixes are proved, and how each is run: what came out for every test, by its id.

import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { environment, unpacked } from '../collect/compare.ts'
import { projects, type Project } from '../collect/projects.ts'
import { copied, ran, read, type Outcomes } from './copies.ts'
import { cpython } from './cpython.ts'

export interface Suite {
  readonly name: string
  /** Reads the files as its tests do. */
  readonly python: string
  /** Makes a fresh copy and gives the folder in which Proctor runs. */
  readonly copy: (to: string) => string
  /** Names of the ways in which it is fixed where none is asked for; where a run takes minutes, the one with the most fixes. */
  readonly ways: readonly string[]
  /** What is fixed, from that folder. */
  readonly tests: readonly string[]
  /** True for a file of it whose tests `run` leaves out. */
  readonly isLeftOut?: (path: string) => boolean
  /**
   * Runs the tests of these changed files, or all of them where that cannot be told apart. `again`: ids of tests that came out
   * otherwise; they run whatever is known of them.
   */
  readonly run: (folder: string, changed: readonly string[], again?: readonly string[]) => Promise<Outcomes>
}

const withPytest = ['click', 'jinja2', 'flask', 'werkzeug', 'attrs', 'requests', 'httpx', 'testtools']

export const suiteNames: readonly string[] = ['occasions', ...withPytest, 'django', 'cpython']

/** `here`: the folder of this file, `work`: where what is fetched lies. `processes`: so many modules of CPython run at once. */
export function suiteNamed(name: string, here: string, work: string, processes: number): Suite {
  if (name === 'cpython') return cpython(here, join(work, '../fix-safety/cpython.outcomes'), processes)
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
    ways: ['defaults', 'always', 'never', 'renames'],
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
    ways: ['always', 'renames'],
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
