// linearize(): Python's method resolution order (C3) over whatever stands for classes.

/**
 * `start` and everything it derives from, nearest first; each once. Where the bases allow no order, or derive from one another in a
 * circle, it gives some order and ends.
 */
export function linearize<T>(start: T, parentsOf: (each: T) => readonly T[], path: readonly T[] = []): readonly T[] {
  const parents = parentsOf(start).filter((each) => each !== start && !path.includes(each))
  const lists = [...parents.map((parent) => [...linearize(parent, parentsOf, [...path, start])]), [...parents]]
  const merged: T[] = [start]
  for (;;) {
    const open = lists.filter((list) => list.length > 0)
    if (open.length === 0) return merged
    const good = open.find((list) => open.every((other) => other.indexOf(list[0]!) < 1)) ?? open[0]!
    const next = good[0]!
    if (!merged.includes(next)) merged.push(next)
    for (const list of lists) {
      const at = list.indexOf(next)
      if (at >= 0) list.splice(at, 1)
    }
  }
}
