"""The extractor that gives gold's own mentions."""

from collections.abc import Iterable, Iterator

import pytest

from kg.errors import InputError
from kg.evaluate import Gold, GoldMention, GoldPaper, oracle_extractor
from kg.evaluate.sentences import sentence_around
from kg.model import Definition, Extraction, Mention, Paper

PAPER = Paper("p1", "Beam Trees", "We sort. Beam trees (BTs) win.")
OTHER = Paper("p2", "Nothing", "")
TREE = GoldMention("abstract", 9, 19, "Beam trees", "Model", "beam tree")
TITLE = GoldMention("title", 0, 10, "Beam Trees", "Model", "beam tree")
GOLD = Gold((GoldPaper(PAPER, (TREE, TITLE), ()), GoldPaper(OTHER, (), ())))


class Inner:
    """An extractor that finds a definition, a URL and a mention of its own."""

    fingerprint = "inner"
    found = Extraction(
        mentions=(Mention("abstract", 0, 2, 0, 8, "We", "Task"),),
        definitions=(Definition("BTs", "Beam trees", "abstract", 9, 30),),
        code=("https://example.org/trees",),
    )

    def extract(self, papers: Iterable[Paper]) -> Iterator[Extraction]:
        return (self.found for _ in papers)


def test_it_gives_place_and_type_in_the_order_of_the_text_and_no_name() -> None:
    first, second = oracle_extractor(GOLD).extract([PAPER, OTHER])
    assert first.mentions == (
        Mention("title", 0, 10, 0, 10, "Beam Trees", "Model", extractor="oracle"),
        Mention("abstract", 9, 19, 9, 30, "Beam trees", "Model", extractor="oracle"),
    )
    assert second == Extraction()


def test_definitions_and_code_come_from_the_inner_extractor_and_mentions_do_not() -> None:
    first, second = oracle_extractor(GOLD, Inner()).extract(iter([PAPER, OTHER]))
    assert (first.definitions, first.code) == (Inner.found.definitions, Inner.found.code)
    assert [mention.text for mention in first.mentions] == ["Beam Trees", "Beam trees"]
    assert second.mentions == ()


def test_its_fingerprint_follows_gold_and_the_inner_extractor_but_not_names() -> None:
    renamed = Gold((GoldPaper(PAPER, (TREE, GoldMention("title", 0, 10, "Beam Trees", "Model", "other")), ()), GOLD.papers[1]))
    assert oracle_extractor(GOLD).fingerprint == oracle_extractor(renamed).fingerprint
    assert (
        len(
            {
                oracle_extractor(GOLD).fingerprint,
                oracle_extractor(GOLD, Inner()).fingerprint,
                oracle_extractor(Gold(())).fingerprint,
            }
        )
        == 3
    )


def test_a_paper_that_gold_does_not_have_is_refused() -> None:
    with pytest.raises(InputError, match="the paper p3 is not in gold"):
        list(oracle_extractor(GOLD).extract([Paper("p3", "Other")]))


def test_a_paper_of_another_text_is_refused() -> None:
    with pytest.raises(InputError, match="the paper p1 has another text than in gold"):
        list(oracle_extractor(GOLD).extract([Paper("p1", "Beam Trees", "We sorted. Beam trees.")]))


@pytest.mark.parametrize(
    ("text", "start", "sentence"),
    [
        ("One. Two. Three.", 5, "Two."),
        ("One, e.g. This. Two.", 10, "One, e.g. This."),
        ("A score of 28.4 BLEU. Next.", 11, "A score of 28.4 BLEU."),
        ("No stop at all", 3, "No stop at all"),
    ],
)
def test_the_sentence_around_a_span(text: str, start: int, sentence: str) -> None:
    left, right = sentence_around(text, start, start + 2)
    assert text[left:right] == sentence
