// The formats of `proctor check`. A new one is a file beside this and a line in the table.

import { github } from './github.ts'
import { json } from './json.ts'
import { markdown } from './markdown.ts'
import type { ReportedRun } from './reported.ts'
import { text } from './text.ts'

/** By the name that `--format` takes; each gives the whole output, which ends with a line end. */
export const formats = { text, json, markdown, github } as const satisfies Readonly<Record<string, (run: ReportedRun) => string>>

export type FormatName = keyof typeof formats
