// Reads files for a server that has no file system of its own, through the editor, whatever scheme they have.
import { FileType, type LogOutputChannel, Uri, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type FileParams, listDirectoryRequest, readFileRequest } from '../../server/src/protocol/index.ts'

/** Nothing that a review needs of other files (configuration, conftest, base classes) comes near this many bytes. */
const largestFile = 20_000_000

export function answerFileRequests(client: BaseLanguageClient, output: LogOutputChannel): void {
  client.onRequest(readFileRequest, ({ uri }: FileParams) => orNull(output, () => readText(Uri.parse(uri))))
  client.onRequest(listDirectoryRequest, ({ uri }: FileParams) => orNull(output, () => listNames(Uri.parse(uri))))
}

async function readText(uri: Uri): Promise<string | null> {
  const { size, type } = await workspace.fs.stat(uri)
  if ((type & FileType.File) === 0 || size > largestFile) return null
  return new TextDecoder().decode(await workspace.fs.readFile(uri))
}

async function listNames(uri: Uri): Promise<string[]> {
  const entries = await workspace.fs.readDirectory(uri)
  return entries.map(([name, type]) => ((type & FileType.Directory) === 0 ? name : `${name}/`))
}

/** That a file is not there is an answer like any other. */
async function orNull<T>(output: LogOutputChannel, read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    output.trace(`Not read: ${String(error)}`)
    return null
  }
}
