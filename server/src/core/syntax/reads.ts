// Records what a computation read of its surroundings, so that its result can be kept until one of those answers changes.
// Synchronous only: whoever reads inside `track` must not await.

/** One question that was asked of a subject (a version of a file, of the project) and its answer. */
export interface Read {
  readonly key: string
  readonly ask: (subject: never) => unknown
  readonly answer: unknown
  /**
   * `surface`: the answer follows from what segments show to others (names, signatures, decorators, statements outside functions) and
   * from which segments there are; `elsewhere`: from what other files say and the question's own words; `anything`: from bodies too.
   */
  readonly about: 'surface' | 'elsewhere' | 'anything'
  /** Whether two answers are the same to whoever asked; without it they are compared as {@link peek} says. */
  readonly isSame?: (one: never, other: never) => boolean
}

/** Answers that are known to hold for a subject, by key. */
export interface Standing {
  readonly subject: unknown
  answerOf(key: string): Read | undefined
}

let current: Map<string, Read> | undefined
let standing: Standing | undefined
/** What was asked since of the subject of `standing`: an answer about one version holds as long as that version is looked at. */
let asked = new Map<string, Read>()
/** Tells tracked runs apart. */
let runs = 0
let currentRun = 0

/** Runs `compute`; what it asks the subject of `answers` is not computed where it stands there. */
export function standingOn<T>(answers: Standing, compute: () => T): T {
  const [outer, askedOutside] = [standing, asked]
  standing = answers
  asked = new Map()
  try {
    return compute()
  } finally {
    standing = outer
    asked = askedOutside
  }
}

/** Runs `compute` and gives its result with everything that it read through {@link peek}; tracked runs nest, the outer one sees the inner one's reads too. */
export function track<T>(compute: () => T): { readonly result: T; readonly reads: readonly Read[] } {
  const [outer, outerRun] = [current, currentRun]
  const own = new Map<string, Read>()
  current = own
  currentRun = ++runs
  try {
    const result = compute()
    return { result, reads: [...own.values()] }
  } finally {
    current = outer
    currentRun = outerRun
    if (outer !== undefined) for (const read of own.values()) outer.set(read.key, read)
  }
}

/**
 * Asks `subject` and records the question. The same `key` must mean the same question everywhere.
 * Answers are compared with `Object.is`, arrays member by member; so answer with segments, strings and numbers.
 * What `ask` reads in its turn is not recorded: its answer stands for it. A narrow answer to a wide question ("is any of its
 * methods a test?") so keeps whoever asks from being computed again whenever one of the many things behind it changes.
 */
export function peek<S, T>(subject: S, key: string, ask: (subject: S) => T, about: Read['about'] = 'anything', isSame?: (one: T, other: T) => boolean): T {
  const recorder = current
  const isStanding = standing?.subject === subject
  const known = isStanding ? (standing!.answerOf(key) ?? asked.get(key)) : undefined
  if (known !== undefined) {
    recorder?.set(key, known)
    return known.answer as T
  }
  if (recorder === undefined && !isStanding) return ask(subject)
  current = undefined
  try {
    const answer = ask(subject)
    const read: Read = { key, ask: ask as Read['ask'], answer, about, ...(isSame === undefined ? {} : { isSame }) }
    if (isStanding) asked.set(key, read)
    if (recorder?.has(key) === false) recorder.set(key, read)
    return answer
  } finally {
    current = recorder
  }
}

/** A result that is kept with what it read. */
export interface Repeatable {
  readonly reads: readonly Read[]
  /** The tracked run to which the reads were said last; a run asks for most results many times. */
  repeatedIn?: number
}

/** Says again what a kept result had read, for whoever tracks around it. */
export function repeat(kept: Repeatable): void {
  if (current === undefined || kept.repeatedIn === currentRun) return
  kept.repeatedIn = currentRun
  for (const read of kept.reads) current.set(read.key, read)
}

/** True where one of the reads has another answer for this subject. */
export function changed<S>(reads: readonly Read[], subject: S): boolean {
  return reads.some((read) => hasChanged(read, subject))
}

/** Who rests on which answers, each question kept once however many rest on it. */
export interface Ledger<Holder> {
  /** The question with the answer that was noted last; it holds for the subject of the last `renew`. */
  answerOf(key: string): Read | undefined
  /** Everything that the holder rests on; what was noted for it before counts no more. */
  note(holder: Holder, reads: readonly Read[]): void
  /** What was noted for the holder last. */
  readsOf(holder: Holder): readonly Read[] | undefined
  /** Asks every question again but those that surely have the same answer; gives the holders of those whose answer changed, and forgets these questions. */
  renew<S>(subject: S, isSurelySame: (read: Read) => boolean): ReadonlySet<Holder>
  /** Forgets the holders that are not alive, and gives them. */
  prune(isAlive: (holder: Holder) => boolean): ReadonlySet<Holder>
}

export function createLedger<Holder>(): Ledger<Holder> {
  const entries = new Map<string, { read: Read; readonly holders: Set<Holder> }>()
  const noted = new Map<Holder, readonly Read[]>()
  const leave = (holder: Holder, key: string): void => {
    const holders = entries.get(key)?.holders
    if (holders?.delete(holder) === true && holders.size === 0) entries.delete(key)
  }
  return {
    answerOf: (key) => entries.get(key)?.read,
    readsOf: (holder) => noted.get(holder),
    note(holder, reads) {
      const before = noted.get(holder)
      noted.set(holder, reads)
      for (const read of reads) {
        const entry = entries.get(read.key)
        if (entry === undefined) entries.set(read.key, { read, holders: new Set([holder]) })
        else entry.holders.add(holder)
      }
      if (before === undefined) return
      // What it asked before and not this time, such as a question about a method that was typed over since, is nothing to it any more.
      const keys = new Set(reads.map((read) => read.key))
      for (const { key } of before) if (!keys.has(key)) leave(holder, key)
    },
    renew(subject, isSurelySame) {
      const stale = new Set<Holder>()
      for (const [key, entry] of entries) {
        const { read } = entry
        if (isSurelySame(read)) continue
        const answer = answerFor(read, subject)
        if (isSameAnswer(read, answer)) {
          // What it holds besides is of this version from now on.
          if (read.isSame !== undefined) entry.read = { ...read, answer }
          continue
        }
        for (const holder of entry.holders) stale.add(holder)
        entries.delete(key)
      }
      return stale
    },
    prune(isAlive) {
      const dead = new Set<Holder>()
      for (const [holder, reads] of noted) {
        if (isAlive(holder)) continue
        dead.add(holder)
        noted.delete(holder)
        for (const { key } of reads) leave(holder, key)
      }
      return dead
    },
  }
}

function hasChanged<S>(read: Read, subject: S): boolean {
  return !isSameAnswer(read, answerFor(read, subject))
}

function answerFor<S>(read: Read, subject: S): unknown {
  const known = standing?.subject === subject ? standing?.answerOf(read.key) : undefined
  return known === undefined ? (read.ask as (subject: S) => unknown)(subject) : known.answer
}

function isSameAnswer({ answer, isSame }: Read, other: unknown): boolean {
  return isSame === undefined ? same(answer, other) : isSame(answer as never, other as never)
}

function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => Object.is(item, b[i]))
}
