// The part of package.json that follows from settings and rules: the schema of the editor's settings.

import { readFileSync } from 'node:fs'
import type { OptionShape } from '../../src/core/kit/options.ts'
import { sections } from '../../src/core/kit/sections.ts'
import { levels, preferences, presets, settingShapes, type SettingShape } from '../../src/core/settings/shape.ts'
import { neighbourTools } from '../../src/core/settings/neighbours/step-aside.ts'
import type { Outputs } from '../generate.ts'
import type { Catalogue } from './catalogue.ts'

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
type Manifest = { contributes?: { configuration?: { title?: string; properties?: Record<string, Json> } } }

/** Only the settings of `settingShapes` are replaced; others (such as `proctor.trace.server`) stay as they are. */
export function manifest(root: string, catalogue: Catalogue): Outputs {
  const text = readFileSync(`${root}package.json`, 'utf8')
  const content = JSON.parse(text) as Manifest
  const generated = {
    ...Object.fromEntries(settingShapes.map((shape, order) => [`proctor.${shape.key}`, schemaOf(shape, order, catalogue)])),
    'proctor.configurationPreference': preferenceSchema,
  }
  const contributes = (content.contributes ??= {})
  const others = Object.entries(contributes.configuration?.properties ?? {}).filter(([key]) => !(key in generated))
  contributes.configuration = { title: 'Proctor', ...contributes.configuration, properties: { ...generated, ...Object.fromEntries(others) } }
  return new Map([['package.json', `${JSON.stringify(content, undefined, 2)}\n`]])
}

/** Only an editor has it: a project file cannot say whether it counts. */
const preferenceSchema: Json = {
  markdownDescription: 'Which settings win where the editor and the `pyproject.toml` of the project both say something.',
  scope: 'resource',
  order: settingShapes.length,
  type: 'string',
  enum: preferences,
  markdownEnumDescriptions: ['The project file wins, so that everybody in a team sees the same.', "The editor's settings win.", "The project's `[tool.proctor]` is not read."],
  default: 'filesystemFirst',
}

/** `null` is every setting's default: an editor then says nothing, so that project files and built-in defaults show through. */
function schemaOf(shape: SettingShape, order: number, catalogue: Catalogue): Json {
  const shared = { markdownDescription: shape.description, scope: 'resource', order }
  switch (shape.kind) {
    case 'preset':
      return { ...shared, type: ['string', 'null'], enum: [...presets, null], default: null }
    case 'levels':
      return { ...shared, type: 'object', default: {}, properties: levelProperties(catalogue), additionalProperties: { type: 'string', enum: levels } }
    case 'options':
      return { ...shared, type: 'object', default: {}, properties: optionProperties(catalogue), additionalProperties: false }
    case 'selectors':
      return { ...shared, type: ['array', 'null'], items: { anyOf: [{ enum: ['ALL', ...sections.map((section) => section.id), ...catalogue.rules.map((rule) => rule.id)] }, { type: 'string' }] }, default: null }
    case 'duplicates':
      return { ...shared, anyOf: [{ type: 'string', enum: ['auto', 'off'] }, { type: 'array', items: { anyOf: [{ enum: neighbourTools }, { type: 'string' }] } }, { type: 'null' }], default: null }
    case 'globs':
      return { ...shared, type: ['array', 'null'], items: { type: 'string' }, default: null }
    case 'size':
      return { ...shared, type: ['integer', 'null'], minimum: 1, default: null }
    case 'python':
      return { ...shared, type: ['string', 'null'], pattern: '^3\\.\\d+$', default: null }
  }
}

function levelProperties({ rules }: Catalogue): Json {
  const named = [...sections.map(({ id, title }) => [id, `All of the section *${title}*.`] as const), ...rules.map((rule) => [rule.id, `${rule.summary} (default: ${rule.severity}, preset ${rule.preset})`] as const)]
  return Object.fromEntries(named.map(([id, markdownDescription]) => [id, { type: 'string', enum: levels, markdownDescription }]))
}

function optionProperties({ rules }: Catalogue): Json {
  const withOptions = rules.filter((rule) => Object.keys(rule.options ?? {}).length > 0)
  return Object.fromEntries(
    withOptions.map((rule) => [
      rule.id,
      { type: 'object', additionalProperties: false, properties: Object.fromEntries(Object.entries(rule.options!).map(([name, shape]) => [name, optionSchema(shape)])) },
    ]),
  )
}

function optionSchema(shape: OptionShape): Json {
  const shared = { markdownDescription: shape.description, default: shape.default }
  switch (shape.type) {
    case 'choice':
      return { ...shared, type: 'string', enum: shape.choices }
    case 'integer':
      return { ...shared, type: 'integer', minimum: shape.minimum }
    case 'boolean':
      return { ...shared, type: 'boolean' }
    case 'names':
      return { ...shared, type: 'array', items: { type: 'string' } }
  }
}
