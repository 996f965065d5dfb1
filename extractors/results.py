"""Factory `paperkg_results`: the results that a paper states, as clauses of `doc.spans["results"]`.

1. A linear model says of each number that stands outside of mentions how probably it is a result.
2. Others say of which of the paper's names it is, if of any: a metric of its sentence, a dataset, a task, a model.
3. A number is kept where its own probability times that of its likeliest metric reaches the threshold.

The weights are learnt by `train/results.py` and lie in the component's folder; without them nothing is found.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extractors.groups import RESULTS, covering_span, set_group
from extractors.number_reading import Name, Reading, read_numbers
from extractors.numbers import Number
from extractors.result_features import Spot, name_features, nameless_features, number_features
from extractors.result_wording import clause_of, goes_on_unknown, in_one_list, is_difference
from extractors.weights import Weights

NUMBER = "result"
TYPES = {"model": ("Model", "Method"), "task": ("Task",), "dataset": ("Dataset",), "metric": ("Metric",)}
"""What a result is of, in the order of a row, and the types of the mentions that name it."""

_FILE = "weights.json"


@Language.factory(
    "paperkg_results", requires=["doc.sents", "doc.spans"], assigns=["doc.spans"], default_config={"threshold": 0.3}
)
def make_results(nlp: Language, name: str, threshold: float) -> "ResultFinder":  # noqa: ARG001 - the signature of a spaCy factory
    """Return the component; a result is kept from the probability `threshold` on."""
    return ResultFinder(threshold)


class ResultFinder:
    """Sets `doc.spans["results"]`, in the order of the text; a row as `extractors.groups` describes it for each clause."""

    def __init__(self, threshold: float, weights: Weights | None = None) -> None:
        self.threshold = threshold
        self.weights = weights or Weights({})

    def __call__(self, doc: Doc) -> Doc:
        """Set the group."""
        reading = read_numbers(doc) if self.weights.questions else None
        found = list(self._find(reading)) if reading else []
        spans = [covering_span(doc, *clause_of(spot, mentions), "result") for spot, mentions, _ in found]
        return set_group(doc, RESULTS, spans, {RESULTS: [row for *_, row in found]})

    def _find(self, reading: Reading) -> Iterator[tuple[Spot, Sequence[int | None], list[object]]]:
        """Yield each result: where its number stands, the mentions that it is of, and its row."""
        for spot in (Spot(reading, *place) for place in reading.numbers()):
            probability = self.weights.probability(NUMBER, number_features(spot))
            if probability < self.threshold:
                continue
            metric, share = self._choose(spot, "metric")
            if probability * share < self.threshold:
                continue
            ending = [*_written(spot.number), round(probability * share, 3), is_difference(spot, metric)]
            model, task, dataset = (nearest_mention(spot, self._choose(spot, part)[0]) for part in ("model", "task", "dataset"))
            for each in [None] if dataset is None else in_one_list(spot, dataset):
                mentions = [model, task, each, nearest_mention(spot, metric)]
                yield spot, mentions, [*mentions, *ending]

    def _choose(self, spot: Spot, part: str) -> tuple[Name | None, float]:
        """Return the likeliest name, None for no name, and its probability."""
        options: list[Name | None] = [None, *names_for(spot, part)]
        shares = self.weights.shares(part, (option_features(spot, part, name) for name in options))
        best = max(range(len(options)), key=shares.__getitem__)
        return options[best], shares[best]

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 - spaCy's signature
        """Return the weights."""
        return self.weights.to_bytes()

    def from_bytes(self, content: bytes, *, exclude: Iterable[str] = ()) -> "ResultFinder":  # noqa: ARG002 - spaCy's signature
        """Take the weights."""
        self.weights = Weights.from_bytes(content)
        return self

    def to_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> None:  # noqa: ARG002 - spaCy's signature
        """Write the weights into the folder `path`."""
        Path(path).mkdir(parents=True, exist_ok=True)
        (Path(path) / _FILE).write_bytes(self.weights.to_bytes())

    def from_disk(self, path: Path, *, exclude: Iterable[str] = ()) -> "ResultFinder":
        """Read the weights from the folder `path`."""
        return self.from_bytes((Path(path) / _FILE).read_bytes(), exclude=exclude)


def _written(number: Number) -> tuple[str | None, str, str | None]:
    """Return the value, the value as it is written, and the unit of a row."""
    return None if number.value is None else f"{number.value:f}", number.text.replace("$", ""), number.unit or None


def names_for(spot: Spot, part: str) -> list[Name]:
    """Return the names that the number may be of: those of the part's types, metrics only where its sentence has them.

    A number that is on a name which was not recognised is on no dataset.
    """
    if part == "dataset" and goes_on_unknown(spot):
        return []
    names = [name for name in spot.reading.names if name.type in TYPES[part] and spot.reading.places_of(name)]
    if part != "metric":
        return names
    return [name for name in names if any(row == spot.row for row, _ in spot.reading.places_of(name))]


def option_features(spot: Spot, part: str, name: Name | None) -> Iterable[str]:
    """Return what speaks for or against the number being of this name, or of none."""
    return nameless_features(spot, TYPES[part]) if name is None else name_features(spot, name)


def nearest_mention(spot: Spot, name: Name | None) -> int | None:
    """Return the mention of a name that stands nearest to the number: first by sentences, then by words."""
    if name is None:
        return None
    places = spot.reading.places
    known = [index for index in name.mentions if index in places]
    return min(known, key=lambda index: (abs(places[index][0] - spot.row), abs(places[index][1] - spot.column)))
