"""Factory `paperkg_gazetteer`: what public lists of names say of the types of mentions that the recogniser found.

Where lists have a mention's text as a name (`kg.vocabulary.read_names`), the score of its type in them is multiplied by `odds`,
and the five scores are brought back to the sum that they had: the lists say what a mention is, never that there is one.
Abstracts name few datasets, so that a recogniser seldom dares to; there the lists tell most. The odds were chosen on gold/dev.
"""

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.groups import CONCEPTS, SCORES, set_group
from kg.model import CONCEPT_TYPES
from kg.vocabulary import Index, known_names, name_of


@Language.factory("paperkg_gazetteer", requires=["doc.spans"], assigns=["doc.spans"], default_config={"odds": 10.0})
def make_gazetteer(nlp: Language, name: str, odds: float) -> Callable[[Doc], Doc]:  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component that weighs the scores of the group of concepts; a group without scores stays as it is."""
    index = known_names()

    def weigh(doc: Doc) -> Doc:
        group = doc.spans[CONCEPTS]
        if SCORES not in group.attrs:
            return doc
        rows = [_weighed(index, span.text, row, odds) for span, row in zip(group, group.attrs[SCORES], strict=True)]
        return set_group(doc, CONCEPTS, map(_relabelled, group, rows), {SCORES: rows})

    return weigh


def _weighed(index: Index, text: str, row: Sequence[float], odds: float) -> list[float]:
    """Return the scores of a mention with those of the listed types multiplied, their sum as before."""
    name = name_of(index, text)
    if name is None:
        return list(row)
    weighed = [score * odds if kind in name.types else score for kind, score in zip(CONCEPT_TYPES, row, strict=True)]
    share = sum(row) / (sum(weighed) or 1.0)
    return [score * share for score in weighed]


def _relabelled(span: Span, row: Sequence[float]) -> Span:
    label = CONCEPT_TYPES[max(range(len(row)), key=row.__getitem__)]
    return Span(span.doc, span.start, span.end, label=label, span_id=span.id_, kb_id=span.kb_id_)
