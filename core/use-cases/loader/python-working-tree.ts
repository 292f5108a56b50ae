/** What the loader for Python does in the working tree: it finds the newest version of a prompt and reads its front matter or card. */
export const pythonWorkingTree = String.raw`# The working tree

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
