// What a run leaves behind and must not: child processes, scratch folders, waits without an end.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = 'proctor-vscode-'
const children = new Set()
const folders = new Set()

/**
 * Starts a process in a group of its own, which is killed when this process ends, however it ends (but for SIGKILL,
 * for which {@link removeLeftovers} of the next run exists).
 */
export function startProcess(command, args, options = {}) {
  const child = spawn(command, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], ...options })
  children.add(child)
  child.once('exit', () => children.delete(child))
  return child
}

/** Ends a process group politely, and after `graceMs` by force. Resolves once the process is gone. */
export async function stopProcess(child, graceMs = 3000) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  killGroup(child.pid, 'SIGTERM')
  const force = setTimeout(() => killGroup(child.pid, 'SIGKILL'), graceMs)
  await gone
  clearTimeout(force)
}

/** A scratch folder that is removed at the end of the run; its name carries the owner's process id. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${process.pid}-`))
  folders.add(folder)
  return folder
}

/** Notes in a scratch folder which process group uses it, so that the next run can end what a killed run left over. */
export function claimFolder(folder, pid) {
  writeFileSync(join(folder, 'process'), String(pid))
}

export function removeFolder(folder) {
  folders.delete(folder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

/** Removes folders, and ends processes, of runs that were killed. Folders of live runs are left alone. */
export function removeLeftovers() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const owner = Number(name.slice(prefix.length).split('-')[0])
    if (!Number.isInteger(owner) || owner === process.pid || isAlive(owner)) continue
    const folder = join(tmpdir(), name)
    const claim = join(folder, 'process')
    // A process id may have been given to somebody else since: only a process that names the folder is ours.
    if (existsSync(claim)) {
      const pid = Number(readFileSync(claim, 'utf8'))
      if (commandLine(pid).includes(folder)) killGroup(pid, 'SIGKILL')
    }
    removeFolder(folder)
  }
}

/** Rejects with `${what} took longer than N s` when the promise has not settled in time. */
export async function within(milliseconds, what, promise) {
  let timer
  const limit = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${milliseconds / 1000} s`)), milliseconds)
  })
  try {
    return await Promise.race([promise, limit])
  } finally {
    clearTimeout(timer)
  }
}

/** Runs a command to its end. Resolves with its output, rejects with the last lines of it. */
export async function runToEnd(command, args, { timeoutMs, what, ...options }) {
  const child = startProcess(command, args, options)
  let output = ''
  child.stdout?.on('data', (chunk) => (output += chunk))
  child.stderr?.on('data', (chunk) => (output += chunk))
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => resolve(code ?? signal))
  })
  try {
    const code = await within(timeoutMs, what, ended)
    if (code !== 0) throw new Error(`${what} failed (${code}):\n${output.trimEnd().split('\n').slice(-15).join('\n')}`)
    return output
  } finally {
    await stopProcess(child)
  }
}

function killGroup(pid, signal) {
  try {
    process.kill(-pid, signal)
  } catch {
    // It is gone already.
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  } catch {
    return ''
  }
}

process.once('exit', () => {
  for (const child of children) if (child.pid !== undefined) killGroup(child.pid, 'SIGKILL')
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
})
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.once(signal, () => process.exit(code))
}
