// `npm run verify`: everything that has to hold, from types to a real VS Code. Installs what the machine lacks; stops at the first failure.
import { needPython, run, setUp } from './setup.mjs'

const steps = [
  ['What is generated is up to date', process.execPath, ['server/scripts/run.mjs', 'generate', '--check']],
  ['Types and layers', 'npx', ['tsc', '-b']],
  ['Bundles', process.execPath, ['server/scripts/build.mjs']],
  ['Tests', 'npx', ['vitest', 'run']],
  ['Oracles', process.execPath, ['test/oracles/run.mjs', '--quick']],
  ['Tests in the editor', 'npm', ['run', '--silent', 'test:editor']],
]

setUp()
needPython()
for (const [title, program, args] of steps) {
  console.log(`\n── ${title}`)
  run(program, args)
}
console.log('\nEverything passed.')
