// What a rename over a whole workspace has to see: every Python file's path, and the texts of those that may matter.

import { readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { configurationFileNames, type RenameSearch, type WorkspaceTexts } from '../core/index.ts'
import { decode } from './encoding.ts'
import { findTargets, readTarget, type ReadFile, type Unreadable } from './files.ts'

export interface Gathered extends WorkspaceTexts {
  /** The Python files among `texts` as they were read, by path. */
  readonly read: ReadonlyMap<string, ReadFile>
}

/** `file`: absolute, at or below `root`. An unreadable file that has the name in it stops the search: nobody can say what it does with it. */
export function gather(root: string, file: string, { name, mayMatter }: RenameSearch): Gathered | Unreadable {
  const paths: string[] = []
  const texts = new Map<string, string>()
  const read = new Map<string, ReadFile>()
  for (const target of findTargets([root], root, () => true)) {
    if ('error' in target) return target
    paths.push(target.path)
    const answer = readTarget(target.file, Number.MAX_SAFE_INTEGER)
    if ('error' in answer) {
      if (hasBytes(target.file, name)) return { path: target.path, error: answer.error }
    } else if (target.file === file || mayMatter(target.path, answer.text)) {
      texts.set(target.path, answer.text)
      read.set(target.path, answer)
    }
  }
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    for (const each of configurationFileNames) {
      const text = textOf(join(folder, each))
      if (text !== undefined) texts.set(relative(root, join(folder, each)).split(sep).join('/'), text)
    }
    if (folder === root || dirname(folder) === folder) return { workspace: root, paths, texts, read }
  }
}

function hasBytes(file: string, name: string): boolean {
  try {
    return readFileSync(file).includes(name)
  } catch {
    return true
  }
}

function textOf(file: string): string | undefined {
  try {
    const decoded = decode(readFileSync(file))
    return 'text' in decoded ? decoded.text : undefined
  } catch {
    return undefined
  }
}
