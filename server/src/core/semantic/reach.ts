// What reaches names without writing them as identifiers: `locals()`, `exec()`, frame objects.

/** How far a name that no identifier shows can lie: in the functions around, at module level, or anywhere. */
export type Reach = 'functions' | 'module' | 'all'

/** Built-in functions that reach names without identifiers; `vars` and `dir` only without arguments. */
export const reachingCalls: ReadonlyMap<string, Reach> = new Map<string, Reach>([
  ['locals', 'functions'], ['vars', 'functions'], ['dir', 'functions'], ['exec', 'all'], ['eval', 'all'], ['globals', 'module'],
])
export const reachingAttributes: ReadonlyMap<string, Reach> = new Map<string, Reach>([
  ['f_locals', 'functions'], ['co_varnames', 'functions'], ['_getframe', 'functions'], ['currentframe', 'functions'], ['f_globals', 'module'],
])
