// URIs as folders and paths, without Node: the same in a worker. Only what finding configuration files and test paths needs.

/** The folder of a file or folder, without a slash at its end; undefined at the top. */
export function parentOf(uri: string): string | undefined {
  const bare = withoutSlash(uri.replace(/[?#].*$/s, ''))
  const slash = bare.lastIndexOf('/')
  const path = pathStart(bare)
  return slash < path || bare.length === path ? undefined : bare.slice(0, slash)
}

export function childOf(folder: string, name: string): string {
  return `${withoutSlash(folder)}/${encodeURIComponent(name)}`
}

/** The last part of the path, decoded. */
export function nameOf(uri: string): string {
  const bare = withoutSlash(uri.replace(/[?#].*$/s, ''))
  return decode(bare.slice(Math.max(bare.lastIndexOf('/'), pathStart(bare) - 1) + 1))
}

/** The path from the folder to what lies in it, with slashes, decoded; undefined where it does not lie there. */
export function pathWithin(folder: string, uri: string): string | undefined {
  const [outer, inner] = [normalize(folder), normalize(uri)]
  return inner.startsWith(`${outer}/`) ? inner.slice(outer.length + 1) : undefined
}

/** One spelling for URIs that mean the same: `file:///C%3A/a` and `file:///c:/a`. For comparing, not for sending. */
export function normalize(uri: string): string {
  return decode(uri).replace(/\/+$/, '').replace(/^(file:\/\/\/)([A-Z]):/, (_, scheme: string, drive: string) => `${scheme}${drive.toLowerCase()}:`)
}

export function schemeOf(uri: string): string {
  return /^[a-z][a-z0-9+.-]*(?=:)/i.exec(uri)?.[0].toLowerCase() ?? ''
}

/** Index behind scheme and authority: where the path begins. */
function pathStart(uri: string): number {
  return /^[a-z][a-z0-9+.-]*:(\/\/[^/]*)?/i.exec(uri)?.[0].length ?? 0
}

function withoutSlash(uri: string): string {
  return uri.length > pathStart(uri) + 1 && uri.endsWith('/') ? uri.slice(0, -1) : uri
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // A lone percent sign: somebody did not encode, so there is nothing to decode.
    return text
  }
}
