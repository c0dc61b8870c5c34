// What is known of classes that a test file derives from but does not hold: unittest's families, and classes that test nothing.

/**
 * `testcase`: leads to `unittest.TestCase`; `plain`: known not to, and without methods that a test would call to check something;
 * `unknown`: lies in a file that was not read. Dotted names with import aliases resolved; `''` for a base that is no name.
 */
export function familyOf(base: string): 'testcase' | 'plain' | 'unknown' {
  if (testCases.has(base)) return 'testcase'
  const root = base.split('.')[0] ?? ''
  const last = base.slice(base.lastIndexOf('.') + 1)
  if (testLibraries.has(root) && /TestCase$/.test(last)) return 'testcase'
  if (plainNames.has(base) || (plainModules.has(root) && base.includes('.')) || exceptionName.test(base)) return 'plain'
  return 'unknown'
}

/** True where a base gives its subclasses an `__init__` or `__new__` of its own, so that pytest does not collect them (pytest's `hasinit`, `hasnew`). */
export function givesInit(base: string): boolean {
  if (exceptionName.test(base) && !base.includes('.')) return true
  return initGivers.has(base) || /^(enum|collections|ctypes|threading|multiprocessing|argparse|logging|socketserver|http\.server|string|datetime|decimal|pathlib|io|ast|cmd|code|json|html\.parser|queue|asyncio)\.[A-Z]/.test(base)
}

/** True where the last part of a base's name says that it is a family of unittest's: `FunctionalTestCase`, `ComputeTestBase`. */
export function readsLikeTestCase(base: string): boolean {
  return /(TestCase|TestBase|TestsBase|TestCaseBase|TestCaseMixin)\d*$/.test(base)
}

/** True where a base may be one of unittest's families if the class itself uses `self.assert*`. */
export function mayBeTestCase(base: string): boolean {
  return readsLikeTestCase(base) || /(Tests?|Base|Mixin|Case|Fixtures?)\d*$/i.test(base) || base === ''
}

const exceptionName = /^[A-Z]\w*(Error|Exception|Warning)$/

const testCases = new Set([
  'unittest.TestCase',
  'unittest.case.TestCase',
  'unittest.IsolatedAsyncioTestCase',
  'unittest.async_case.IsolatedAsyncioTestCase',
  'unittest.FunctionTestCase',
  'unittest2.TestCase',
  'django.test.testcases.SerializeMixin',
  'twisted.trial.unittest.SynchronousTestCase',
  'flask_unittest.ClientTestCase',
])

/** Packages that are libraries everywhere; their classes called `…TestCase` are unittest's. */
const testLibraries = new Set([
  'unittest', 'unittest2', 'testtools', 'oslotest', 'absl', 'twisted', 'aiohttp', 'asynctest', 'django', 'rest_framework', 'tornado', 'fixtures',
  'flask_testing', 'pyfakefs', 'hypothesis', 'snapshottest', 'wagtail', 'channels', 'tensorflow', 'torch', 'jax', 'celery', 'test_plus', 'zope',
  'aiounittest', 'IPython', 'traitlets', 'grappelli', 'graphene_django', 'starlette_testclient', 'odoo', 'frappe', 'later', 'parameterized',
  'botocore', 'moto', 'apache_beam', 'pyspark', 'webtest', 'viewflow', 'cms', 'testslide', 'testfixtures', 'ddt', 'homeassistant', 'nose', 'nose2',
  'mox3', 'mox', 'tempest', 'kombu', 'billiard', 'google', 'IPython', 'pandas', 'numpy', 'scipy', 'sympy', 'ipykernel', 'sqlalchemy_test',
])

const plainNames = new Set([
  'object', 'Exception', 'BaseException', 'ExceptionGroup', 'BaseExceptionGroup', 'KeyboardInterrupt', 'SystemExit', 'StopIteration', 'GeneratorExit',
  'int', 'str', 'float', 'complex', 'bool', 'bytes', 'bytearray', 'list', 'dict', 'set', 'frozenset', 'tuple', 'type', 'property', 'memoryview', 'super',
  'Generic', 'Protocol', 'NamedTuple', 'TypedDict', 'pydantic.BaseModel', 'django.db.models.Model', 'fixtures.Fixture',
])

const plainModules = new Set([
  'abc', 'typing', 'typing_extensions', 'enum', 'collections', 'dataclasses', 'threading', 'socketserver', 'http', 'io', 'ctypes', 'json', 'logging', 'types',
  'string', 'argparse', 'datetime', 'decimal', 'fractions', 'numbers', 'contextlib', 'asyncio', 'asyncore', 'asynchat', 'ast', 'html', 'xml', 'email', 'pickle',
  'copyreg', 'weakref', 'random', 'queue', 'socket', 'ssl', 'builtins', 'cmd', 'configparser', 'importlib', 'concurrent', 'multiprocessing', 'pathlib', 'selectors',
  'tkinter', 'code', 'codecs', 'operator', 'functools', 'urllib', 'smtpd', 'wsgiref', 'xmlrpc', 'zipfile', 'tarfile', 'struct', 'array', 'inspect', 'pdb', 'bdb',
])

const initGivers = new Set([
  'int', 'str', 'float', 'complex', 'bytes', 'bytearray', 'list', 'dict', 'set', 'frozenset', 'tuple', 'type', 'property', 'BaseException', 'Exception',
  'KeyboardInterrupt', 'SystemExit', 'StopIteration', 'GeneratorExit', 'ExceptionGroup', 'BaseExceptionGroup', 'typing.NamedTuple', 'NamedTuple',
  'typing.TypedDict', 'TypedDict', 'typing.Protocol', 'typing_extensions.Protocol', 'Protocol', 'types.ModuleType', 'types.SimpleNamespace', 'pydantic.BaseModel',
  'django.db.models.Model', 'fixtures.Fixture', 'contextlib.ContextDecorator', 'contextlib.ExitStack',
])
