// The real projects that collection is compared on, what their suites need, and the differences that have a reason.

export interface Project {
  /** `pip download` names; the source distribution holds the tests. For one of this repository, its name. */
  readonly requirement: string
  /** Of a project of this repository, from its root. */
  readonly folder?: string
  /** What is collected, from the project's root. */
  readonly tests: readonly string[]
  /** Further packages that the test modules import. */
  readonly needs: readonly string[]
  /** Ids (or parts of them) that only exist at run time, each with its reason. */
  readonly reasons: Readonly<Record<string, string>>
  /** The same for differences in the fixtures of a test: parts of its id and of what is said of it. */
  readonly fixtureReasons: Readonly<Record<string, string>>
}

export const projects: readonly Project[] = [
  { requirement: 'constructs', folder: 'test/oracles/collect/constructs', tests: ['tests'], needs: [], reasons: {}, fixtureReasons: {} },
  { requirement: 'click==8.5.1', tests: ['tests'], needs: [], reasons: {}, fixtureReasons: {} },
  { requirement: 'jinja2==3.1.6', tests: ['tests'], needs: ['trio'], reasons: {}, fixtureReasons: {} },
  { requirement: 'flask==3.1.3', tests: ['tests'], needs: ['pytest<9', 'asgiref', 'python-dotenv', 'blinker'], reasons: {}, fixtureReasons: {} },
  { requirement: 'werkzeug==3.1.9', tests: ['tests'], needs: ['ephemeral-port-reserve', 'pytest-timeout', 'pytest-xprocess', 'cryptography', 'watchdog'], reasons: {}, fixtureReasons: {} },
  { requirement: 'attrs==26.1.0', tests: ['tests'], needs: ['hypothesis', 'cloudpickle', 'pympler'], reasons: { 'tests/test_forward_references.py::': 'the conftest leaves the file out on this version of Python' }, fixtureReasons: {} },
  { requirement: 'requests==2.34.2', tests: ['tests'], needs: ['pytest-httpbin', 'pytest-mock', 'trustme', 'PySocks'], reasons: {}, fixtureReasons: {} },
  { requirement: 'httpx==0.28.1', tests: ['tests'], needs: ['anyio', 'trio', 'uvicorn', 'trustme', 'chardet', 'click', 'rich', 'brotli', 'zstandard', 'h2', 'socksio', 'pygments', 'cryptography'], reasons: {}, fixtureReasons: {} },
  { requirement: 'testtools==2.7.2', tests: ['testtools/tests', 'tests'], needs: ['testscenarios', 'testresources', 'fixtures', 'twisted'], reasons: {}, fixtureReasons: {} },
  { requirement: 'tox==4.25.0', tests: ['tests'], needs: ['pytest-mock', 'devpi-process', 'pytest-xdist', 're-assert', 'detect-test-pollution', 'flaky', 'setuptools', 'time-machine', 'wheel', 'distlib', 'hatchling'], reasons: {}, fixtureReasons: {} },
  { requirement: 'virtualenv==20.30.0', tests: ['tests'], needs: ['pytest-mock', 'pytest-env', 'pytest-freezer', 'pytest-timeout', 'flaky', 'packaging', 'setuptools', 'time-machine'], reasons: {}, fixtureReasons: { "'time_freeze'": 'which of two definitions counts depends on the interpreter' } },
  { requirement: 'setuptools==84.2.1', tests: ['setuptools/tests'], needs: ['jaraco.path', 'jaraco.envs', 'jaraco.test', 'pytest-home', 'filelock', 'virtualenv', 'wheel', 'build', 'ini2toml[lite]', 'coverage', 'tomli-w', 'pip', 'packaging'], reasons: {}, fixtureReasons: {} },
  { requirement: 'starlette==1.10.0', tests: ['tests'], needs: ['httpx', 'httpx2', 'itsdangerous', 'jinja2', 'python-multipart', 'pyyaml', 'trio', 'typing_extensions', 'exceptiongroup'], reasons: {}, fixtureReasons: {} },
  { requirement: 'sphinx==9.0.4', tests: ['tests'], needs: ['defusedxml', 'html5lib', 'psutil', 'setuptools', 'cython'], reasons: {}, fixtureReasons: {} },
]
