"""How an atlas is published as linked data: the section `rdf` of its settings."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.atlas import Atlas


_NO_CHANGES: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Publication:
    """What every IRI begins with, how much is said, beside which vocabularies, and what the whole says of itself."""

    base: str
    detail: str = "core"
    align: tuple[str, ...] = ()
    title: str = ""
    licence: str = ""
    publisher: str = ""
    address: str = ""

    @classmethod
    def of(cls, atlas: "Atlas", changes: Mapping[str, Any] = _NO_CHANGES) -> "Publication":
        """Return that of an atlas, with `changes` laid over its settings."""
        said: dict[str, Any] = {**atlas.manifest["settings"]["rdf"], **changes}
        known = {field.name: said[field.name] for field in fields(cls) if field.name in said}
        return cls(**{**known, "align": tuple(known.get("align", ()))})
