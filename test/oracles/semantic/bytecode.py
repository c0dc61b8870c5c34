"""Reads lines of JSON {"path", "before", "after", "names": {new: old}}; prints for each the first difference of their bytecode, or "equal".

Both texts are compiled. Instructions, constants and numbers of variables must be the same once every new name is read as its old one.
"""

import dis
import json
import re
import sys
import types
import warnings

warnings.simplefilter('ignore')


def compare(a, b, old):
    """The first difference between two code objects, or None; `old` gives the old name for a text with new ones in it."""
    for field in ('co_varnames', 'co_cellvars', 'co_freevars'):
        left, right = getattr(a, field), [old(name) for name in getattr(b, field)]
        if sorted(left) != sorted(right):
            return f'{a.co_qualname}: {field} {left} became {getattr(b, field)}'
    for field in ('co_argcount', 'co_kwonlyargcount', 'co_posonlyargcount', 'co_flags'):
        if getattr(a, field) != getattr(b, field):
            return f'{a.co_qualname}: {field} differs'
    left, right = list(steps(a, lambda name: name)), list(steps(b, old))
    if len(left) != len(right):
        return f'{a.co_qualname}: {len(left)} instructions became {len(right)}'
    for one, other in zip(left, right):
        if one[:-1] != other[:-1]:
            return f'{a.co_qualname}, line {one[1]}: {one[:-1]} became {other[:-1]}'
        if one[-1] is not None and other[-1] is not None:
            inner = compare(one[-1], other[-1], old)
            if inner:
                return inner
    return None


def steps(code, old):
    """(operation, line, argument, nested code) of each instruction; cells, which are sorted by name, in the order of their old names."""
    run, line = [], 0
    for step in dis.get_instructions(code):
        if step.starts_line is not None:
            line = step.starts_line
        if step.opname in ('MAKE_CELL', 'LOAD_CLOSURE'):
            run.append((step.opname, line, old(step.argval), None))
            continue
        yield from sorted(run, key=lambda each: each[:3])
        run = []
        if isinstance(step.argval, types.CodeType):
            yield (step.opname, line, old(step.argval.co_qualname), step.argval)
        elif step.opname in ('LOAD_FAST', 'STORE_FAST', 'DELETE_FAST', 'LOAD_NAME', 'STORE_NAME', 'DELETE_NAME', 'LOAD_GLOBAL', 'STORE_GLOBAL', 'DELETE_GLOBAL') or isinstance(step.argval, str):
            yield (step.opname, line, old(step.argval), None)
        elif isinstance(step.argval, (tuple, frozenset)):
            yield (step.opname, line, old(repr(step.argval)) if isinstance(step.argval, tuple) else 'frozenset', None)
        elif step.opname in ('COPY_FREE_VARS',) or step.opcode not in dis.hasconst:
            yield (step.opname, line, step.argval, None)
        else:
            yield (step.opname, line, repr(step.argval), None)
    yield from run


for text in sys.stdin:
    job = json.loads(text)
    names = job['names']
    pattern = re.compile(r'\b(?:[tT]est_)?renamed_\d+\b')

    def old(text):
        return pattern.sub(lambda match: names.get(match.group(), match.group()), text) if isinstance(text, str) else text

    try:
        before = compile(job['before'], job['path'], 'exec', dont_inherit=True)
    except Exception as error:
        print(json.dumps('skipped'))
        continue
    try:
        difference = compare(before, compile(job['after'], job['path'], 'exec', dont_inherit=True), old)
    except SyntaxError as error:
        difference = f'line {error.lineno}: {error}'
    print(json.dumps(difference or 'equal'))
    sys.stdout.flush()
