"""What the generated tests import: subjects to patch, and `report`, which notes who got what. `python report.py MODULE OUT` runs a module with unittest."""

import asyncio
import atexit
import functools
import json
import os
import sys
import unittest
from unittest import mock

sys.modules.setdefault("report", sys.modules[__name__])
_seen = {}


class Subject:
    pass


for _index in range(12):
    setattr(Subject, f"s{_index}", staticmethod(lambda: None))
    globals()[f"s{_index}"] = lambda: None
environment = {}


def _told(value):
    if isinstance(value, mock.NonCallableMock):
        return value._extract_mock_name()
    return "function " + value.__name__ if callable(value) and hasattr(value, "__name__") else value


def report(test, names):
    told = {name: _told(value) for name, value in names.items() if name != "self"}
    if not all(isinstance(value, str) for value in told.values()):
        raise AssertionError(told)
    _seen.setdefault(test, told)


def wrapping(function):
    """A project's own decorator, well made."""
    if asyncio.iscoroutinefunction(function):

        @functools.wraps(function)
        async def inner(*args, **kwargs):
            return await function(*args, **kwargs)

    else:

        @functools.wraps(function)
        def inner(*args, **kwargs):
            return function(*args, **kwargs)

    return inner


def giving(function):
    """A project's own decorator that hands something over itself, in front."""
    # `parameterized.expand` below leaves nothing to decorate: what it makes is in the class already.
    if function is None:
        return None

    def inner(self, *args, **kwargs):
        return function(self, "given", *args, **kwargs)

    inner.__name__ = function.__name__
    return inner


def write(path):
    with open(path, "w") as out:
        json.dump(_seen, out)


if "PROCTOR_REPORT" in os.environ:
    atexit.register(lambda: write(os.environ["PROCTOR_REPORT"]))

if __name__ == "__main__":
    suite = unittest.defaultTestLoader.loadTestsFromName(sys.argv[1])
    result = unittest.TextTestRunner(stream=open(os.devnull, "w"), verbosity=0).run(suite)
    for test, trace in result.errors + result.failures:
        _seen.setdefault("failed " + test.id().split(".", 1)[1], trace.strip().splitlines()[-1])
