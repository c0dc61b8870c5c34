// The language status item: how the file in the active editor stands, and whether the server runs.
// It counts nothing itself; every number and sentence comes from the server.
import { type Command, type Disposable, languages, LanguageStatusSeverity, Uri, window, workspace } from 'vscode'
import type { DocumentStatus } from '../../server/src/protocol/index.ts'
import { isEnabled, isReviewable } from './documents.ts'

/** What the item shows beside its name. */
export interface StatusView {
  readonly detail: string
  readonly severity: 'information' | 'warning' | 'error'
  readonly busy: boolean
  readonly command: Command
}

export type ServerState = 'starting' | 'running' | 'stopped'

export interface Status extends Disposable {
  readonly update: (status: DocumentStatus) => void
  readonly showServer: (state: ServerState) => void
  /** Undefined while the item is hidden. */
  readonly view: () => StatusView | undefined
}

const severities = {
  information: LanguageStatusSeverity.Information,
  warning: LanguageStatusSeverity.Warning,
  error: LanguageStatusSeverity.Error,
}

export function createStatus(): Status {
  const item = languages.createLanguageStatusItem('proctor.status', [])
  item.name = 'Proctor'
  item.text = 'Proctor'
  const documents = new Map<string, DocumentStatus>()
  let server: ServerState = 'starting'
  let shown: StatusView | undefined

  const refresh = () => {
    const document = window.activeTextEditor?.document
    const known = document && documents.get(document.uri.toString())
    shown = document !== undefined && isReviewable(document) && isEnabled(document.uri) ? viewOf(known, server) : undefined
    // A selector that matches nothing hides the item.
    item.selector = shown === undefined ? [] : [{ language: 'python' }]
    if (shown === undefined) return
    item.detail = shown.detail
    item.severity = severities[shown.severity]
    item.busy = shown.busy
    item.command = shown.command
    item.accessibilityInformation = { label: `Proctor: ${shown.detail}` }
  }
  const listeners = [
    window.onDidChangeActiveTextEditor(refresh),
    workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('proctor.enable') && refresh()),
    workspace.onDidCloseTextDocument((document) => documents.delete(document.uri.toString())),
  ]
  return {
    update: (status) => {
      // The server may spell a URI otherwise than the editor does.
      const key = Uri.parse(status.uri).toString()
      const findings = status.state === 'busy' ? (documents.get(key)?.findings ?? status.findings) : status.findings
      documents.set(key, { ...status, findings })
      refresh()
    },
    showServer: (state) => {
      if (state !== 'running') documents.clear()
      server = state
      refresh()
    },
    view: () => shown,
    dispose: () => [item, ...listeners].forEach((part) => part.dispose()),
  }
}

function viewOf(status: DocumentStatus | undefined, server: ServerState): StatusView | undefined {
  if (server === 'stopped') {
    return { detail: 'Server stopped', severity: 'error', busy: false, command: { command: 'proctor.restart', title: 'Restart server' } }
  }
  if (status === undefined || status.state === 'not-a-test') return undefined
  const busy = status.state === 'busy'
  const file = status.configuration && decodeURIComponent(status.configuration.slice(status.configuration.lastIndexOf('/') + 1))
  const because = status.message ? `: ${status.message}` : ''
  switch (status.state) {
    case 'configuration-error':
      return {
        detail: `Configuration error${file ? ` in ${file}` : ''}${because}`,
        severity: 'warning',
        busy,
        command: { command: 'proctor.openConfiguration', title: 'Open configuration', arguments: [status.configuration] },
      }
    case 'failed':
      return {
        detail: `Could not review this file${because}`,
        severity: 'error',
        busy,
        command: { command: 'proctor.showOutput', title: 'Show output' },
      }
    default:
      return {
        detail: [countOf(status.findings), file && `Using ${file}`, status.message].filter(Boolean).join(' · '),
        severity: 'information',
        busy,
        command: { command: 'proctor.showMenu', title: 'Show Menu', arguments: [status.configuration] },
      }
  }
}

function countOf(findings: number): string {
  if (findings === 0) return 'No findings'
  return findings === 1 ? '1 finding in this file' : `${findings} findings in this file`
}
