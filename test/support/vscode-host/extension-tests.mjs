// Runs a bundled test module (it exports `run()`) inside the extension host of a window, Node's or the web worker's.
// It knows nothing of the tests but the line format in which they report.
import { within } from './lifetime.mjs'
import { openWindow } from './window.mjs'

/** A line that starts with this carries one result as JSON: `{ title, state: 'passed' | 'failed', error? }`. */
export const resultMark = 'proctor-test-result: '

/**
 * `extension`, `tests`, `workspace`: absolute paths. The host is the server's choice (its settings), `host` only names it here. Resolves with the results in their order and
 * `error`, which is undefined when `run()` came to its end and said that all is well.
 */
export async function runInExtensionHost({ server, chromium, host, extension, tests, workspace, timeoutMs, log }) {
  const window = await openWindow(chromium)
  const results = []
  let lastError = ''
  try {
    const ended = new Promise((resolve, reject) => {
      window.page.exposeFunction('codeAutomationLog', (type, args) => {
        const text = args.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' ')
        if (readResult(text, results, log)) return
        if (type === 'error' && !text.startsWith('Canceled')) lastError = text
        if (process.env.PROCTOR_VERBOSE) log(`    [${type}] ${text}`)
      }).catch(reject)
      window.page.exposeFunction('codeAutomationExit', (code) => resolve(code)).catch(reject)
      window.page.once('crash', () => reject(new Error('the page of VS Code crashed')))
    })
    // What fails before somebody waits for the end is the error to tell.
    ended.catch(() => undefined)
    await window.page.goto(address(server, { extension, tests, workspace }), { timeout: 60_000 })
    const code = await within(timeoutMs, `The suite in the ${host} extension host`, ended)
    return { results, error: code === 0 ? undefined : `the suite in the ${host} extension host ended with ${code}; the last error that VS Code logged: ${lastError}` }
  } catch (error) {
    return { results, error: String(error?.message ?? error) }
  } finally {
    await window.close()
  }
}

/** Notes a result that the line carries, and says whether it carried one. */
export function readResult(line, results, log) {
  const at = line.indexOf(resultMark)
  if (at === -1) return false
  const result = JSON.parse(line.slice(at + resultMark.length))
  results.push(result)
  log(`  ${result.state === 'passed' ? '✓' : '✗'} ${result.title}`)
  if (result.error !== undefined) log(result.error.replace(/^/gm, '      '))
  return true
}

function address(server, { extension, tests, workspace }) {
  const remote = (path) => `vscode-remote://${server.authority}${path}`
  const payload = [
    ['extensionDevelopmentPath', remote(extension)],
    ['extensionTestsPath', remote(tests)],
  ]
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) })
  return `${server.origin}/?${query}`
}
