"""Prints, as JSON, what unittest's loader loads from each module named on the command line: one process for each, since importing runs code."""

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
            elif isinstance(each, unittest.TestCase) and type(each).__module__ != "doctest":
                tests.append({"id": type(each).__qualname__ + "::" + each._testMethodName})

    # What a module's own load_tests adds (doctests, mostly) or takes away exists at run time only.
    module.__dict__.pop("load_tests", None)
    walk(unittest.TestLoader().loadTestsFromModule(module))
    return {"file": os.path.realpath(module.__file__), "tests": tests}


def main():
    if sys.argv[1] == ONE:
        answer = load(sys.argv[2])
        sys.stdout.write("\n@@@" + json.dumps(answer))
        return
    answers = {}
    for name in sys.argv[1:]:
        try:
            run = subprocess.run([sys.executable, "-W", "ignore", __file__, ONE, name], capture_output=True, text=True, timeout=60)
            answers[name] = json.loads(run.stdout.rpartition("@@@")[2]) if "@@@" in run.stdout else {"failed": run.stderr.strip().splitlines()[-1:]}
        except subprocess.TimeoutExpired:
            answers[name] = {"failed": ["timeout"]}
    print(json.dumps(answers))


main()
