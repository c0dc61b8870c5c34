// The other door: a desktop VS Code through @vscode/test-electron, where one is named or may be downloaded.
// Run as a program it is the child whose output the parent reads, since @vscode/test-electron prints and returns nothing else.
import { fileURLToPath } from 'node:url'
import { readResult } from './extension-tests.mjs'
import { scratchFolder, startProcess, stopProcess, within } from './lifetime.mjs'

/** True where the surroundings ask for a desktop VS Code. */
export const wantsElectron = () => process.env.VSCODE_EXECUTABLE !== undefined || process.env.PROCTOR_VSCODE === 'download'

/** As `runInExtensionHost`, in the Node extension host of a desktop VS Code. `helpers`: folders of extensions that the tests need besides. */
export async function runInElectron({ extension, helpers, tests, workspace, timeoutMs, log }) {
  const results = []
  const input = JSON.stringify({ extensions: [extension, ...helpers], tests, workspace, profile: scratchFolder() })
  const child = startProcess(process.execPath, [fileURLToPath(import.meta.url), input])
  let rest = ''
  const others = []
  const read = (chunk) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (readResult(line, results, log)) continue
      others.push(line)
      if (process.env.PROCTOR_VERBOSE) log(`    ${line}`)
    }
  }
  child.stdout.on('data', read)
  child.stderr.on('data', read)
  try {
    const code = await within(timeoutMs, 'The suite in a desktop VS Code', new Promise((resolve) => child.once('close', resolve)))
    return { results, error: code === 0 ? undefined : `the suite in a desktop VS Code ended with ${code}:\n${others.slice(-12).join('\n')}` }
  } catch (error) {
    return { results, error: error.message }
  } finally {
    await stopProcess(child)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { extensions, tests, workspace, profile } = JSON.parse(process.argv[2])
  const { runTests } = await import('@vscode/test-electron')
  const vscodeExecutablePath = process.env.VSCODE_EXECUTABLE
  await runTests({
    ...(vscodeExecutablePath === undefined ? {} : { vscodeExecutablePath }),
    extensionDevelopmentPath: extensions,
    extensionTestsPath: tests,
    launchArgs: [workspace, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', profile],
  }).catch((error) => {
    console.error(error)
    process.exit(1)
  })
}
