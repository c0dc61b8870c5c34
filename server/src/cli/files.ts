// Which files a command is about: named ones, and the test files in named folders. Reads them, and writes fixed ones back.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, realpathSync, statSync, writeFileSync, type Dirent } from 'node:fs'
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { isForeignFolder } from '../core/index.ts'
import { decode, type Decoded } from './encoding.ts'

export interface Target {
  /** Absolute. */
  readonly file: string
  /** As it is shown: from the working directory, with slashes; absolute where it lies outside. */
  readonly path: string
}

export interface Unreadable {
  readonly path: string
  readonly error: string
}

/**
 * Files named outright in the order of the arguments; for a folder the files below it that `isWanted`, sorted by path. Each file
 * once. Links to folders are not followed, so that a loop of links has an end.
 */
export function findTargets(paths: readonly string[], cwd: string, isWanted: (file: string) => boolean): readonly (Target | Unreadable)[] {
  const seen = new Set<string>()
  const found: (Target | Unreadable)[] = []
  const add = (file: string): void => {
    const target = targetOf(file, cwd)
    const real = realPath(file)
    if (!seen.has(real)) found.push(target)
    seen.add(real)
  }
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    const kind = kindOf(absolute)
    if (kind === 'file') add(absolute)
    else if (kind === 'folder') for (const file of walk(absolute, found, cwd)) { if (isWanted(file)) add(file) }
    else found.push({ path: targetOf(absolute, cwd).path, error: kind })
  }
  return found
}

export function targetOf(file: string, cwd: string): Target {
  const fromHere = pathBelow(cwd, file) ?? relative(cwd, file)
  const isOutside = fromHere === '' || fromHere === '..' || fromHere.startsWith(`..${sep}`) || isAbsolute(fromHere)
  return { file, path: (isOutside ? file : fromHere).split(sep).join('/') }
}

/** The path from an absolute folder to an absolute file below it, both normalized; undefined where it lies elsewhere. Much quicker than `relative`. */
export function pathBelow(folder: string, file: string): string | undefined {
  const start = folder.endsWith(sep) ? folder : folder + sep
  return file.length > start.length && file.startsWith(start) ? file.slice(start.length) : undefined
}

export interface ReadFile extends Decoded {
  readonly bytes: Uint8Array
}

/** `limit`: UTF-16 units. The error says why, without the path. Never throws. */
export function readTarget(file: string, limit: number): ReadFile | { readonly error: string } {
  try {
    // A character takes at most four bytes, so a file beyond that need not be read to know that it is too long.
    const { size } = statSync(file)
    if (size > limit * 4) return { error: tooLong(size, limit) }
    const bytes = readFileSync(file)
    const decoded = decode(bytes)
    if ('reason' in decoded) return { error: decoded.reason }
    return decoded.text.length > limit ? { error: tooLong(size, limit) } : { ...decoded, bytes }
  } catch (error) {
    return { error: wordsOf(error) }
  }
}

/** Writes the text in the encoding that was read; the answer says why it was not written. The file is untouched then. */
export function writeBack(file: string, read: ReadFile, text: string): { readonly error: string } | undefined {
  return writeOver(file, contentHash(read.bytes), read.encode(text))
}

/** The same with bytes, undefined where the encoding cannot hold the text; `before`: the {@link contentHash} of what was read. */
export function writeOver(file: string, before: string, bytes: Uint8Array | undefined): { readonly error: string } | undefined {
  if (bytes === undefined) return { error: 'not fixed: its encoding cannot hold the fixed text' }
  try {
    if (contentHash(readFileSync(file)) !== before) return { error: 'not fixed: it changed while it was reviewed' }
    writeFileSync(file, bytes)
    return undefined
  } catch (error) {
    return { error: `not fixed: ${wordsOf(error)}` }
  }
}

/** Equal for equal bytes, and nobody finds two that are not: 128 bits of SHA-256. */
export function contentHash(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}

function* walk(folder: string, problems: (Target | Unreadable)[], cwd: string): Generator<string> {
  let entries: Dirent[]
  try {
    entries = readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    problems.push({ path: targetOf(folder, cwd).path, error: wordsOf(error) })
    return
  }
  // By code unit, so that the order is the same on every machine and in every locale.
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!isForeignFolder(entry.name) && !isVirtualEnvironment(path)) yield* walk(path, problems, cwd)
    } else if (entry.name.endsWith('.py') && (entry.isFile() || (entry.isSymbolicLink() && kindOf(path) === 'file'))) yield path
  }
}

/** Whatever it is called: PEP 405 puts this file into each. */
function isVirtualEnvironment(folder: string): boolean {
  return kindOf(join(folder, 'pyvenv.cfg')) === 'file'
}

function kindOf(path: string): 'file' | 'folder' | (string & {}) {
  try {
    const status = statSync(path)
    return status.isFile() ? 'file' : status.isDirectory() ? 'folder' : 'neither a file nor a folder'
  } catch (error) {
    return wordsOf(error)
  }
}

function realPath(file: string): string {
  try {
    return realpathSync.native(file)
  } catch {
    return join(dirname(file), file)
  }
}

function tooLong(size: number, limit: number): string {
  return `too long: ${(size / 1_000_000).toFixed(1)} MB, and max-file-size is ${limit} characters`
}

/** What a person can do something with, instead of `ENOENT: no such file or directory, open '…'`. */
export function wordsOf(error: unknown): string {
  const { code, message } = error as { readonly code?: string; readonly message?: string }
  const known: Readonly<Record<string, string>> = { ENOENT: 'no such file or folder', EACCES: 'no permission', EPERM: 'no permission', EISDIR: 'a folder', ELOOP: 'a loop of links', EROFS: 'the disk is read-only', ENAMETOOLONG: 'the name is too long', ENOTDIR: 'no such file or folder' }
  return (code === undefined ? undefined : known[code]) ?? message ?? String(error)
}
