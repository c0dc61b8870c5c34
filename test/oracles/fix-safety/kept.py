"""Compares files before and after: python kept.py BEFORE AFTER safe|renames < paths. Prints a JSON list of what a fix may not do to a text.

A file that Python could read before can be read after, has the same comments and line endings, no more blank lines in a row or blanks
at the end of lines than it had, and, but for renames, no line that is longer than its longest was (and than 88 columns).
"""

import ast
import collections
import io
import json
import os
import re
import sys
import tokenize
import warnings


def text_of(path):
    with open(path, "rb") as file:
        data = file.read()
    encoding, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return data.decode(encoding)


def comments(text):
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    # A blank behind its sign, or a sign with nothing behind it, is no loss.
    words = (token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT)
    return collections.Counter(word for word in words if word)


def longest(text):
    return max([88, *map(len, text.splitlines())])


def faults(before, after, fixes):
    try:
        ast.parse(before)
        old_comments = comments(before)
    except (SyntaxError, ValueError, tokenize.TokenError):
        return
    try:
        ast.parse(after)
    except SyntaxError as error:
        yield f"can no longer be read: {error}"
        return
    new_comments = comments(after)
    if old_comments != new_comments:
        yield f"comments: lost {dict(old_comments - new_comments)}, gained {dict(new_comments - old_comments)}"
    if set(re.findall(r"\r\n|\r|\n", after)) - set(re.findall(r"\r\n|\r|\n", before)):
        yield "has other line endings"
    if before.startswith("\ufeff") != after.startswith("\ufeff"):
        yield "lost or gained its byte order mark"
    if before.endswith("\n") != after.endswith("\n"):
        yield "lost or gained the end of its last line"
    for what, pattern in (("blanks at the end of a line", r"[ \t]+$"), ("three blank lines", r"\n(?:[ \t]*\r?\n){3}")):
        if len(re.findall(pattern, after, re.MULTILINE)) > len(re.findall(pattern, before, re.MULTILINE)):
            yield f"has more {what}"
    # A comma more is what was asked for.
    if fixes == "safe" and longest(after) > longest(before) + 1:
        line = max(after.splitlines(), key=len)
        yield f"has a line of {len(line)} characters: {line.strip()}"


def main(before, after, fixes):
    warnings.simplefilter("ignore")
    found = []
    for path in json.load(sys.stdin):
        old, new = (text_of(os.path.join(folder, path)) for folder in (before, after))
        found += [{"path": path, "fault": fault} for fault in faults(old, new, fixes)]
    json.dump(found, sys.stdout)


main(*sys.argv[1:])
