// The headings of the review, in their order; a rule's shelf (folder) is its section's id.

export const sections = [
  { id: 'effectiveness', title: 'Effectiveness', clean: 'No test was found that cannot fail' },
  { id: 'stability', title: 'Stability', clean: 'No findings' },
  { id: 'security', title: 'Security', clean: 'No security defects found' },
  { id: 'style', title: 'Style', clean: 'No findings' },
  { id: 'docstrings', title: 'Docstrings', clean: 'No findings' },
  { id: 'variable-naming', title: 'Variable naming', clean: 'No findings' },
  { id: 'function-naming', title: 'Function naming', clean: 'No findings' },
  { id: 'comments', title: 'Comments', clean: 'No findings' },
  { id: 'error-handling', title: 'Error handling', clean: 'No findings' },
  { id: 'organization', title: 'Organization', clean: 'No findings' },
  { id: 'test-names', title: 'Test names', clean: 'No findings' },
] as const

export type SectionId = (typeof sections)[number]['id']
