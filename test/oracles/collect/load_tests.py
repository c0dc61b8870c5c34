"""Prints, as JSON, what unittest's loader loads from modules that have a `load_tests`, which it calls; doctests are left out.

`--discover START TOP PATTERN` prints what it discovers instead.
"""

import json
import os
import subprocess
import sys

ONE = "--one"


def load(name):
    import unittest

    module = __import__(name, fromlist=["x"])
    tests = []

    def walk(suite):
        for each in suite:
            if isinstance(each, unittest.TestSuite):
                walk(each)
            elif isinstance(each, unittest.TestCase) and not hasattr(each, "_dt_test"):
                tests.append(type(each).__qualname__ + "::" + each._testMethodName)

    walk(unittest.TestLoader().loadTestsFromModule(module))
    return {"file": os.path.realpath(module.__file__), "tests": tests}


def discover(start, top, pattern):
    import unittest

    tests = set()

    def walk(suite):
        # Suites of their own kind are no TestSuite, but iterable all the same.
        for each in suite:
            if hasattr(each, "__iter__"):
                walk(each)
            elif isinstance(each, unittest.TestCase) and not hasattr(each, "_dt_test"):
                module = type(each).__module__.replace(".", "/")
                tests.add(f"{module}.py::{type(each).__qualname__}::{each._testMethodName}")

    walk(unittest.TestLoader().discover(start, pattern=pattern, top_level_dir=top))
    return sorted(tests)


def main():
    if sys.argv[1] == "--discover":
        sys.stdout.write("\n@@@" + json.dumps(discover(*sys.argv[2:])))
        return
    if sys.argv[1] == ONE:
        answer = load(sys.argv[2])
        sys.stdout.write("\n@@@" + json.dumps(answer))
        return
    answers = {}
    for name in sys.argv[1:]:
        try:
            run = subprocess.run([sys.executable, "-W", "ignore", __file__, ONE, name], capture_output=True, text=True, timeout=60)
            if "@@@" in run.stdout:
                answers[name] = json.loads(run.stdout.rpartition("@@@")[2])
        except subprocess.TimeoutExpired:
            pass
    print(json.dumps(answers))


main()
