"""A pytest plugin: writes the outcome of each test, setup and teardown included, to the file that PROCTOR_OUTCOMES names."""

import json
import os

_outcomes = {}


def pytest_runtest_logreport(report):
    if hasattr(report, "wasxfail"):
        word = "xfailed" if report.skipped else "xpassed"
    elif report.failed:
        word = "failed" if report.when == "call" else f"error in {report.when}"
    else:
        word = report.outcome
    # A phase that did not pass says more than one that did.
    if _outcomes.get(report.nodeid, "passed") == "passed":
        _outcomes[report.nodeid] = word


def pytest_collectreport(report):
    if report.failed or report.skipped:
        _outcomes[f"collection of {report.nodeid}"] = report.outcome


def pytest_sessionfinish(session):
    with open(os.environ["PROCTOR_OUTCOMES"], "w") as out:
        json.dump(_outcomes, out)
