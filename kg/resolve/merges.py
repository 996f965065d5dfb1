"""The merges: every form that leads to a concept of another name, with the reason and a score.

Ids are made so that adding papers never ends one: an abbreviation in the sense of a long form has an id of its own from the
first paper that defines it, as has the abbreviation in papers that leave it undefined; the bare form leads to all of its senses.
"""

from collections.abc import Iterator

import numpy as np

from kg.identifiers import sense_slug, slug
from kg.resolve.concepts import Concepts
from kg.resolve.forms import Forms
from kg.resolve.senses import Reason, Senses
from kg.sssom import Mapping


def make_merges(forms: Forms, senses: Senses, concepts: Concepts) -> Iterator[Mapping]:
    """Yield the merges in no particular order, each once."""
    ids = set(concepts.ids)
    place = {int(key): number for number, key in enumerate(senses.keys)}
    total = np.bincount(senses.pairs[:, 0], weights=senses.pairs[:, 2], minlength=len(forms.names))
    for short, long, papers in senses.pairs.tolist():
        if long not in place:
            continue
        name, share = forms.names[short], papers / total[short]
        why = f"{papers} {'paper defines' if papers == 1 else 'papers define'} it so, of {int(total[short])} that define it"
        for subject in {sense_slug(name, forms.names[long]), slug(name)} - ids:
            certain = 1.0 if subject != slug(name) else round(float(share), 3)
            yield _merge(subject, name, place[long], concepts, confidence=certain, comment=why)
    yield from _undefined(forms, senses, concepts)


def _undefined(forms: Forms, senses: Senses, concepts: Concepts) -> Iterator[Mapping]:
    """Yield where the abbreviation leads in the papers that do not define it."""
    ids = set(concepts.ids)
    moved = senses.reason == Reason.DOMINANT_SENSE
    for form, concept in np.unique(np.column_stack([forms.form[moved], senses.concept[moved]]), axis=0).tolist():
        name = forms.names[form]
        if (subject := sense_slug(name, name)) not in ids:
            why = "papers that do not define it follow those that do"
            yield _merge(subject, name, concept, concepts, confidence=0.9, comment=why)
    for number, key in enumerate(senses.keys.tolist()):
        name = forms.names[key]
        if concepts.ids[number] != slug(name) and slug(name) not in ids:
            yield _merge(
                slug(name), name, number, concepts, confidence=0.5, comment="papers that do not define it, and no sense dominates"
            )


def _merge(subject: str, name: str, concept: int, concepts: Concepts, *, confidence: float, comment: str) -> Mapping:
    return Mapping(
        subject_id=f"concept:{subject}",
        subject_label=name,
        subject_category=f"pkg:{concepts.types[concept]}",
        predicate_id="skos:exactMatch",
        object_id=f"concept:{concepts.ids[concept]}",
        object_label=concepts.labels[concept],
        mapping_justification="semapv:LexicalMatching",
        confidence=confidence,
        comment=comment,
    )
