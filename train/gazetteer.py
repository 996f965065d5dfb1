"""Make the tables of names of models, methods, tasks, datasets and metrics: cleaned, each with its types, IRI and lists.

    python train/gazetteer.py --data ../shared --out kg/vocabulary

Names come from leaderboards, catalogues, evaluation suites and MLSO. `names-by-sa.tsv` has those that stand in lists under
CC BY-SA alone, `names.tsv` the others (kg/vocabulary/LICENSES.md). A row is a normal form, a spelling, the types, an IRI or
nothing, and the lists that have the name.

1. What stands in brackets goes; a short form that it defines is a name of its own ("Word Error Rate (WER)").
2. Left out are rows of leaderboards that are no names: settings, remarks and sums ("ResNet, single model", "X + Y", "Set5 - 2x
   upscaling"), authors, sentences, metrics of one list alone; and what abstracts write in lower case, if it is a word ("Food") or
   passes for a dataset ("Social media"): it would make false friends.
3. A name has the types that most of its lists give it: one, or several that are given as often.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import rdflib
from acronyms import unlabelled_texts
from rdflib.namespace import SKOS
from vocabularies import MLSO

from extractors.abbreviations import find_pairs
from kg.model import CONCEPT_TYPES, ConceptType
from kg.resolve import normal_form
from kg.vocabulary import Name, build_matcher, find_names

BOARDS = frozenset(("ibm_nlp_tdms_kb", "nlp_progress", "orkg_tdm_2021", "pwc_evaluation_tables_2020", "sota_extractor"))
"""Leaderboards: what stands there is often no name."""
SHARE_ALIKE = frozenset(("mlso", "nlp_progress", "orkg_tdm_2021", "pwc_evaluation_tables_2020", "sota_extractor"))
"""Lists under CC BY-SA 4.0; that of ORKG is made from Papers with Code."""
ADDRESSED = frozenset(("hf_evaluate_metrics", "lm_eval_tasks", "mlso", "tfds_names", "transformers_models"))
"""Lists whose addresses are of what is named, and not of a paper on it."""
SHORTEST = 3
MOST_WORDS = 6
LEAST_LISTS = 2
COMMON = 4
"""Abstracts that write a name in lower case, from which on it is a common word."""

_ASIDE = re.compile(r"\s*[(\[].*?[)\]]")
_NO_NAME = re.compile(
    r"[=:;,#<>*|\\~?!\"{}$\u2192\u2190()\[\]]|https?|www\.|\.\s|^\W|\W$|^(?:the|a|an)\s|\s(?:of|in|on|for|and|or)$", re.IGNORECASE
)
_NO_ENTRY = re.compile(
    r"[+&%]|\s-\s|\b(?:w/o?|with|without|using|from|by|our|ours|et al|baselines?|ensembles?|single|multi-?scale|steps?|epochs?"
    r"|pre-?train(?:ed|ing)?|fine-?tun(?:ed|ing)|trained|classes|shots?|way|labels?|crops?|params|parameters|frames|runs|fold"
    r"|test|train|training|val|valid|validation|dev|split|subset|easy|moderate|hard|medium|x\d|\d+x\d*|v\d+ \d+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Listed:
    """A name as a list has it."""

    list: str
    types: tuple[ConceptType, ...]
    name: str
    iri: str


def main() -> None:
    """Write both tables and print how many names they have of each type."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    data = given.data / "data"
    listed = [row for row in (*board_rows(data / "gazetteers"), *mlso_rows(data / "mlso")) if is_name(row)]
    common = common_names({row.name for row in listed}, unlabelled_texts(data / "abstracts"))
    rows = sorted(table_rows(listed, common))
    for file, alike in (("names.tsv", False), ("names-by-sa.tsv", True)):
        chosen = [row for row in rows if SHARE_ALIKE.issuperset(row[-1].split()) is alike]
        (given.out / file).write_text("".join("\t".join(row) + "\n" for row in chosen), "utf-8")
        print(f"{file}: {len(chosen)} names: {Counter(row[2] for row in chosen).most_common()}")


