"""Reads lines of JSON {"path", "before", "after", "names": {new: old}}; prints for each the first difference of their bytecode, or "equal".

Both texts are compiled. Instructions, constants and numbers of variables must be the same once every new name is read as its old one.
"""

import bisect
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


NAMED = {'LOAD_FAST', 'STORE_FAST', 'DELETE_FAST', 'LOAD_NAME', 'STORE_NAME', 'DELETE_NAME', 'LOAD_GLOBAL', 'STORE_GLOBAL', 'DELETE_GLOBAL'}
# How a call of a method is compiled depends on whether any import of the module has the name of its object, local or not.
SPELLINGS = {'PUSH_NULL', 'EXTENDED_ARG', 'CACHE', 'NOP'}


def steps(code, old):
    """(operation, line, argument, nested code) of each instruction; cells, which are sorted by name, in the order of their old names."""
    run, line = [], 0
    kept = [step for step in dis.get_instructions(code) if step.opname not in SPELLINGS]
    places = [step.offset for step in kept]
    for step in kept:
        line = step.positions.lineno or line
        if step.opname in ('MAKE_CELL', 'LOAD_CLOSURE'):
            run.append((step.opname, line, old(step.argval), None))
            continue
        yield from sorted(run, key=lambda each: each[:3])
        run = []
        name = 'LOAD_ATTR' if step.opname == 'LOAD_METHOD' else step.opname
        if isinstance(step.argval, types.CodeType):
            yield (name, line, old(step.argval.co_qualname), step.argval)
        elif step.opcode in dis.hasjrel or step.opcode in dis.hasjabs:
            yield (name, line, bisect.bisect_left(places, step.argval), None)
        elif step.opname in NAMED or isinstance(step.argval, str):
            yield (name, line, old(step.argval), None)
        elif isinstance(step.argval, frozenset):
            yield (name, line, 'frozenset', None)
        elif isinstance(step.argval, tuple) or step.opcode in dis.hasconst:
            yield (name, line, old(repr(constant(step, code))), None)
        else:
            yield (name, line, step.argval, None)
    yield from run


def constant(step, code):
    """What a step that uses a constant, or the tuple of a call's keywords, uses: for these dis knows no value."""
    return code.co_consts[step.arg] if step.opname == 'KW_NAMES' else step.argval


def main():
    for text in sys.stdin:
        job = json.loads(text)
        names = job['names']
        # A class's name is also in the names that are private to it.
        pattern = re.compile(r'(?<![A-Za-z0-9])(_?)((?:[tT]est_)?renamed_\d+)(?![0-9])')

        def old(text):
            def name(match):
                known = names.get(match[2], match[2])
                return match[1] + (known.lstrip('_') if match[1] else known)

            return pattern.sub(name, text) if isinstance(text, str) else text

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


if __name__ == '__main__':
    main()
