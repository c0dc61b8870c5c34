// readIni(): sections and values of an ini file as pytest reads them (iniconfig's grammar: no interpolation, no inline comments).

export interface IniValue {
  /** Continuation lines are joined by line feeds; blanks around each line are gone. */
  readonly value: string
  /** From 1. */
  readonly line: number
}

export interface Ini {
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, IniValue>>
  /** From 1. Where iniconfig would refuse the file; what can be read is read all the same. */
  readonly mistakes: readonly { readonly line: number; readonly key: string; readonly message: string }[]
}

/** Never throws. A section or name that stands twice keeps its first meaning. */
export function readIni(text: string): Ini {
  const sections = new Map<string, Map<string, IniValue>>()
  const mistakes: { line: number; key: string; message: string }[] = []
  let section: Map<string, IniValue> | undefined
  let sectionName = ''
  let name: string | undefined

  const continueValue = (line: number, more: string): void => {
    const begun = name === undefined ? undefined : section?.get(name)
    if (begun === undefined || name === undefined) mistakes.push({ line, key: sectionName, message: 'unexpected value continuation' })
    else section!.set(name, { value: begun.value === '' ? more : `${begun.value}\n${more}`, line: begun.line })
  }

  text.replace(/^\uFEFF/, '').split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/).forEach((written, index) => {
    const line = index + 1
    if (/^\s*[#;]/.test(written)) return
    const trimmed = written.trimEnd()
    if (trimmed === '') return
    if (trimmed.startsWith('[')) {
      const header = trimmed.split('#')[0]!.trimEnd().split(';')[0]!.trimEnd()
      if (!header.endsWith(']')) return continueValue(line, trimmed.trim())
      sectionName = header.slice(1, -1)
      name = undefined
      if (sectionName === '') mistakes.push({ line, key: '', message: 'expected a name between the brackets' })
      if (sections.has(sectionName)) mistakes.push({ line, key: sectionName, message: `section '${sectionName}' stands twice` })
      section = sections.get(sectionName) ?? new Map()
      sections.set(sectionName, section)
      return
    }
    if (/^\s/.test(trimmed)) return continueValue(line, trimmed.trim())
    const pair = split(trimmed)
    name = undefined
    if (section === undefined) return void mistakes.push({ line, key: pair?.[0] ?? '', message: 'expected a [section] in front of the first value' })
    if (pair === undefined) return void mistakes.push({ line, key: sectionName, message: `expected 'name = value', got '${trimmed.slice(0, 60)}'` })
    if (section.has(pair[0])) return void mistakes.push({ line, key: pair[0], message: `'${pair[0]}' stands twice in [${sectionName}]` })
    name = pair[0]
    section.set(name, { value: pair[1], line })
  })
  return { sections, mistakes }
}

/** At the first `=`, or at the first `:` where that comes before it. */
function split(line: string): readonly [name: string, value: string] | undefined {
  const equals = line.indexOf('=')
  const colon = line.indexOf(':')
  const at = equals < 0 || (colon >= 0 && colon < equals) ? colon : equals
  return at < 0 ? undefined : [line.slice(0, at).trim(), line.slice(at + 1).trim()]
}
