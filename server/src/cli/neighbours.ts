// What other files of a project say of a file under review: opens files with their place in the project and reads what core asks for.
// Each file is read once in a run.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import type { Proctor, Source } from '../core/index.ts'
import { decode } from './encoding.ts'
import type { Target } from './files.ts'

export interface Neighbours {
  open(target: Target, text: string): Source
  /** Asks again as long as the answer makes core want other files. */
  answer<T>(source: Source, ask: () => T): T
}

/** Imports that lead from file to file; a chain longer than that is taken as it is. */
const mostRounds = 40

/** `isIsolated`: each file stands alone. */
export function createNeighbours(proctor: Proctor, cwd: string, isIsolated: boolean): Neighbours {
  const workspaces = new WeakMap<object, string>()
  return {
    open({ file, path }, text) {
      if (isIsolated) return proctor.open(path, text)
      const root = rootOf(file, cwd)
      const source = proctor.open(path, text, { workspace: root, path: relative(root, file).split(sep).join('/') })
      workspaces.set(source.lineage, root)
      return source
    },
    answer(source, ask) {
      const root = workspaces.get(source.lineage)
      let answer = ask()
      for (let round = 0; root !== undefined && round < mostRounds; round++) {
        const wanted = proctor.wants(source)
        if (wanted.length === 0) break
        for (const path of wanted) proctor.learn(root, path, textOf(join(root, path)))
        answer = ask()
      }
      return answer
    },
  }
}

/** The top of the file's repository; without one the working directory, or for a file outside it the folder above its outermost package. */
function rootOf(file: string, cwd: string): string {
  for (let folder = dirname(file); dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git')) || existsSync(join(folder, '.hg'))) return folder
  }
  if (file.startsWith(cwd.endsWith(sep) ? cwd : cwd + sep)) return cwd
  let folder = dirname(file)
  while (existsSync(join(folder, '__init__.py')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

function textOf(file: string): string | undefined {
  try {
    const decoded = decode(readFileSync(file))
    return 'text' in decoded ? decoded.text : undefined
  } catch {
    return undefined
  }
}
