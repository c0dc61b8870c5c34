// isTestFile(): whether a path is a test file by the settings' globs, and not excluded.

import picomatch from 'picomatch'
import type { Settings } from './settings.ts'

/** `path`: from the project's root, with slashes. */
export function isTestFile(path: string, settings: Settings): boolean {
  let known = matchers.get(settings)
  if (known === undefined) matchers.set(settings, (known = matcherOf(settings)))
  return known(path)
}

const matchers = new WeakMap<Settings, (path: string) => boolean>()

function matcherOf({ testFilePatterns, exclude }: Settings): (path: string) => boolean {
  // pytest loads conftest.py whatever `python_files` says.
  const isNamed = anyOf(['conftest.py', ...testFilePatterns].map((glob) => (glob.includes('/') ? rooted(glob) : `**/${glob}`)))
  // What excludes a folder excludes all below it.
  const isExcluded = anyOf(exclude.flatMap((glob) => {
    const own = glob.replace(/\/+(\*\*)?$/, '')
    const wanted = own.includes('/') ? rooted(own) : `**/${own}`
    return own === '' ? [] : [wanted, `${wanted}/**`]
  }))
  return (path) => isNamed(path) && !isExcluded(path)
}

function rooted(glob: string): string {
  return glob.replace(/^\.?\/+/, '')
}

/** A glob that no matcher understands matches nothing. */
function anyOf(globs: readonly string[]): (path: string) => boolean {
  const tests = globs.map((glob) => {
    try {
      return picomatch(glob, { dot: true })
    } catch {
      return () => false
    }
  })
  return (path) => tests.some((test) => test(path))
}
