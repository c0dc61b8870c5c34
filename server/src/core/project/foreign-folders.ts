// isForeignFolder(): folders that a search of a workspace never enters, since they hold other people's code, or none.

const names: ReadonlySet<string> = new Set(
  ['.git', '.hg', '.svn', '.venv', 'venv', 'virtualenv', '.tox', '.nox', 'node_modules', 'site-packages', 'dist-packages', '__pycache__', '.eggs', '.mypy_cache', '.pytest_cache', '.ruff_cache', '.proctor_cache', '.ipynb_checkpoints', '__pypackages__'],
)

/** `name`: of the folder alone. Virtual environments under other names hold a `pyvenv.cfg` (PEP 405), which whoever lists them sees. */
export function isForeignFolder(name: string): boolean {
  return names.has(name)
}
