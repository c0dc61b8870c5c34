// The requests and notifications that Proctor's client and server share beyond LSP.
// It imports nothing, so that neither side drags the other in.

/** What the client hands over with `initialize`. */
export interface InitializationOptions {
  /** URI prefix of the rule pages, with the slash at its end; a page is `<docsBase><rule id>.md`. */
  readonly docsBase?: string
  /** Name of the client's command that shows a rule page, called with the rule id; absent: the action is not offered. */
  readonly showRuleCommand?: string
  /** Name of the client's command that opens the editor's rename box, called with (uri, position). */
  readonly renameCommand?: string
  /** Name of the client's command that lets somebody choose among {@link NameSuggestions}, called with (uri, position). */
  readonly suggestNamesCommand?: string
  /** True: the server announces rename, for editors in which no other server renames Python. */
  readonly announcesRename?: boolean
  /** True where the client answers {@link readFileRequest} and {@link listDirectoryRequest} (the web worker has no disk). */
  readonly providesFiles?: boolean
  /** The settings below `proctor`, for clients that cannot be asked with `workspace/configuration`. */
  readonly settings?: unknown
}

/** Client → server, `workspace/executeCommand`: the structured review of one document; arguments `[uri]`, answer {@link ReviewAnswer}. */
export const reviewCommand = 'proctor.server.review'

/** Answer of {@link reviewCommand}. */
export interface ReviewAnswer {
  readonly uri: string
  /** Version of the document that was reviewed. */
  readonly version: number
  /** The review as Markdown; line links are `<uri>#L<line from 1>`. */
  readonly markdown: string
}

/** Client → server, request with (textDocument, position): names for the variable there; answer {@link NameSuggestions} or null. */
export const suggestNamesRequest = 'proctor/suggestNames'

export interface NameSuggestions {
  /** What it is called now. */
  readonly name: string
  /** Its identifier at the position; lines from 0, columns as agreed. */
  readonly range: { readonly start: Place; readonly end: Place }
  /** Best first, at most five. */
  readonly suggestions: readonly {
    readonly name: string
    /** Why, in words. */
    readonly evidence: string
  }[]
  /** The header of its function and the statements that name it, in text order: what a second opinion would have to see. */
  readonly about: readonly { readonly start: Place; readonly end: Place }[]
}

interface Place {
  readonly line: number
  readonly character: number
}

/** Client → server, request without parameter: every rule, in the order of the review's sections; answer {@link RuleEntry}[]. */
export const rulesRequest = 'proctor/rules'

export interface RuleEntry {
  readonly id: string
  /** Title of its section in the review. */
  readonly section: string
  readonly summary: string
}

/** Server → client, notification: what the language status item shows for one document. */
export const statusNotification = 'proctor/status'

export interface DocumentStatus {
  readonly uri: string
  /** `not-a-test` hides the item; `configuration-error` shows `message` and opens `configuration`. */
  readonly state: 'busy' | 'ok' | 'not-a-test' | 'configuration-error' | 'failed'
  /** Number of findings shown in this document. */
  readonly findings: number
  /** URI of the configuration file in use, if there is one. */
  readonly configuration?: string
  /** One line for people: the mistake in the configuration, the limit that was hit, … */
  readonly message?: string
}

/** Server → client, request: text of a file, or null where there is none. Parameter {@link FileParams}. */
export const readFileRequest = 'proctor/readFile'
/** Server → client, request: names in a folder (a folder's name ends in a slash), or null. Parameter {@link FileParams}. */
export const listDirectoryRequest = 'proctor/listDirectory'

export interface FileParams {
  readonly uri: string
}

/** First message to the web worker, before any LSP: the two wasm modules, as the worker cannot read files. */
export interface WorkerStart {
  readonly type: 'proctor/start'
  /** Bytes of `grammars/tree-sitter.wasm`. */
  readonly runtime: Uint8Array
  /** Bytes of `grammars/python.wasm`. */
  readonly grammar: Uint8Array
}
