"""Resolution: which mentions are one concept, what it is called, and what leads to it."""

import random

import pyarrow as pa
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kg.identifiers import sense_slug
from kg.resolve import Override, Resolution, group_ends, normal_form, resolve
from kg.resolve.concepts import choose_label
from kg.vocabulary import Background

RNN, RECURRENT, RECURSIVE = "RNN", "recurrent neural network", "recursive neural network"


def mention_table(*rows: tuple[str, str, str]) -> pa.Table:
    """Return mentions as resolution takes them, from (paper_id, text, type)."""
    paper, text, kind = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {"paper_id": paper, "text": text, "type": kind, "hint": [""] * len(rows)}
    table = pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})
    return table.append_column("type_scores", pa.nulls(table.num_rows, pa.list_(pa.float32())))


def definition_table(*rows: tuple[str, str, str]) -> pa.Table:
    """Return definitions as resolution takes them, from (paper_id, short, long)."""
    paper, short, long = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {"paper_id": paper, "short": short, "long": long}
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def concept_of(resolution: Resolution) -> dict[str, dict[str, object]]:
    return {row["concept_id"]: row for row in resolution.concepts.to_pylist()}


def test_abbreviation_follows_its_own_papers_definition() -> None:
    mentions = mention_table(
        ("a", "RNNs", "Model"), ("a", "Recurrent Neural Networks", "Model"), ("b", "RNN", "Model"), ("b", RECURSIVE, "Model")
    )
    definitions = definition_table(("a", "RNNs", "Recurrent Neural Networks"), ("b", "RNN", "Recursive Neural Network"))
    found = resolve(mentions, definitions, papers=2).concept_ids.to_pylist()
    assert found == [
        "recurrent-neural-network",
        "recurrent-neural-network",
        "recursive-neural-network",
        "recursive-neural-network",
    ]


def test_undefined_abbreviation_takes_the_dominant_sense() -> None:
    defining = [(f"p{number}", "RNN", RECURRENT) for number in range(5)]
    mentions = mention_table(*((paper, RECURRENT, "Model") for paper, _, _ in defining), ("x", "RNN", "Model"))
    assert resolve(mentions, definition_table(*defining), papers=6).concept_ids.to_pylist()[-1] == "recurrent-neural-network"


@pytest.mark.parametrize(
    "senses", [[RECURRENT] * 4, [RECURRENT] * 8 + [RECURSIVE] * 2], ids=["too few papers", "no sense dominates"]
)
def test_undefined_abbreviation_stays_alone_without_a_dominant_sense(senses: list[str]) -> None:
    defining = [(f"p{number}", "RNN", sense) for number, sense in enumerate(senses)]
    mentions = mention_table(*((paper, sense, "Model") for paper, _, sense in defining), ("x", "RNN", "Model"))
    resolution = resolve(mentions, definition_table(*defining), papers=len(senses) + 1)
    alone = resolution.concept_ids.to_pylist()[-1]
    assert alone.startswith("rnn-h")
    leads_to = {merge.object_id for merge in resolution.merges if merge.subject_id == "concept:rnn"}
    assert leads_to == {f"concept:{alone}"} | {f"concept:{sense.replace(' ', '-')}" for sense in set(senses)}


def test_a_merge_is_never_chained() -> None:
    mentions = mention_table(("a", "A1", "Model"), ("a", "B1", "Model"), ("a", "C1", "Model"))
    definitions = definition_table(("a", "A1", "B1"), ("a", "B1", "C1"))
    a1, b1, c1 = resolve(mentions, definitions, papers=1).concept_ids.to_pylist()
    assert a1.startswith("b1-h")  # B1 is the name of two concepts, so the bare id is of neither
    assert b1 == c1 == "c1"


def test_type_is_the_vote_of_all_mentions() -> None:
    mentions = mention_table(("a", "beam search", "Method"), ("b", "Beam Search", "Method"), ("c", "beam search", "Task"))
    assert concept_of(resolve(mentions, definition_table(), papers=3))["beam-search"]["type"] == "Method"


def test_label_is_singular_and_telling_and_the_rest_are_aliases() -> None:
    mentions = mention_table(
        ("a", "Recurrent Neural Networks", "Model"), ("b", "recurrent neural networks", "Model"), ("a", "RNNs", "Model")
    )
    row = concept_of(resolve(mentions, definition_table(("a", "RNNs", "Recurrent Neural Networks")), papers=2))[
        "recurrent-neural-network"
    ]
    assert (row["label"], row["aliases"], row["papers"]) == (
        RECURRENT,
        ["RNNs", "Recurrent Neural Networks", "recurrent neural networks"],
        2,
    )


