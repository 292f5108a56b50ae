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
        return {name for text in texts for name in re.findall(_PLACES[language], text)}
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
        return re.sub(_PLACES[language], lambda found: str(values[found.group(1)]) if found.group(1) in values else "", text)
    if language != "jinja2":
        raise PromptError(f"{reference} uses more of {language} than names. Render what read() gives with an engine of your own.")
    try:
        from jinja2 import StrictUndefined
        from jinja2.sandbox import ImmutableSandboxedEnvironment
    except ImportError as error:
        raise PromptError(f"{reference} uses more of Jinja than names. Install the package jinja2.") from error
    return ImmutableSandboxedEnvironment(undefined=StrictUndefined).from_string(prompt["preamble"] + text).render(values).strip()


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


# The working tree

_ENDINGS = re.compile(r"(?:\.(?:j2|jinja2?|njk|hbs|handlebars|mustache|tmpl|tpl|prompt|md|txt))+$", re.IGNORECASE)
_LEFT_OUT = {"node_modules", "__pycache__", "venv", "vendor", "dist", "build", "site-packages"}


def _in_working_tree(name):
    root = _above("stagemark.yaml") or _above(".git")
    if root is None:
        raise PromptError(f'No folder above has a stagemark.yaml, so "{name}" cannot be found. Load it from a manifest: "{name}@Production".')
    found = [each for each in _candidates(os.path.dirname(root)) if each["name"] == name]
    if not found:
        raise PromptError(f'No file below {os.path.dirname(root)} is the prompt "{name}".')
    newest = max(each["order"] for each in found)
    paths = sorted(each["path"] for each in found if each["order"] == newest)
    if len(paths) > 1:
        raise PromptError(f'"{name}" is in several files: {_listed(paths)}. Give them different names or versions.')
    return _parse(next(each for each in found if each["path"] == paths[0]))


def _candidates(root):
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in _LEFT_OUT)
        for file in files:
            has_card = file + ".card.yaml" in files
            if not has_card and not _ENDINGS.search(file):
                continue
            path = os.path.join(folder, file)
            head, body = _split(path, has_card)
            stem, version = _identity(file)
            version = _scalar(head, "version") or version
            yield {
                "path": path, "name": _scalar(head, "name") or stem, "version": version,
                "order": _order(version), "head": head, "body": body,
            }


def _split(path, has_card):
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read().replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return "", ""
    own = re.match(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", text, re.DOTALL | re.MULTILINE)
    if own:
        return own.group(1), text[own.end():]
    if not has_card:
        return "", text
    with open(path + ".card.yaml", encoding="utf-8-sig") as file:
        return file.read(), text


def _identity(file):
    stem = _ENDINGS.sub("", file)
    found = re.match(r"(.+?)(?:@|[-_.]v)(\d+\.\d+(?:\.\d+)?(?:-[0-9A-Za-z.-]+)?)$", stem, re.IGNORECASE)
    return (found.group(1), found.group(2)) if found else (stem, None)


def _order(version):
    found = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?(-.*)?$", version or "")
    return (int(found[1]), int(found[2]), int(found[3] or 0), not found[4], found[4] or "") if found else (-1, 0, 0, True, "")


def _scalar(head, key):
    found = re.search(r"^" + key + r":[ \t]*(.*)$", head, re.MULTILINE)
    return _plain(found.group(1)) if found else None


def _plain(written):
    quoted = re.match(r"\s*(?:\"([^\"]*)\"|'([^']*)')", written)
    if quoted:
        return quoted.group(1) if quoted.group(1) is not None else quoted.group(2)
    return re.sub(r"\s+#.*$", "", written).strip()


def _inputs(head):
    found = re.search(r"^inputs:[ \t]*(.*(?:\n(?:[ \t]+.*|[ \t]*|- .*)$)*)", head, re.MULTILINE)
    written = found.group(1) if found else ""
    is_list = written.lstrip()[:1] in ("[", "-")
    parts = _flow_parts(written.strip()) if written.lstrip()[:1] in ("[", "{") else _block_parts(written)
    return [each for each in (_input(part, is_list) for part in parts) if each]


def _flow_parts(written):
    parts, depth, quote = [""], 0, ""
    for character in written:
        if quote or character in "\"'":
            quote = "" if character == quote else quote or character
        depth += (not quote and character in "[{") - (not quote and character in "]}")
        if character == "," and depth == 1 and not quote:
            parts.append("")
        elif depth > 0 and (depth > 1 or character not in "[{"):
            parts[-1] += character
    return parts


def _block_parts(written):
    lines = [line for line in written.split("\n") if line.strip() and not line.lstrip().startswith("#")]
    indent = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    parts = []
    for line in lines:
        if line[indent : indent + 1].isspace():
            parts[-1:] = [(parts or [""])[-1] + "\n" + line]
        else:
            parts.append(line)
    return parts


def _input(part, is_list):
    prefix = r"[\s{-]*(?:name:\s*)?" if is_list else r"\s*"
    found = re.match(prefix + r"[\"']?(" + _NAME + r")[\"']?(.*)", part, re.DOTALL)
    if not found:
        return None
    default = re.search(r"\bdefault:[ \t]*(\"[^\"]*\"|'[^']*'|[^,}\n]+)", found.group(2))
    optional = default or re.search(r"\brequired:[ \t]*false\b", found.group(2))
    return {"name": found.group(1), "required": not optional, **({"default": _value(default.group(1))} if default else {})}


def _value(written):
    try:
        return json.loads(_plain(written)) if written.strip()[:1] not in "\"'" else _plain(written)
    except ValueError:
        return _plain(written)


_FENCE = re.compile(r"^[ \t]*(${'`'}{3,}|~{3,}).*?^[ \t]*\1[ \t]*$", re.DOTALL | re.MULTILINE)
_ROLE = re.compile(r"^(system|user|assistant|tool):[ \t]*$", re.MULTILINE)


def _parse(found):
    body = found["body"]
    fences = [fence.span() for fence in _FENCE.finditer(body)]
    marks = [mark for mark in _ROLE.finditer(body) if not any(start <= mark.start() < end for start, end in fences)]
    messages = [] if marks else [{"role": "user", "text": body.strip()}]
    before = body[: marks[0].start()] if marks else ""
    preamble = ""
    if re.sub(r"\{#.*?#\}|\{%-?\s*macro\b.*?endmacro\s*-?%\}|\{%.*?%\}", "", before, flags=re.DOTALL).strip():
        messages.append({"role": "system", "text": before.strip()})
    else:
        preamble = before.strip()
    for mark, following in zip(marks, [*marks[1:], None]):
        text = body[mark.end() : following.start() if following else len(body)]
        messages.append({"role": mark.group(1), "text": text.strip()})
    return {
        "version": found["version"],
        "template": _scalar(found["head"], "template") or _scalar(found["head"], "template_format") or "jinja2",
        "preamble": preamble,
        "messages": messages,
        "model": _scalar(found["head"], "model"),
        "inputs": _inputs(found["head"]),
    }
`;
