// What a command gets from its host: where it runs, where its words go, and Proctor itself, made when first needed.

import type { Proctor } from '../core/index.ts'

export interface Door {
  /** Absolute. */
  readonly cwd: string
  readonly version: string
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** All of standard input. */
  readonly readStdin: () => Uint8Array
  /** The same one each time. Rejects where the grammar does not load, saying why. */
  readonly proctor: () => Promise<Proctor>
  /** Serves the language server protocol on standard input and output; resolves when the client is gone. */
  readonly serve: () => Promise<void>
}

/** 0: nothing found; 1: findings, or a refusal; 2: misuse or unreadable input. */
export type ExitCode = 0 | 1 | 2