BERT = "Bidirectional Encoder Representations from Transformers"


@pytest.mark.parametrize(
    ("name", "votes", "label"),
    [
        ("language model", [("LM", 9), ("language models", 1), ("Language Models", 4)], "language model"),
        ("bidirectional encoder representations from transformer", [(BERT, 1), ("BERT", 3)], "BERT"),
        ("bidirectional encoder representations from transformer", [(BERT, 1), ("BERT", 1)], BERT),
        ("graph neural network", [("Graph Neural Networks", 2), ("GNNs", 1)], "Graph Neural Network"),
        ("graph neural network", [("Graph Neural Networks", 2), ("GNNs", 3)], "GNN"),
        ("dynamic graph", [("Dynamic Graphs", 2)], "Dynamic Graph"),
        ("gone", [("LLM", 2)], "gone"),
    ],
)  # fmt: skip
def test_a_concept_is_called_what_papers_call_it(name: str, votes: list[tuple[str, int]], label: str) -> None:
    assert choose_label(name, votes) == label


def test_generic_words_are_hidden_and_counted() -> None:
    mentions = mention_table(("a", "method", "Method"), ("a", "models", "Model"), ("a", "beam search", "Method"))
    assert {key: row["hidden"] for key, row in concept_of(resolve(mentions, definition_table(), papers=1)).items()} == {
        "method": True,
        "model": True,
        "beam-search": False,
    }


def test_what_the_user_names_has_the_type_that_it_is_given_and_is_not_hidden() -> None:
    mentions = mention_table(("a", "RNN", "Model"), ("a", RECURRENT, "Model"), ("b", "system", "Model"))
    background = Background(said={"rnn": "Task", "system": "Dataset"})
    resolution = resolve(mentions, definition_table(("a", "RNN", RECURRENT)), papers=2, background=background, termhood=1.0)
    assert {key: (row["type"], row["hidden"]) for key, row in concept_of(resolution).items()} == {
        "recurrent-neural-network": ("Task", False),
        "system": ("Dataset", False),
    }


def test_hint_of_a_pipeline_wins_over_the_form() -> None:
    mentions = mention_table(("a", "RNN", "Model"), ("b", RECURRENT, "Model"))
    hinted = mentions.set_column(3, "hint", pa.array(["recurrent-neural-network", ""]))
    assert set(resolve(hinted, definition_table(), papers=2).concept_ids.to_pylist()) == {"recurrent-neural-network"}


def test_usage_weight_grows_with_mentions_and_rarity() -> None:
    mentions = mention_table(
        ("a", "x1", "Model"), ("a", "x1", "Model"), ("a", "y1", "Model"), ("b", "y1", "Model"), ("b", "z1", "Model")
    )
    weights = {
        (row["paper_id"], row["concept_id"]): row["weight"]
        for row in resolve(mentions, definition_table(), papers=2).usages.to_pylist()
    }
    assert weights["a", "x1"] > weights["b", "z1"] > weights["b", "y1"] > 0


names = st.sampled_from(
    [
        *("RNN", "RNNs", "recurrent neural network", "Recursive Neural Networks", "recurrent neural net", "LSTM", "LSTM network"),
        *("method", "β-VAE", "beta VAE", "C++", "?", "RNN decoding", "decoding with RNNs", "recurrent gated neural network"),
    ]
)
corpora = st.lists(st.tuples(st.sampled_from("abcdefgh"), names, st.sampled_from(["Model", "Method"])), min_size=1, max_size=30)
defined = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from(["RNN", "LSTM"]), names), max_size=12)


@settings(max_examples=60, deadline=None)
@given(corpora, defined, st.randoms(use_true_random=False))
def test_order_of_papers_changes_nothing(
    mentions: list[tuple[str, str, str]], definitions: list[tuple[str, str, str]], chance: random.Random
) -> None:
    first = resolve(mention_table(*mentions), definition_table(*definitions), papers=8)
    places = list(range(len(mentions)))
    chance.shuffle(places)
    chance.shuffle(definitions)
    second = resolve(mention_table(*(mentions[place] for place in places)), definition_table(*definitions), papers=8)
    assert second.concepts.equals(first.concepts)
    assert second.usages.equals(first.usages)
    assert sorted(second.merges) == sorted(first.merges)
    assert second.concept_ids.to_pylist() == [first.concept_ids[place].as_py() for place in places]


