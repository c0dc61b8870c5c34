// How far one word is from another, for what looks mistyped.

/** Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal string alignment); `limit` where it is that much or more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let [older, old]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)]
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row.push(Math.min(old[j]! + 1, row[j - 1]! + 1, old[j - 1]! + (same ? 0 : 1), isSwap ? older[j - 2]! + 1 : limit))
    }
    ;[older, old] = [old, row]
  }
  return Math.min(limit, old[b.length]!)
}
