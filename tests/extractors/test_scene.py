"""A Doc as arrays, and the pairs of its names."""

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from extractors import abbreviations, sentences  # noqa: F401 - registers their factories
from extractors.groups import CONCEPTS, SCORES, set_group
from extractors.hashing import ROWS
from extractors.name_places import name_debuts
from extractors.pair_features import pair_features
from extractors.pairs import Pairs, find_pairs
from extractors.role_features import role_features
from extractors.scene import BEFORE_OWN, BEHIND_OWN, MOST_MENTIONS, OWN, TITLE, Scene, to_scene

TITLE_TEXT = "Beam Trees: Parsing with Graph Networks"
ABSTRACT = "Parsing is slow. We propose beam trees (BTs), a graph network. BTs outperform LSTMs on parsing. It holds. LSTMs lose."
NAMES = {"Beam Trees": "Model", "beam trees": "Model", "BTs": "Model", "Parsing": "Task", "parsing": "Task", "LSTMs": "Model"}


def doc_of(text: str = f"{TITLE_TEXT}\n\n{ABSTRACT}", *, scores: bool = False) -> Doc:
    nlp = spacy.blank("en")
    nlp.add_pipe("paperkg_sentences")
    nlp.add_pipe("paperkg_abbreviations")
    doc = nlp(text)
    places = [(token.i, token.i + length, doc[token.i : token.i + length].text) for token in doc for length in (1, 2)]
    spans = [
        doc.char_span(doc[start].idx, doc[start:end].end_char, label=NAMES[name]) for start, end, name in places if name in NAMES
    ]
    return set_group(doc, CONCEPTS, spans, {SCORES: [[0.5, 0.1, 0.0, 0.0, 0.0]] * len(spans)} if scores else None)


@pytest.fixture(scope="module")
def scene() -> Scene:
    return to_scene(doc_of())


def test_the_two_forms_of_a_definition_are_one_name(scene: Scene) -> None:
    assert scene.names == ("beam tree", "parsing", "lstm")
    assert scene.name.tolist() == [0, 1, 1, 0, 0, 0, 2, 1, 2]


def test_sentences_stand_before_in_or_behind_the_one_in_which_the_paper_speaks_of_itself(scene: Scene) -> None:
    assert scene.phase.tolist() == [TITLE] * 2 + [BEFORE_OWN] + [OWN] * 2 + [BEHIND_OWN] * 4
    assert scene.position.tolist() == [0, 0, 1, 3, 3, 3, 3, 3, 5]


def test_a_title_has_parts_before_and_behind_its_colon(scene: Scene) -> None:
    assert scene.title_part.tolist()[:3] == [2, 3, 0]


def test_a_name_makes_its_debut_where_the_abstract_first_has_it(scene: Scene) -> None:
    assert name_debuts(scene).tolist() == [3, 1, 4]


def test_words_beyond_the_sentence_are_its_edge(scene: Scene) -> None:
    words = scene.run(scene.end, 2, 1, scene.of_mention)
    assert (words[:, -1] != words[:, 1]).all()
    assert scene.run(scene.start - 1, 1, -1, scene.of_mention)[0, 2] == 1


def test_a_mention_is_as_sure_as_its_scores_say() -> None:
    assert np.round(to_scene(doc_of(scores=True)).sure, 6).tolist() == [0.6] * 9


@pytest.mark.parametrize("text", ["", "Nothing here.", "parsing"])
def test_a_text_of_hardly_anything_has_hardly_any_features(text: str) -> None:
    scene = to_scene(doc_of(text))
    names, rows = role_features(scene)
    assert set(names.tolist()) == set(range(scene.size))
    assert len(find_pairs(scene).head) == 0
    assert rows.max(initial=0) <= ROWS


def test_only_the_first_mentions_are_looked_at() -> None:
    scene = to_scene(doc_of("parsing " * (MOST_MENTIONS + 5) + "with LSTMs."))
    assert (len(scene.start), scene.size, len(scene.numbers)) == (MOST_MENTIONS, 1, MOST_MENTIONS + 6)


def test_features_are_sorted_distinct_and_the_same_every_time(scene: Scene) -> None:
    names, rows = role_features(scene)
    assert (np.diff(names * (2 * ROWS) + rows) > 0).all()
    assert np.array_equal(rows, role_features(to_scene(doc_of()))[1])


def pair(scene: Scene, head: str, tail: str) -> tuple[Pairs, int]:
    pairs = find_pairs(scene)
    (row,) = np.flatnonzero((pairs.head == scene.names.index(head)) & (pairs.tail == scene.names.index(tail)))
    return pairs, int(row)


def test_a_pair_has_its_nearest_mentions(scene: Scene) -> None:
    pairs, row = pair(scene, "beam tree", "lstm")
    assert (pairs.left[row], pairs.right[row], pairs.apart[row], pairs.gap[row], pairs.together[row]) == (5, 6, 0, 1, 1)
    assert (pairs.of_head[row], pairs.of_tail[row]) == (5, 6)


def test_a_pair_turned_round_has_the_same_mentions(scene: Scene) -> None:
    pairs, row = pair(scene, "lstm", "beam tree")
    assert (pairs.left[row], pairs.right[row], pairs.turned[row]) == (5, 6, 1)
    assert (pairs.of_head[row], pairs.of_tail[row]) == (6, 5)


def test_types_that_have_no_relation_make_no_pair(scene: Scene) -> None:
    pairs = find_pairs(scene)
    assert not (scene.types[pairs.head] == 2).any()


def test_only_pairs_of_one_sentence_have_words_between(scene: Scene) -> None:
    pairs = find_pairs(scene)
    of_pair, between = pair_features(scene, pairs, np.full((scene.size, 4), 0.25))
    assert len(of_pair) == len(pairs.head)
    assert len(between) == (pairs.apart == 0).sum()
