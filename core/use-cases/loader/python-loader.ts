import { pythonWorkingTree } from './python-working-tree.ts';

/** The loader for Python 3.8 and later: one file without dependencies. Jinja that is more than names needs the package jinja2. */
export const pythonLoader = String.raw`"""Loads the prompts of this repository. "stagemark loader python" wrote this file and replaces it.

    load("answer@Production", question="...")   what is in a stage, from stagemark-manifest.json
    load("answer", question="...")              the newest version in the working tree, for development

Gives a text, or a list of messages where the prompt has roles. Raises PromptError for a prompt that is missing
or is not what was exported, and for inputs that are missing or unknown.
"""

import hashlib
import json
import os
import re
import string


class PromptError(ValueError):
    """Why a prompt cannot be loaded."""


def load(reference, /, manifest="stagemark-manifest.json", **inputs):
    """The prompt as a model reads it: a text, or a list of {"role", "content"} where it has roles."""
    prompt = read(reference, manifest)
    values = _values(reference, prompt, inputs)
    messages = [
        {"role": message["role"], "content": _render(reference, prompt, message["text"], values)}
        for message in prompt["messages"]
    ]
    has_roles = len(messages) != 1 or messages[0]["role"] != "user"
    return messages if has_roles else messages[0]["content"]


def read(reference, manifest="stagemark-manifest.json"):
    """The prompt before its inputs are filled in: version, template, preamble, messages, model, parameters, inputs."""
    name, separator, selector = reference.partition("@")
    return _exported(name, selector, manifest) if separator else _in_working_tree(name)


def _exported(name, selector, manifest):
    path = manifest if os.path.exists(manifest) else _above(manifest)
    if path is None:
        raise PromptError(f"{manifest} is missing. Write it with: stagemark registry export --output {manifest}")
    with open(path, encoding="utf-8") as file:
        names = json.load(file)["names"]
    if name not in names:
        raise PromptError(f'{path} has no prompt "{name}". It has: {", ".join(sorted(names)) or "none"}.')
    entry = names[name]
    version = entry["stages"].get(selector) or entry["aliases"].get(selector) or selector
    prompt = entry["versions"].get(version, {}).get("prompt")
    if prompt is None:
        known = [*entry["stages"], *entry["aliases"], *entry["versions"]]
        raise PromptError(f'{path} has no "{name}@{selector}". Write one of: {", ".join(known)}.')
    text = prompt["preamble"] + "\0" + "".join(f"{m['role']}\0{m['text']}\0" for m in prompt["messages"])
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != prompt["messages_sha256"]:
        raise PromptError(f"{name}@{version} in {path} is not what was exported. Export the manifest again.")
    return {"version": version, **prompt}


def _above(wanted):
    folder = os.path.dirname(os.path.abspath(__file__))
    while not os.path.exists(os.path.join(folder, wanted)):
        if os.path.dirname(folder) == folder:
            return None
        folder = os.path.dirname(folder)
    return os.path.join(folder, wanted)


# Inputs


def _values(reference, prompt, inputs):
    declared = {each["name"]: each for each in prompt["inputs"]}
    used = _used(prompt)
    unknown = sorted(set(inputs) - set(declared) - (used or set()))
    if unknown and (used is not None or declared):
        raise PromptError(f'{reference} has no input {_listed(unknown)}. It has: {_listed(sorted({*declared, *(used or ())}))}.')
    defaults = {name: each["default"] for name, each in declared.items() if "default" in each}
    values = {**defaults, **inputs}
    required = {name for name, each in declared.items() if each["required"]} | {
        name for name in used or () if declared.get(name, {"required": True})["required"]
    }
    missing = sorted(required - set(values))
    if missing:
        raise PromptError(f"{reference} needs a value for {_listed(missing)}.")
    return values


def _listed(names):
    return ", ".join(names) or "none"


_NAME = r"[^\W\d]\w*"
_PLACES = {
    "jinja2": r"\{\{\s*(" + _NAME + r")\s*\}\}",
    "handlebars": r"\{\{\{?\s*&?\s*(" + _NAME + r")\s*\}?\}\}",
    "mustache": r"\{\{\{?\s*&?\s*(" + _NAME + r")\s*\}?\}\}",
    "simple": r"\{\{[ \t]*(" + _NAME + r")[ \t]*\}\}",
    "semantic-kernel": r"\{\{\s*\$(\w+)\s*\}\}",
    "dollar": r"\$(\$|[A-Za-z_]\w*|\{[A-Za-z_]\w*\})",
    "vscode-input": r"\$\{input:([^\s:|{}$]+)[^}\r\n]*\}",
}
_MORE = {"jinja2": r"\{\{|\{%|\{#", "handlebars": r"\{\{", "mustache": r"\{\{", "semantic-kernel": r"\{\{"}


def _is_simple(language, text):
    return language in _PLACES and not (
        language in _MORE and re.search(_MORE[language], re.sub(_PLACES[language], "", text))
    )


def _used(prompt):
    """The names that the template reads, or None where that takes its engine."""
    language = prompt["template"]
    texts = [prompt["preamble"], *(message["text"] for message in prompt["messages"])]
    if language == "none":
        return set()
    if language == "f-string":
        return {field for text in texts for field in _fields(text)}
    if all(_is_simple(language, text) for text in texts):
        return {name.strip("{}") for text in texts for name in re.findall(_PLACES[language], text)} - {"$"}
    return None


def _fields(text):
    try:
        return [field for _, field, _, _ in string.Formatter().parse(text) if field is not None]
    except ValueError as error:
        raise PromptError(f"A brace of the template is not right: {error}.") from error


# Rendering


def _render(reference, prompt, text, values):
    language = prompt["template"]
    if language == "none":
        return text
    if language == "f-string":
        return _formatted(reference, text, values)
    if not prompt["preamble"] and _is_simple(language, text):
        return re.sub(_PLACES[language], lambda found: _filled(found.group(1), values), text)
    if language != "jinja2":
        raise PromptError(f"{reference} uses more of {language} than names. Render what read() gives with an engine of your own.")
    try:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as error:
        raise PromptError(f"{reference} uses more of Jinja than names. Install the package jinja2.") from error
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined).from_string(prompt["preamble"] + text).render(values).strip()


def _filled(place, values):
    name = place.strip("{}")
    return "$" if name == "$" else str(values.get(name, ""))


def _formatted(reference, text, values):
    written = []
    for literal, field, specification, conversion in string.Formatter().parse(text):
        written.append(literal)
        if field is None:
            continue
        if not re.fullmatch(_NAME, field) or "{" in specification:
            raise PromptError(f"{reference} has the field {{{field}}}, which is not a name. Render what read() gives yourself.")
        value = string.Formatter().convert_field(values[field], conversion)
        written.append(format(value, specification))
    return "".join(written)


${pythonWorkingTree}`;
