"""Homographs: forms that name several concepts, where some papers do not tell which one they mean."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.atlas import Atlas
from kg.identifiers import sense_slug


@dataclass(frozen=True, slots=True)
class Sense:
    """A concept that a form names in some papers; `share` (0..1) of those that define the form define it so."""

    concept_id: str
    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Homograph:
    """A form that was left undecided in `papers` papers, its concept there, and its senses elsewhere, the commonest first."""

    form: str
    concept_id: str
    papers: int
    senses: tuple[Sense, ...]


def find_homographs(atlas: Atlas) -> list[Homograph]:
    """Return the forms that were left undecided, those of most papers first."""
    papers = dict(zip(*(atlas.table("concepts")[name].to_pylist() for name in ("concept_id", "papers")), strict=True))
    found = (Homograph(form, alone, papers[alone], senses) for form, alone, senses in _undecided(atlas) if alone in papers)
    return sorted(found, key=lambda each: (-each.papers, each.form))


def _undecided(atlas: Atlas) -> Iterator[tuple[str, str, tuple[Sense, ...]]]:
    """Yield (form, id of its undecided concept, senses) of each form that leads to its own concept and to others."""
    leads: dict[tuple[str, str], dict[str, Sense]] = {}
    for row in atlas.merges().to_pylist():
        concept = row["object_id"].removeprefix("concept:")
        sense = Sense(concept, row["object_label"], row["confidence"])
        leads.setdefault((row["subject_id"], row["subject_label"]), {})[concept] = sense
    for (_, form), senses in leads.items():
        alone = sense_slug(form, form)
        if alone in senses and len(senses) > 1:
            others = (sense for concept, sense in senses.items() if concept != alone)
            yield form, alone, tuple(sorted(others, key=lambda sense: (-sense.share, sense.label)))
