// keep(): a result that stays until an answer it was made from changes, across versions of a file.

import { changed, repeat, track, type Repeatable, type Source } from '../syntax/index.ts'

export interface Kept<T> extends Repeatable {
  readonly result: T
  /** The stamp of the version for which the reads were last seen unchanged. The version itself would live as long as what nobody asks again. */
  validFor: object
}

/** The kept result for `key` where it still holds for this version, else a new one. Whoever tracks around it sees its reads either way. */
export function keep<K extends object, T>(store: WeakMap<K, Kept<T>>, key: K, source: Source, compute: () => T): T {
  const kept = store.get(key)
  if (kept !== undefined && (kept.validFor === source.stamp || !changed(kept.reads, source))) {
    kept.validFor = source.stamp
    repeat(kept)
    return kept.result
  }
  const fresh = track(compute)
  store.set(key, { ...fresh, validFor: source.stamp })
  return fresh.result
}
