"""Words that say little of a name: small words, and general ones that stand behind it."""

from collections.abc import Mapping

_SMALL = "a an and as at by for from in into of on or the to under via with"
_DIRECTIONS = "from into to"
_BEHIND_LONG_FORM = """
    algorithm approach architecture framework mechanism method model net network neural scheme strategy system technique
"""
_BEHIND_NAME = """
    algorithm approach architecture benchmark dataset framework mechanism method metric model network pipeline principle problem
    procedure process score strategy system task technique
"""
_IN_FRONT = "conventional existing proposed usual vanilla"
_IN_FRONT_OF_METRIC = "high low overall"
_TURNING = """
    anti co counter cross de few free high hyper inter intra like low multi near non not one out over per post pre pseudo quasi re
    self semi single sub super trans two three un under weakly zero k n x + - / &
"""
_HEADS = {
    "Model": "architecture model network",
    "Method": "algorithm approach framework method optimizer procedure scheme technique",
    "Task": "problem task",
    "Dataset": "benchmark corpus data dataset",
    "Metric": "metric score",
}

SMALL_WORDS = frozenset(_SMALL.split())
DIRECTIONS = frozenset(_DIRECTIONS.split())
"""Small words that make the order of the others matter."""
TURNING = frozenset(_TURNING.split())
"""Words that change what the next one means, so that they do not go without it."""
BEHIND_LONG_FORM = frozenset(_BEHIND_LONG_FORM.split())
"""Words that two long forms of one abbreviation may differ by."""
BEHIND_NAME = frozenset(_BEHIND_NAME.split())
"""Words that a paper leaves out where it shortens a name."""
IN_FRONT = frozenset(_IN_FRONT.split())
"""Words in front of a name that are no part of it."""
IN_FRONT_OF_METRIC = frozenset(_IN_FRONT_OF_METRIC.split())
"""The same in front of what is measured."""
HEADS: Mapping[str, frozenset[str]] = {kind: frozenset(words.split()) for kind, words in _HEADS.items()}
"""Words of each type that may stand behind a proper name of it, or not."""
