"""Factory `paperkg_recogniser`: a small CNN that gives each word tag probabilities, and the scored spans that they make.

It learns from hard labels (`doc.ents` of the reference) or from a teacher's probabilities, a table (words, 11) that the
reference carries in `user_data["tags"]` (distillation: Hinton, Vinyals and Dean 2015, arXiv:1503.02531).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Linear, Model, chain, with_array

from extractors.blas import one_thread, use_blas
from extractors.decoding import TAGS, Found, Table, decode, tags_of
from extractors.groups import CONCEPTS, SCORES, set_group
from extractors.sentences import starts_of
from kg.model import CONCEPT_TYPES

TABLE = "tags"
"""Where a reference carries the teacher's table of tag probabilities, and a Doc that was read ours, if it is kept."""


@registry.architectures("paperkg.WordTagger.v1")  # type: ignore[untyped-decorator]
def build_tagger(tok2vec: Model[list[Doc], list[Table]]) -> Model[list[Doc], list[Table]]:
    """Return the model from Docs to a table of logits (words, 11) each."""
    return chain(tok2vec, cast("Model[list[Table], list[Table]]", with_array(Linear(TAGS))))


@Language.factory(
    "paperkg_recogniser",
    requires=["doc.sents"],
    assigns=["doc.spans"],
    default_config={"temperature": 1.0, "lean": 0.0, "threshold": 0.0, "keep_table": False},
    default_score_weights={"concepts_f": 1.0, "concepts_untyped_f": 0.0},
)
def make_recogniser(
    nlp: Language,
    name: str,
    model: Model[list[Doc], list[Table]],
    temperature: float,
    lean: float,
    threshold: float,
    keep_table: bool,
) -> "Recogniser":
    """Return the component; `temperature` divides the logits, `lean` and `threshold` say how sure a span must be.

    With `keep_table` the tag probabilities are left in `user_data["tags"]` instead, for the component that follows.
    """
    settings = {"temperature": temperature, "lean": lean, "threshold": threshold, "keep_table": keep_table}
    return Recogniser(nlp.vocab, model, name, settings)


class Recogniser(TrainablePipe):  # type: ignore[misc]
    """Sets `doc.spans["concepts"]`: the label is the likeliest type; the scores are the probabilities of each type."""

    def __init__(self, vocab: Vocab, model: Model[list[Doc], list[Table]], name: str, settings: Mapping[str, float]) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        use_blas(model)
        self.cfg = dict(settings)

    @property
    def labels(self) -> tuple[str, ...]:
        """The types, in the order of the scores."""
        return CONCEPT_TYPES

    def predict(self, docs: Iterable[Doc]) -> list[Table]:
        """Return a table of tag probabilities for each Doc, computed alone: products of larger matrices round otherwise."""
        nothing: Table = np.zeros((0, TAGS), dtype=np.float32)
        with one_thread():
            return [_softmax(self.model.predict([doc])[0] / self.cfg["temperature"]) if len(doc) else nothing for doc in docs]

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[Table]) -> None:
        """Set the group of concepts of each Doc from its table, or leave the table."""
        for doc, table in zip(docs, scores, strict=True):
            if self.cfg["keep_table"]:
                doc.user_data[TABLE] = table
            else:
                set_concepts(doc, table, lean=self.cfg["lean"], threshold=self.cfg["threshold"])

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None) -> None:  # noqa: ARG002 - spaCy's signature
        """Give the model its shapes from a few examples."""
        sample = [example.reference for _, example in zip(range(10), get_examples(), strict=False)]
        self.model.initialize(X=sample, Y=[_target(doc) for doc in sample])

    def get_loss(self, examples: Iterable[Example], scores: Sequence[Table]) -> tuple[float, list[Table]]:
        """Return the cross entropy a word, and its gradient by the logits."""
        targets = [_target(example.reference) for example in examples]
        words = max(sum(map(len, targets)), 1)
        tables = [_softmax(logits) for logits in scores]
        pairs = list(zip(tables, targets, strict=True))
        loss = -sum(float((target * np.log(table + 1e-9)).sum()) for table, target in pairs) / words
        return loss, [np.asarray((table - target) / words, dtype=np.float32) for table, target in pairs]

    def score(self, examples: Iterable[Example], **_: object) -> Mapping[str, float]:
        """Return exact precision, recall and F1 of the found spans, typed and not."""
        counts = np.zeros(4)
        for example in examples:
            gold = {(span.start, span.end, span.label_) for span in example.reference.ents}
            found = {(span.start, span.end, span.label_) for span in example.predicted.spans[CONCEPTS]}
            bare = {each[:2] for each in found} & {each[:2] for each in gold}
            counts += (len(gold & found), len(bare), len(found), len(gold))
        right, bare_right, found_all, gold_all = counts
        return {
            "concepts_p": right / max(found_all, 1),
            "concepts_r": right / max(gold_all, 1),
            "concepts_f": 2 * right / max(found_all + gold_all, 1),
            "concepts_untyped_f": 2 * bare_right / max(found_all + gold_all, 1),
        }


def set_concepts(doc: Doc, table: Table, *, lean: float = 0.0, threshold: float = 0.0) -> Doc:
    """Return the Doc with the spans of its table of tag probabilities as its group of concepts.

    `lean` is that of `decode`; left out are spans whose scores sum to less than `threshold`.
    """
    return set_found(doc, [each for each in decode(table, starts_of(doc), lean) if sum(each.scores) >= threshold])


def set_found(doc: Doc, found: Sequence[Found]) -> Doc:
    """Return the Doc with these spans as its group of concepts; the label is the likeliest type."""
    spans = [Span(doc, each.start, each.end, label=CONCEPT_TYPES[each.scores.index(max(each.scores))]) for each in found]
    return set_group(doc, CONCEPTS, spans, {SCORES: [list(each.scores) for each in found]})


def _target(doc: Doc) -> Table:
    if TABLE in doc.user_data:
        return cast("Table", doc.user_data[TABLE])
    table = np.zeros((len(doc), TAGS), dtype=np.float32)
    table[np.arange(len(doc)), tags_of(len(doc), ((span.start, span.end, span.label_) for span in doc.ents))] = 1
    return table


def _softmax(logits: Table) -> Table:
    powers: Table = np.exp(logits - logits.max(axis=1, keepdims=True))
    table: Table = powers / powers.sum(axis=1, keepdims=True)
    return table
