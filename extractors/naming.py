"""Which mentions of one paper name the same concept: those of the same form, and the two forms of a definition.

This is for what a paper claims of its concepts, before resolution, which knows the whole corpus, decides what is a concept.
"""

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from extractors.groups import ABBREVIATIONS, CONCEPTS, DEFINITIONS

_ACRONYM_PLURAL = re.compile(r"\S*[A-Z0-9]s")


def number_names(doc: Doc) -> tuple[list[int], list[str]]:
    """Return for each span in the group of concepts the number of its name, and the names, in the order of the group."""
    return number_forms([span.text for span in doc.spans[CONCEPTS]], _definitions(doc))


def number_forms(texts: Sequence[str], definitions: Iterable[Sequence[str]]) -> tuple[list[int], list[str]]:
    """Return the number of the name of each text, and the names; `definitions` are pairs (short, long).

    >>> number_forms(["RNNs", "beam search", "recurrent neural network"], [("RNN", "Recurrent neural networks")])
    ([0, 1, 0], ['recurrent neural network', 'beam search'])
    """
    long_forms = {name_of(short): name_of(long) for short, long in definitions}
    numbers: dict[str, int] = {}
    names = [name_of(text) for text in texts]
    places = [numbers.setdefault(long_forms.get(name, name), len(numbers)) for name in names]
    return places, list(numbers)


def name_of(text: str) -> str:
    """Return the text in lower case, hyphens as spaces, its last word in the singular.

    >>> name_of("Graph-Neural  Networks"), name_of("CNNs"), name_of("loss")
    ('graph neural network', 'cnn', 'loss')
    """
    if _ACRONYM_PLURAL.fullmatch(text):
        return text[:-1].lower()
    name = " ".join(text.lower().replace("-", " ").split())
    if name.endswith("ies") and len(name) > 4:
        return f"{name[:-3]}y"
    last = len(name) - name.rfind(" ") - 1
    return name[:-1] if last > 3 and name.endswith("s") and not name.endswith(("ss", "us", "is")) else name


def _definitions(doc: Doc) -> list[list[str]]:
    return list(doc.spans[ABBREVIATIONS].attrs[DEFINITIONS]) if ABBREVIATIONS in doc.spans else []
