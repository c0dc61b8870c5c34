// "Did you mean": the known word that a mistyped one is nearest to.

import { editDistance } from '../text/distance.ts'

/**
 * The candidate with the smallest edit distance, where that is at most a third of the word (at least 1, at most 4); ties go to the
 * earlier candidate. Case, hyphens and underscores do not count. Undefined where nothing is near.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = fold(word)
  const limit = Math.min(4, Math.max(1, Math.floor(wanted.length / 3)))
  let best: string | undefined
  let bestDistance = limit + 1
  for (const candidate of candidates) {
    const distance = editDistance(wanted, fold(candidate), bestDistance)
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** `; did you mean 'x'?` or nothing, to hang on a message. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const found = nearest(word, candidates)
  return found === undefined ? '' : `; did you mean '${found}'?`
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_\s]/g, '')
}
