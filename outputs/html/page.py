"""Writing the page: the template, the style sheet, the script and the data put into one file.

The script is `page.js`, built ahead from `front/` with vis-network in it. The policy of the page lets run what stands in it,
by hash, and nothing else.
"""

from base64 import b64encode
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Any, ClassVar

from kg.errors import KGError
from outputs.dataset import to_dataset_jsonld
from outputs.html import details
from outputs.html.network import build_network
from outputs.html.packing import pack, to_columns
from outputs.html.selection import Selection, select
from outputs.writing import replacing_file

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.atlas import Atlas
    from kg.ports import ConfigurableOutput

MODES = ("concepts", "papers", "together")

_FOLDER = files("outputs.html")


@dataclass(frozen=True, slots=True)
class Html:
    """The page, in one file: of the whole atlas or of one community, opening in one of `MODES`."""

    mode: str = "concepts"
    community: int | None = None
    file_name: str = "index.html"
    options: ClassVar["Mapping[str, str]"] = {
        "mode": "what is shown first: concepts (papers with their concepts), papers, or together (concepts that stand together)",
        "community": "number of the one community that the page holds, or words of its name",
    }

    def configured(self, atlas: "Atlas", values: "Mapping[str, str]") -> "Html":
        """Return the page with the given options; raises `KGError` where one of them cannot be."""
        mode = values.get("mode", self.mode)
        if mode not in MODES:
            raise KGError(f"there is no mode {mode!r} of the page; choose {', '.join(MODES)}")
        community = _find_community(atlas, values["community"]) if "community" in values else self.community
        return replace(self, mode=mode, community=community)

    def write(self, atlas: "Atlas", path: Path) -> None:
        """Write the page of `atlas` to `path`, always the same bytes; a file that stood there stays whole on failure."""
        with replacing_file(path) as draft:
            draft.write_text(self.to_html(atlas), encoding="utf-8", newline="\n")

    def to_html(self, atlas: "Atlas") -> str:
        """Return the page: HTML with everything in it."""
        selection = select(atlas, community=self.community)
        style, script = _read("page.css"), _read("page.js")
        return Template(_read("page.html")).substitute(
            policy=_policy(script=script, style=style),
            dataset=to_dataset_jsonld(atlas),
            style=style,
            graph=pack(graph_data(atlas, selection, mode=self.mode)),
            texts=pack(texts_data(atlas, selection)),
            script=script,
        )


HTML: "ConfigurableOutput" = Html()


def graph_data(atlas: "Atlas", selection: Selection, *, mode: str = MODES[0]) -> dict[str, Any]:
    """Return what is drawn, searched and filtered, in JSON's types; rows are turned into columns."""
    network = build_network(atlas, selection)
    return {
        "mode": mode,
        "papersInAtlas": selection.papers_in_atlas,
        "conceptsInAtlas": selection.concepts_in_atlas,
        "placed": selection.placed,
        "options": network.options,
        "nodes": to_columns(network.nodes),
        "edges": to_columns(network.edges),
        "papers": to_columns(details.paper_facts(selection)),
        "concepts": to_columns(details.concept_facts(selection)),
        "communities": details.community_details(atlas),
    }


def texts_data(atlas: "Atlas", selection: Selection) -> dict[str, Any]:
    """Return what is read: abstracts with their mentions, facts of concepts, relations and results with their evidence."""
    return {
        "papers": details.paper_texts(atlas, selection),
        "concepts": details.concept_texts(atlas, selection),
        "statements": details.statements(atlas, selection),
        "results": details.results(atlas, selection),
    }


def _find_community(atlas: "Atlas", wish: str) -> int:
    communities = atlas.communities()
    found = [own for own in communities if str(own.number) == wish] or [
        own for own in communities if wish.casefold() in own.name.casefold()
    ]
    if len(found) != 1:
        known = "; ".join(f"{own.number} {own.name}" for own in (found or communities)[:8])
        raise KGError(f"{len(found) or 'no'} communities are called {wish!r}; give the number of one: {known}")
    return found[0].number


def _read(name: str) -> str:
    return _FOLDER.joinpath(name).read_text(encoding="utf-8")


def _policy(*, script: str, style: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": _source_hash(script),
        "style-src": _source_hash(style),
        "img-src": "data: blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {sources}" for name, sources in rules.items())


def _source_hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
