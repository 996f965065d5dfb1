"""How good is what was found? Papers annotated by hand are compared with the mentions and concepts of an atlas.

`read_gold` reads the annotation, `evaluate` counts, `to_rich` and `to_json` show the report, and `oracle_extractor`
gives gold's own mentions to a build, so that what comes after extraction can be judged alone.
"""

from kg.evaluate.forms import form_key
from kg.evaluate.gold import Gold, GoldConcept, GoldMention, GoldPaper, read_gold
from kg.evaluate.merging import BCubed
from kg.evaluate.mistakes import Mistake
from kg.evaluate.oracle import OracleExtractor, oracle_extractor
from kg.evaluate.report import Report, to_json, to_rich
from kg.evaluate.score import Breakdown, Score
from kg.evaluate.scoring import SCORED, evaluate

__all__ = [
    "SCORED",
    "BCubed",
    "Breakdown",
    "Gold",
    "GoldConcept",
    "GoldMention",
    "GoldPaper",
    "Mistake",
    "OracleExtractor",
    "Report",
    "Score",
    "evaluate",
    "form_key",
    "oracle_extractor",
    "read_gold",
    "to_json",
    "to_rich",
]
