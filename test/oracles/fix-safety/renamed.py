"""Compares what CPython compiles before and after renames of variables: python renamed.py BEFORE AFTER < paths.

Prints as JSON how many variables have another name, and every file that is compiled differently but for their names: in each function
a new name stands for one old name wherever it is a variable, inner functions included; all else is the same, attributes and lines too.
Keywords of calls may be others where a parameter of the file got the same other name. A variable that became two, which compiles to
one more of them, is counted on its own.
"""

import bisect
import dis
import inspect
import json
import os
import sys
import types
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir, "semantic"))

from bytecode import SPELLINGS, constant  # noqa: E402

# CPython sorts cells by their names, so they are compared as sets.
SORTED = {"MAKE_CELL", "LOAD_CLOSURE"}


class Different(Exception):
    pass


def compare(old, new, outer, renames):
    """Counts the variables of a code object, and of those in it, that have another name. `outer`: what those around it were called.

    Adds pairs of names to `renames`: of parameters, and of keywords; and how many variables became two.
    """

    def same(what, left, right):
        if left != right:
            raise Different(f"{old.co_qualname}: {what}: {left!r} became {right!r}")

    for field in ("co_qualname", "co_argcount", "co_kwonlyargcount", "co_posonlyargcount", "co_flags", "co_firstlineno", "co_names"):
        same(field, getattr(old, field), getattr(new, field))
    left, right = steps(old), steps(new)
    same("number of instructions", len(left), len(right))
    parameters = old.co_argcount + old.co_kwonlyargcount + bool(old.co_flags & inspect.CO_VARARGS) + bool(old.co_flags & inspect.CO_VARKEYWORDS)
    was = {name: outer[name] for name in new.co_freevars if name in outer}
    was.update(zip(new.co_varnames[:parameters], old.co_varnames))
    cells = ([], [])
    inner = []
    for one, other in zip(left, right):
        same("instruction", one[:2], other[:2])
        name, line, variables, rest = one
        if name in SORTED:
            cells[0].append((name, line, *variables))
            cells[1].append((name, line, *other[2]))
            continue
        for variable, called in zip(variables, other[2], strict=True):
            same(f"line {line}: the variable that is {called}", was.setdefault(called, variable), variable)
        if name == "KW_NAMES":
            same(f"line {line}: number of keywords", len(rest), len(other[3]))
            renames["keywords"].update(pair for pair in zip(rest, other[3]) if pair[0] != pair[1])
        elif isinstance(rest, types.CodeType):
            inner.append((rest, other[3]))
        else:
            same(f"line {line}, {name}", rest, other[3])
    for cell in new.co_cellvars:
        # Where only inner functions use it, they say which it is.
        if cell not in was:
            was[cell] = called_inside(cell, inner) or cell
    same("cells", sorted(old.co_cellvars), sorted(was[cell] for cell in new.co_cellvars))
    same("outer variables", sorted(old.co_freevars), sorted(was.get(free, free) for free in new.co_freevars))
    same("cells that are handed on", sorted(cells[0]), sorted((name, line, was[cell]) for name, line, cell in cells[1]))
    renames["parameters"].update(zip(old.co_varnames[:parameters], new.co_varnames))
    own = {called: variable for called, variable in was.items() if called not in new.co_freevars}
    renames["splits"] += len(own) - len(set(own.values()))
    return sum(variable != called for called, variable in own.items()) + sum(compare(*pair, was, renames) for pair in inner)


def called_inside(cell, inner):
    for old, new in inner:
        if cell in new.co_freevars:
            for one, other in zip(steps(old), steps(new)):
                if cell in other[2] and one[2]:
                    return one[2][other[2].index(cell)]
    return None


def steps(code):
    """(operation, line, names of variables, everything else) of each instruction."""
    kept = [step for step in dis.get_instructions(code) if step.opname not in SPELLINGS]
    places = [step.offset for step in kept]
    line = 0
    found = []
    for step in kept:
        line = step.positions.lineno or line
        name = "LOAD_ATTR" if step.opname == "LOAD_METHOD" else step.opname
        value = step.argval
        if step.opcode in dis.haslocal or step.opcode in dis.hasfree:
            found.append((name, line, value if isinstance(value, tuple) else (value,), None))
        elif step.opcode in dis.hasjrel or step.opcode in dis.hasjabs:
            found.append((name, line, (), bisect.bisect_left(places, value)))
        elif isinstance(value, (types.CodeType, frozenset)):
            found.append((name, line, (), value))
        elif name == "KW_NAMES":
            found.append((name, line, (), constant(step, code)))
        else:
            found.append((name, line, (), repr(value)))
    return found


def text_of(path):
    with open(path, "rb") as file:
        return file.read()


def main(before, after):
    warnings.simplefilter("ignore")
    variables, splits, faults = 0, 0, []
    for path in json.load(sys.stdin):
        try:
            old = compile(text_of(os.path.join(before, path)), path, "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            continue
        try:
            renames = {"parameters": set(), "keywords": set(), "splits": 0}
            renamed = compare(old, compile(text_of(os.path.join(after, path)), path, "exec", dont_inherit=True), {}, renames)
            if renames["keywords"] - renames["parameters"]:
                raise Different(f"keywords that no parameter here has: {renames['keywords'] - renames['parameters']}")
            if renamed == 0:
                raise Different("no variable has another name")
            variables += renamed
            splits += renames["splits"]
        except (SyntaxError, ValueError, Different) as error:
            faults.append({"path": path, "fault": str(error)})
    json.dump({"variables": variables, "splits": splits, "faults": faults}, sys.stdout)


main(*sys.argv[1:])
