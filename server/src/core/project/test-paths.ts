// testPathsOf(): where a project's runner looks for tests when it is not told.

import { readProjectConfiguration } from './configuration.ts'
import { readUnittestConfiguration } from './unittest-configuration.ts'

/**
 * pytest's `testpaths`, else the start folder of a runner of unittest's; paths with slashes, beside those of `files` that say so. Empty
 * where nothing is written: then it is the folder at hand.
 */
export function testPathsOf(files: readonly { readonly path: string; readonly text: string }[]): readonly string[] {
  const { path, testpaths } = readProjectConfiguration(files)
  if (testpaths !== undefined && path !== undefined) return testpaths.map((each) => beside(path, each))
  const unittest = readUnittestConfiguration(files)
  return unittest?.startFolder === undefined ? [] : [beside(unittest.path, unittest.startFolder)]
}

function beside(file: string, folder: string): string {
  const path = file.replaceAll('\\', '/')
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${folder.replace(/^(?:\.\/)+/, '')}`
}
