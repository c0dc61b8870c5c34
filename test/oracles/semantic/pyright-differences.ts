// Differences from Pyright that were read and found to be Pyright's own way; each with the reason it is counted under.

import type { Source } from '../../../server/src/core/syntax/index.ts'
import type { Sample } from './bindings.ts'

/** The reason why the two answers differ where it is none of Proctor's; undefined for a difference that counts. */
export function differencesOfPyright(source: Source, sample: Sample, onlyOurs: readonly number[], onlyTheirs: readonly number[]): string | undefined {
  void [source, sample, onlyOurs, onlyTheirs]
  return undefined
}
