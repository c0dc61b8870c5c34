// The oldest Python that a project supports, from `requires-python` and its kin.

import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser'
import { readIni } from '../project/ini.ts'
import { isTable } from './pyproject.ts'

/** From the nearest file that says so: pyproject.toml (`project.requires-python`, Poetry's `python`) or setup.cfg (`python_requires`). */
export function pythonOf(files: readonly { readonly path: string; readonly text: string }[]): readonly [number, number] | undefined {
  for (const { path, text } of files) {
    const written = /(^|[/\\])pyproject\.toml$/.test(path) ? fromToml(text) : /(^|[/\\])setup\.cfg$/.test(path) ? fromIni(text) : undefined
    const version = written === undefined ? undefined : lowerBound(written)
    if (version !== undefined) return version
  }
  return undefined
}

/**
 * The largest of the lower bounds (`>=`, `>`, `~=`, `==`, Poetry's `^`) in a version specifier
 * (https://packaging.python.org/en/latest/specifications/version-specifiers/); undefined where it has none for Python 3.
 */
export function lowerBound(specifier: string): readonly [number, number] | undefined {
  const minors = [...specifier.matchAll(/(?:>=|~=|===?|\^|~|>)\s*v?3(?:\.(\d{1,2}))?/g)].map((match) => Number(match[1] ?? 0))
  return minors.length === 0 ? undefined : [3, Math.max(...minors)]
}

function fromToml(text: string): string | undefined {
  try {
    const document: unknown = getStaticTOMLValue(parseTOML(text.replace(/^\uFEFF/, '')))
    const standard = at(document, 'project', 'requires-python')
    const written = standard ?? at(document, 'tool', 'poetry', 'dependencies', 'python')
    return typeof written === 'string' ? written : undefined
  } catch {
    // Reported where Proctor's own table is looked for.
    return undefined
  }
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isTable(inner) && Object.hasOwn(inner, key) ? inner[key] : undefined), value)
}

function fromIni(text: string): string | undefined {
  const written = readIni(text).sections.get('options')?.get('python_requires')?.value
  return typeof written === 'string' ? written : undefined
}
