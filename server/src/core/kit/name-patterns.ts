// partedByName(): which tests belong together by their names. It knows nothing of what they do.

/**
 * Parts a group into those whose names differ in one place: `test_parse_empty_text`, `test_parse_long_text`. The group itself where all
 * of it does, else what shares its first word behind `test`; parts of less than `fewest` are left out.
 */
export function partedByName<T>(group: readonly T[], nameOf: (each: T) => string, fewest: number): readonly (readonly T[])[] {
  const words = new Map(group.map((each) => [each, wordsOf(nameOf(each))]))
  const haveOnePattern = (part: readonly T[]): boolean => differInOnePlace(part.map((each) => words.get(each)!))
  if (haveOnePattern(group)) return [group]
  const parts = new Map<string, T[]>()
  for (const each of group) {
    const key = words.get(each)![1] ?? ''
    parts.set(key, [...(parts.get(key) ?? []), each])
  }
  return [...parts.values()].filter((part) => part.length >= fewest && haveOnePattern(part))
}

/** True where, `test` apart, at least half of the words are the same at the beginning and the end of all names. */
function differInOnePlace(all: readonly (readonly string[])[]): boolean {
  const shortest = Math.min(...all.map(({ length }) => length))
  const isShared = (at: (words: readonly string[]) => string | undefined): boolean => all.every((words) => at(words) === at(all[0]!))
  let front = 0
  while (front < shortest && isShared((words) => words[front])) front++
  let back = 0
  while (front + back < shortest && isShared((words) => words[words.length - 1 - back])) back++
  return front + back - 1 >= Math.max(1, (shortest - 1) / 2)
}

/** The words of a test's name, numbers at its end left out. */
function wordsOf(name: string): readonly string[] {
  return name.replace(/_?\d+$/, '').replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase().split('_').filter((word) => word !== '')
}
