"""Coined names that are spelled alike and are two: "MSAM" and "M-SAM", "CODA-Bench" and "CodaBench", "AgenticRAG", "agentic RAG".

Spaces and hyphens say little of a word, but much of a name that one paper has coined. Two names without numbers, one of which has
no space, and of which no paper has both, are two if

1. one is a single word and the other a phrase with a plain word in it, where the single one is a model's or method's, in the
   singular, and in fewer than five papers: then it is a system;
2. they are single words whose letters are not the same with their case, or one has a letter of its own ("M-SAM"), and neither is
   in five papers;
3. they have three letters at most, and one of them is in fewer than five papers ("R-FT", "RFT");
4. they are models' or methods', and each is in one paper ("MetaRAG", "Meta-RAG").

So are names of what is done, neither in ten papers, if one has a plural where the other has none: "Candidates rankings" are made
by candidates, and "probes pruning" may be what a probe does. Of the merges of these that were read three of three were wrong.

Measured on 20,000 abstracts: of some 70 such pairs that are parted about half are two names. That was most of what was wrong in
merges by spelling, 3 in 100, and the names that are parted without need stand in few papers.
"""

import re
from collections import defaultdict

import numpy as np
import numpy.typing as npt

from kg.model import CONCEPT_TYPES
from kg.resolve.forms import Codes, Forms
from kg.resolve.normal_form import plain, singular_form
from kg.resolve.plural import singular

_ESTABLISHED = 5
"""Papers that a name stands in which is no single system's any more, or one that all know."""
_USUAL = 10
"""Papers in which a name of several words is one that all use."""
_SHORT = 3
_SYSTEMS = frozenset(("Model", "Method"))
_NO_LETTER = re.compile(r"[\W\d_]+")


def find_others(forms: Forms, canon: Codes) -> npt.NDArray[np.bool_]:
    """Tell of each form whether it is another name than the one in `canon` that stands for it by its spelling."""
    other = np.zeros(len(canon), dtype=bool)
    moved = np.flatnonzero(canon != np.arange(len(canon)))
    alike = [(code, int(canon[code])) for code in moved.tolist() if _may_differ(forms, code, int(canon[code]))]
    wanted = np.isin(forms.form, [code for pair in alike for code in pair])
    papers: dict[int, set[int]] = defaultdict(set)
    for paper, form in zip(forms.paper[wanted].tolist(), forms.form[wanted].tolist(), strict=True):
        papers[form].add(paper)
    for code, best in alike:
        other[code] = papers[code].isdisjoint(papers[best]) and _is_other(forms, code, best)
    return other


def _may_differ(forms: Forms, code: int, best: int) -> bool:
    if not _are_names(forms, code, best):
        return _differ_by_plural(forms.names[code].split(), forms.names[best].split())
    names = (forms.text_of_form[code], forms.text_of_form[best])
    return any(" " not in name for name in names) and not any(map(str.isdigit, "".join(names)))


def _are_names(forms: Forms, code: int, best: int) -> bool:
    return bool(forms.is_name[code] and forms.is_name[best])


def _differ_by_plural(a: list[str], b: list[str]) -> bool:
    """Tell whether two names of what is done are the same but for plurals before it."""
    return a != b and a[-1].endswith("ing") and a[-1] == b[-1] and list(map(singular, a)) == list(map(singular, b))


def _is_other(forms: Forms, code: int, best: int) -> bool:
    if not _are_names(forms, code, best):
        return max(int(forms.spread[code]), int(forms.spread[best])) < _USUAL
    words = [forms.text_of_form[form].split() for form in (code, best)]
    papers = [int(forms.spread[form]) for form in (code, best)]
    if any(map(_has_plain_word, words)):
        single = 0 if len(words[0]) == 1 else 1
        return papers[single] < _ESTABLISHED and _is_system(forms, (code, best)[single])
    letters = [_NO_LETTER.sub("", text) for text in (singular_form(" ".join(each)) for each in words)]
    if len(letters[0]) <= _SHORT:
        return min(papers) < _ESTABLISHED
    if max(papers) == 1 and _is_system(forms, code) and _is_system(forms, best):
        return True
    has_letter = 1 in map(len, f"{forms.names[code]} {forms.names[best]}".split())
    is_cased = letters[0] != letters[1] and all(len(each) == 1 for each in words)
    return max(papers) < _ESTABLISHED and (has_letter or is_cased)


def _has_plain_word(words: list[str]) -> bool:
    return len(words) > 1 and any(len(word) > 1 and word.isalpha() and word.islower() for word in words)


def _is_system(forms: Forms, form: int) -> bool:
    text = plain(forms.text_of_form[form])
    return CONCEPT_TYPES[forms.kind[form]] in _SYSTEMS and singular_form(text) == text
