"""Writing the page: the template, the style sheet, the scripts, vis-network and the data put into one file.

The scripts are small ES modules in this folder, joined by `outputs.html.bundle`; vis-network is the file that pyvis ships.
The policy of the page lets run what stands in it, by hash, and nothing else.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any

from kg.errors import KGError
from outputs.html.bundle import bundle
from outputs.html.details import community_details, concept_details, paper_details
from outputs.html.network import build_network
from outputs.html.selection import select
from outputs.writing import replacing_file

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.ports import Output

_FOLDER = files("outputs.html")
_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True)
class Html:
    """The page, in one file. A page of the same atlas is the same, byte for byte."""

    file_name: str = "index.html"

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the page of `atlas` to `path`; a file that stood there stays whole on failure."""
        with replacing_file(path) as draft:
            draft.write_text(to_html(atlas), encoding="utf-8", newline="\n")


HTML: "Output" = Html()


def to_html(atlas: "Atlas") -> str:
    """Return the page of an atlas: HTML with everything in it."""
    style = _read("page.css")
    library, application = _vis_network(), bundle("main", lambda name: _read(f"{name}.js"))
    return Template(_read("page.html")).substitute(
        policy=_policy(scripts=(library, application), style=style),
        style=style,
        data=to_json(page_data(atlas)),
        library=library,
        application=application,
    )


def page_data(atlas: "Atlas") -> dict[str, Any]:
    """Return what the scripts work on, in JSON's types; papers and concepts stand in the order of the network's nodes."""
    selection = select(atlas)
    network = build_network(atlas, selection)
    return {
        "papersInAtlas": selection.papers_in_atlas,
        "conceptsInAtlas": selection.concepts_in_atlas,
        "placed": selection.placed,
        "network": {"nodes": network.nodes, "edges": network.edges, "options": network.options},
        "papers": paper_details(atlas, selection),
        "concepts": concept_details(selection),
        "communities": community_details(atlas),
    }


def to_json(data: object) -> str:
    r"""Return `data` as JSON that no HTML parser mistakes for a tag, an entity or a line's end.

    >>> to_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(_UNSAFE)


def _read(name: str) -> str:
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")


def _vis_network() -> str:
    """Return the text of vis-network, its line ends as an HTML parser leaves them, for the policy's hash is taken of that."""
    found = sorted(Path(str(files("pyvis"))).glob("lib/vis-*/vis-network.min.js"))
    if not found:
        raise KGError("the installed pyvis has no lib/vis-*/vis-network.min.js, of which index.html is made; install pyvis 0.3.2")
    return found[-1].read_text(encoding="utf-8")


def _policy(*, scripts: Sequence[str], style: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": " ".join(_source_hash(script) for script in scripts),
        "style-src": _source_hash(style),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _source_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
