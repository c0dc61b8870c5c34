// isLeftOut(): what `collect_ignore` and `collect_ignore_glob` of conftest files keep pytest from collecting, where they are written
// as literals that hold in every run.

import { outlineOf } from '../semantic/outline.ts'
import type { Source } from '../syntax/index.ts'
import { listedAtTop } from './listed-strings.ts'

/** The places of the files count, as their `path` has them: all from the same folder, with slashes. `conftests`: of the file's folder and those above, nearest first. */
export function isLeftOut(path: string, conftests: readonly Source[]): boolean {
  // A folder that is left out takes everything below it along; for each, only the nearest conftest that has the name counts.
  for (let at = path; at !== ''; at = folderOf(at)) {
    const above = conftests.filter((each) => isWithin(folderOf(each.path), folderOf(at)))
    if (listed(above, 'collect_ignore').some((each) => each === at)) return true
    if (listed(above, 'collect_ignore_glob').some((each) => globOf(each).test(at))) return true
  }
  return false
}

/** The entries from the folder that `path` starts in. */
function listed(conftests: readonly Source[], name: string): readonly string[] {
  const conftest = conftests.find((each) => (outlineOf(each).names.get(name) ?? []).length > 0)
  if (conftest === undefined) return []
  return listedAtTop(conftest, name).map((entry) => joined(folderOf(conftest.path), entry))
}

function joined(folder: string, entry: string): string {
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of entry.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

function isWithin(outer: string, folder: string): boolean {
  return outer === '' || folder === outer || folder.startsWith(`${outer}/`)
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** `fnmatch`, whose `*` takes slashes along. */
function globOf(pattern: string): RegExp {
  const source = pattern.replace(/\[!?[^\]]*\]|[.*+?^${}()|[\]\\]/g, (part) => (part === '*' ? '.*' : part === '?' ? '.' : part.length > 1 ? `[${part.slice(1, -1).replace(/^!/, '^').replace(/\\/g, '\\\\')}]` : `\\${part}`))
  try {
    return new RegExp(`^${source}$`, 's')
  } catch {
    return /^(?!)/
  }
}
