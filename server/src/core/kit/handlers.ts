// What the clauses of a `try` statement take and do. Looks at nothing but the nodes handed in.

import type { Node } from '../syntax/index.ts'

/** The `except` and `except*` clauses, in text order. */
export function handlersOf(statement: Node): readonly Node[] {
  return statement.children.filter(({ kind }) => kind === 'except_clause' || kind === 'except_group_clause')
}

/** The classes a handler names, one or those of a tuple; undefined for a bare `except:`. */
export function caughtBy(handler: Node): readonly Node[] | undefined {
  const types = typesOf(handler)
  return types === undefined ? undefined : types.kind === 'tuple' ? types.children : [types]
}

/** What is written behind `except`, without the name behind `as`; undefined for a bare one. */
export function typesOf(handler: Node): Node | undefined {
  const first = handler.children.find(({ kind }) => kind !== 'block')
  return first?.kind === 'as_pattern' ? first.firstChild : first
}

/** The name behind `as`. */
export function aliasOf(handler: Node): Node | undefined {
  const first = handler.children.find(({ kind }) => kind !== 'block')
  const target = first?.kind === 'as_pattern' ? first.children.find(({ kind }) => kind === 'as_pattern_target')?.firstChild : undefined
  return target?.kind === 'identifier' ? target : undefined
}

/** The `block` of an except, else or finally clause. */
export function blockOf(clause: Node): Node | undefined {
  return clause.children.findLast(({ kind }) => kind === 'block')
}

/** True for `pass` and `...`. */
export function isEmptyStatement(statement: Node): boolean {
  return statement.kind === 'pass_statement' || (statement.kind === 'expression_statement' && statement.firstChild?.kind === 'ellipsis')
}

/** The clause up to its colon: what a finding about it underlines. */
export function headOf(clause: Node): { readonly segment: Node['segment']; readonly start: number; readonly end: number } {
  const colon = clause.tokens.find(({ kind }) => kind === ':')
  return { segment: clause.segment, start: clause.start, end: colon === undefined ? clause.end : colon.start }
}

/** The `raise` statements that run in these statements themselves: not those of functions, classes and `try` statements in them. */
export function raisesOf(block: Node): readonly Node[] {
  return block.descendants('raise_statement').filter((each) => {
    const outer = each.ancestor('function_definition', 'class_definition', 'try_statement')
    return outer === undefined || !block.contains(outer)
  })
}

/** True where Python's own `name` is meant: nothing in the file binds it. */
export function isBuiltinException(name: string | undefined): boolean {
  return name !== undefined && builtinExceptions.has(name)
}

const builtinExceptions = new Set(
  ('ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ' +
    'ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning ' +
    'GeneratorExit IOError ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError ModuleNotFoundError NameError ' +
    'NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning ' +
    'RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError ' +
    'UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError').split(' '),
)
