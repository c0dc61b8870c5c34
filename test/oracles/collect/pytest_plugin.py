"""A pytest plugin: writes what was collected, without parameters, and the fixtures of each test to the file that PROCTOR_COLLECTED names."""

import ast
import functools
import inspect
import json
import os
import tokenize

import pytest


def _chain(item):
    names = []
    node = item.parent
    while node is not None and not isinstance(node, pytest.Module):
        if isinstance(node, pytest.Class):
            names.append(node.name)
        node = node.parent
    return names[::-1]


@functools.lru_cache(None)
def _definitions(path):
    """The line of each `def`, by the line that its code starts in: the first decorator's."""
    with tokenize.open(path) as file:
        tree = ast.parse(file.read())
    functions = (node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)))
    return {min([node.lineno, *(each.lineno for each in node.decorator_list)]): node.lineno for node in functions}


def _place(definition, root):
    """Where a file of the project writes the fixture's function; None for one of pytest's or of a plugin's."""
    function = inspect.unwrap(definition.func)
    while isinstance(function, functools.partial):
        function = function.func
    code = getattr(getattr(function, "__func__", function), "__code__", None)
    if code is None:
        return None
    path = os.path.realpath(code.co_filename)
    if not path.startswith(root + os.sep) or "site-packages" in path:
        return None
    return [os.path.relpath(path, root).replace(os.sep, "/"), _definitions(path).get(code.co_firstlineno, code.co_firstlineno)]


def _fixtures(item, root):
    """pytest's closure of the names that a test uses, and for each what defines it, the definition that counts first."""
    info = item._fixtureinfo
    names = {}
    by_plugins = set()
    for name in info.names_closure:
        definitions = info.name2fixturedefs.get(name, ())
        if any(getattr(each.func, "__name__", "") == "get_direct_param_fixture_func" for each in definitions):
            continue
        places = []
        for each in reversed(definitions):
            place = _place(each, root)
            if place is None:
                by_plugins.update(each.argnames, [name] if each._autouse else ())
            else:
                places.append([*place, each.scope, bool(each._autouse), each.params is not None, list(each.argnames)])
        names[name] = places
    marks = [name for mark in item.iter_markers("usefixtures") for name in mark.args]
    return {"names": names, "byPlugins": sorted(by_plugins), "asked": sorted({*info.argnames, *marks})}


def pytest_collection_finish(session):
    root = os.path.realpath(session.config.rootpath)
    tests = {}
    for item in session.items:
        if not isinstance(item, pytest.Function):
            continue
        name = item.originalname or item.name
        path = str(item.path.relative_to(session.config.rootpath)).replace(os.sep, "/")
        identity = "::".join([*_chain(item), name])
        if (path, identity) not in tests:
            tests[path, identity] = {"file": path, "id": identity, "fixtures": _fixtures(item, root)}
    failed = sorted({report.nodeid for report in _failed})
    with open(os.environ["PROCTOR_COLLECTED"], "w") as out:
        json.dump({"tests": list(tests.values()), "failed": failed}, out)


_failed = []


def pytest_collectreport(report):
    if report.failed or report.skipped:
        _failed.append(report)
