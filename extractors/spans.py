"""Factory `paperkg_spans`: which spans of words are mentions, and of which type, judged as wholes.

A recogniser that gives each word its tags sees a word at a time, and cuts "Pareto frontier" behind "Pareto". Here every span that
its table allows is a candidate, with traits (`extractors.span_traits`) that tell also what else it might be, and how other
abstracts use its words. Small networks that learnt from the gold give each the probability of each type; those are kept that do
not overlap and together are surest. Scoring again what a first model proposes: Collins and Koo 2005,
doi:10.1162/0891201053630273.

Takes the table of tag probabilities that a recogniser left in `user_data["tags"]`; where there is none, nothing is done.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from extractors.candidates import Candidates, find_candidates
from extractors.choosing import choose
from extractors.decoding import Found, Table, edges_of
from extractors.linear import Probabilities
from extractors.network import Network
from extractors.recogniser import TABLE, set_found
from extractors.sentences import starts_of
from extractors.span_traits import make_traits
from extractors.text import words_of
from extractors.usage import Usage, read_usage
from extractors.weighted import Weighted
from kg.model import CONCEPT_TYPES


@Language.factory("paperkg_spans", requires=["doc.sents"], assigns=["doc.spans"], default_config={"threshold": 0.35})
def make_spans(nlp: Language, name: str, threshold: float) -> "SpanJudge":  # noqa: ARG001 - spaCy's signature
    """Return the component, still without weights; `threshold` (0..1) is what the probability of a mention must be above."""
    return SpanJudge(threshold)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a judge has learnt."""

    usage: Usage
    network: Network


class SpanJudge(Weighted):
    """Sets `doc.spans["concepts"]`: the label is the likeliest type; the scores are the probabilities of each type."""

    factory = "paperkg_spans"
    file_names = ("words.tsv", "phrases.tsv", "network.npy")

    weights: Weights

    def __init__(self, threshold: float) -> None:
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Return the Doc with the group of concepts set; raises `ValueError` where no weights were read."""
        self.check_weights()
        if TABLE not in doc.user_data:
            return doc
        judged = judge_spans(doc, doc.user_data.pop(TABLE), self.weights)
        return set_found(doc, choose_spans(*judged, self.threshold))

    def read_weights(self, *files: bytes) -> Self:
        """Return the component with the weights of the bytes of `words.tsv`, `phrases.tsv` and `network.npy`."""
        words, phrases, network = self.files = files
        self.weights = Weights(read_usage(words.decode(), phrases.decode()), Network.from_bytes(network))
        return self


def choose_spans(spans: Candidates, likely: Probabilities, threshold: float) -> list[Found]:
    """Return those spans that do not overlap and are surest above the threshold, in order, given their types' probabilities."""
    first, end = spans.starts.tolist(), spans.ends.tolist()
    chosen = choose(first, end, (likely.sum(axis=1) - threshold).tolist())
    return [Found(first[place], end[place], tuple(likely[place].tolist())) for place in chosen]


def judge_spans(doc: Doc, table: Table, weights: Weights) -> tuple[Candidates, Probabilities]:
    """Return all spans that a table (words, 11) allows, and the probability of each type for each, (candidates, 5)."""
    starts = starts_of(doc)
    spans = find_candidates(edges_of(table), starts)
    if not len(spans.starts):
        return spans, np.zeros((0, len(CONCEPT_TYPES)))
    return spans, weights.network.predict(make_traits(words_of(doc), table, starts, spans, weights.usage))[:, 1:]
