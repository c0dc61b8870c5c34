// What rules, actions and the review may use of naming.

export type { Evidence } from './from-value.ts'
export { cluesOf } from './evidence.ts'
export { combined, functionScopes, isLocal, namesOfFile, type Vocabulary } from './file-names.ts'
export { isNamed, namesAt, type NamedAt } from './named-at.ts'
export { outcomeName } from './outcomes.ts'
export { rank, strictNames, type NameSuggestion } from './rank.ts'
export { numberedSiblings, type SiblingName, type Siblings } from './roles.ts'
export { namesOfSiblings, suggestNames, suggestionsForReview } from './suggest.ts'
export { spanOf, vaguenessOf, type Vagueness } from './vague.ts'
export { callNoun, isGoodName, singularOf, snakeCase, splitWords } from './words.ts'
export type { Suggestion } from './suggestion.ts'
export { createWorkspaceNames, type WorkspaceNames } from './workspace-names.ts'
