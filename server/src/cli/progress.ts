// createProgress(): one line on a terminal that says how far a run is, and is gone when it ends. Elsewhere nothing.

import type { Door } from './door.ts'

export interface Progress {
  readonly show: (done: number, all: number, path: string) => void
  /** Before anything else is written, and at the end. */
  readonly clear: () => void
}

/** Milliseconds: whoever waits less than this sees no line. */
const patience = 500
/** Milliseconds from one line to the next. */
const pause = 80

export function createProgress({ err, terminal }: Door): Progress {
  if (terminal === undefined) return { show: () => {}, clear: () => {} }
  let next = Date.now() + patience
  let shown = 0
  return {
    show(done, all, path) {
      if (Date.now() < next) return
      next = Date.now() + pause
      // One column stays free: a full line would begin another one on some terminals. Some know no width, and say 0.
      const line = fitting(`${done} of ${all} files reviewed: `, path, (terminal.columns() || 80) - 1)
      err(`\r${line.padEnd(shown)}`)
      shown = line.length
    },
    clear() {
      if (shown > 0) err(`\r${' '.repeat(shown)}\r`)
      shown = 0
    },
  }
}

/** The end of a path says more than its beginning. */
function fitting(head: string, path: string, columns: number): string {
  const printable = path.replace(/[^ -~]/g, '?')
  const room = columns - head.length
  if (printable.length <= room) return head + printable
  return room < 8 ? head.slice(0, Math.max(0, columns)) : `${head}...${printable.slice(3 - room)}`
}
