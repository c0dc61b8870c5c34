// What a command gets from its host: where it runs, where its words go, and Proctor itself, made when first needed.

import type { Proctor } from '../core/index.ts'
import type { Setup } from './reviewer.ts'
import type { StartThread } from './threads.ts'

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
  /** Threads to share many files out among, and how many run at once on this machine. */
  readonly threads?: { readonly parallelism: number; readonly starterFor: (setup: Setup) => StartThread }
  /** Where standard error is a terminal that somebody looks at. */
  readonly terminal?: { readonly columns: () => number }
  /** Tells when somebody wants the command to stop (Ctrl-C), with the exit code to end with, until the answer is called. */
  readonly onStop?: (stop: (code: StopCode) => void) => () => void
  /** Another one for each build of Proctor; without it nothing is kept from run to run. */
  readonly build?: () => string
}

/** 128 and the number of the signal, as shells have it: SIGINT, SIGTERM. */
export type StopCode = 130 | 143

/** 0: nothing found; 1: findings, or a refusal; 2: misuse or unreadable input; else the command was stopped. */
export type ExitCode = 0 | 1 | 2 | StopCode
