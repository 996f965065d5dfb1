"""Found roles against gold's, over the concepts that are matched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from kg.evaluate.mistakes import Comparison
from kg.evaluate.score import Score
from kg.model import ROLES, Role


@dataclass(frozen=True, slots=True)
class RoleScores:
    """The score of each role, in the order of `ROLES`."""

    by_role: tuple[tuple[Role, Score], ...]

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the roles."""
        return sum(score.f1 for _, score in self.by_role) / len(self.by_role)


def score_roles(comparisons: Sequence[Comparison], usages: pa.Table) -> RoleScores:
    """Return how well the roles in the table `usages` agree with gold; concepts without a role in gold do not count."""
    rows = usages.select(["paper_id", "concept_id", "role"]).to_pylist()
    roles = {(row["paper_id"], row["concept_id"]): row["role"] for row in rows}
    pairs = [pair for each in comparisons for pair in _roles(each, roles)]
    return RoleScores(tuple((role, _score(pairs, role)) for role in ROLES))


def _roles(comparison: Comparison, roles: Mapping[tuple[str, str], str | None]) -> Iterable[tuple[str, str | None]]:
    paper = comparison.gold.paper.paper_id
    return ((ours.role, roles.get((paper, theirs.concept_id))) for ours, theirs in comparison.pairs if ours.role)


def _score(pairs: Sequence[tuple[str, str | None]], role: str) -> Score:
    gold, found = ([role == each for each in side] for side in zip(*pairs, strict=True)) if pairs else ([], [])
    return Score(sum(map(min, gold, found)), sum(found), sum(gold))
