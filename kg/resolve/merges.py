"""The merges: every form that leads to a concept of another name, with the reason and a score.

Ids are made so that adding papers never ends one. Every form that stands in a paper has the id of its name; an abbreviation in
the sense of a long form has one more from the first paper that defines it, as has the abbreviation in papers that leave it
undefined. What is not a concept of its own leads to one, a bare form of several concepts to each of them.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator

import numpy as np

from kg.identifiers import sense_slug, slug
from kg.resolve.concepts import Concepts
from kg.resolve.forms import Forms
from kg.resolve.keys import spelling_key
from kg.resolve.named import Named
from kg.resolve.named import undefined as is_undefined
from kg.resolve.reasons import COMMENT, CONFIDENCE, Reason
from kg.resolve.words import HEADS, IN_FRONT
from kg.sssom import Mapping

_MATCHED, _CURATED = "semapv:LexicalMatching", "semapv:ManualMappingCuration"

_BEHIND, _IN_FRONT = sorted(frozenset().union(*HEADS.values())), sorted(IN_FRONT)
_WRITTEN_OUT = "the paper writes out so what it names with a general word beside it"

_Why = tuple[float, str]
_Senses = dict[tuple[int, int], Counter[int]]
_Leads = dict[int, dict[int, _Why]]


def make_merges(forms: Forms, named: Named, concepts: Concepts) -> Iterator[Mapping]:
    """Yield the merges in no particular order, each once."""
    ids = set(concepts.ids)
    bare, undefined = _leads(forms, named, concepts), _leads(forms, named, concepts, undefined=True)
    senses = _senses(forms, concepts, bare)
    definers = _definers(senses)
    for (short, _), papers in senses.items():
        why = _defined(papers.total(), definers[short])
        share = round(papers.total() / definers[short], 3)
        bare[short] |= dict.fromkeys(papers, (share, why))
    for (_, long), papers in senses.items():
        if long not in bare:
            bare[long] = dict.fromkeys(papers, (CONFIDENCE[Reason.HEAD_WORD], _WRITTEN_OUT))
    subjects = [(slug(forms.names[form]), form, goals) for form, goals in bare.items()]
    subjects += [
        (sense_slug(forms.names[form], forms.names[form]), form, undefined.get(form) or bare[form])
        for form in _abbreviations(forms, senses, bare)
    ]
    for (short, long), papers in senses.items():
        why = _defined(papers.total(), definers[short])
        subjects.append((sense_slug(forms.names[short], forms.names[long]), short, dict.fromkeys(papers, (1.0, why))))
    for subject, form, goals in subjects:
        if subject not in ids:
            yield from (_merge(subject, forms.names[form], goal, concepts, *why) for goal, why in goals.items())


def _senses(forms: Forms, concepts: Concepts, bare: _Leads) -> _Senses:
    """Return for each (short, long) the concepts that it leads to, with the papers.

    A long form that names nothing in its paper, such as an abbreviation of several senses, leads where the bare form does,
    and if there is none, where the abbreviation does with a general word beside it ("LSTM network") in that paper.
    """
    leads = {form: set(goals) for form, goals in bare.items()}
    senses: _Senses = defaultdict(Counter)
    waiting = [
        (short, long, concept)
        for (_, short, long), concept in zip(forms.definitions.tolist(), concepts.of_long.tolist(), strict=True)
    ]
    lost = {(short, long) for short, long, concept in waiting if concept < 0 and long not in leads}
    for long, concept in _beside_general_words(forms, concepts, lost):
        leads.setdefault(long, set()).add(concept)
    while settled := [row for row in waiting if row[2] >= 0 or row[1] in leads]:
        waiting = [row for row in waiting if row[2] < 0 and row[1] not in leads]
        for short, long, concept in settled:
            goals = {concept} if concept >= 0 else set(leads[long])
            senses[short, long].update(goals)
            leads.setdefault(short, set()).update(goals)
    return senses


def _beside_general_words(forms: Forms, concepts: Concepts, lost: Collection[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield (long, concept) of the pairs (short, long) whose paper has the short form with a general word beside it."""
    code = {name: form for form, name in enumerate(forms.names)}
    rows = [(paper, short, long) for paper, short, long in forms.definitions.tolist() if (short, long) in lost]
    near = np.isin(forms.paper, [paper for paper, _, _ in rows])
    places = zip(forms.paper[near].tolist(), forms.form[near].tolist(), strict=True)
    concept_of = dict(zip(places, concepts.of_mention[near].tolist(), strict=True))
    for paper, short, long in rows:
        name = forms.names[short]
        for beside in (*(f"{name} {word}" for word in _BEHIND), *(f"{word} {name}" for word in _IN_FRONT)):
            if (paper, code.get(beside)) in concept_of:
                yield long, concept_of[paper, code[beside]]


def _leads(forms: Forms, named: Named, concepts: Concepts, *, undefined: bool = False) -> _Leads:
    """Return for each form the concepts that it leads to, with its first reason; `undefined`: but for what papers define."""
    leads: _Leads = defaultdict(dict)
    rows = np.column_stack([forms.form, concepts.of_mention, named.reason])
    if undefined:
        rows = rows[is_undefined(named)]
    else:
        known = concepts.of_long >= 0
        longs = np.column_stack([forms.definitions[:, 2], concepts.of_long, named.long_reason])[known]
        rows = np.concatenate([rows, longs])
    for form, concept, code in np.unique(rows, axis=0).tolist():
        leads[form].setdefault(concept, (CONFIDENCE[code], COMMENT[code]))
    return leads


def _abbreviations(forms: Forms, senses: _Senses, bare: Iterable[int]) -> list[int]:
    """Return the forms that are spelled like an abbreviation which some paper defines."""
    defined = {spelling_key(forms.names[short]) for short, _ in senses}
    return [form for form in bare if spelling_key(forms.names[form]) in defined]


def _definers(senses: _Senses) -> Counter[int]:
    definers: Counter[int] = Counter()
    for (short, _), papers in senses.items():
        definers[short] += papers.total()
    return definers


def _defined(papers: int, definers: int) -> str:
    return f"{papers} {'paper defines' if papers == 1 else 'papers define'} it so, of {definers} that define it"


def _merge(subject: str, name: str, concept: int, concepts: Concepts, confidence: float, comment: str) -> Mapping:
    return Mapping(
        subject_id=f"concept:{subject}",
        subject_label=name,
        subject_category=f"pkg:{concepts.types[concept]}",
        predicate_id="skos:exactMatch",
        object_id=f"concept:{concepts.ids[concept]}",
        object_label=concepts.labels[concept],
        mapping_justification=_CURATED if comment == COMMENT[Reason.OVERRIDE] else _MATCHED,
        confidence=confidence,
        comment=comment,
    )
