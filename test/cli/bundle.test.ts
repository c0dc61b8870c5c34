// The built command line, `dist/cli.js`, as a process: what only the host does.

import { spawn, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { fine, project, tuple } from './cli.ts'

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { readonly version: string }

it('is built', () => {
  expect(existsSync(cli), 'run `npm run build` first').toBe(true)
})

describe('as a process', () => {
  it('finds its grammar, reads standard input, ends with the exit code', () => {
    const { cwd } = project({ 'tests/test_a.py': tuple, 'test_b.py': fine })
    const run = (args: readonly string[], input = '') => spawnSync(process.execPath, [cli, ...args], { cwd, input, encoding: 'utf8' })
    expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` })
    expect(run(['check', 'tests', '--select', 'F631'])).toMatchObject({ status: 1, stdout: expect.stringMatching(/^tests\/test_a\.py:2:12: error assert-on-tuple/), stderr: '' })
    expect(run(['check', 'test_b.py'])).toMatchObject({ status: 0, stdout: 'No findings in 1 file\n' })
    expect(run(['check', '--stdin-filename', 'test_c.py', '--select', 'F631'], tuple)).toMatchObject({ status: 1, stdout: expect.stringMatching(/^test_c\.py:2:12/) })
    expect(run(['check', 'gone.py']).status).toBe(2)
    expect(run(['nonsense']).status).toBe(2)
  })

  it('prints all of a long output into a pipe, and a reader that leaves early does no harm', async () => {
    const { cwd } = project(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`test_${i}.py`, tuple])))
    const all = spawnSync(process.execPath, [cli, 'check', '.', '--format', 'json', '--select', 'F631'], { cwd, encoding: 'utf8', maxBuffer: 64_000_000 })
    expect(JSON.parse(all.stdout).summary).toMatchObject({ files: 400, findings: 400 })

    const child = spawn(process.execPath, [cli, 'check', '.', '--format', 'json', '--select', 'F631'], { cwd })
    let errors = ''
    child.stderr.on('data', (chunk) => (errors += chunk))
    child.stdout.once('data', () => child.stdout.destroy())
    await new Promise((resolve) => child.once('close', resolve))
    expect(errors).toBe('')
  })

  it('reviews in threads and from memory, wherever it lies', () => {
    const suite = Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`tests and more/test_${i}.py`, tuple]))
    const { cwd } = project({ ...suite, 'pyproject.toml': '[tool.proctor]\npreset = "strict"\n' })
    const installed = join(cwd, 'node_modules/of mine')
    cpSync(cli, join(installed, 'dist/cli.js'))
    cpSync(fileURLToPath(new URL('../../grammars', import.meta.url)), join(installed, 'grammars'), { recursive: true })
    const run = (...args: readonly string[]) => spawnSync(process.execPath, [join(installed, 'dist/cli.js'), 'check', '.', '--format', 'json', ...args], { cwd, encoding: 'utf8' })
    const alone = run('--jobs', '1', '--no-cache')
    expect(alone).toMatchObject({ status: 1, stderr: '' })
    expect(existsSync(join(cwd, '.proctor_cache'))).toBe(false)
    expect(run('--jobs', '2').stdout).toBe(alone.stdout)
    expect(existsSync(join(cwd, '.proctor_cache/CACHEDIR.TAG'))).toBe(true)
    rmSync(join(installed, 'grammars/tree-sitter.wasm'))
    expect(run()).toMatchObject({ status: 1, stdout: alone.stdout, stderr: '' })
  })

  it.runIf(process.platform !== 'win32').each(['1', '2'])('with --jobs %s stops at Ctrl-C, says nothing on its output and changes nothing', async (jobs) => {
    const long = Array.from({ length: 1500 }, (_, i) => tuple.replace('total', `total_${i}`)).join('\n\n')
    const files = Array.from({ length: 6 }, (_, i) => `test_${i}.py`)
    const { cwd, read } = project(Object.fromEntries(files.map((path) => [path, long])))
    const child = spawn(process.execPath, [cli, 'check', '.', '--fix', '--unsafe-fixes', '--jobs', jobs], { cwd })
    let out = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    setTimeout(() => child.kill('SIGINT'), 700)
    const [code, signal] = await new Promise<readonly [number | null, string | null]>((resolve) => child.once('close', (...ended) => resolve(ended)))
    // Without threads the signal ends the process, which a shell says as 130.
    expect(code === 130 || signal === 'SIGINT', `${code} ${signal}`).toBe(true)
    expect(out).toBe('')
    for (const path of files) expect(read(path).toString()).toBe(long)
  })

  it('is the language server', async () => {
    const child = spawn(process.execPath, [cli, 'server', '--stdio'])
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    let answer = ''
    const answered = new Promise<void>((resolve) => child.stdout.on('data', (chunk) => ((answer += chunk).includes('"capabilities"') ? resolve() : undefined)))
    const send = (message: object): void => {
      const body = JSON.stringify({ jsonrpc: '2.0', ...message })
      child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
    }
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } })
    await answered
    expect(answer).toContain('"name":"proctor"')
    send({ id: 2, method: 'shutdown' })
    send({ method: 'exit' })
    expect(await ended).toBe(0)
  })
})
