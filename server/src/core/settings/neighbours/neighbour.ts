// Another linter that looks at the same files, as far as the project's configuration shows: which codes it reports where.

export interface Neighbour {
  readonly tool: 'Ruff' | 'flake8' | 'pylint'
  /** Whether it reports the code (`PT018`, `W0199`) in the file; `path` is written as the configuration files' paths are. */
  readonly reports: (code: string, path: string) => boolean
}

export interface WrittenFile {
  readonly path: string
  readonly text: string
}

/** A configuration file that cannot be read; the project's own tool says more. */
export interface NeighbourMistake {
  readonly path: string
  /** From 1. */
  readonly line: number
  readonly message: string
  readonly of: 'Ruff' | 'flake8' | 'pylint'
}

/** `a/b/setup.cfg` → `a/b/` and `setup.cfg`. */
export function splitPath(path: string): { readonly folder: string; readonly name: string } {
  const [, folder, name] = /^(.*?)([^/\\]*)$/s.exec(path)!
  return { folder: folder!, name: name! }
}

/**
 * Whether one of the patterns means the file: by its name, or by its path from the folder of the configuration. `*` crosses slashes, as
 * in fnmatch and in Ruff's globs; `orFolders`: a pattern that means a folder means what is below it.
 */
export function matchesAny(patterns: readonly string[], path: string, folder: string, orFolders = false): boolean {
  const slashed = path.replaceAll('\\', '/')
  const base = folder.replaceAll('\\', '/')
  const relative = slashed.startsWith(base) ? slashed.slice(base.length) : slashed
  const parts = relative.split('/')
  const ends = orFolders ? parts.map((_, i) => i + 1) : [parts.length]
  return patterns.some((pattern) => {
    const expression = globExpression(pattern.replace(/^\.\//, '').replace(/\/+$/, ''))
    return expression !== undefined && ends.some((end) => expression.test(parts[end - 1]!) || expression.test(parts.slice(0, end).join('/')))
  })
}

const expressions = new Map<string, RegExp | undefined>()

function globExpression(glob: string): RegExp | undefined {
  if (!expressions.has(glob)) expressions.set(glob, compiled(glob))
  return expressions.get(glob)
}

function compiled(glob: string): RegExp | undefined {
  let depth = 0
  const source = glob.replace(/\*\*\/|\*+|\?|\[[^\]]+\]|[{},]|[.+^$()|\\\]]|\[/g, (token) => {
    if (token === '**/') return '(?:.*/)?'
    if (token.startsWith('*')) return '.*'
    if (token === '?') return '.'
    if (token.length > 1) return token.replace(/^\[!/, '[^').replaceAll('\\', '\\\\')
    if (token === '{') {
      depth++
      return '(?:'
    }
    if (token === '}') return depth-- > 0 ? ')' : '\\}'
    if (token === ',') return depth > 0 ? '|' : ','
    return `\\${token}`
  })
  try {
    return new RegExp(`^${source}$`, 's')
  } catch {
    return undefined
  }
}
