"""Says for each template on stdin, one JSON string per line, whether Python's str.format accepts it and which names it asks for."""

import _string
import json
import string
import sys


def names_in(template, depth):
    if depth <= 0:
        raise ValueError("Max string recursion exceeded")
    names = set()
    for _, field, specification, conversion in string.Formatter().parse(template):
        if field is None:
            continue
        first, rest = _string.formatter_field_name_split(field)
        list(rest)
        if isinstance(first, str) and first != "":
            names.add(first)
        if conversion is not None and conversion not in "rsa":
            raise ValueError("Unknown conversion specifier")
        if "{" in specification:
            names |= names_in(specification, depth - 1)
    return names


for line in sys.stdin:
    try:
        answer = {"isAccepted": True, "names": sorted(names_in(json.loads(line), 2))}
    except ValueError as error:
        answer = {"isAccepted": False, "names": [], "error": str(error)}
    print(json.dumps(answer))
