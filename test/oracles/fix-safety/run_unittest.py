"""Runs one module of CPython's own suite and writes the outcome of each of its tests: python run_unittest.py test.test_bool OUT

As with `python -m test`, what needs a network, a display, gigabytes or minutes is skipped.
"""

import json
import sys
import unittest
import warnings

from test import support

from unittest_outcomes import Outcomes


def main(name, out):
    warnings.simplefilter("ignore")
    support.use_resources = []
    result = Outcomes()
    try:
        suite = unittest.defaultTestLoader.loadTestsFromName(name)
    except unittest.SkipTest:
        result.words[f"import of {name}"] = "skipped"
    else:
        suite.run(result)
    with open(out, "w") as file:
        json.dump(result.words, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
