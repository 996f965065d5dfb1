"""A knowledge graph from paper abstracts: build an atlas, open it, compute with it.

What is public is imported when it is first used, so that the command line is there at once.
"""

from pkgutil import resolve_name
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.atlas import Atlas
    from kg.atlas import open_atlas as open  # noqa: A004 -- kg.open(PATH) is how an atlas is opened
    from kg.building import BuildReport, build
    from kg.comparing import Change, diff
    from kg.errors import KGError
    from kg.increment import add, remove
    from kg.model import Definition, Extraction, IntakeNote, Mention, Paper, Record, Relation, Result
    from kg.ranking import Leaderboard, leaderboards
    from kg.settings import Settings

__all__ = [
    "Atlas",
    "BuildReport",
    "Change",
    "Definition",
    "Extraction",
    "IntakeNote",
    "KGError",
    "Leaderboard",
    "Mention",
    "Paper",
    "Record",
    "Relation",
    "Result",
    "Settings",
    "add",
    "build",
    "diff",
    "leaderboards",
    "open",
    "remove",
]

_PLACES = {
    "Atlas": "kg.atlas:Atlas",
    "BuildReport": "kg.building:BuildReport",
    "Change": "kg.comparing:Change",
    "Definition": "kg.model:Definition",
    "Extraction": "kg.model:Extraction",
    "IntakeNote": "kg.model:IntakeNote",
    "KGError": "kg.errors:KGError",
    "Leaderboard": "kg.ranking:Leaderboard",
    "Mention": "kg.model:Mention",
    "Paper": "kg.model:Paper",
    "Record": "kg.model:Record",
    "Relation": "kg.model:Relation",
    "Result": "kg.model:Result",
    "Settings": "kg.settings:Settings",
    "add": "kg.increment:add",
    "build": "kg.building:build",
    "diff": "kg.comparing:diff",
    "leaderboards": "kg.ranking:leaderboards",
    "open": "kg.atlas:open_atlas",
    "remove": "kg.increment:remove",
}

if not TYPE_CHECKING:  # a type checker would take it for leave to use any name

    def __getattr__(name: str) -> object:
        """Return what is public under `name`, imported from where it stands."""
        if name not in _PLACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = globals()[name] = resolve_name(_PLACES[name])
        return found

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})
