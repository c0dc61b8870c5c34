// Makes the line links of a review clickable in the editor's Markdown preview, which follows only links that it can resolve
// within the scheme of the document or from the root of the first workspace folder.
import { Uri, workspace } from 'vscode'

/** Path of the virtual documents that stand for a line: `/line/<key>/<line from 1>`. */
export const linePath = /^\/line\/(\d+)\/(\d+)$/

/** The scheme of reviews and of what they link to. By the manifest's `configurationDefaults`, the editor shows all of it rendered. */
export const reviewScheme = 'proctor-review'

/** Path of the virtual documents that stand for the page of a rule, `/rules/<id>.md`; the pages link each other. */
export const pagePath = /^\/rules\/([\w-]+\.md)$/

export function pageUri(rule: string): Uri {
  return Uri.from({ scheme: reviewScheme, path: `/rules/${rule}.md` })
}

/** Makes the links to the pages of the rules lead to their stand-ins. `docsBase`: what the server puts before `<id>.md`. */
export function linkPages(markdown: string, docsBase: string): string {
  return markdown.replaceAll(`](${docsBase}`, '](./rules/')
}

/**
 * Replaces `<uri>#L` in front of a line number. `key` stands for the file where no path leads to it: no folder is open,
 * or the file is on another file system (`untitled:` for one); the preview then opens the virtual document `/line/…`.
 */
export function linkLines(markdown: string, sourceUri: string, source: Uri, key: number): string {
  const path = pathFromRoot(source)
  return markdown.replaceAll(`${sourceUri}#L`, path === undefined ? `./line/${key}/` : `${path}#L`)
}

/** `/tests/test_x.py`, or `/../elsewhere/test_x.py` for a file outside of the first folder. */
function pathFromRoot(source: Uri): string | undefined {
  const root = workspace.workspaceFolders?.[0]?.uri
  if (root === undefined || root.scheme !== source.scheme || root.authority !== source.authority) return undefined
  const from = root.path.split('/').filter(Boolean)
  const to = source.path.split('/').filter(Boolean)
  // Drives of Windows have no common ancestor.
  if (from[0] !== to[0] && /^[a-z]:$/i.test(to[0] ?? '')) return undefined
  let shared = 0
  while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared++
  const steps = [...from.slice(shared).map(() => '..'), ...to.slice(shared).map(encodeSegment)]
  return `/${steps.join('/')}`
}

/** Brackets and parentheses would end a Markdown link early. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment).replace(/[()!'*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}
