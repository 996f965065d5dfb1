"""Mappings as SSSOM, a Simple Standard for Sharing Ontological Mappings (Matentzoglu et al. 2022, doi:10.1093/database/baac035).

A mapping set is a TSV file with its metadata as YAML in comment lines at the head; ids are CURIEs of the prefix map there.
"""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import pyarrow as pa

from kg.errors import AtlasError


@dataclass(frozen=True, slots=True, order=True)
class Mapping:
    """One statement that a form (subject) stands for a concept (object). `confidence` lies in 0..1."""

    subject_id: str
    subject_label: str
    subject_category: str
    predicate_id: str
    object_id: str
    object_label: str
    mapping_justification: str
    confidence: float
    comment: str


VOCABULARIES = {"cso": "https://cso.kmi.open.ac.uk/topics/", "mlso": "http://w3id.org/mlso/vocab/"}
"""Prefixes of the vocabularies that concepts are linked to."""
COLUMNS = tuple(field.name for field in fields(Mapping))
_SCHEMA = pa.schema([(name, pa.float64() if name == "confidence" else pa.string()) for name in COLUMNS])


def write_mappings(mappings: Iterable[Mapping], path: Path, *, base: str, version: str, name: str = "merges") -> None:
    """Write the mapping set `name`, sorted, with the prefix `concept:` standing for `{base}concept/`."""
    write_rows(map(astuple, sorted(mappings)), COLUMNS, path, base=base, name=name, version=version)


def write_rows(
    rows: Iterable[tuple[object, ...]], columns: Sequence[str], path: Path, *, base: str, name: str, version: str
) -> None:
    """Write the mapping set `name` with these columns, its rows as they come."""
    head = {
        "mapping_set_id": f"{base}{name}",
        "mapping_set_version": f'"{version}"',
        "license": "https://creativecommons.org/publicdomain/zero/1.0/",
        "mapping_tool": "paperkg",
    }
    prefixes = {
        "concept": f"{base}concept/",
        "pkg": "https://w3id.org/paperkg/ontology#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "semapv": "https://w3id.org/semapv/vocab/",
        **VOCABULARIES,
    }
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("# curie_map:\n" + "".join(f'#   {prefix}: "{iri}"\n' for prefix, iri in prefixes.items()))
        file.writelines(f"# {key}: {value}\n" for key, value in head.items())
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


def read_mappings(path: Path) -> pa.Table:
    """Return the mappings of a file that `write_mappings` wrote, in its order."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t"))
        columns = {name: [row[name] for row in rows] for name in COLUMNS if name != "confidence"}
        return pa.table({**columns, "confidence": [float(row["confidence"]) for row in rows]}).select(list(COLUMNS)).cast(_SCHEMA)
    except FileNotFoundError:
        raise AtlasError(f"{path} is missing: the folder is not a whole atlas; build it again with `kg build`") from None
    except (KeyError, ValueError, TypeError):
        raise AtlasError(f"{path} is damaged; build the atlas again with `kg build`") from None
