"""Joining ES modules into one script, for a page that is opened from a disk may not load them.

Each module becomes a constant that holds what it exports, made in a scope of its own, after the modules it imports:

    import { el } from "./dom.js";          const { el } = $dom;
    export function show() {}               const $details = (() => { ... function show() {} ... return { show }; })();

Understood are named imports from `./NAME.js`, and `export` before `const`, `function` and `class`.
Modules may not import in a circle.
"""

import re
from collections.abc import Callable

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "\./(\w+)\.js";', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|function|class) (?:(\w+)|\{([^}]*)\}))", re.MULTILINE)


def bundle(entry: str, read: Callable[[str], str]) -> str:
    """Return one script that runs the module `entry` and all that it imports; `read` gives the text of a module by its name."""
    joined: dict[str, str] = {}
    _join(entry, read, joined)
    return "\n".join(joined.values())


def _join(name: str, read: Callable[[str], str], joined: dict[str, str]) -> None:
    text = read(name)
    for _, imported in _IMPORT.findall(text):
        if imported not in joined:
            _join(imported, read, joined)
    body = _EXPORT.sub("", _IMPORT.sub(r"const \1 = $\2;", text))
    names = ", ".join(single or several.strip() for single, several in _EXPORT.findall(text))
    joined[name] = f"const ${name} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();"
