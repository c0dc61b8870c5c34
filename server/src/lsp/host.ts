// What a host gives to the server: the grammar, files, and a way to let queued messages pass. Node and the worker each make one.

export interface Host {
  /** Bytes of `grammars/tree-sitter.wasm` and `grammars/python.wasm`. Rejects, naming the file, where one cannot be read. */
  readonly readGrammar: () => Promise<{ readonly runtime: Uint8Array; readonly grammar: Uint8Array }>
  /** Text of the file, undefined where there is none; absent on a host without a disk. Only asked for `file:` URIs. */
  readonly readFile?: (uri: string) => Promise<string | undefined>
  /** Names in the folder, a folder's with a slash at its end; undefined where there is none. Only asked for `file:` URIs. */
  readonly listDirectory?: (uri: string) => Promise<readonly string[] | undefined>
  /** Resolves after the event loop went round once. */
  readonly turn: () => Promise<void>
}
