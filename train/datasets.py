"""Make the table of known names of datasets, which helps to tell a dataset from a model.

    python train/datasets.py --data ../shared --out kg/vocabulary/datasets.tsv

A row is a normal form. Names come from leaderboards, catalogues and evaluation suites (kg/vocabulary/LICENSES.md); left out are
names that not two of three lists have as datasets, what stands in brackets, and words that abstracts write in lower case.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from unlabelled import unlabelled_texts

from kg.resolve import normal_form

SHORTEST = 3
COMMON_WORD = 4
SHARE = 0.6
_ASIDE = re.compile(r"\s*[(\[].*?[)\]]")
_WORD = re.compile(r"(?<![\w-])[a-z]+(?![\w-])")


def main() -> None:
    """Write the names and print how many."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    lists: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for file, kind, name in names(given.data / "data" / "gazetteers"):
        lists[normal_form(name)].add((kind, file))
    words = Counter(word for text in unlabelled_texts(given.data / "data" / "abstracts") for word in set(_WORD.findall(text)))
    kept = sorted(form for form, rows in lists.items() if is_dataset(rows) and is_name(form) and words[form] < COMMON_WORD)
    given.out.write_text("\n".join(kept) + "\n", encoding="utf-8")
    print(f"{len(kept)} names of datasets")


def is_dataset(rows: set[tuple[str, str]]) -> bool:
    """Tell whether most lists that have a name, as (type, list), have it as a dataset."""
    return sum(kind == "Dataset" for kind, _ in rows) > SHARE * len(rows)


def is_name(form: str) -> bool:
    """Tell whether a form is long enough and has a letter."""
    return len(form) >= SHORTEST and any(map(str.isalpha, form))


def names(folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield file, type and name of every row, without what stands in brackets."""
    for file in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            for name in (row["name"], *row["aliases"]):
                yield file.name, row["type"], _ASIDE.sub("", name)


if __name__ == "__main__":
    main()
