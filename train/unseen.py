"""What a pipeline finds in gold papers where its spans are judged by networks that have not seen the paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spans import FOLDS, read_folds, with_judge

from extractors.extraction import to_labels
from extractors.pipeline import SpacyExtractor
from kg.model import Extraction, Paper


@dataclass(frozen=True, slots=True)
class UnseenExtractor:
    """One extractor a fold, and the fold of each paper by its id."""

    extractors: Sequence[SpacyExtractor]
    folds: Mapping[str, int]
    fingerprint: str = ""

    def extract(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        """Yield one extraction a paper, in order, each by the extractor of its fold."""
        for paper in papers:
            yield from self.extractors[self.folds[paper.paper_id]].extract([paper])


def load_unseen(papers: Iterable[Paper], pipeline: Path, work: Path) -> UnseenExtractor:
    """Return the extractor for these papers, in the order that `spans.py` read them in, with the networks of WORK/spans."""
    folds = {paper.paper_id: place % FOLDS for place, paper in enumerate(papers)}
    pipelines = [with_judge(pipeline, files) for files in read_folds(work)]
    return UnseenExtractor([SpacyExtractor(nlp, to_labels("", nlp, {}), 1, "") for nlp in pipelines], folds)
