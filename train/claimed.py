"""Gold papers as examples of claims: scenes with the roles of their names and the relations between them."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fitting import Labels
from spacy.language import Language
from spacy.tokens import Doc, Span

from extractors.groups import CONCEPTS, covering_span, set_group
from extractors.pairs import Pairs
from extractors.relations import CLASSES
from extractors.scene import Scene, to_scene
from extractors.text import field_offset, paper_text
from kg.model import ROLES


@dataclass(frozen=True, slots=True)
class Example:
    """A gold paper: what it is called in gold what the text names, with gold's roles and relations by these names."""

    scene: Scene
    names: tuple[str, ...]
    roles: Mapping[str, int]
    relations: Mapping[tuple[str, str], int]

    def role_labels(self) -> Labels:
        """Return the role of each name of the scene."""
        return np.array([self.roles[name] for name in self.names], dtype=np.int64)

    def relation_labels(self, pairs: Pairs) -> Labels:
        """Return the place of each pair's relation in `CLASSES`."""
        ends = zip(pairs.head.tolist(), pairs.tail.tolist(), strict=True)
        return np.array([self.relations.get((self.names[head], self.names[tail]), 0) for head, tail in ends], dtype=np.int64)


def read_examples(nlp: Language, gold: Path) -> Iterator[Example]:
    """Yield the papers of a gold file with gold's own mentions; `nlp` splits words and sentences and finds definitions."""
    with gold.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["spans"]:
                yield _to_example(nlp(paper_text(row["title"], row["abstract"])), row)


def _to_example(doc: Doc, row: Mapping[str, Any]) -> Example:
    places = sorted(row["spans"], key=lambda span: (span["field"] != "title", span["start"], span["end"]))
    set_group(doc, CONCEPTS, [_to_span(doc, row["title"], span) for span in places])
    scene = to_scene(doc)
    votes = [Counter[str]() for _ in range(scene.size)]
    for number, span in zip(scene.name.tolist(), places, strict=False):
        votes[number][span["name"]] += 1
    names = tuple(vote.most_common(1)[0][0] for vote in votes)
    roles = {concept["name"]: ROLES.index(concept["role"]) for concept in row["concepts"]}
    relations = {(each["head"], each["tail"]): CLASSES.index(each["relation"]) for each in reversed(row["relations"])}
    return Example(scene, names, roles, relations)


def _to_span(doc: Doc, title: str, span: Mapping[str, Any]) -> Span:
    offset = field_offset(title, span["field"])
    return covering_span(doc, offset + span["start"], offset + span["end"], span["type"])
