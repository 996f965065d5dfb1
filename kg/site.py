"""The place where an atlas is to be written: a build makes the whole folder anew, so nothing else may stand in it."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kg import plugins
from kg.atlas import is_atlas
from kg.errors import AtlasError
from kg.manifest import EXPORTS, FILE_NAME, read_manifest
from kg.overrides import FILE_NAME as OVERRIDES
from kg.records import INTAKE


def earlier_manifest(atlas: Path) -> Mapping[str, Any]:
    """Return the manifest of the atlas that stands at `atlas`; an empty one where there is none, or it is damaged."""
    with suppress(AtlasError):
        return read_manifest(atlas)
    return {}


def check_site(atlas: Path, formats: Iterable[str]) -> None:
    """Raise `AtlasError` where an atlas, with outputs of these formats, would lose something by being made at `atlas`.

    So the place must not lie within another atlas, and what stands there is an atlas, if a damaged one, with its own files alone.
    Hidden files do not count.
    """
    check_outside(atlas)
    if not is_atlas(atlas):
        return  # nothing stands there, or the switch refuses it
    manifest = earlier_manifest(atlas)
    if not manifest and not (atlas / "papers.parquet").is_file():
        raise AtlasError(f"{atlas} exists and is not an atlas; give another place with -o")
    if names := _strangers(atlas, manifest, () if manifest else _usual(atlas, formats)):
        raise AtlasError(f"{atlas} holds {', '.join(names)}, which no build wrote and none would keep; move it elsewhere")


def check_outside(path: Path) -> None:
    """Raise `AtlasError` where `path` lies within an atlas, whose next build would not keep it."""
    if outer := next(filter(earlier_manifest, path.resolve().parents), None):
        raise AtlasError(f"{path} lies within the atlas {outer}, whose next build would not keep it; give another place with -o")


def _strangers(folder: Path, manifest: Mapping[str, Any], usual: Collection[str]) -> tuple[str, ...]:
    """Return the names in `folder` that neither its manifest nor `usual` knows, sorted."""
    exports = [each["file"] for each in manifest.get("exports", {}).values()]
    known = {FILE_NAME, OVERRIDES, EXPORTS, *usual, *manifest.get("files", ()), *exports}
    found = [path.relative_to(folder) for place in (folder, folder / EXPORTS) for path in place.glob("*")]
    return tuple(sorted(str(path) for path in found if str(path) not in known and not path.name.startswith(".")))


def _usual(atlas: Path, formats: Iterable[str]) -> list[str]:
    """Return what may stand in an atlas whose manifest cannot be read."""
    tables = [path.name for path in atlas.iterdir() if path.suffix in {".parquet", ".tsv"}]
    return [INTAKE, *tables, *(plugins.output(name).file_name for name in formats)]
