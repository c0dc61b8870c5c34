// All rules, by section in the order of the review, then by id. Written by `npm run generate` from the names of the files; don't edit it.

import type { Rule } from '../kit/index.ts'

export const rules: readonly Rule[] = []
