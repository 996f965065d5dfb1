"""Forms of several senses that were left undecided."""

import json
from pathlib import Path

import kg
from kg.homographs import find_homographs

ABSTRACTS = (
    "We train an attention model (AM) for machine translation. The attention model beats a recurrent neural network.",
    "The acoustic model (AM) of our recogniser is a neural network. A better AM lowers the word error rate.",
    "We compare an AM with a language model on speech recognition.",
)


def test_an_abbreviation_without_evidence_is_listed_with_its_senses(tmp_path: Path) -> None:
    lines = [json.dumps({"title": f"Paper {number}", "abstract": text}) for number, text in enumerate(ABSTRACTS)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines))
    kg.build([tmp_path / "in.jsonl"], tmp_path / "atlas", settings=kg.Settings.model_validate({"outputs": {"formats": []}}))
    found = {each.form: each for each in find_homographs(kg.open(tmp_path / "atlas"))}
    assert {sense.label: sense.share for sense in found["am"].senses} == {"attention model": 0.5, "acoustic model": 0.5}
    assert found["am"].papers == 1


def test_nothing_is_undecided_twice(atlas: kg.Atlas) -> None:
    concepts = [each.concept_id for each in find_homographs(atlas)]
    assert len(concepts) == len(set(concepts))
