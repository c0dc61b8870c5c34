// How the test files around a reviewed one name things: read for the review's suggestions, nearest first, within limits.

import { readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { isForeignFolder, type Proctor, type Settings } from '../core/index.ts'
import { readTarget } from './files.ts'
import { rootOf } from './neighbours.ts'

/** What is read at most: a review is waited for. */
const mostFiles = 40
const mostFolders = 200
const mostText = 1_500_000
const longestFile = 200_000

export function learnVocabulary(proctor: Proctor, file: string, cwd: string, settings: Settings): void {
  const workspace = rootOf(file, cwd)
  let [left, text] = [mostFiles, mostText]
  for (const near of nearestFirst(file, workspace)) {
    const path = relative(workspace, near).split(sep).join('/')
    if (near === file || !proctor.isTestFile(path, settings)) continue
    const read = readTarget(near, longestFile)
    if ('error' in read) continue
    // Gone through to the end: a review has no keystrokes to let pass.
    for (const _ of proctor.learnNames(workspace, path, read.text)) continue
    left--
    text -= read.text.length
    if (left <= 0 || text <= 0) return
  }
}

/** Python files of the file's own folder and those below it first, then of the next one up, as far as the workspace goes. */
function* nearestFirst(file: string, workspace: string): Iterable<string> {
  const seen = new Set<string>()
  for (let start = dirname(file); ; start = dirname(start)) {
    const level = [start]
    for (let folder = level.shift(); folder !== undefined; folder = level.shift()) {
      if (seen.has(folder)) continue
      seen.add(folder)
      if (seen.size > mostFolders) return
      for (const name of namesIn(folder)) {
        const path = join(folder, name)
        const entry = statSync(path, { throwIfNoEntry: false })
        if (entry?.isDirectory() === true) {
          if (!isForeignFolder(name) && !name.startsWith('.')) level.push(path)
        } else if (name.endsWith('.py')) yield path
      }
    }
    if (start === workspace || dirname(start) === start) return
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).sort()
    return names.includes('pyvenv.cfg') ? [] : names
  } catch {
    return []
  }
}
