"""Loading a spaCy pipeline, ours or a user's, as the extractor that a build uses."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors import (  # noqa: F401 - registers their factories
    abbreviations,
    accurate,
    code_urls,
    concepts,
    gazetteer,
    own_names,
    propagate,
    recogniser,
    relations,
    results,
    roles,
    sentences,
    spans,
)
from extractors.extraction import Labels, check_labels, to_claims, to_extraction, to_labels
from extractors.fingerprint import fingerprint_of
from extractors.groups import ABBREVIATIONS, CODE, CONCEPTS, covering_span, set_group
from extractors.text import field_offset, paper_text
from kg.errors import PipelineError
from kg.model import Extraction, Mention, Paper
from kg.vocabulary import read_own_names

SHIPPED = {path.name: path for path in sorted((Path(__file__).parent / "models").iterdir()) if path.is_dir()}
"""The folders of the pipelines that come with the package, by name."""
_PROBE = "We train a graph neural network (GNN) on a task. Code: https://github.com/a/b."
"""What a pipeline is tried on, to see what it sets."""

CLAIMING = ("paperkg_roles", "paperkg_relations", "paperkg_results")
"""The factories of the components that say something about the mentions that are found by then."""


@dataclass(frozen=True, slots=True)
class SpacyExtractor:
    """A spaCy pipeline as `kg.ports.Extractor`; `fingerprint` changes with anything that changes what it finds."""

    nlp: Language
    labels: Labels
    batch_size: int
    fingerprint: str

    def extract(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        """Yield one extraction a paper, in order; `batch_size` papers are read at a time.

        Raises `PipelineError` where a mention's label is none of our types and is not mapped to one.
        """
        waiting = iter(papers)
        while batch := list(islice(waiting, self.batch_size)):
            yield from self._extract_batch(batch)

    def extract_claims(self, papers: Iterable[tuple[Paper, Sequence[Mention]]]) -> Iterator[Extraction]:
        """Yield what the pipeline finds in each paper if its mentions are the given ones, which it looks for none besides."""
        claiming = [name for name in self.nlp.pipe_names if self.nlp.get_pipe_meta(name).factory in CLAIMING]
        for paper, mentions in papers:
            doc = self.nlp(paper_text(paper.title, paper.abstract), disable=claiming)
            set_group(doc, CONCEPTS, (_given_span(doc, paper, mention) for mention in mentions))
            for name in claiming:
                doc = self.nlp.get_pipe(name)(doc)
            yield to_claims(doc, paper, mentions, range(len(mentions)))

    def _extract_batch(self, papers: list[Paper]) -> list[Extraction]:
        """Return the extractions of one batch; the zone lets go of its words, so memory does not grow with the papers."""
        texts = (paper_text(paper.title, paper.abstract) for paper in papers)
        with self.nlp.memory_zone():
            docs = self.nlp.pipe(texts, batch_size=self.batch_size)
            return [to_extraction(doc, paper, self.labels) for doc, paper in zip(docs, papers, strict=True)]


def load_extractor(pipeline: str, *, label_map: Mapping[str, str], batch_size: int, names: str = "") -> SpacyExtractor:
    """Return the extractor `pipeline`: one of `SHIPPED`, else an installed pipeline's name or a folder.

    `label_map` takes a label of the pipeline to one of our five types, or to "" to leave its spans out; `names` is a file of
    names that are found whatever the pipeline says (`kg.vocabulary.read_own_names`).
    Raises `PipelineError` where the pipeline cannot be loaded, finds no mentions, or has a label that is not mapped.
    """
    nlp = _load(pipeline)
    labels = to_labels(pipeline, nlp, label_map)
    probe = nlp(_PROBE)
    if CONCEPTS not in probe.spans:
        _check_entities(nlp, labels)
    _add_lacking(nlp, probe)
    fingerprint = fingerprint_of(nlp, label_map, read_own_names(Path(names)) if names else ())
    if names:
        nlp.add_pipe("paperkg_own_names", config={"file": names})
    return SpacyExtractor(nlp, labels, batch_size, fingerprint)


def _load(pipeline: str) -> Language:
    try:
        return spacy.load(SHIPPED.get(pipeline, pipeline))
    except ModuleNotFoundError as error:
        raise PipelineError(
            f"the pipeline {pipeline!r} needs the package {error.name}, which is not installed;"
            " `pip install 'paperkg[accurate]'` installs what the accurate pipeline needs"
        ) from error
    except (OSError, ImportError, ValueError, KeyError, RuntimeError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")
        raise PipelineError(
            f"the pipeline {pipeline!r} cannot be loaded ({reason}); give `default`, the name of an installed spaCy"
            " pipeline, or the folder of one"
        ) from error


def _add_lacking(nlp: Language, probe: Doc) -> None:
    """Add, at the end, what every extractor needs and the pipeline did not set on the probe."""
    if not probe.has_annotation("SENT_START"):
        nlp.add_pipe("paperkg_sentences")
    if ABBREVIATIONS not in probe.spans:
        nlp.add_pipe("paperkg_abbreviations")
    if CODE not in probe.spans:
        nlp.add_pipe("paperkg_code_urls")


def _given_span(doc: Doc, paper: Paper, mention: Mention) -> Span:
    offset = field_offset(paper.title, mention.field)
    return covering_span(doc, offset + mention.start, offset + mention.end, mention.type)


def _check_entities(nlp: Language, labels: Labels) -> None:
    """Raise `PipelineError` where a pipeline without a group of concepts sets no entities, or has labels not mapped."""
    finders = [name for name in nlp.pipe_names if "doc.ents" in nlp.get_pipe_meta(name).assigns]
    if not finders:
        raise PipelineError(
            f"the pipeline {labels.pipeline!r} ({', '.join(nlp.pipe_names) or 'no components'}) sets neither"
            f" doc.spans[{CONCEPTS!r}] nor doc.ents; give one with a recogniser of named entities"
        )
    check_labels({label for name in finders for label in nlp.pipe_labels.get(name, ())}, labels)
