"""Which forms are one name wherever they stand: other spellings, other long forms of an abbreviation, one written out.

Every step maps a form to the commonest of those that are the same. A form moves once in each step, and only to one that stays;
two long forms are one only if they agree with all others of their cluster, so that likeness is never chained.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from kg.resolve.coined import find_others
from kg.resolve.forms import Codes, Forms
from kg.resolve.keys import spelling_key
from kg.resolve.reasons import Reason
from kg.resolve.spelled import same_long_form

Known = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Variants:
    """For each form the one that stands for it, and why; `code_of_key` finds a form by its spelling."""

    canon: Codes
    reason: npt.NDArray[np.int8]
    code_of_key: Mapping[str, int]

    def find(self, name: str) -> int | None:
        """Return the form that stands for a name, if the corpus has it."""
        code = self.code_of_key.get(spelling_key(name))
        return None if code is None else int(self.canon[code])

    def moved(self, moves: Mapping[int, int], reason: Reason) -> "Variants":
        """Return these variants after moves from one standing form to another; what is no standing form any more stays."""
        if not moves:
            return self
        step = np.arange(len(self.canon))
        step[list(moves)] = list(moves.values())
        canon = step[self.canon]
        changed = canon != self.canon
        return Variants(canon, np.where(changed, reason, self.reason).astype(np.int8), self.code_of_key)


def spelling_variants(forms: Forms) -> Variants:
    """Return the forms by spelling: the form that most papers use, the first by name of equals, stands for the others."""
    keys, group = np.unique(np.array(_spellings(forms), dtype=object), return_inverse=True)
    order = np.lexsort((np.arange(len(group)), -forms.spread, group))
    best = order[np.searchsorted(group[order], np.arange(len(keys)))]
    canon = best[group] if len(keys) else group
    canon = np.where(find_others(forms, canon), np.arange(len(canon)), canon)
    reason = np.where(canon == np.arange(len(canon)), Reason.OWN_FORM, Reason.SPELLING).astype(np.int8)
    return Variants(canon, reason, dict(zip(keys.tolist(), best.tolist(), strict=True)))


def _spellings(forms: Forms) -> list[str]:
    """Return the key of each form; a coined name ("ContextBudget") has another one than the plain words that it is made of.

    So has a name with a letter of its own ("MultiPL-E") than a plain word that is spelled like it.
    """
    spelled = [spelling_key(name) or name for name in forms.names]
    rows = list(zip(spelled, forms.names, forms.is_name.tolist(), strict=True))
    phrases = {key for key, name, is_name in rows if not is_name and min(map(len, name.split()), default=0) > 1 and " " in name}
    words = {key for key, name, is_name in rows if " " not in name and not is_name}
    spelled = [f" {key}" if key in words and 1 in map(len, name.split()) and " " in name else key for key, name, _ in rows]
    rows = list(zip(spelled, forms.names, forms.is_name.tolist(), strict=True))
    return [f"{key} " if is_name and " " not in name and key in phrases else key for key, name, is_name in rows]


def count_senses(forms: Forms, variants: Variants) -> dict[int, Counter[int]]:
    """Return for each abbreviation its long forms, with how many papers define it so; by the forms that stand for them."""
    rows = forms.definitions.copy()
    rows[:, 1:] = variants.canon[rows[:, 1:]]
    senses: dict[int, Counter[int]] = defaultdict(Counter)
    for _, short, long in np.unique(rows, axis=0).tolist():
        if short != long:
            senses[short][long] += 1
    return dict(senses)


def merge_long_forms(forms: Forms, variants: Variants, known: Known) -> Variants:
    """Return the variants with the long forms of each abbreviation that are the same put together."""
    candidates: list[tuple[int, int, int]] = []
    senses = count_senses(forms, variants)
    for short, counts in _with_known(forms, variants, senses, known):
        candidates += _same_long_forms(forms.names, short, counts)
    return variants.moved(settle_moves(candidates), Reason.LONG_FORM)


def _with_known(
    forms: Forms, variants: Variants, senses: Mapping[int, Counter[int]], known: Known
) -> Iterator[tuple[int, Counter[int]]]:
    """Yield each abbreviation with the senses that the corpus or the shipped table gives it, as far as the corpus has them."""
    shorts = {code for name in known if (code := variants.find(name)) is not None} | senses.keys()
    for short in sorted(shorts):
        counts = Counter(senses.get(short, {}))
        for long, papers in known.get(forms.names[short], {}).items():
            code = variants.find(long)
            if code is not None and code != short:
                counts[code] += papers
        yield short, counts


def _same_long_forms(names: Sequence[str], short: int, counts: Counter[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (papers, long form, the commonest of its cluster); a commoner form has not lost the beginning of a rarer one."""

    def is_same(long: int, other: int) -> bool:
        cut = names[long].endswith(f" {names[other]}") and counts[other] > counts[long]
        return not cut and same_long_form(names[short], names[long], names[other])

    clusters: list[list[int]] = []
    for long, papers in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        home = next((cluster for cluster in clusters if all(is_same(long, other) for other in cluster)), None)
        if home is None:
            clusters.append([long])
        else:
            home.append(long)
            yield papers, long, home[0]


def settle_moves(candidates: Iterable[tuple[int, int, int]]) -> dict[int, int]:
    """Return the moves of (papers, source, target), the best supported first; no target of one is left by another."""
    moves: dict[int, int] = {}
    targets: set[int] = set()
    for _, source, target in sorted(candidates, key=lambda each: (-each[0], each[1:])):
        if source not in moves and source not in targets and target not in moves:
            moves[source] = target
            targets.add(target)
    return moves


def write_out(forms: Forms, variants: Variants, dominant: Mapping[int, int]) -> Variants:
    """Return the variants with forms moved to the same with an abbreviation written out, where the corpus has it so."""
    candidates = []
    abbreviations = {forms.names[short] for short in dominant}
    for code in np.unique(variants.canon).tolist():
        words = forms.names[code].split()
        for place, word in enumerate(words):
            short = variants.find(word) if len(words) > 1 and word in abbreviations else None
            if short is not None and short in dominant:
                whole = variants.find(" ".join([*words[:place], forms.names[dominant[short]], *words[place + 1 :]]))
                if whole is not None and whole != code:
                    candidates.append((int(forms.spread[whole]), code, whole))
    return variants.moved(settle_moves(candidates), Reason.WRITTEN_OUT)
