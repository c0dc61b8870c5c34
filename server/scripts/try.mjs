// `npm run try`: from a fresh clone to a review on the screen.
import { root, run, setUp } from './setup.mjs'

const sample = 'test/samples/test_resize_cleanup.py'

setUp()
run(process.execPath, ['server/scripts/build.mjs'])
run(process.execPath, ['dist/cli.js', 'review', sample])
console.error(`
That was the review of ${sample}. Next:

  node dist/cli.js check PATH        findings of your own tests
  code --extensionDevelopmentPath=${root.replace(/\/$/, '')} ${sample}
                                     the same in VS Code: squiggles, lightbulb, F1 → Proctor: Review test file
  npm run verify                     every test, the editor's included
`)
