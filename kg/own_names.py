"""The user's own names in a build: the file of the setting `extraction.names`, kept in the atlas beside what was made with it."""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.model import ConceptType
from kg.resolve import normal_form
from kg.settings import Settings
from kg.vocabulary import Name, read_own_names

FILE_NAME = "names.tsv"


def names_of(settings: Settings) -> tuple[Name, ...]:
    """Return the user's names; raises `SettingsError` where the file is not there or a line of it is wrong."""
    return read_own_names(Path(settings.extraction.names)) if settings.extraction.names else ()


def said_types(names: Iterable[Name]) -> Mapping[str, ConceptType]:
    """Return the type of each name's normal form and of each id's words, which name the concept."""
    return {form: name.types[0] for name in names for form in (normal_form(name.text), name.id.replace("-", " ")) if form}


def keep_names(settings: Settings, folder: Path) -> None:
    """Copy the user's file into the atlas in `folder`, if there is one."""
    if settings.extraction.names:
        shutil.copyfile(settings.extraction.names, folder / FILE_NAME)


def noted(settings: Settings) -> dict[str, Any]:
    """Return the settings as the manifest has them: the names are those in the atlas."""
    found = settings.model_dump(mode="json")
    if settings.extraction.names:
        found["extraction"]["names"] = FILE_NAME
    return found


def placed(settings: Settings, atlas: Path) -> Settings:
    """Return the settings of an atlas for building it again: the names are those that it keeps."""
    if not settings.extraction.names:
        return settings
    kept = settings.extraction.model_copy(update={"names": str(atlas / FILE_NAME)})
    return settings.model_copy(update={"extraction": kept})
