"""Count, over the abstracts that the teacher labelled, how often a name is a concept where it is written, and of which type.

    python train/terms.py --work WORK --out kg/vocabulary/terms.tsv

A row is a normal form: papers that write it, papers in which it is a concept, and the sum over these papers of the mean scores
of each type. It tells "performance" (often written, seldom a concept) from "perplexity", and a task from a method. Only names in
several papers are kept; names and counts are facts, no sentence is.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from corpus import blank_pipeline
from shards import read_labelled
from spacy.tokens import Doc

import extractors.concepts
from extractors.groups import CONCEPTS, SCORES
from extractors.recogniser import set_concepts
from kg.model import CONCEPT_TYPES
from kg.resolve import normal_form

LEAST_PAPERS = 3
LONGEST = 6
"""Words of the longest name that is counted."""

_Scores = np.ndarray[tuple[int], np.dtype[np.float64]]


def main() -> None:
    """Count and write, in the order of the names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    docs = list(read_docs(arguments.work))
    found, scores, forms = count_found(docs)
    written = count_written(docs, {text: form for text, form in forms.items() if found[form] >= LEAST_PAPERS})
    rows = [
        "\t".join([form, str(written[form]), str(found[form]), *(f"{score:.1f}" for score in scores[form])])
        for form in sorted(written)
    ]
    arguments.out.write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(docs)} papers, {len(rows)} names")


def read_docs(work: Path) -> Iterator[Doc]:
    """Yield the labelled papers as Docs with the clean group of concepts."""
    nlp = blank_pipeline()
    for text, table in read_labelled(work):
        doc = nlp(text)
        yield extractors.concepts.clean_concepts(set_concepts(doc, table))


def count_found(docs: list[Doc]) -> tuple[Counter[str], dict[str, _Scores], dict[str, str]]:
    """Return how many papers have each form as a concept, the sums of its mean scores, and the form of each surface text."""
    found: Counter[str] = Counter()
    sums: dict[str, _Scores] = defaultdict(lambda: np.zeros(len(CONCEPT_TYPES)))
    forms: dict[str, str] = {}
    for doc in docs:
        group = doc.spans[CONCEPTS]
        rows: dict[str, list[list[float]]] = defaultdict(list)
        for span, row in zip(group, group.attrs[SCORES], strict=True):
            text = span.text.lower()
            form = forms.setdefault(text, normal_form(span.text))
            rows[form].append(row)
        for form, each in rows.items():
            found[form] += 1
            sums[form] += np.mean(each, axis=0)
    return found, sums, forms


def count_written(docs: list[Doc], forms: dict[str, str]) -> Counter[str]:
    """Return how many papers write each form, as a concept or not; a place within a longer concept does not count."""
    written: Counter[str] = Counter()
    for doc in docs:
        around = {place: (span.start, span.end) for span in doc.spans[CONCEPTS] for place in range(span.start, span.end)}
        written.update(
            {
                forms[text]
                for start, end, text in _runs(doc)
                if text in forms and around.get(start, (start, end)) == around.get(end - 1, (start, end)) == (start, end)
            }
        )
    return written


def _runs(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """Yield every run of one to `LONGEST` words, with its text in lower case."""
    words, spaces = [token.lower_ for token in doc], [token.whitespace_ for token in doc]
    for start in range(len(words)):
        text = ""
        for place in range(start, min(start + LONGEST, len(words))):
            yield start, place + 1, (text := text + words[place])
            text += spaces[place]


if __name__ == "__main__":
    main()
