"""Measures of generated Python code that need no test run."""

import ast
import math
import re
from collections import Counter

TOKEN = re.compile(r"\w+|[^\w\s]")


def cyclomatic_complexity(code):
    """McCabe complexity of the code's functions, averaged; None when the code does not parse or has no function."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return None
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    if not functions:
        return None
    return round(1 + sum(decisions(tree)) / len(functions), 6)


def decisions(tree):
    """The number of extra paths each node of the tree opens (T. J. McCabe 1976, with `and`/`or` and comprehensions counted)."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler)):
            yield 1
        elif isinstance(node, ast.BoolOp):
            yield len(node.values) - 1
        elif isinstance(node, ast.comprehension):
            yield 1 + len(node.ifs)


def bleu(candidate, reference, longest=4):
    """Sentence BLEU from 0 to 1 on code tokens, up to 4-grams, with add-one smoothing above 1-grams (Lin and Och 2004)."""
    candidate_tokens = TOKEN.findall(candidate)
    reference_tokens = TOKEN.findall(reference)
    if not candidate_tokens:
        return 0.0
    logarithms = 0.0
    for length in range(1, longest + 1):
        found = ngrams(candidate_tokens, length)
        matches = sum((found & ngrams(reference_tokens, length)).values())
        smoothing = 1 if length > 1 else 0
        if matches + smoothing == 0:
            return 0.0
        logarithms += math.log((matches + smoothing) / (sum(found.values()) + smoothing))
    brevity = min(0.0, 1 - len(reference_tokens) / len(candidate_tokens))
    return math.exp(logarithms / longest + brevity)


def ngrams(tokens, length):
    return Counter(tuple(tokens[start : start + length]) for start in range(len(tokens) - length + 1))