def board_rows(folder: Path) -> Iterator[Listed]:
    """Yield the names and aliases of each list."""
    for file in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            if row["type"] in CONCEPT_TYPES:
                for name in names_in(row["name"], *row["aliases"]):
                    yield Listed(file.stem, (row["type"],), name, (file.stem in ADDRESSED and row["uri"]) or "")


def mlso_rows(folder: Path) -> Iterator[Listed]:
    """Yield the labels of MLSO's tasks, algorithms, measures and learning methods."""
    for file, types in MLSO.items():
        graph = rdflib.Graph().parse(folder / f"{file}.ttl")
        for label in (SKOS.prefLabel, SKOS.altLabel):
            for entry, text in sorted(graph.subject_objects(label)):
                for name in names_in(str(text)):
                    yield Listed("mlso", cast("tuple[ConceptType, ...]", tuple(types.split())), name, str(entry))


def names_in(*texts: str) -> Iterator[str]:
    """Yield the names that texts have, without what stands in brackets, and the short forms that they define.

    >>> list(names_in("Word Error Rate (WER)", "R-CNN (ResNet-101)"))
    ['Word Error Rate', 'WER', 'R-CNN']
    """
    for text in texts:
        yield " ".join(_ASIDE.sub("", text).split())
        yield from (text[pair.short_start : pair.short_end] for pair in find_pairs(text))


def is_name(row: Listed) -> bool:
    """Tell whether what a list has is a name; of leaderboards, no entry with remarks either."""
    name = row.name
    if len(name) < SHORTEST or len(name.split()) > MOST_WORDS or sum(map(str.isalpha, name)) < SHORTEST - 1:
        return False
    entry = row.list in BOARDS and "Task" not in row.types
    return not _NO_NAME.search(name) and not (entry and _NO_ENTRY.search(name))


def common_names(names: Iterable[str], texts: Iterable[str]) -> frozenset[str]:
    """Return, in lower case, the names that many texts write in lower case."""
    matcher = build_matcher(Name(name.lower(), ()) for name in sorted(names) if len(name) > SHORTEST)
    counts: Counter[str] = Counter()
    for text in texts:
        places = ((match.name.text, text[match.start : match.end]) for match in find_names(matcher, text))
        counts.update({name for name, written in places if written.islower()})
    return frozenset(name for name, times in counts.items() if times >= COMMON)


def table_rows(listed: Iterable[Listed], common: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of each normal form: one, or where the name is one word, one for each spelling."""
    of_form: dict[str, list[Listed]] = defaultdict(list)
    for row in listed:
        of_form[normal_form(row.name)].append(row)
    for form, rows in of_form.items():
        lists = {row.list for row in rows}
        types = chosen_types(rows)
        if types == ["Metric"] and len(lists) < LEAST_LISTS and lists <= BOARDS:
            continue
        for name in chosen_spellings(rows):
            if not is_false_friend(name, types, common):
                yield form, name, " ".join(types), address(rows), " ".join(sorted(lists))


def chosen_types(rows: Iterable[Listed]) -> list[ConceptType]:
    """Return the types that most lists give, in our order."""
    votes = Counter(kind for _, kind in {(row.list, kind) for row in rows for kind in row.types})
    return [kind for kind in CONCEPT_TYPES if votes[kind] == max(votes.values())]


def chosen_spellings(rows: Iterable[Listed]) -> list[str]:
    """Return the spelling that most lists have, the last in the alphabet of several; all spellings of a name of one word."""
    votes = Counter(name for _, name in {(row.list, row.name) for row in rows})
    if all(name.isalnum() for name in votes):
        return sorted(votes)
    return [max(votes, key=lambda name: (votes[name], name))]


def is_false_friend(name: str, types: list[ConceptType], common: frozenset[str]) -> bool:
    """Tell whether a name means more than what lists have: a common word, or a common phrase that passes for a dataset."""
    if name.lower() not in common:
        return False
    return name[1:] == name[1:].lower() if name.isalnum() else "Dataset" in types


def address(rows: Iterable[Listed]) -> str:
    """Return the IRI of MLSO, or else of another list, if there is one and no second."""
    iris = {row.iri for row in rows if row.iri}
    chosen = {iri for iri in iris if "mlso" in iri} or iris
    return min(chosen) if len(chosen) == 1 else ""


if __name__ == "__main__":
    main()
