// Unified diffs that `git apply` and `patch -p1` take.

import { createTwoFilesPatch } from 'diff'

/** Empty where the texts are equal. Paths have slashes and no `a/` in front yet. */
export function unifiedDiff(path: string, before: string, after: string): string {
  if (before === after) return ''
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 })
  // The package opens with a line of equal signs, which is Subversion's habit.
  return patch.replace(/^=+\n/, '').replace(/^(---|\+\+\+) (.*)\t$/gm, '$1 $2')
}
