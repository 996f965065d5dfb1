"""A knowledge graph from paper abstracts: build an atlas, open it, compute with it."""

from kg.atlas import Atlas
from kg.atlas import open_atlas as open  # noqa: A004 -- kg.open(PATH) is how an atlas is opened
from kg.build import BuildReport, build
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
