// The suite that runs inside the extension host, Node's and the web worker's alike. It reports each test as a line on the console.
import { prepare } from './mocha.ts'
import { resultMark } from './results.ts'

/** What VS Code calls. Rejects when a test failed, or when none ran. */
export async function run(): Promise<void> {
  const mocha = prepare({ ui: 'bdd', timeout: 60_000, slow: 30_000, forbidOnly: true, forbidPending: true })
  await Promise.all([
    import('./activation.test.ts'),
    import('./findings.test.ts'),
    import('./actions.test.ts'),
    import('./names.test.ts'),
    import('./review.test.ts'),
    import('./settings.test.ts'),
  ])
  const { passed, failed } = await new Promise<{ passed: number; failed: number }>((resolve) => {
    let passed = 0
    let failed = 0
    const runner = mocha.run(() => resolve({ passed, failed }))
    runner.on('pass', (test) => {
      passed++
      report({ title: test.fullTitle(), state: 'passed' })
    })
    runner.on('fail', (test, error: Error) => {
      failed++
      report({ title: test.fullTitle(), state: 'failed', error: error.stack ?? error.message })
    })
  })
  if (failed > 0 || passed === 0) throw new Error(`${passed} passed, ${failed} failed`)
}

function report(result: { title: string; state: 'passed' | 'failed'; error?: string }): void {
  console.log(resultMark + JSON.stringify(result))
}
