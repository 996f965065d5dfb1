"""Settings: `kg.toml` read into a checked model; what the command line says wins."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from kg.errors import SettingsError

FILE_NAME = "kg.toml"
_IRI_CHARACTER = r"(?:[^\s<>\"{}|\\^`\[\]%]|%[0-9A-Fa-f]{2})"
Alignment = Literal["lpwc", "cskg", "mlso", "orkg", "semopenalex"]
TypeOrNothing = Literal["Model", "Method", "Task", "Dataset", "Metric", ""]


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reading(_Section):
    """What is read of an input: bounds, so that no file can hang or fill the machine."""

    line_bytes: Annotated[int, Field(ge=1024)] = Field(
        default=16 * 2**20, description="a longer line, or value of a JSON list, is skipped"
    )
    unpacked_bytes: Annotated[int, Field(ge=1024)] = Field(
        default=32 * 2**30, description="a gzip file that unpacks to more is refused"
    )
    unpacked_ratio: Annotated[int, Field(ge=1)] = Field(
        default=25, description="so is one that unpacks to more than this many times its size, and to more than 512 KiB"
    )


class Extraction(_Section):
    """How mentions are found."""

    pipeline: str = Field(default="default", description='a spaCy pipeline by name or path; "default" is the one shipped')
    map: dict[str, TypeOrNothing] = Field(default={}, description='types of the labels of your own pipeline: { GENE = "Method" }')
    names: str = Field(
        default="", description="a table of names of your own (columns name, type, id), found wherever they stand; empty for none"
    )
    batch_size: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=32, description="papers a spaCy batch; memory grows with it, results do not change"
    )
    longest_text: Annotated[int, Field(ge=1)] = Field(
        default=100_000, description="a paper with more characters is kept, but nothing is extracted from it"
    )


class Resolution(_Section):
    """How mentions become concepts."""

    acronym_share: Annotated[float, Field(gt=0.5, le=1)] = Field(
        default=0.9,
        description="an undefined acronym takes the sense that at least this share of the papers that define it give ...",
    )
    acronym_papers: Annotated[int, Field(ge=1)] = Field(default=5, description="... where at least so many papers define it")
    termhood: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.4, description="concepts that are terms less surely than this are hidden; 0 hides generic words alone"
    )


class Links(_Section):
    """How papers are linked."""

    top: Annotated[int, Field(ge=1, le=1000)] = Field(default=10, description="links that each paper keeps, the strongest ones")
    least: Annotated[float, Field(ge=0, lt=1)] = Field(default=0.05, description="least score (0 to 1) of a link")


class Graph(_Section):
    """Communities, centrality and layout."""

    limit: Annotated[int, Field(ge=0)] = Field(
        default=50_000, description="above so many papers there are no communities and positions"
    )
    seed: int = Field(default=0, description="seed of communities and layout")


class Rdf(_Section):
    """The linked data."""

    base: str = Field(
        default="https://w3id.org/paperkg/id/", description="what every IRI of the atlas begins with; ends with / or #"
    )
    detail: Literal["core", "full"] = Field(
        default="core", description='"core" is papers, concepts, links and what is said of them; "full" adds every mention'
    )
    align: tuple[Alignment, ...] = Field(
        default=(), description='vocabularies whose terms are written beside ours: "lpwc", "cskg", "mlso", "orkg", "semopenalex"'
    )
    title: str = Field(default="", description="title of the whole; empty says how many papers it has")
    publisher: str = Field(default="", description="who publishes it; empty where nobody does")
    licence: str = Field(default="", description="web address of its licence; empty where none is given")
    address: str = Field(default="", description="web address of the folder where its files are published, if they are")

    @field_validator("base")
    @classmethod
    def _absolute(cls, base: str) -> str:
        if not re.fullmatch(rf"(https?://{_IRI_CHARACTER}+[/#]|urn:{_IRI_CHARACTER}+[:/#])", base):
            raise ValueError("must be an absolute http(s) IRI that ends with / or #, or a urn:")
        return base

    @field_validator("licence", "address")
    @classmethod
    def _on_the_web(cls, address: str) -> str:
        if address and not re.fullmatch(rf"https?://{_IRI_CHARACTER}+", address):
            raise ValueError("must be a web address that begins with http:// or https://, or empty")
        return address


class Outputs(_Section):
    """What a build writes beside the tables."""

    formats: tuple[str, ...] = Field(
        default=("nt", "ttl", "store", "html"), description="names of outputs; `kg export --list` shows them"
    )


class Settings(_Section):
    """All settings of a build."""

    reading: Reading = Reading()
    extraction: Extraction = Extraction()
    resolution: Resolution = Resolution()
    links: Links = Links()
    graph: Graph = Graph()
    rdf: Rdf = Rdf()
    outputs: Outputs = Outputs()


def read_settings(path: Path | None = None, *, changes: dict[str, dict[str, Any]] | None = None) -> Settings:
    """Return the settings of the file `path` (default: kg.toml here, if there is one) with `changes` laid over them.

    Raises `SettingsError`, naming the file, the setting and what it takes.
    """
    given = _load(path)
    for section, values in (changes or {}).items():
        given[section] = {**given.get(section, {}), **values}
    return to_settings(given, origin=str(path or FILE_NAME))


def to_settings(given: Mapping[str, Any], *, origin: str) -> Settings:
    """Return the settings that `given` holds; raises `SettingsError`, naming `origin`, the setting and what it takes."""
    try:
        return Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(
            f"{origin}: setting {name}: {first['msg'][0].lower()}{first['msg'][1:]}; `kg init` shows all settings"
        ) from None


def settings_text() -> str:
    """Return a kg.toml with every setting at its default, each with a comment that says what it does."""
    lines = ["# Settings of paperkg. What stands here are the defaults; the command line wins over this file.", ""]
    for name, section in Settings.model_fields.items():
        model = section.default
        lines += [f"# {type(model).__doc__}", f"[{name}]"]
        for key, field in type(model).model_fields.items():
            lines += [f"# {field.description}", f"{key} = {_toml(getattr(model, key))}"]
        lines.append("")
    return "\n".join(lines)


def _load(path: Path | None) -> dict[str, Any]:
    file = path or Path(FILE_NAME)
    if path is None and not file.exists():
        return {}
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{file} cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not valid TOML: {error}") from None


def _toml(value: object) -> str:
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return "{}"
    return f"{value}"
