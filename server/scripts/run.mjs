// Runs one of the TypeScript scripts beside it: `node server/scripts/run.mjs generate --check`.
import { load, root } from './load.mjs'

const [name, ...args] = process.argv.slice(2)
if (name === undefined || !/^[a-z-]+$/.test(name)) throw new Error('usage: node server/scripts/run.mjs SCRIPT [ARGUMENTS]')
const script = await load(`server/scripts/${name}.ts`)
process.exitCode = await script.main(args, root)
