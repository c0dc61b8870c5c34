// The linters, each in its pinned version in an environment of its own below `.oracles/`, and their findings by file and line.

import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One file: what the tool said there. Lines from 1. */
export interface Said {
  readonly path: string
  readonly code: string
  readonly line: number
  readonly lastLine: number
}

export interface Answers {
  readonly said: readonly Said[]
  /** Files that the tool could not parse. */
  readonly unreadable: ReadonlySet<string>
}

const pins = [
  'ruff==0.17.6', 'pylint==4.1.4', 'flake8==7.3.0', 'hacking==8.1.0', 'bandit==1.9.4', 'flake8-bugbear==26.10.27', 'flake8-pytest-style==2.2.0', 'flake8-assertive==2.3.0',
  'flake8-commas==4.0.0', 'flake8-debugger==4.1.2', 'flake8-mock==0.4', 'flake8-useless-assert==0.4.4', 'flake8-variables-names==0.0.6',
]

/** Installs what is missing; throws where the registry does not have it. Gives the folder of the programs. */
export function environment(folder: string): string {
  const [marker, bin] = [join(folder, 'pins.txt'), join(folder, 'venv', 'bin')]
  if (existsSync(marker) && readFileSync(marker, 'utf8') === pins.join('\n')) return bin
  rmSync(join(folder, 'venv'), { recursive: true, force: true })
  execFileSync('python3', ['-m', 'venv', join(folder, 'venv')], { stdio: 'inherit' })
  execFileSync(join(bin, 'pip'), ['install', '-q', '--disable-pip-version-check', ...pins], { stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 })
  writeFileSync(marker, pins.join('\n'))
  return bin
}

/** All that a tool's answer rests on beside files and codes: versions, how it is called, options, and the Python that runs it; hashed. */
export function mannerOf(bin: string, tool: (...parts: never) => Answers, options: readonly string[]): string {
  return createHash('sha256').update([...pins, String(tool), ...options, readFileSync(join(bin, '..', 'pyvenv.cfg'), 'utf8')].join('\n')).digest('hex')
}

/** `options`: Ruff's own, in TOML. */
export function ruff(bin: string, files: readonly string[], codes: readonly string[], options: readonly string[]): Answers {
  const said: Said[] = []
  const unreadable = new Set<string>()
  const run = answer(join(bin, 'ruff'), ['check', '--isolated', '--preview', '--ignore-noqa', '--no-cache', '--force-exclude', '--select', codes.join(','), ...options.flatMap((each) => ['--config', each]), '--output-format', 'json', ...files])
  for (const { code, filename, location, end_location: end } of JSON.parse(run) as { code: string | null; filename: string; location: { row: number }; end_location: { row: number } }[]) {
    if (code === null || code === 'invalid-syntax') unreadable.add(filename)
    else said.push({ path: filename, code, line: location.row, lastLine: end.row })
  }
  return { said, unreadable }
}

export function flake8(bin: string, files: readonly string[], codes: readonly string[]): Answers {
  const said: Said[] = []
  const unreadable = new Set<string>()
  const run = answer(join(bin, 'flake8'), ['--isolated', '--disable-noqa', '-j', '2', `--select=${[...codes, 'E999'].join(',')}`, `--enable-extensions=${codes.filter((code) => code.startsWith('H')).join(',')}`, '--format=%(path)s\t%(row)d\t%(code)s', ...files])
  for (const line of run.split('\n').filter((each) => each.includes('\t'))) {
    const [path, row, code] = line.split('\t')
    if (code === 'E999' || code === 'E902') unreadable.add(path!)
    else said.push({ path: path!, code: code!.replace(/:$/, ''), line: Number(row), lastLine: Number(row) })
  }
  return { said, unreadable }
}

export function pylint(bin: string, files: readonly string[], codes: readonly string[]): Answers {
  const said: Said[] = []
  const unreadable = new Set<string>()
  const run = answer(join(bin, 'pylint'), ['--rcfile=/dev/null', '--persistent=n', '--load-plugins=pylint.extensions.magic_value,pylint.extensions.broad_try_clause,pylint.extensions.empty_comment', '--max-try-statements=5', '--disable=all', `--enable=${codes.join(',')},syntax-error`, '--ignore-patterns=', '--output-format=json2', '-j', '1', ...files])
  for (const { messageId, absolutePath, line, endLine } of (JSON.parse(run) as { messages: { messageId: string; absolutePath: string; line: number; endLine: number | null }[] }).messages) {
    if (messageId === 'E0001') unreadable.add(absolutePath)
    else said.push({ path: absolutePath, code: messageId, line, lastLine: endLine ?? line })
  }
  return { said, unreadable }
}

export function bandit(bin: string, files: readonly string[], codes: readonly string[]): Answers {
  const said: Said[] = []
  const unreadable = new Set<string>()
  const { results, errors } = JSON.parse(answer(join(bin, 'bandit'), ['-q', '--ignore-nosec', '-t', codes.join(','), '-f', 'json', ...files])) as {
    results: { filename: string; test_id: string; line_number: number; line_range: number[] }[]
    errors: { filename: string }[]
  }
  for (const { filename } of errors) unreadable.add(filename)
  for (const { filename, test_id: code, line_number: line, line_range: range } of results) said.push({ path: filename, code, line, lastLine: Math.max(line, ...range) })
  return { said, unreadable }
}

/** Linters end with 1 and more where they found something; one that says nothing at all broke down. */
function answer(program: string, args: readonly string[]): string {
  const { stdout, stderr, status, error } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30, timeout: 1_800_000 })
  if (error !== undefined) throw new Error(`${program}: ${error.message}`)
  if (stdout === '' && stderr !== '' && status !== 0) throw new Error(`${program} ended with ${status}: ${stderr.slice(0, 2000)}`)
  return stdout
}
