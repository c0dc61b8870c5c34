// Loads a TypeScript file of the repository into this process, bundled on the fly, as Node 20 knows no types.
import { build } from 'esbuild'
import { mkdirSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The repository's folder, with a slash at the end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * What the module exports. `entry`: the file's path from the repository's folder. `options`: what esbuild is told beyond that, e.g. `plugins`.
 * Where it does not compile, esbuild's error with its `errors`.
 */
export async function load(entry, options = {}) {
  // Inside node_modules, so that the bundle finds the packages that it leaves outside; one file per process, so that two runs don't meet.
  const folder = `${root}node_modules/.cache/proctor-scripts`
  mkdirSync(folder, { recursive: true })
  const outfile = `${folder}/${basename(entry, '.ts')}-${process.pid}.mjs`
  try {
    await build({
      absWorkingDir: root,
      ...(options.stdin === undefined ? { entryPoints: [entry] } : {}),
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      packages: 'external',
      logLevel: 'warning',
      ...options,
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(outfile, { force: true })
  }
}
