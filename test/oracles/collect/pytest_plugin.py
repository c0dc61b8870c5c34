"""A pytest plugin: writes what was collected, without parameters, to the file that PROCTOR_COLLECTED names."""

import json
import os

import pytest


def _chain(item):
    names = []
    node = item.parent
    while node is not None and not isinstance(node, pytest.Module):
        if isinstance(node, pytest.Class):
            names.append(node.name)
        node = node.parent
    return names[::-1]


def pytest_collection_finish(session):
    tests = []
    for item in session.items:
        if not isinstance(item, pytest.Function):
            continue
        name = item.originalname or item.name
        path = str(item.path.relative_to(session.config.rootpath)).replace(os.sep, "/")
        tests.append({"file": path, "id": "::".join([*_chain(item), name])})
    failed = sorted({report.nodeid for report in _failed})
    with open(os.environ["PROCTOR_COLLECTED"], "w") as out:
        json.dump({"tests": tests, "failed": failed}, out)


_failed = []


def pytest_collectreport(report):
    if report.failed or report.skipped:
        _failed.append(report)
