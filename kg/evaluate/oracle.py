"""An extractor that gives gold's own mentions, so that resolution can be judged apart from extraction.

It gives field, start, end and type of each gold mention, and nothing of gold's names and groups.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, replace
from itertools import repeat, tee

from kg.errors import InputError
from kg.evaluate.gold import Gold, GoldMention, GoldPaper
from kg.evaluate.mistakes import field_text
from kg.evaluate.sentences import sentence_around
from kg.model import Extraction, Mention, Paper
from kg.ports import ClaimExtractor, Extractor


@dataclass(frozen=True)
class OracleExtractor:
    """Satisfies `kg.ports.Extractor`; all but the mentions comes from `inner`, which is told them where it can be."""

    gold: Gold
    inner: Extractor | None = None

    @property
    def fingerprint(self) -> str:
        """Hash of what it gives, and of the inner extractor's fingerprint."""
        digest = hashlib.sha256((self.inner.fingerprint if self.inner else "").encode())
        for annotated in self.gold.papers:
            places = sorted((each.field, each.start, each.end, each.type) for each in annotated.mentions)
            digest.update(repr((astuple(annotated.paper), places)).encode())
        return f"oracle-{digest.hexdigest()}"

    def extract(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        """Yield gold's mentions of each paper, in the order of the text.

        Raises `InputError` for a paper that gold does not have, or whose text is another than gold's.
        """
        annotated = {each.paper.paper_id: each for each in self.gold.papers}
        given = ((paper, _to_mentions(paper, annotated.get(paper.paper_id))) for paper in papers)
        if isinstance(self.inner, ClaimExtractor):
            yield from self.inner.extract_claims(given)
            return
        first, second = tee(given)
        extractions = self.inner.extract(paper for paper, _ in second) if self.inner else repeat(Extraction())
        for (_, mentions), extraction in zip(first, extractions, strict=False):
            yield replace(extraction, mentions=mentions, relations=(), results=())


def oracle_extractor(gold: Gold, inner: Extractor | None = None) -> OracleExtractor:
    """Return an extractor that finds in each paper exactly gold's mentions, and all else that `inner` finds."""
    return OracleExtractor(gold, inner)


def _to_mentions(paper: Paper, annotated: GoldPaper | None) -> tuple[Mention, ...]:
    if annotated is None:
        raise InputError(f"the paper {paper.paper_id} is not in gold; the oracle can only read the papers that gold has")
    if (paper.title, paper.abstract) != (annotated.paper.title, annotated.paper.abstract):
        raise InputError(f"the paper {paper.paper_id} has another text than in gold; build the atlas from the gold file itself")
    places = sorted(set(annotated.mentions), key=lambda each: (each.field != "title", each.start, each.end, each.type))
    return tuple(_to_mention(paper, each) for each in places)


def _to_mention(paper: Paper, gold: GoldMention) -> Mention:
    sent_start, sent_end = sentence_around(field_text(paper, gold.field), gold.start, gold.end)
    return Mention(gold.field, gold.start, gold.end, sent_start, sent_end, gold.text, gold.type, extractor="oracle")
