// Read-only files that exist in memory alone. A file system rather than a document provider, since the editor starts an extension
// for its file system when it restores a tab after a reload, and only then.
import { type Disposable, EventEmitter, type FileChangeEvent, FileChangeType, FileSystemError, type FileSystemProvider, FileType, type Uri, workspace } from 'vscode'

export interface VirtualFiles extends Disposable {
  /** Tells the editor that a file is to be read anew. */
  readonly changed: (uri: Uri) => void
}

/** `read` gives the text of a file, undefined where there is none; `opened` is told of a file whose content is wanted. */
export function serveVirtualFiles(scheme: string, read: (uri: Uri) => Promise<string | undefined>, opened: (uri: Uri) => void): VirtualFiles {
  const changes = new EventEmitter<FileChangeEvent[]>()
  let time = Date.now()
  const bytesOf = async (uri: Uri) => {
    const text = await read(uri)
    if (text === undefined) throw FileSystemError.FileNotFound(uri)
    return new TextEncoder().encode(text)
  }
  const refuse = (uri: Uri) => {
    throw FileSystemError.NoPermissions(uri)
  }
  const provider: FileSystemProvider = {
    onDidChangeFile: changes.event,
    watch: () => ({ dispose: () => undefined }),
    // The editor reads a file again only when its time has changed.
    stat: async (uri) => ({ type: FileType.File, ctime: 0, mtime: time, size: (await bytesOf(uri)).length }),
    readFile: async (uri) => {
      const bytes = await bytesOf(uri)
      opened(uri)
      return bytes
    },
    readDirectory: () => [],
    createDirectory: refuse,
    writeFile: refuse,
    delete: refuse,
    rename: refuse,
  }
  const registration = workspace.registerFileSystemProvider(scheme, provider, { isReadonly: true, isCaseSensitive: true })
  return {
    changed: (uri) => {
      time = Math.max(time + 1, Date.now())
      changes.fire([{ type: FileChangeType.Changed, uri }])
    },
    dispose: () => {
      registration.dispose()
      changes.dispose()
    },
  }
}