@settings(max_examples=60, deadline=None)
@given(corpora, defined, corpora, defined)
@example(
    [("d", "recurrent neural network", "Model")],
    [("a", "RNN", "recurrent neural network"), ("d", "LSTM", "RNN"), ("d", "LSTM", "Recursive Neural Networks")],
    [("a", "RNN", "Model")],
    [("a", "RNN", "Recursive Neural Networks")],
)
@example(
    [("a", "LSTM", "Model"), ("f", "LSTM network", "Model")],
    [("f", "LSTM", "recurrent neural network")],
    [("a", "RNN", "Model")],
    [("a", "RNN", "LSTM network")],
)
@example(
    [("a", "LSTM", "Model"), ("b", "LSTM network", "Model")],
    [("a", "RNN", "Recursive Neural Networks"), ("b", "LSTM", "Recursive Neural Networks")],
    [("a", "RNN", "Model")],
    [("a", "RNN", "LSTM network")],
)
def test_adding_papers_never_ends_an_id(
    mentions: list[tuple[str, str, str]],
    definitions: list[tuple[str, str, str]],
    more: list[tuple[str, str, str]],
    more_definitions: list[tuple[str, str, str]],
) -> None:
    def ids(resolution: Resolution) -> set[str]:
        return set(resolution.concepts["concept_id"].to_pylist()) | {
            merge.subject_id.removeprefix("concept:") for merge in resolution.merges
        }

    added = [(paper + "2", text, kind) for paper, text, kind in more]
    added_definitions = [(paper + "2", short, long) for paper, short, long in more_definitions]
    before = resolve(mention_table(*mentions), definition_table(*definitions), papers=8)
    after = resolve(mention_table(*mentions, *added), definition_table(*definitions, *added_definitions), papers=16)
    assert ids(before) <= ids(after)


@settings(max_examples=60, deadline=None)
@given(corpora, defined)
def test_a_merged_form_is_no_concept_and_leads_to_one(
    mentions: list[tuple[str, str, str]], definitions: list[tuple[str, str, str]]
) -> None:
    resolution = resolve(mention_table(*mentions), definition_table(*definitions), papers=8)
    concepts = {f"concept:{concept}" for concept in resolution.concepts["concept_id"].to_pylist()}
    assert all(merge.subject_id not in concepts and merge.object_id in concepts for merge in resolution.merges)
    assert len(concepts) == resolution.concepts.num_rows


ids = st.sampled_from(["rnn", "lstm", "recurrent-neural-network", "recursive-neural-network", "method", "nowhere"])
wishes = st.lists(st.tuples(ids, ids, st.booleans()), min_size=1, max_size=4)


@settings(max_examples=80, deadline=None)
@given(corpora, defined, wishes)
def test_an_override_is_never_violated(
    mentions: list[tuple[str, str, str]], definitions: list[tuple[str, str, str]], said: list[tuple[str, str, bool]]
) -> None:
    overrides = [Override(a, b, apart) for a, b, apart in said if a != b]
    groups = group_ends(overrides)
    assume(not any(o.apart and o.ends[1] in groups.get(o.ends[0], ()) for o in overrides))
    resolution = resolve(mention_table(*mentions), definition_table(*definitions), papers=8, overrides=overrides)
    concepts: dict[str, set[str]] = {}
    for (_, text, _), concept in zip(mentions, resolution.concept_ids.to_pylist(), strict=True):
        concepts.setdefault(normal_form(text).replace(" ", "-"), set()).add(concept)
    for override in overrides:
        a, b = concepts.get(override.subject, set()), concepts.get(override.object, set())
        if a and b and override not in resolution.unmatched:
            assert not a & b if override.apart else len(a | b) == 1


def test_an_override_takes_the_sense_of_one_papers_definition() -> None:
    mentions = mention_table(("a", "AM", "Model"), ("b", "AM", "Model"), ("c", "AM", "Model"))
    definitions = definition_table(("a", "AM", "associative memory"), ("b", "AM", "acoustic model"))
    undecided = Override(sense_slug("am", "am"), "acoustic-model")
    nothing = Override("am", sense_slug("am", "amplitude modulation"))
    resolution = resolve(mentions, definitions, papers=3, overrides=[undecided, nothing])
    assert resolution.concept_ids.to_pylist() == ["associative-memory", "acoustic-model", "acoustic-model"]
    assert resolution.unmatched == (nothing,)
    curated = [merge.subject_id for merge in resolution.merges if merge.mapping_justification == "semapv:ManualMappingCuration"]
    assert curated == [f"concept:{sense_slug('am', 'am')}"]
