"""Make the tables of names in other vocabularies that concepts are linked to.

    python train/vocabularies.py --data ../shared --out kg/vocabulary

`mlso.tsv` (MLSO, its labels from Papers with Code) is CC BY-SA 4.0, `cso.tsv` (Computer Science Ontology) CC BY 4.0: see
kg/vocabulary/LICENSES.md. A row is an IRI, the types that it may have, and a name as normal form. Left out are names that would
make false friends: single words that abstracts write in lower case (they mean more than the entry), names of three letters
and less, and names of several entries; of CSO, all that is no multi-word topic which three abstracts of the unlabelled ones have.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import rdflib
from rdflib.namespace import SKOS
from unlabelled import unlabelled_texts

from kg.resolve import normal_form

MLSO = {
    "mlso_evaluation_measures": "Metric",
    "mlso_learning_methods": "Method",
    "mlso_ml_algorithms": "Method Model",
    "mlso_ml_task_types": "Task",
}
CSO_TYPES = "Method Metric Model Task"
COMMON_WORD = 4
LEAST_PAPERS = 3
SHORTEST = 4

Entry = tuple[str, str, str]


def main() -> None:
    """Write both tables and print their sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    topics = list(cso_entries(given.data / "data" / "gazetteers" / "cso_topics.jsonl"))
    words, phrases = count(unlabelled_texts(given.data / "data" / "abstracts"), {name for _, _, name in topics})
    mlso = [entry for entry in mlso_entries(given.data / "data" / "mlso") if " " in entry[2] or words[entry[2]] < COMMON_WORD]
    cso = [entry for entry in topics if phrases[entry[2]] >= LEAST_PAPERS]
    for file, entries in (("mlso.tsv", mlso), ("cso.tsv", cso)):
        rows = sorted(unambiguous(entries))
        (given.out / file).write_text("".join(f"{iri}\t{types}\t{name}\n" for iri, types, name in rows), "utf-8")
        print(f"{file}: {len(rows)} names of {len({iri for iri, _, _ in rows})} entries")


def mlso_entries(folder: Path) -> Iterator[Entry]:
    """Yield the names of MLSO's tasks, algorithms, measures and learning methods, with their types."""
    for file, types in MLSO.items():
        graph = rdflib.Graph().parse(folder / f"{file}.ttl")
        for label in (SKOS.prefLabel, SKOS.altLabel):
            for entry, name in graph.subject_objects(label):
                yield str(entry), types, normal_form(str(name))


def cso_entries(path: Path) -> Iterator[Entry]:
    """Yield the multi-word topics of CSO."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        for name in map(normal_form, (row["name"], *row["aliases"])):
            if " " in name and name[0].isalpha():
                yield row["uri"], CSO_TYPES, name


def count(texts: Iterable[str], phrases: set[str]) -> tuple[Counter[str], Counter[str]]:
    """Return in how many texts each word stands in lower case, and in how many each phrase of up to four words stands."""
    lower: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for text in texts:
        words = re.findall(r"[^\W\d_]+", text)
        lower.update({normal_form(word) for word in set(words) if word.islower()})
        folded = [word.casefold() for word in words]
        rows = {" ".join(folded[at : at + size]) for size in (2, 3, 4) for at in range(len(folded) - size + 1)}
        found.update({form for row in rows if (form := singular_last(row)) in phrases})
    return lower, found


def singular_last(row: str) -> str:
    """Return a row of words with the plural s of its last one gone."""
    return row[:-1] if row.endswith("s") and not row.endswith("ss") else row


def unambiguous(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries whose name, of the same types, is that of one entry alone and long enough."""
    of_name: dict[tuple[str, str], set[str]] = defaultdict(set)
    for iri, types, name in entries:
        of_name[types, name].add(iri)
    for (types, name), iris in of_name.items():
        if len(iris) == 1 and len(name) >= SHORTEST and "\t" not in name:
            yield iris.pop(), types, name


if __name__ == "__main__":
    main()
