// All actions, by id. Written by `npm run generate` from the names of the files; don't edit it.

import type { Action } from '../kit/index.ts'

export const actions: readonly Action[] = []
