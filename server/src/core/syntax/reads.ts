// Records what a computation read of its surroundings, so that its result can be kept until one of those answers changes.
// Synchronous only: whoever reads inside `track` must not await.

/** One question that was asked of a subject (a version of a file, of the project) and its answer. */
export interface Read {
  readonly key: string
  readonly ask: (subject: never) => unknown
  readonly answer: unknown
}

let current: Read[] | undefined

/** Runs `compute` and gives its result with everything that it read through {@link peek}; tracked runs nest, the outer one sees the inner one's reads too. */
export function track<T>(compute: () => T): { readonly result: T; readonly reads: readonly Read[] } {
  const outer = current
  const own: Read[] = []
  current = own
  try {
    const result = compute()
    return { result, reads: own }
  } finally {
    current = outer
    if (outer !== undefined) outer.push(...own)
  }
}

/**
 * Asks `subject` and records the question. `key` names the question within one computation (asked twice, recorded once).
 * Answers are compared with `Object.is`, arrays member by member; so answer with segments, strings and numbers.
 */
export function peek<S, T>(subject: S, key: string, ask: (subject: S) => T): T {
  const answer = ask(subject)
  if (current !== undefined && !current.some((read) => read.key === key)) current.push({ key, ask: ask as Read['ask'], answer })
  return answer
}

/** True where one of the reads has another answer for this subject. */
export function changed<S>(reads: readonly Read[], subject: S): boolean {
  return reads.some((read) => !same((read.ask as (subject: S) => unknown)(subject), read.answer))
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => Object.is(item, b[i]))
}
