// readUnittestConfiguration(): where a project's runner of unittest's tests looks for them, and in which files: stestr, testr, nose2,
// a `unittest discover` among tox's commands. unittest itself reads no file.

import { readIni, type Ini } from './ini.ts'

/** The files that are nobody's but such a runner's; tox.ini is looked into too. */
export const unittestFileNames = ['.stestr.conf', '.testr.conf', 'unittest.cfg', 'nose2.cfg'] as const

export interface UnittestConfiguration {
  /** The file that says so. */
  readonly path: string
  /** `-s`, `test_path`, `start-dir`: from the file's folder; undefined where it is not written. */
  readonly startFolder: string | undefined
  /** `-t`, `top_dir`. */
  readonly topFolder: string | undefined
  /** `-p`, `test-file-pattern`: a glob for names of files; undefined for unittest's own `test*.py`. */
  readonly pattern: string | undefined
}

/** `files`: nearest folder first, paths with slashes or backslashes. The first that configures a runner counts. Never throws. */
export function readUnittestConfiguration(files: readonly { readonly path: string; readonly text: string }[]): UnittestConfiguration | undefined {
  for (const { path, text } of files) {
    const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
    const read = readers[name]?.(readIni(text))
    if (read !== undefined) return { path, ...read }
  }
  return undefined
}

type Read = Omit<UnittestConfiguration, 'path'>

const readers: Readonly<Record<string, (ini: Ini) => Read | undefined>> = {
  '.stestr.conf': (ini) => stestr(ini, 'DEFAULT'),
  '.testr.conf': (ini) => discovery(value(ini, 'DEFAULT', 'test_command') ?? ''),
  'unittest.cfg': nose2,
  'nose2.cfg': nose2,
  'tox.ini': (ini) => stestr(ini, 'stestr') ?? [...ini.sections].flatMap(([section, values]) => (section.startsWith('testenv') ? (discovery(values.get('commands')?.value ?? '') ?? []) : []))[0],
}

function value(ini: Ini, section: string, name: string): string | undefined {
  return ini.sections.get(section)?.get(name)?.value
}

function stestr(ini: Ini, section: string): Read | undefined {
  const startFolder = value(ini, section, 'test_path')
  return startFolder === undefined ? undefined : { startFolder: plain(startFolder), topFolder: plain(value(ini, section, 'top_dir')), pattern: undefined }
}

function nose2(ini: Ini): Read | undefined {
  if (!ini.sections.has('unittest')) return undefined
  return { startFolder: plain(value(ini, 'unittest', 'start-dir')), topFolder: undefined, pattern: plain(value(ini, 'unittest', 'test-file-pattern')) }
}

/** The options of the first `unittest discover` (or testtools', subunit's) in a command line. */
function discovery(commands: string): Read | undefined {
  const [, rest] = /\b(?:unittest|testtools\.run|subunit\.run)\s+discover\b([^\n|&;]*)/.exec(commands.replace(/\\\n/g, ' ')) ?? []
  if (rest === undefined) return undefined
  const option = (short: string, long: string): string | undefined => plain(new RegExp(`(?:\\s|^)(?:-${short}\\s*|--${long}[\\s=])("[^"]*"|'[^']*'|\\S+)`).exec(rest)?.[1])
  const [first] = rest.replace(/(?:^|\s)(?:-[spt]\s*|--(?:start-directory|pattern|top-level-directory)[\s=])(?:"[^"]*"|'[^']*'|\S+)/g, ' ').split(/\s+/).filter((word) => word !== '' && !/^[-$[{]/.test(word))
  return { startFolder: option('s', 'start-directory') ?? plain(first), topFolder: option('t', 'top-level-directory'), pattern: option('p', 'pattern') }
}

/** Without quotes; `${OS_TEST_PATH:-./tests}` is what holds without the variable; undefined where another variable decides. */
function plain(written: string | undefined): string | undefined {
  const text = written?.trim().replace(/^(["'])(.*)\1$/, '$2').replace(/\$\{\w+:-([^}]*)\}/g, '$1')
  return text === undefined || text === '' || /[${}]/.test(text) ? undefined : text
}
