// Safe edits of Python text, for rules and actions.

export { addParameter, removeArgument, removeDecorator } from './arguments.ts'
export { codePhrase, dottedName, enumerate, nameWords, newWords, quoted } from './code-phrases.ts'
export { commaEdit, commaFaults, commaHabit, commaPlace, commaSites, commaTally, habitOf, normalizedCommas, type CommaFault, type CommaSite, type CommaSiteKind, type CommaStyle, type CommaTally } from './commas.ts'
export { classDocstring, functionDocstring } from './docstring-text.ts'
export { docstringEdit, docstringHabit, docstringOf, escapeSnippet, isCommented, type DocstringHabit, type DocstringText } from './docstrings.ts'
export { commentedTests, type CommentedTest } from './commented-code.ts'
export { candidateIsFree, renameEdits, type RenameEdits, type RenameOptions, type RenameRefusal } from './rename.ts'
export { mayMatter, reachOf, renameAcross, type Reach } from './rename-across.ts'
export type { FileEdits, WorkspaceFiles } from './workspace-files.ts'
export { commentAt, indentAt, indentUnitOf, lineEndAt, lineEndOf, lineStartAt, nextLineAt, sameLine, startsLine } from './layout.ts'
export type { SpanEdit } from './span.ts'
export { appendArgument, insertAfter, insertBefore, insertComment, movedBefore, movedBehind, removeStatement } from './statements.ts'
