"""Prints, for each file named on standard input, CPython's symbol tables as one line of JSON: {"path", "tables"} or {"path", "error"}.

A table is [type, name, line, {name: kind}]. Names that the source does not show in that scope are left out.
"""

import _symtable
import json
import symtable
import sys
import warnings

warnings.simplefilter('ignore')

SCOPES = {
    _symtable.LOCAL: 'local',
    _symtable.CELL: 'cell',
    _symtable.FREE: 'free',
    _symtable.GLOBAL_EXPLICIT: 'global explicit',
    _symtable.GLOBAL_IMPLICIT: 'global implicit',
}
# What a name in the text gives; names that a scope only hands through have none of these.
WRITTEN = _symtable.DEF_GLOBAL | _symtable.DEF_LOCAL | _symtable.DEF_PARAM | _symtable.DEF_NONLOCAL | _symtable.USE | _symtable.DEF_IMPORT | _symtable.DEF_ANNOT


def read(table, tables):
    symbols = {}
    for symbol in table.get_symbols():
        flags, scope = symbol._Symbol__flags, symbol._Symbol__scope
        if flags & WRITTEN == 0 or symbol.get_name().startswith('.'):
            continue
        kind = SCOPES.get(scope, str(scope))
        if flags & _symtable.DEF_PARAM:
            kind += ' parameter'
        if flags & _symtable.DEF_IMPORT:
            kind += ' import'
        if flags & _symtable.DEF_NONLOCAL:
            kind += ' nonlocal'
        symbols[symbol.get_name()] = kind
    try:
        type_ = str(getattr(table.get_type(), 'value', table.get_type()))
    except (AttributeError, AssertionError):
        type_ = 'other'
    tables.append([type_, table.get_name(), table.get_lineno(), symbols])
    for child in table.get_children():
        read(child, tables)


for line in sys.stdin:
    path = line.rstrip('\n')
    try:
        with open(path, encoding='utf-8', newline='') as file:
            text = file.read()
        tables = []
        read(symtable.symtable(text, path, 'exec'), tables)
        print(json.dumps({'path': path, 'tables': tables}))
    except Exception as error:
        print(json.dumps({'path': path, 'error': f'{type(error).__name__}: {error}'}))
    sys.stdout.flush()
